//! Types of header and field values: a rule as data, and the name that it goes by.

use super::doc::{self, Doc};
use super::{doc_text, limits, literal};
use crate::ir::{
    Constraint, Field, List, ListStyle, Module, Part, Rows, Shape, ValueKind, ValueType,
};

/// The type and its rule. `source` is the Rust expression of the citation.
pub(super) fn emit(value: &ValueType, source: &str) -> String {
    let name = &value.name;
    let indent = if matches!(value.kind, ValueKind::Flag(_)) { "" } else { "    " };
    let about = Doc::new(doc_text::summary(&value.words)).paragraph(doc::limits(value));
    let about = match value.module {
        // What several pages say of it, each of its fields has.
        Module::Fields => about.sources(&value.uses),
        Module::Operation(_) => told(about, value).sources(&value.uses),
        Module::Headers => told(about, value).source(&value.citation),
    };
    let about = about.comment(indent);
    let field = literal::quoted(&value.wire);
    let redact = value.redact;
    let redact = match value.kind {
        // Nothing of a file is shown.
        ValueKind::File(_) => String::new(),
        _ => format!("        redact: Redact::{redact:?},\n"),
    };
    let (generic, rule, data) = match &value.kind {
        ValueKind::Flag(wire) => {
            return format!("{about}pub type {name} = Flag<{wire:?}>;\n");
        }
        ValueKind::Text(it) => ("Text", "TextRule", text(it)),
        ValueKind::Date(it) => ("Date", "TextRule", text(it)),
        ValueKind::Secret(it) => ("Secret", "TextRule", text(it)),
        ValueKind::File(it) => ("Upload", "Uploaded", ("UploadRule", limits::file(it))),
        ValueKind::Number(it) => {
            ("Number", "Numeric", ("NumberRule", limits::number(it)))
        }
        ValueKind::Decimal(it) => {
            ("DecimalNumber", "Fractional", ("DecimalRule", limits::decimal(it)))
        }
    };
    let (data, limits) = data;
    let limits = limits::lines(&limits);
    let declaration = format!(
        "\
value_type! {{
{about}    pub type {name} = {generic}<{name}Rule>: {rule} = {data} {{
        field: {field},
{limits}{redact}        source: {source},
    }}
}}
"
    );
    if generic == "Secret" { declaration + &secret(name.as_str()) } else { declaration }
}

/// What is said of a type that has one place.
fn told(about: Doc, value: &ValueType) -> Doc {
    about.details(&value.words).decisions(&value.decisions)
}

/// The type of a list field and its rule.
pub(super) fn list(field: &Field, source: &str) -> Option<String> {
    let list = field.list.as_ref()?;
    let (name, item, wire) = (&list.name, field.ty.name(), doc::code(&field.wire));
    let words = limits::items(&list.limits);
    let generic = if list.is_map { "CheckedMap" } else { "CheckedList" };
    let about = Doc::new(format!("{wire}: {words}, each a [`{item}`]."))
        .decisions(&list.decisions)
        .source(field.cite.as_ref().unwrap_or(&list.citation))
        .comment("    ");
    let source = field.cite.as_ref().map_or_else(|| source.to_owned(), literal::source);
    let (wire_name, style) = (&field.wire, field.style);
    let field = literal::quoted(wire_name);
    let mut facts = limits::list(&list.limits);
    if style != ListStyle::Repeated {
        facts.push(("style", format!("ListStyle::{style:?}")));
    }
    let limits = limits::lines(&facts);
    let rows = list.rows.as_ref().map(|rows| self::rows(rows, list, wire_name, &source));
    Some(
        format!(
            "\
value_type! {{
{about}    pub type {name} = {generic}<{name}Rule, {item}>: Listed = ListRule {{
        field: {field},
{limits}        source: {source},
    }}
}}
"
        ) + &rows.unwrap_or_default(),
    )
}

/// The type of an array of arrays and its rule.
fn rows(rows: &Rows, list: &List, wire: &str, source: &str) -> String {
    let (field, wire) = (literal::quoted(wire), doc::code(wire));
    let (name, item) = (&rows.name, &list.name);
    let items = limits::items(&rows.limits);
    let about = format!("{wire}: {items}, each a [`{item}`].");
    let about = Doc::new(about).source(&list.citation).comment("    ");
    let limits = limits::lines(&limits::list(&rows.limits));
    format!(
        "
value_type! {{
{about}    pub type {name} = CheckedList<{name}Rule, {item}>: Listed = ListRule {{
        field: {field},
{limits}        source: {source},
    }}
}}
"
    )
}

/// The name of a secret in `Debug` output.
fn secret(name: &str) -> String {
    format!(
        "
impl SecretRule for {name}Rule {{
    const TYPE: &'static str = \"{name}\";
}}
"
    )
}

fn text(constraint: &Constraint) -> (&'static str, Vec<(&'static str, String)>) {
    let enforced = constraint.shape.as_ref().filter(|_| constraint.shape_enforced);
    let length = limits::length(&constraint.limits);
    ("Rule", vec![("length", length), ("shape", shape(enforced))])
}

/// The rule of a text that only one table or header has, as data.
pub(super) fn rule(field: &str, constraint: &Constraint, source: &str) -> String {
    let (data, limits) = text(constraint);
    let limits = limits::lines(&limits);
    let field = literal::quoted(field);
    format!(
        "{data} {{
        field: {field},
{limits}        redact: Redact::Shown,
        source: {source},
    }}"
    )
}

/// The shape of a text.
pub(super) fn shape(shape: Option<&Shape>) -> String {
    match shape {
        None => "Shape::ANY".to_owned(),
        Some(shape) if shape.parts == [Part::AnyDigits] => "Shape::DIGITS".to_owned(),
        Some(shape) if shape.is_decimal() => "Shape::DECIMAL".to_owned(),
        Some(shape) => {
            let parts: Vec<_> = shape.parts.iter().map(literal::part).collect();
            format!("Shape(&[{}])", parts.join(", "))
        }
    }
}
