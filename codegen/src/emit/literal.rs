//! Values as Rust writes them.

use proc_macro2::{Ident as Token, Span};

use crate::checker::{Decimal, Limits};
use crate::ir::{Citation, Ident, Part, ShapeSign, Tag};

/// A claimed name as a token.
pub(super) fn ident(name: &Ident) -> Token {
    Token::new(name.as_str(), Span::call_site())
}

/// The variant that is named after a field.
pub(super) fn variant(name: &Ident) -> Ident {
    Ident::upper_camel(name.as_str()).unwrap_or_else(|_| name.clone())
}

/// The sign of a shape.
pub(super) fn sign(sign: &ShapeSign) -> String {
    match sign {
        ShapeSign::Value(Tag { field, json }) => {
            format!("ShapeSign::Value({}, {})", quoted(field), quoted(json))
        }
        ShapeSign::Names(names) => {
            let names: Vec<_> = names.iter().map(|name| quoted(name)).collect();
            format!("ShapeSign::Names(&[{}])", names.join(", "))
        }
    }
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    // Few texts have a letter to escape, and to look for one as thoroughly as `{:?}` does takes
    // long, for Hangul most of all.
    let stands = |c: char| {
        matches!(c, ' '..='!' | '#'..='[' | ']'..='~' | '가'..='힣') || c.is_alphabetic()
    };
    if text.chars().all(stands) { format!("\"{text}\"") } else { format!("{text:?}") }
}

/// A whole number with its digits in groups of three.
pub(super) fn integer(value: i128) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut grouped = String::new();
    if value < 0 {
        grouped.push('-');
    }
    for (position, digit) in digits.chars().enumerate() {
        let left = digits.len() - position;
        if position > 0 && left.is_multiple_of(3) && digits.len() > 4 {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

/// A decimal number, as so many units of its last place.
pub(super) fn decimal(value: Decimal) -> String {
    let places = value.places();
    let units = integer(value.units(places).unwrap_or_default());
    format!("Decimal::new({units}, {places})")
}

/// The constructor call for bounds, behind the type's name.
pub(super) fn bounds<T: Copy + PartialEq>(
    limits: Limits<T>,
    value: fn(T) -> String,
) -> String {
    match (limits.min(), limits.max()) {
        (Some(min), Some(max)) if min == max => format!("exactly({})", value(min)),
        (Some(min), Some(max)) => format!("between({}, {})", value(min), value(max)),
        (Some(min), None) => format!("at_least({})", value(min)),
        (None, Some(max)) => format!("at_most({})", value(max)),
        (None, None) => "any()".to_owned(),
    }
}

/// A part of a shape.
pub(super) fn part(part: &Part) -> String {
    let name = match part {
        Part::Year4 => "Year4",
        Part::Year2 => "Year2",
        Part::Month => "Month",
        Part::Day => "Day",
        Part::Hour => "Hour",
        Part::Minute => "Minute",
        Part::Second => "Second",
        Part::Millisecond => "Millisecond",
        Part::AnyDigits => "AnyDigits",
        Part::Uuid => "Uuid",
        Part::EpochSeconds => "EpochSeconds",
        Part::EpochMilliseconds => "EpochMilliseconds",
        Part::Header(name, n) => return format!("Part::Header({}, {n})", quoted(name)),
        Part::Counter(n) => return format!("Part::Counter({n})"),
        Part::Decimal => "Decimal",
        Part::Offset => "Offset",
        Part::Literal(text) => return format!("Part::Literal({})", quoted(text)),
        Part::Hex(n) => return format!("Part::Hex({n})"),
        Part::Digits(n) => return format!("Part::Digits({n})"),
        Part::Base64(n) => return format!("Part::Base64({n})"),
    };
    format!("Part::{name}")
}

/// A citation as the client carries it.
pub(super) fn source(citation: &Citation) -> String {
    source_of(&citation.page, &citation.section)
}

/// A page and a section as the client carries them.
pub(super) fn source_of(page: &str, section: &str) -> String {
    let (page, section) = (quoted(page), quoted(section));
    format!("Source {{ document: {page}, section: {section} }}")
}
