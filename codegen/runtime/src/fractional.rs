//! Decimal numbers that keep their rule.

use super::{Decimal, DecimalRule, Value, Violations, plain::plain, redacted::Redacted};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser};
use serde_json::value::RawValue;
use std::{fmt, marker::PhantomData, str::FromStr};

/// A type that stands for the rule of a decimal number.
pub trait Fractional {
    /// The rule.
    const RULE: DecimalRule;
}

/// A decimal number that keeps the rule `R`, and that JSON keeps exactly: it is written digit by
/// digit, and no binary fraction comes near it.
pub struct DecimalNumber<R> {
    number: Decimal,
    rule: PhantomData<fn() -> R>,
}

plain!(DecimalNumber, number);

impl<R> Clone for DecimalNumber<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for DecimalNumber<R> {}

impl<R> DecimalNumber<R> {
    /// The one door past the rule: for a value that the vendor is known to accept although
    /// its documentation does not.
    pub fn unchecked(number: impl Into<Decimal>) -> Self {
        Self {
            number: number.into(),
            rule: PhantomData,
        }
    }

    /// The number.
    #[must_use]
    pub fn get(&self) -> Decimal {
        self.number
    }
}

impl<R: Fractional> DecimalNumber<R> {
    /// Takes `number` if it keeps the rule.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it: its range, and its number of decimals.
    pub fn new(number: impl Into<Decimal>) -> Result<Self, Violations> {
        let number = number.into();
        R::RULE.check(number)?;
        Ok(Self::unchecked(number))
    }
}

/// Reads digits, with or without a sign, a point and an exponent.
impl<R: Fractional> FromStr for DecimalNumber<R> {
    type Err = Violations;

    fn from_str(text: &str) -> Result<Self, Violations> {
        R::RULE.read(text).map(Self::unchecked)
    }
}

/// `price(12.5)`.
impl<R: Fractional> fmt::Debug for DecimalNumber<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(R::RULE.field)?;
        f.write_str("(")?;
        self.show(f)?;
        f.write_str(")")
    }
}

impl<R: Fractional> Value for DecimalNumber<R> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.number.to_string();
        match R::RULE.redact {
            super::Redact::Shown => f.write_str(&digits),
            redact => write!(f, "{}", Redacted(redact, &digits)),
        }
    }
}

impl<R> Serialize for DecimalNumber<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let digits = RawValue::from_string(self.number.to_string());
        digits.map_err(ser::Error::custom)?.serialize(serializer)
    }
}

impl<'de, R: Fractional> Deserialize<'de> for DecimalNumber<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Box::<RawValue>::deserialize(deserializer)?;
        json.get().parse().map_err(D::Error::custom)
    }
}
