//! Booleans in their wire form.

use super::{Value, plain::plain};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, marker::PhantomData};

/// The wire form of a boolean.
pub trait Style {
    /// The texts for true and for false, or `None` for JSON's own `true` and `false`.
    const WORDS: Option<(&'static str, &'static str)>;
}

/// JSON's own `true` and `false`.
pub enum TrueFalse {}

/// The texts `"Y"` and `"N"`.
pub enum YesNo {}

/// The texts `"1"` and `"0"`.
pub enum OneZero {}

impl Style for TrueFalse {
    const WORDS: Option<(&'static str, &'static str)> = None;
}

impl Style for YesNo {
    const WORDS: Option<(&'static str, &'static str)> = Some(("Y", "N"));
}

impl Style for OneZero {
    const WORDS: Option<(&'static str, &'static str)> = Some(("1", "0"));
}

/// A boolean with the wire form `S`.
pub struct Flag<S> {
    on: bool,
    rule: PhantomData<fn() -> S>,
}

plain!(Flag, on);

impl<S> Clone for Flag<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for Flag<S> {}

impl<S> Flag<S> {
    /// Returns the boolean.
    #[must_use]
    pub fn get(&self) -> bool {
        self.on
    }
}

impl<S> From<bool> for Flag<S> {
    fn from(on: bool) -> Self {
        Self { on, rule: PhantomData }
    }
}

/// Shows `true` or `false`, whatever the wire form.
impl<S> fmt::Debug for Flag<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.on.fmt(f)
    }
}

impl<S: Style> Value for Flag<S> {}

impl<S: Style> Serialize for Flag<S> {
    fn serialize<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
        match S::WORDS {
            None => serializer.serialize_bool(self.on),
            Some((yes, no)) => serializer.serialize_str(if self.on { yes } else { no }),
        }
    }
}

/// Accepts its own wire form only.
impl<'de, S: Style> Deserialize<'de> for Flag<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (yes, no) = S::WORDS.unwrap_or(("true", "false"));
        let on = match S::WORDS {
            None => bool::deserialize(deserializer).ok(),
            Some(_) => match String::deserialize(deserializer) {
                Ok(word) if word == yes => Some(true),
                Ok(word) if word == no => Some(false),
                _ => None,
            },
        };
        // An error from serde would quote the value.
        let wrong = || D::Error::custom(format_args!("neither {yes} nor {no}"));
        on.map(Self::from).ok_or_else(wrong)
    }
}
