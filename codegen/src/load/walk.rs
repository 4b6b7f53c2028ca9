//! Walks over the fields of an operation or a callback, wherever they are nested.

use super::{Loaded, Located};
use crate::raw;

/// The direction in which a field is sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the vendor.
    Request,
    /// From the vendor.
    Response,
}

/// A field of an operation, wherever it is nested.
#[derive(Debug)]
pub struct OperationField<'a> {
    /// Its name in resolutions: `request.pageRequest.page`.
    pub subject: String,
    /// The direction in which it is sent.
    pub direction: Direction,
    /// The field itself.
    pub field: Located<'a, raw::Field>,
}

impl OperationField<'_> {
    /// Whether it is no field of an object or of an item.
    #[must_use]
    pub fn is_top(&self) -> bool {
        // The names of headers and of parameters can have dots of their own.
        let dots = |text: &str| text.matches('.').count();
        dots(&self.subject) == dots(&self.field.name) + 1
    }
}

impl Loaded<raw::Operation> {
    /// Every field of the operation in the order of the file, objects before their own fields.
    #[must_use]
    pub fn fields(&self) -> Vec<OperationField<'_>> {
        self.located().fields()
    }

    /// Every field that the page lists without a name.
    #[must_use]
    pub fn unnamed(&self) -> Vec<Located<'_, raw::Unnamed>> {
        let operation = self.located();
        let request = operation.part("request", |operation| &operation.request);
        let mut found: Vec<_> = request.each("unnamed", |it| &it.unnamed).collect();
        let response = operation.optional("response", |operation| &operation.response);
        found
            .extend(response.iter().flat_map(|it| it.each("unnamed", |it| &it.unnamed)));
        for OperationField { field, .. } in self.fields() {
            found.extend(field.each("unnamed", |field| &field.unnamed));
        }
        found
    }
}

impl<'a> Located<'a, raw::Operation> {
    /// Every field of the operation in the order of the file, objects before their own fields.
    #[must_use]
    pub fn fields(self) -> Vec<OperationField<'a>> {
        let operation = self;
        let mut found = Vec::new();
        let request = operation.part("request", |operation| &operation.request);
        for field in request.each("fields", |request| &request.fields) {
            descend(field, "request", Direction::Request, &mut found);
        }
        if let Some(response) =
            operation.optional("response", |operation| &operation.response)
        {
            for field in response.each("fields", |response| &response.fields) {
                descend(field, "response", Direction::Response, &mut found);
            }
        }
        found
    }
}

impl Loaded<raw::Callback> {
    /// Every field of the callback in the order of the file, objects before their own fields.
    #[must_use]
    pub fn fields(&self) -> Vec<OperationField<'_>> {
        let mut found = Vec::new();
        for field in self.located().each("fields", |callback| &callback.fields) {
            descend(field, "callback", Direction::Response, &mut found);
        }
        found
    }

    /// Every field that the page lists without a name.
    #[must_use]
    pub fn unnamed(&self) -> Vec<Located<'_, raw::Unnamed>> {
        let own = self.located().each("unnamed", |it| &it.unnamed);
        let fields = self.fields();
        let inner =
            fields.iter().flat_map(|it| it.field.each("unnamed", |it| &it.unnamed));
        own.chain(inner).collect()
    }
}

fn descend<'a>(
    field: Located<'a, raw::Field>,
    above: &str,
    direction: Direction,
    found: &mut Vec<OperationField<'a>>,
) {
    let subject = format!("{above}.{}", field.name);
    let inner = found.len();
    found.push(OperationField {
        subject: String::new(),
        direction,
        field,
    });
    for child in field.each("fields", |field| &field.fields) {
        descend(child, &subject, direction, found);
    }
    if let Some(placed) = found.get_mut(inner) {
        placed.subject = subject;
    }
}
