//! Lowers requests: every field has a type with rules.

use super::definition::{Defined, Value};
use super::kind::{is_of_lists, kind};
use super::names::Claim;
use super::{Context, Origin, shapes, words};
use crate::ir::{
    Constant, Decision, Field, FieldOrigin, Ident, List, Module, Object, Redact, Rows,
    TypeRef, ValueKind, ValueType,
};
use crate::load::Located;
use crate::name::Scope;
use crate::raw::{self, Fact, FieldType};
use crate::source::Span;

/// The owner of a list of fields.
#[derive(Clone, Copy)]
pub(super) struct Parent<'a> {
    pub(super) origin: Origin<'a>,
    /// The position of the operation.
    pub(super) operation: usize,
    /// The name of the owner in resolutions.
    pub(super) owner: &'a str,
    /// The struct that they belong to.
    pub(super) of: &'a Ident,
    /// The field whose shapes they are, if they are.
    pub(super) choice: Option<&'a raw::Field>,
}

/// Names that every builder has for itself, and those that clippy takes for operators.
const BUILDER_NAMES: &[&str] = &[
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "build",
    "builder",
    "div",
    "empty",
    "mul",
    "new",
    "rem",
    "shl",
    "shr",
    "sub",
    "with_undocumented",
];

/// The value that the client sends by itself. A name that is none is reported with the values.
fn constant(field: &raw::Field) -> Option<Constant> {
    let code = field.constant()?;
    let name = code.variant.as_deref().unwrap_or(&code.name);
    Some(Constant {
        variant: Ident::upper_camel(name).ok()?,
        json: match field.kind {
            FieldType::Number => code.code.clone(),
            _ => serde_json::Value::from(code.code.as_str()).to_string(),
        },
    })
}

impl<'a> Context<'a> {
    pub(super) fn fields(
        &mut self,
        place: Parent<'_>,
        stated: Option<&'static str>,
        fields: impl Iterator<Item = Located<'a, raw::Field>>,
    ) -> (Vec<Field>, Scope<Span>) {
        let reserved: Vec<_> = BUILDER_NAMES.iter().copied().chain(stated).collect();
        let mut names = Scope::new(&reserved);
        let fields = fields.filter_map(|field| self.field(place, field, &mut names));
        (fields.collect(), names)
    }

    /// The headers of a set that callers give for each call, as parameters behind the fields.
    pub(super) fn given_headers(
        &mut self,
        set: Option<&Ident>,
        mut names: Scope<Span>,
    ) -> Vec<Field> {
        let given = set.and_then(|set| self.given.get(set)).cloned().unwrap_or_default();
        for (field, span) in &given {
            let claim = Claim {
                text: field.ty.name().as_str(),
                given: None,
                key: "type_name",
                span: *span,
            };
            self.names.claim_in(&mut names, &field.name, claim);
        }
        given.into_iter().map(|(field, _)| field).collect()
    }

    fn field(
        &mut self,
        place: Parent<'_>,
        field: Located<'a, raw::Field>,
        names: &mut Scope<Span>,
    ) -> Option<Field> {
        let name = self.names.claim_field(names, field)?;
        let ty = self.type_of(place, field)?;
        self.keep_configured(place.operation, field, &ty);
        Some(Field {
            wire: field.name.clone(),
            words: words::of_field(field.value),
            place: field.place,
            need: field.need,
            origin: field.from,
            idempotency: field.idempotency,
            nullable: field.nullable,
            condition: field.condition.clone(),
            ty,
            list: field.kind.is_list().then(|| self.list(place, field, &name)),
            style: field.list_style,
            redact: super::redaction(field.value),
            example: field.example.clone(),
            of_codes: field.codes.is_some().then(|| {
                let owner = format!("{}.{}", place.owner, field.name);
                kind(place.origin.resolutions, &owner, field.value)
            }),
            constant: constant(field.value),
            decisions: self.of_value(place, field),
            cite: self.own(field.cite.as_ref(), field.span_of("cite")),
            line: self.files.line(field.at.span()),
            name,
        })
    }

    /// The decisions about a value of a type of its own, and not about the list that it is in.
    fn of_value(
        &self,
        place: Parent<'_>,
        field: Located<'_, raw::Field>,
    ) -> Vec<Decision> {
        if field.is_coded() || field.kind.is_object() {
            return Vec::new();
        }
        let owner = format!("{}.{}", place.owner, field.name);
        let mut decisions = self.decisions(place.origin.resolutions, &owner);
        decisions.retain(|it| !is_of_lists(&it.fact));
        decisions
    }

    /// The list is named after the field and its struct: two fields may have items of one type,
    /// and other limits.
    fn list(
        &self,
        place: Parent<'_>,
        field: Located<'_, raw::Field>,
        name: &Ident,
    ) -> List {
        let Origin { resolutions, page, section } = place.origin;
        let owner = format!("{}.{}", place.owner, field.name);
        let name = Ident::upper_camel(name.as_str()).unwrap_or_else(|_| name.clone());
        let mut decisions = self.decisions(resolutions, &owner);
        decisions.retain(|it| is_of_lists(&it.fact));
        List {
            name: place.of.with(name.as_str()).with("Items"),
            limits: field.limits().only(Fact::is_of_lists),
            is_map: field.kind.is_map(),
            rows: field.rows.as_ref().map(|rows| Rows {
                name: place.of.with(name.as_str()).with("Rows"),
                limits: rows.limits(),
            }),
            decisions,
            citation: self.citation(page, section, field.span_of("name")),
        }
    }

    /// Claims the names of the lists that a struct has.
    pub(super) fn claim_lists(&mut self, fields: &[Field], claim: Claim<'_>) {
        for list in fields.iter().filter_map(|field| field.list.as_ref()) {
            let rows = list.rows.as_ref().map(|rows| &rows.name);
            for name in rows.into_iter().chain([&list.name]) {
                self.names.claim_type(name, &["Rule"], claim);
            }
        }
    }

    fn type_of(
        &mut self,
        place: Parent<'_>,
        field: Located<'a, raw::Field>,
    ) -> Option<TypeRef> {
        if field.is_coded() {
            let owner = format!("{}.{}", place.owner, field.name);
            return self.code_type(place.origin, &owner, field).map(TypeRef::Code);
        }
        let claim = Claim::of_type(field);
        let name = self.names.upper_camel(claim)?;
        match field.kind {
            kind if kind.is_object() => {
                self.object(place, field, &name, claim);
                Some(TypeRef::Object(name))
            }
            _ => {
                let value = Value {
                    ty: self.value_type(place, field, name.clone(), claim.span),
                    redact: field.redact,
                };
                self.define_value(value, claim);
                Some(TypeRef::Value(name))
            }
        }
    }

    fn object(
        &mut self,
        place: Parent<'_>,
        field: Located<'a, raw::Field>,
        name: &Ident,
        claim: Claim<'_>,
    ) {
        let owner = format!("{}.{}", place.owner, field.name);
        let inner = Parent {
            owner: &owner,
            of: name,
            choice: Some(field.value).filter(|it| it.kind.is_choice()),
            ..place
        };
        let (fields, _) =
            self.fields(inner, None, field.each("fields", |field| &field.fields));
        let Origin { page, section, .. } = place.origin;
        let citation = self.citation(page, section, claim.span);
        let object = Object {
            name: name.clone(),
            shapes: shapes::signs(field.value),
            tag: shapes::tag(place.choice, field.value),
            words: words::of_field(field.value),
            known: field.known,
            fields,
            unnamed: words::unnamed(&field.value.unnamed),
            uses: vec![citation.clone()],
            citation,
            module: Module::Operation(place.operation),
        };
        let lists = object.fields.clone();
        match self.objects.define(object, claim.span) {
            Defined::First => {
                self.names.claim_type(name, &["Builder"], claim);
                self.claim_lists(&lists, claim);
            }
            Defined::Again => {}
            Defined::Differently(first, difference) => {
                self.names.disagreement(name, &difference, first, claim.span);
            }
        }
    }

    fn value_type(
        &self,
        place: Parent<'_>,
        field: Located<'a, raw::Field>,
        name: Ident,
        span: Span,
    ) -> ValueType {
        let owner = format!("{}.{}", place.owner, field.name);
        let Origin { resolutions, page, section } = place.origin;
        let cite = self.own(field.cite.as_ref(), span);
        let citation = self.citation(page, section, span);
        let is_configured = field.from == FieldOrigin::Configuration;
        let redact = field.redact.unwrap_or(Redact::Hidden);
        ValueType {
            name,
            wire: field.name.clone(),
            words: words::of_field(field.value),
            kind: match kind(resolutions, &owner, field.value) {
                ValueKind::Text(it) if is_configured && redact == Redact::Hidden => {
                    ValueKind::Secret(it)
                }
                kind => kind,
            },
            redact,
            example: field.example.clone(),
            decisions: self.of_value(place, field),
            uses: vec![cite.unwrap_or_else(|| citation.clone())],
            citation,
            // The client's builder takes it, whatever operations have it.
            module: if is_configured {
                Module::Fields
            } else {
                Module::Operation(place.operation)
            },
        }
    }
}
