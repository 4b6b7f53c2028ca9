//! Codes, as people give them: by the code or by its name.

use super::super::closest::closest;
use super::super::description::ValueKind;
use super::super::values::{shape, string};
use super::super::{Json, Named};
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, Error};
use serde_json::value::RawValue;
use std::ffi::OsStr;

/// The code that a text is, or is the name of. What is neither stays as it is.
pub(super) fn named(codes: &[Named], text: &str) -> String {
    if codes.iter().any(|row| row.0 == text) {
        return text.to_owned();
    }
    let wanted = plain(text);
    let mut found =
        codes.iter().filter(|row| !wanted.is_empty() && plain(row.1) == wanted);
    match (found.next(), found.next()) {
        (Some(row), None) => row.0.to_owned(),
        // None, or several that a name does not tell apart.
        _ => text.to_owned(),
    }
}

/// The letters and digits of a name: `ShinhanBank` is `Shinhan Bank`.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// The name that may be meant by a text which is no name of a code.
pub(super) fn near(kind: &ValueKind, text: &str) -> Option<&'static str> {
    let codes = match kind {
        ValueKind::Code(_, codes) | ValueKind::NumberCode(_, codes) => codes(),
        ValueKind::List(_, kind) => return near(kind, text),
        _ => return None,
    };
    // Three digits are near to many others.
    let is_name = |text: &str| text.chars().any(char::is_alphabetic);
    let names = codes.iter().map(|row| row.1);
    closest(text, names).filter(|_| is_name(text))
}

/// Finds the codes in a value that no documented table has: each with its path, and with the name
/// that may be meant.
pub(super) fn unlisted(
    kind: &ValueKind,
    raw: &str,
    at: &str,
    found: &mut Vec<(String, Option<&'static str>)>,
) {
    match kind {
        ValueKind::Code(_, codes) | ValueKind::NumberCode(_, codes) => {
            let text = string(raw).unwrap_or_else(|| raw.to_owned());
            if codes().iter().all(|row| row.0 != text) {
                found.push((at.to_owned(), near(kind, &text)));
            }
        }
        ValueKind::Object(_, _, fields) => {
            let json = Json::from_slice(raw.as_bytes()).unwrap_or_default();
            for field in *fields {
                let raw = json.get(field.name).map(RawValue::get);
                if let Some(raw) = raw.filter(|raw| *raw != "null") {
                    unlisted(&field.kind, raw, &format!("{at}.{}", field.name), found);
                }
            }
        }
        ValueKind::OneOf(shapes) => {
            let json = Json::from_slice(raw.as_bytes()).unwrap_or_default();
            if let Some(kind) = shape(shapes, &json) {
                unlisted(kind, raw, at, found);
            }
        }
        ValueKind::List(_, kind) => {
            let items: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
            for (index, item) in items.into_iter().enumerate() {
                unlisted(kind, item.get(), &format!("{at}[{index}]"), found);
            }
        }
        _ => {}
    }
}

/// Takes any text, and tells shells the codes and their names.
#[derive(Clone)]
pub(super) struct AnyCode(Vec<Named>);

impl AnyCode {
    /// The parser of a value that is a code, or a list of some.
    pub(super) fn of(kind: &ValueKind) -> Option<Self> {
        match kind {
            ValueKind::Code(_, codes) | ValueKind::NumberCode(_, codes) => {
                Some(Self(codes()))
            }
            ValueKind::List(_, kind) => Self::of(kind),
            _ => None,
        }
    }
}

impl TypedValueParser for AnyCode {
    type Value = String;

    fn parse_ref(
        &self,
        command: &Command,
        arg: Option<&Arg>,
        value: &OsStr,
    ) -> Result<String, Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let codes = self.0.iter().map(|row| PossibleValue::new(row.0).help(row.1));
        let names = self.0.iter().map(|row| compact(row.1));
        let names = names.filter(|name| self.0.iter().all(|row| row.0 != name));
        Some(Box::new(codes.chain(names.map(PossibleValue::new))))
    }
}

/// A name without what a shell would have to quote.
fn compact(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}
