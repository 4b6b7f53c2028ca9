//! The types of headers, and what callers have of them.

use super::Effect;
use super::log::At;
use super::types::{Differ, Use};
use super::users::{Received, Ways};
use crate::ir::{Api, Header, HeaderOrigin, Need, TypeRef};

impl<'a> Differ<'a> {
    /// The type of a header's values. Callers know it, and what is named after it, by its own name:
    /// that another header has it now is nothing to them.
    pub(super) fn header_type(
        &mut self,
        at: At<'_>,
        used: Use<'a>,
        apis: (&Api, &Api),
        old: &'a Header,
        new: &'a Header,
    ) {
        if old.ty == new.ty || !is_left(old, apis) {
            self.type_of(at, used, &old.ty, &new.ty);
            return;
        }
        let words = (self.old.in_words(&old.ty), self.new.in_words(&new.ty));
        let effect = self.old.other_type(used.ways, &old.ty, &self.new, &new.ty);
        let effect = effect.if_left_out(used.is_optional).of_deployed();
        let effect = match new.need {
            Need::Optional => effect,
            Need::Required | Need::Conditional => asked(effect, new, apis),
        };
        self.log.note(at, "type", words, effect);
        let ways = Ways::default();
        self.type_of(at, Use { ways, ..used }, &old.ty, &old.ty);
    }
}

/// Whether callers still have all that a header was to them: its type, the method of the client's
/// builder and the one that reads it from answers.
fn is_left(header: &Header, (old, new): (&Api, &Api)) -> bool {
    let read = |api: &Api| -> Vec<_> {
        let read = api.answer_headers.iter().filter(|it| it.ty == header.ty);
        read.map(|it| it.name.clone()).collect()
    };
    let (before, after) = (read(old), read(new));
    has_type(header, new)
        && (is_given(header, new) || !is_given(header, old))
        && before.iter().all(|name| after.contains(name))
}

pub(super) fn has_type(header: &Header, api: &Api) -> bool {
    match &header.ty {
        TypeRef::Value(name) => api.header_types.iter().any(|it| it.name == *name),
        TypeRef::Code(name) => api.code_tables.iter().any(|it| it.name == *name),
        TypeRef::Object(_) => true,
    }
}

/// Whether the client's builder takes a value of a header's type.
pub(super) fn is_given(header: &Header, api: &Api) -> bool {
    api.configured().iter().any(|it| it.ty == header.ty)
}

/// What a client's builder does about a header that is needed: it may have asked for the value
/// already, for other operations, or go on without, where no request has the header.
pub(super) fn asked(
    effect: Effect,
    header: &Header,
    (old, new): (&Api, &Api),
) -> Effect {
    let asks = |api: &Api| {
        let mut all = api.configured().into_iter();
        all.any(|it| it.ty == header.ty && it.need != Need::Optional)
    };
    if header.origin != HeaderOrigin::Configuration || asks(old) || !asks(new) {
        return effect;
    }
    effect.refused("building a client is refused until the value is given")
}

/// What becomes of the values of a header in such a set, which a deployed client has from there.
pub(super) fn of_value(ways: Ways, origin: HeaderOrigin, is_named_so: bool) -> Ways {
    let by_client = matches!(origin, HeaderOrigin::Call | HeaderOrigin::Signing);
    if !is_named_so {
        let is_given = ways.is_sent() && !by_client;
        let is_used = ways.is_sent() || ways.is_received();
        let received = if is_used && !is_given { Received::Unmet } else { Received::No };
        return Ways {
            received,
            ..Ways::default()
        };
    }
    Ways {
        given: ways.given && !by_client,
        minted: ways.given && by_client,
        ..ways
    }
}
