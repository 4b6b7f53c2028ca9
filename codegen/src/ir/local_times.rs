//! The local times that the client writes, such as `20261130120000`, which do not say their zone.

use super::{
    Api, FieldOrigin, Header, HeaderOrigin, Ident, LocalTimes, Recipe, RecipePart,
    ValueKind,
};
use crate::shape::{Shape, is_time};

impl Api {
    /// Whether a configured header says the zone of local times.
    #[must_use]
    pub fn says_zone(&self, header: &Header) -> bool {
        self.code_tables.iter().any(|table| {
            table.name == *header.ty.name()
                && table.codes.iter().any(|code| code.utc_offset.is_some())
        })
    }

    /// The zone of local times, of which the spec may state the offset.
    pub(crate) fn local_times_at(&self, offset: Option<i32>) -> LocalTimes {
        if self.configured().into_iter().any(|header| self.says_zone(header)) {
            return LocalTimes::OfHeader;
        }
        match offset {
            _ if !self.writes_local_times() => LocalTimes::None,
            Some(offset) => LocalTimes::At(offset),
            None => LocalTimes::Unknown,
        }
    }

    /// Whether a header, a field or a signature of some request has a local time.
    fn writes_local_times(&self) -> bool {
        let headers = self.sent_sets().flat_map(|set| &set.headers);
        let mut headers = headers.filter(|it| it.origin == HeaderOrigin::Call);
        let mut fields = self.operations.iter().flat_map(|operation| {
            let made = operation.fields.iter();
            made.filter(|field| field.origin == FieldOrigin::Call)
        });
        headers.any(|header| self.is_local_time(header.ty.name()))
            || fields.any(|field| self.is_local_time(field.ty.name()))
            || self.recipes().any(|signing| {
                let claims = signing.claims.iter().map(|claim| &claim.value);
                [&signing.signs, &signing.written]
                    .into_iter()
                    .chain(claims)
                    .any(has_time)
            })
    }

    fn is_local_time(&self, ty: &Ident) -> bool {
        let own = self.operations.iter().flat_map(|operation| &operation.types);
        let mut types = own.chain(&self.header_types).chain(&self.field_types);
        types.any(|value| {
            let (ValueKind::Text(rule) | ValueKind::Date(rule)) = &value.kind else {
                return false;
            };
            value.name == *ty && rule.shape.as_ref().is_some_and(is_local)
        })
    }
}

fn has_time(recipe: &Recipe) -> bool {
    recipe.parts.iter().any(|part| matches!(part, RecipePart::Time(_)))
}

fn is_local(shape: &Shape) -> bool {
    shape.parts.iter().any(is_time)
}
