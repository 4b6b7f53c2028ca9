//! Objects of one of several shapes.

use super::{Json, Value, entries::text};
use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::value::RawValue;
use std::fmt;

/// The sign by which a shape of an object is told from the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeSign {
    /// The value of a field: its name, and the value as JSON.
    Value(&'static str, &'static str),
    /// The fields that it has to have.
    Names(&'static [&'static str]),
}

impl ShapeSign {
    /// Returns whether an object has this sign. A number is taken for the text of its digits, and
    /// a field that is `null` for none.
    #[must_use]
    pub fn is_of(&self, json: &Json) -> bool {
        let field = |name| json.get(name).map(RawValue::get);
        match self {
            Self::Value(name, value) => {
                field(name).is_some_and(|raw| raw == *value || is_same(raw, value))
            }
            Self::Names(names) => {
                names.iter().all(|name| field(name).is_some_and(|raw| raw != "null"))
            }
        }
    }

    /// Returns the sign that an object has, if it has one of these and no other.
    pub fn only(json: &Json, signs: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut found = signs.into_iter().filter(|sign| sign.is_of(json));
        let first = found.next();
        first.filter(|_| found.next().is_none())
    }
}

fn is_same(raw: &str, value: &str) -> bool {
    text(raw).is_some_and(|raw| Some(raw) == text(value))
}

/// The value of a field that tells a shape, as JSON.
#[derive(Clone, Copy)]
pub struct FixedValue(pub &'static str);

impl Value for FixedValue {}

impl Serialize for FixedValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw = RawValue::from_string(self.0.to_owned());
        raw.map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl fmt::Debug for FixedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}
