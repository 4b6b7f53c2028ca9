//! Calendar dates in the form of their rule.

use super::{
    Minter, Moment, Part, Rule, Shape, Text, TextRule, Value, ViolationKind, Violations,
    plain::plain,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{fmt, marker::PhantomData, str::FromStr};

/// A calendar date in the shape of the rule `R`, which has a year, a month and a day. `Debug`
/// shows as much of it as the rule allows.
pub struct Date<R> {
    text: Text<R>,
    rule: PhantomData<fn() -> R>,
}

plain!(Date, text);

impl<R> Clone for Date<R> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            rule: PhantomData,
        }
    }
}

const ISO: Shape = Shape(&[
    Part::Digits(4),
    Part::Literal("-"),
    Part::Digits(2),
    Part::Literal("-"),
    Part::Digits(2),
]);

impl<R> Date<R> {
    /// Creates a value without checking the rule, for values that the vendor is known to accept
    /// although its documentation does not.
    pub fn unchecked(text: impl Into<String>) -> Self {
        Self {
            text: Text::unchecked(text),
            rule: PhantomData,
        }
    }

    /// Returns the date in its wire form, unredacted.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }
}

impl<R: TextRule> Date<R> {
    /// Creates a date from a year of 0 to 9999, a month and a day, both counted from 1.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no such date.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, Violations> {
        Self::parse(&write(&R::RULE, year, month, day)?)
    }

    /// Parses the wire form.
    ///
    /// # Errors
    ///
    /// Returns an error if the text does not have that form, or there is no such date.
    pub fn parse(text: &str) -> Result<Self, Violations> {
        Ok(Self {
            text: Text::new(text)?,
            rule: PhantomData,
        })
    }

    /// Returns a date that was given, or else that of a call.
    #[must_use]
    pub fn or_minted(given: Option<&Self>, minter: Option<&Minter<'_>>) -> Option<Self> {
        let given = given.map(|date| &date.text);
        let text = Text::or_minted(given, minter)?;
        Some(Self { text, rule: PhantomData })
    }

    /// Parses an ISO date, `1990-01-31`, whatever the wire form is.
    ///
    /// # Errors
    ///
    /// Returns an error if the text does not have that form, or there is no such date.
    pub fn from_iso(text: &str) -> Result<Self, Violations> {
        Self::parse(&from_iso(&R::RULE, text)?)
    }
}

/// Converts an ISO date, `1990-01-31`, to the wire form.
pub(super) fn from_iso(rule: &Rule, text: &str) -> Result<String, Violations> {
    let wrong = || rule.violated(ViolationKind::WrongShape { shape: ISO });
    if !ISO.matches(text) {
        return Err(wrong());
    }
    let mut numbers = text.split('-').map(|digits| digits.parse::<u16>().ok());
    let mut next = || numbers.next().flatten().ok_or_else(wrong);
    let (year, month, day) = (next()?, next()?, next()?);
    // Two digits each, so they fit.
    let narrow = |number| u8::try_from(number).unwrap_or(u8::MAX);
    write(rule, year, narrow(month), narrow(day))
}

fn write(rule: &Rule, year: u16, month: u8, day: u8) -> Result<String, Violations> {
    let (hour, minute, second, millisecond) = (0, 0, 0, 0);
    let moment = Moment {
        year,
        month,
        day,
        hour,
        minute,
        second,
        millisecond,
    };
    let text = rule.shape.write(&moment, &mut || 0);
    text.ok_or_else(|| rule.violated(ViolationKind::NoSuchDate))
}

impl<R: TextRule> FromStr for Date<R> {
    type Err = Violations;

    fn from_str(text: &str) -> Result<Self, Violations> {
        Self::parse(text)
    }
}

/// `birthDate(..)`.
impl<R: TextRule> fmt::Debug for Date<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.fmt(f)
    }
}

impl<R: TextRule> Value for Date<R> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text.show(f)
    }
}

impl<R> Serialize for Date<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text.serialize(serializer)
    }
}

impl<'de, R: TextRule> Deserialize<'de> for Date<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self {
            text: Text::deserialize(deserializer)?,
            rule: PhantomData,
        })
    }
}
