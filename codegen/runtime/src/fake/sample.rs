//! Invented values of answers.

use super::super::description::{ResponseField, ResponseKind};
use super::super::{Named, ShapeSign, values};

/// A field with a value of its kind.
pub(super) fn sampled(field: &ResponseField) -> (&str, String) {
    (field.name, sample(&field.kind))
}

/// The value of the field that tells whether the success is final.
pub(super) fn outcome(kind: &ResponseKind, equals: &str, is_pending: bool) -> String {
    let other = match equals {
        "true" => "false",
        "false" => "true",
        "Y" => "N",
        "N" => "Y",
        "1" => "0",
        "0" => "1",
        _ => return of_text(kind, equals, is_pending),
    };
    let word = if is_pending { equals } else { other };
    let is_bare = matches!(word, "true" | "false") || is_number(kind);
    if is_bare { word.to_owned() } else { values::quoted(word) }
}

const fn is_number(kind: &ResponseKind) -> bool {
    matches!(kind, ResponseKind::Number | ResponseKind::NumberCode(_))
}

/// The same for a field that is no flag: another value of it, where it is final.
fn of_text(kind: &ResponseKind, equals: &str, is_pending: bool) -> String {
    let other = |codes: Vec<Named>| {
        codes.into_iter().map(|row| row.0).find(|code| *code != equals)
    };
    match kind {
        kind if is_pending && is_number(kind) => equals.to_owned(),
        ResponseKind::NumberCode(codes) => other(codes()).unwrap_or_default().to_owned(),
        ResponseKind::Code(codes) if !is_pending => {
            values::quoted(other(codes()).unwrap_or_default())
        }
        _ if is_pending => values::quoted(equals),
        _ => sample(kind),
    }
}

/// An object of a shape.
fn shape((sign, fields): &(ShapeSign, &[ResponseField])) -> String {
    let told = match sign {
        ShapeSign::Value(name, value) => Some((*name, (*value).to_owned())),
        ShapeSign::Names(_) => None,
    };
    let fields = fields.iter().map(sampled);
    object(&told.into_iter().chain(fields).collect::<Vec<_>>())
}

fn sample(kind: &ResponseKind) -> String {
    match kind {
        ResponseKind::Text => values::quoted("invented"),
        ResponseKind::Number => "1".to_owned(),
        ResponseKind::Written => values::quoted("1.50"),
        ResponseKind::Flag(words) => {
            words.map_or_else(|| "true".to_owned(), |(yes, _)| values::quoted(yes))
        }
        ResponseKind::Code(codes) => {
            values::quoted(codes().first().map_or("", |row| row.0))
        }
        ResponseKind::NumberCode(codes) => {
            codes().first().map_or("0", |row| row.0).to_owned()
        }
        ResponseKind::Object(fields) => {
            object(&fields.iter().map(sampled).collect::<Vec<_>>())
        }
        ResponseKind::OneOf(shapes) => shapes.first().map_or_else(String::new, shape),
        ResponseKind::Map(item) => object(&[("invented", self::sample(item))]),
        ResponseKind::List(item) => format!("[{}]", self::sample(item)),
    }
}

/// A JSON object of values that are JSON.
pub(super) fn object(fields: &[(&str, String)]) -> String {
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, raw)| format!("{}:{raw}", values::quoted(name)))
        .collect();
    format!("{{{}}}", fields.join(","))
}
