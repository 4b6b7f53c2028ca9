//! Checked decimal numbers.

use super::{Decimal, DecimalRule, Value, Violations, plain::plain, redacted::Redacted};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser};
use serde_json::value::RawValue;
use std::{fmt, marker::PhantomData, str::FromStr};

/// A marker type for the rule of a decimal number.
pub trait Fractional {
    /// The rule.
    const RULE: DecimalRule;
}

/// A decimal number that satisfies the rule `R`. JSON keeps it exactly: it is written digit by
/// digit, never as a binary fraction.
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
    /// Creates a value without checking the rule, for values that the vendor is known to accept
    /// although its documentation does not.
    pub fn unchecked(number: impl Into<Decimal>) -> Self {
        Self {
            number: number.into(),
            rule: PhantomData,
        }
    }

    /// Returns the number.
    #[must_use]
    pub fn get(&self) -> Decimal {
        self.number
    }
}

impl<R: Fractional> DecimalNumber<R> {
    /// Creates a value from `number`.
    ///
    /// # Errors
    ///
    /// Returns all violations: range, number of decimals and multiple.
    pub fn new(number: impl Into<Decimal>) -> Result<Self, Violations> {
        let number = number.into();
        R::RULE.check(number)?;
        Ok(Self::unchecked(number))
    }
}

/// Parses digits with an optional sign, point and exponent.
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
