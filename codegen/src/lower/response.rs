//! Answers: every field has a way to be read, and no rule.

use super::names::Wanted;
use super::{Context, Origin, words};
use crate::ir::{Ident, Reading, Redact, Response, ResponseField};
use crate::load::Located;
use crate::name::Scope;
use crate::raw::{self, FieldType};
use crate::source::Span;

/// Names that every answer has for itself, and those that clippy takes for a trait's.
const RESPONSE_NAMES: &[&str] =
    &["as_ref", "borrow", "clone", "deref", "from_json", "json", "shown"];

/// An answer, or an object within one, while it is being lowered.
struct Part<'a> {
    origin: Origin<'a>,
    name: Ident,
    encrypted: bool,
    unnamed: &'a [raw::Unnamed],
    confirm: Option<&'a String>,
    span: Span,
}

impl<'a> Context<'a> {
    pub(super) fn response(
        &mut self,
        origin: Origin<'a>,
        operation: &Ident,
        response: Located<'a, raw::Response>,
    ) -> Response {
        let part = Part {
            origin,
            name: operation.with("Response"),
            encrypted: response.encrypted,
            unnamed: &response.value.unnamed,
            confirm: response.value.confirm.as_ref(),
            span: response.span_of("fields"),
        };
        self.answer(&part, operation, response.each("fields", |r| &r.fields))
    }

    fn answer(
        &mut self,
        part: &Part<'a>,
        operation: &Ident,
        fields: impl Iterator<Item = Located<'a, raw::Field>>,
    ) -> Response {
        let mut names = Scope::new(RESPONSE_NAMES);
        let mut objects = Vec::new();
        let mut lowered = Vec::new();
        for field in fields {
            let Some(name) = self.names.claim_field(&mut names, field) else { continue };
            let Some(reading) = self.reading(part, operation, field, &mut objects)
            else {
                continue;
            };
            lowered.push(ResponseField {
                name,
                wire: field.name.clone(),
                words: words::of_field(field.value),
                need: field.need,
                condition: field.condition.clone(),
                reading,
                redact: field.redact.unwrap_or(Redact::Hidden),
                line: self.files.line(field.at.span()),
            });
        }
        let Origin { page, section, .. } = part.origin;
        Response {
            name: part.name.clone(),
            encrypted: part.encrypted,
            fields: lowered,
            unnamed: words::unnamed(part.unnamed),
            confirm: part.confirm.cloned(),
            objects,
            citation: self.citation(page, section, part.span),
        }
    }

    fn reading(
        &mut self,
        part: &Part<'a>,
        operation: &Ident,
        field: Located<'a, raw::Field>,
        objects: &mut Vec<Response>,
    ) -> Option<Reading> {
        let table = field.codes.as_deref().and_then(|id| self.tables.get(id));
        Some(match (field.kind, table) {
            (FieldType::String | FieldType::Number, Some(table)) => {
                Reading::Code(table.clone())
            }
            (FieldType::String, None) => Reading::Text,
            (FieldType::Number, None) => Reading::Number,
            (FieldType::Boolean, _) => Reading::Flag,
            (FieldType::ArrayOfStrings, _) => Reading::Texts,
            (FieldType::Object, _) => {
                Reading::Object(self.inner(part, operation, field, objects)?)
            }
            (FieldType::ArrayOfObjects, _) => {
                Reading::Objects(self.inner(part, operation, field, objects)?)
            }
        })
    }

    /// Lowers an object within an answer. Its type is named after the operation, so that two
    /// answers may each have an `info` of their own.
    fn inner(
        &mut self,
        part: &Part<'a>,
        operation: &Ident,
        field: Located<'a, raw::Field>,
        objects: &mut Vec<Response>,
    ) -> Option<Ident> {
        let wanted = Wanted {
            text: &field.value.name,
            given: field.value.type_name.as_deref(),
            key: "type_name",
            span: field.span_of(if field.type_name.is_some() {
                "type_name"
            } else {
                "name"
            }),
        };
        let own = self.names.upper_camel(wanted)?;
        let name = match field.type_name {
            Some(_) => own,
            None => operation.with(own.as_str()),
        };
        self.names.claim_type(&name, &[], wanted);
        let inner = Part {
            origin: part.origin,
            name,
            encrypted: part.encrypted,
            unnamed: &field.value.unnamed,
            confirm: None,
            span: wanted.span,
        };
        let object = self.answer(&inner, operation, field.each("fields", |f| &f.fields));
        objects.push(object);
        Some(inner.name)
    }
}
