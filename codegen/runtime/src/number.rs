//! Whole numbers that keep their rule.

use super::{NumberRule, Value, Violations, plain::plain, redacted::Redacted};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, marker::PhantomData, str::FromStr};

/// A type that stands for the rule of a whole number.
pub trait Numeric {
    /// The rule.
    const RULE: NumberRule;
}

/// A whole number that keeps the rule `R`, and that JSON keeps exactly however large it is.
pub struct Number<R> {
    number: i128,
    rule: PhantomData<fn() -> R>,
}

plain!(Number, number);

impl<R> Clone for Number<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R> Copy for Number<R> {}

impl<R> Number<R> {
    /// The one door past the rule: for a value that the vendor is known to accept although
    /// its documentation does not.
    pub fn unchecked(number: impl Into<i128>) -> Self {
        Self {
            number: number.into(),
            rule: PhantomData,
        }
    }

    /// The number.
    #[must_use]
    pub fn get(&self) -> i128 {
        self.number
    }
}

impl<R: Numeric> Number<R> {
    /// Takes `number` if it keeps the rule.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it: its range, and its number of decimal digits.
    pub fn new(number: impl Into<i128>) -> Result<Self, Violations> {
        let number = number.into();
        R::RULE.check(number)?;
        Ok(Self::unchecked(number))
    }
}

/// Reads decimal digits, with or without a sign.
impl<R: Numeric> FromStr for Number<R> {
    type Err = Violations;

    fn from_str(text: &str) -> Result<Self, Violations> {
        R::RULE.read(text).map(Self::unchecked)
    }
}

/// `amount(1000)`.
impl<R: Numeric> fmt::Debug for Number<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(R::RULE.field)?;
        f.write_str("(")?;
        self.show(f)?;
        f.write_str(")")
    }
}

impl<R: Numeric> Value for Number<R> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.number.to_string();
        match R::RULE.redact {
            super::Redact::Shown => f.write_str(&digits),
            redact => write!(f, "{}", Redacted(redact, &digits)),
        }
    }
}

impl<R> Serialize for Number<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i128(self.number)
    }
}

impl<'de, R: Numeric> Deserialize<'de> for Number<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        // An error of serde's own would quote what stands there instead.
        let number = i128::deserialize(deserializer)
            .map_err(|_| D::Error::custom(R::RULE.not_a_number()))?;
        Self::new(number).map_err(D::Error::custom)
    }
}
