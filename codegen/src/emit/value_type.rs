//! Types of header and field values: a rule as data, and the name that it goes by.

use super::doc::{self, Doc};
use super::{literal, said};
use crate::ir::{Bounds, Constraint, Part, Shape, ValueKind, ValueType, Wire};

/// The type and its rule. `source` stands for the citation.
pub(super) fn emit(value: &ValueType, source: &str) -> String {
    let name = &value.name;
    let indent = if matches!(value.kind, ValueKind::Flag(_)) { "" } else { "    " };
    let about = Doc::new(said::summary(&value.words))
        .paragraph(doc::limits(value))
        .details(&value.words)
        .decisions(&value.decisions)
        .source(&value.citation)
        .comment(indent);
    let field = literal::quoted(&value.wire);
    let redact = literal::redact(value.redact);
    let (generic, rule, data) = match &value.kind {
        ValueKind::Flag(wire) => {
            return format!("{about}pub type {name} = Flag<{}>;\n", style(*wire));
        }
        ValueKind::Text(limits) => ("Text", "TextRule", text(limits)),
        ValueKind::Date(limits) => ("Date", "TextRule", text(limits)),
        ValueKind::Secret(limits) => ("Secret", "TextRule", text(limits)),
        ValueKind::Number { value, max_digits } => {
            let range = literal::bounds(*value, literal::integer);
            let digits = Bounds {
                min: None,
                max: *max_digits,
            };
            let digits = literal::bounds(digits, |n| n.to_string());
            let limits = [
                ("range", format!("Range::{range}")),
                ("digits", format!("Length::{digits}")),
            ];
            ("Number", "Numeric", ("NumberRule", limits))
        }
        ValueKind::Decimal { value, places } => {
            let range = literal::bounds(*value, literal::decimal);
            let limits =
                [("range", format!("Limits::{range}")), ("places", places.to_string())];
            ("DecimalNumber", "Fractional", ("DecimalRule", limits))
        }
    };
    let (data, [(first, first_limit), (second, second_limit)]) = data;
    let declaration = format!(
        "\
value_type! {{
{about}    pub type {name} = {generic}<{name}Rule>: {rule} = {data} {{
        field: {field},
        {first}: {first_limit},
        {second}: {second_limit},
        redact: {redact},
        source: {source},
    }}
}}
"
    );
    if generic == "Secret" { declaration + &secret(name.as_str()) } else { declaration }
}

/// What a secret is called where its value must not be.
fn secret(name: &str) -> String {
    format!(
        "
impl SecretRule for {name}Rule {{
    const TYPE: &'static str = \"{name}\";
}}
"
    )
}

fn text(constraint: &Constraint) -> (&'static str, [(&'static str, String); 2]) {
    let enforced = constraint.shape.as_ref().filter(|_| constraint.shape_enforced);
    let length = literal::length(constraint.length);
    ("Rule", [("length", length), ("shape", shape(enforced))])
}

/// The rule of a text that only one table or header has, as data.
pub(super) fn rule(field: &str, constraint: &Constraint, source: &str) -> String {
    let (data, [(_, length), (_, shape)]) = text(constraint);
    let field = literal::quoted(field);
    format!(
        "{data} {{
        field: {field},
        length: {length},
        shape: {shape},
        redact: Redact::Shown,
        source: {source},
    }}"
    )
}

/// What a text is made of.
pub(super) fn shape(shape: Option<&Shape>) -> String {
    match shape {
        None => "Shape::ANY".to_owned(),
        Some(shape) if shape.parts == [Part::AnyDigits] => "Shape::DIGITS".to_owned(),
        Some(shape) => {
            let parts: Vec<_> = shape.parts.iter().map(literal::part).collect();
            format!("Shape(&[{}])", parts.join(", "))
        }
    }
}

const fn style(wire: Wire) -> &'static str {
    match wire {
        Wire::Json => "TrueFalse",
        Wire::YesNo => "YesNo",
        Wire::OneZero => "OneZero",
    }
}
