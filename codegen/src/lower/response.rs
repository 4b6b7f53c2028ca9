//! Lowers answers: every field has a type that it is read as, and no rule.

use super::definition::Defined;
use super::kind::kind;
use super::names::Claim;
use super::{Context, Origin, shapes, words};
use crate::ir::{
    AnswerObject, Ident, Module, Reading, Response, ResponseField, ValueKind,
};
use crate::load::Located;
use crate::name::Scope;
use crate::raw::{self, Fact, FieldType};

/// Names that every answer has for itself, and those that clippy takes for a trait's.
const RESPONSE_NAMES: &[&str] = &[
    "answer_code",
    "answer_headers",
    "as_ref",
    "borrow",
    "clone",
    "deref",
    "from_json",
    "json",
    "known",
    "shown",
];

/// The owner of a list of fields.
#[derive(Clone, Copy)]
struct Parent<'a> {
    origin: Origin<'a>,
    /// The position of the operation.
    operation: usize,
    /// The name of the owner in resolutions.
    owner: &'a str,
    /// The name that the types of the objects in the list begin with.
    named_after: &'a Ident,
    /// The field whose shapes they are, if they are.
    choice: Option<&'a raw::Field>,
}

impl<'a> Context<'a> {
    pub(super) fn response(
        &mut self,
        origin: Origin<'a>,
        position: usize,
        operation: &Ident,
        response: Located<'a, raw::Response>,
    ) -> Response {
        let place = Parent {
            origin,
            operation: position,
            owner: "response",
            named_after: operation,
            choice: None,
        };
        let fields = self.answer_fields(place, response.each("fields", |r| &r.fields));
        let Origin { page, section, .. } = origin;
        Response {
            name: operation.with("Response"),
            encrypted: response.encrypted,
            body: response.body,
            charset: response.charset,
            media_types: response.media_types.clone(),
            known: response.known,
            pending: response.pending.clone(),
            fields,
            unnamed: words::unnamed(&response.unnamed),
            confirm: response.confirm.clone(),
            citation: self.citation(page, section, response.span_of("fields")),
        }
    }

    /// What a callback has in its body.
    pub(super) fn received(
        &mut self,
        origin: Origin<'a>,
        position: usize,
        name: &Ident,
        callback: Located<'a, raw::Callback>,
    ) -> Response {
        let place = Parent {
            origin,
            operation: position,
            owner: "callback",
            named_after: name,
            choice: None,
        };
        let fields = self.answer_fields(place, callback.each("fields", |it| &it.fields));
        Response {
            name: name.clone(),
            encrypted: raw::Encrypted::No,
            body: raw::ResponseBody::Object,
            charset: raw::Charset::Utf8,
            media_types: Vec::new(),
            known: callback.known,
            pending: None,
            fields,
            unnamed: words::unnamed(&callback.unnamed),
            confirm: None,
            citation: self.citation(
                origin.page,
                origin.section,
                callback.span_of("fields"),
            ),
        }
    }

    fn answer_fields(
        &mut self,
        place: Parent<'_>,
        fields: impl Iterator<Item = Located<'a, raw::Field>>,
    ) -> Vec<ResponseField> {
        let mut names = Scope::new(RESPONSE_NAMES);
        let mut lowered = Vec::new();
        for field in fields {
            let Some(name) = self.names.claim_field(&mut names, field) else { continue };
            let Some(reading) = self.reading(place, field) else { continue };
            let owner = format!("{}.{}", place.owner, field.name);
            let is_object = matches!(reading, Reading::Object(_) | Reading::Objects(_));
            let kind = || kind(place.origin.resolutions, &owner, field.value);
            lowered.push(ResponseField {
                name,
                wire: field.name.clone(),
                words: words::of_field(field.value),
                need: field.need,
                condition: field.condition.clone(),
                kind: (!is_object).then(kind),
                items: field.limits().only(Fact::is_of_lists),
                rows: field.rows.as_ref().map(raw::Rows::limits),
                reading,
                example: field.example.clone(),
                redact: super::redaction(field.value),
                cite: self.own(field.cite.as_ref(), field.span_of("cite")),
                line: self.files.line(field.at.span()),
            });
        }
        lowered
    }

    fn reading(
        &mut self,
        place: Parent<'_>,
        field: Located<'a, raw::Field>,
    ) -> Option<Reading> {
        let owner = format!("{}.{}", place.owner, field.name);
        let table = self.code_type(place.origin, &owner, field);
        Some(match (field.kind, table) {
            (FieldType::String | FieldType::Number, Some(table)) => Reading::Code(table),
            (FieldType::ArrayOfStrings, Some(table)) => Reading::Codes(table),
            (FieldType::String, None) if is_written(place, &owner, field.value) => {
                Reading::Written
            }
            // A file in an answer is reported by a rule.
            (FieldType::String, None) | (FieldType::File, _) => Reading::Text,
            (FieldType::Number, None) if field.decimals.is_some() => Reading::Decimal,
            (FieldType::Number, None) => Reading::Number,
            (FieldType::ArrayOfNumbers, _) if field.decimals.is_some() => {
                Reading::Decimals
            }
            (FieldType::ArrayOfNumbers, _) => Reading::Numbers,
            (FieldType::MapOfStrings, _) => Reading::Map,
            (FieldType::Boolean, _) => Reading::Flag,
            (FieldType::ArrayOfStrings, None) => Reading::Texts,
            (FieldType::Object | FieldType::OneOf, _) => {
                Reading::Object(self.answer_object(place, field)?)
            }
            (FieldType::ArrayOfObjects | FieldType::ArrayOfOneOf, _) => {
                Reading::Objects(self.answer_object(place, field)?)
            }
        })
    }

    /// Lowers an object within an answer. Its type is named after the operation, so that two
    /// answers may each have an `info` of their own; one with a `type_name` is the same type
    /// wherever it has it, and so are the objects in it.
    fn answer_object(
        &mut self,
        place: Parent<'_>,
        field: Located<'a, raw::Field>,
    ) -> Option<Ident> {
        let claim = Claim::of_type(field);
        let own = self.names.upper_camel(claim)?;
        let is_given = field.type_name.is_some();
        let name = if is_given { own } else { place.named_after.with(own.as_str()) };
        let owner = format!("{}.{}", place.owner, field.name);
        let inner = Parent {
            owner: &owner,
            named_after: if is_given { &name } else { place.named_after },
            choice: Some(field.value).filter(|it| it.kind.is_choice()),
            ..place
        };
        let fields = self.answer_fields(inner, field.each("fields", |f| &f.fields));
        let Origin { page, section, .. } = place.origin;
        let citation = self.citation(page, section, claim.span);
        let object = AnswerObject {
            name: name.clone(),
            shapes: shapes::signs(field.value),
            tag: shapes::tag(place.choice, field.value),
            words: words::of_field(field.value),
            known: field.known,
            fields,
            unnamed: words::unnamed(&field.unnamed),
            uses: vec![citation.clone()],
            citation,
            module: Module::Operation(place.operation),
        };
        match self.answers.define(object, claim.span) {
            Defined::First => self.names.claim_type(&name, &[], claim),
            Defined::Again => {}
            Defined::Differently(first, difference) => {
                self.names.disagreement(&name, &difference, first, claim.span);
            }
        }
        Some(name)
    }
}

/// Whether a text is a decimal number.
fn is_written(place: Parent<'_>, owner: &str, field: &raw::Field) -> bool {
    match kind(place.origin.resolutions, owner, field) {
        ValueKind::Text(it) => {
            it.shape_enforced && it.shape.is_some_and(|shape| shape.is_decimal())
        }
        _ => false,
    }
}
