//! Checked whole numbers.

use super::{NumberRule, Value, Violations, plain::plain, redacted::Redacted};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, marker::PhantomData, str::FromStr};

/// A marker type for the rule of a whole number.
pub trait Numeric {
    /// The rule.
    const RULE: NumberRule;
}

/// A whole number that satisfies the rule `R`. JSON keeps it exactly, however large it is.
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
    /// Creates a value without checking the rule, for values that the vendor is known to accept
    /// although its documentation does not.
    pub fn unchecked(number: impl Into<i128>) -> Self {
        Self {
            number: number.into(),
            rule: PhantomData,
        }
    }

    /// Returns the number.
    #[must_use]
    pub fn get(&self) -> i128 {
        self.number
    }
}

impl<R: Numeric> Number<R> {
    /// Creates a value from `number`.
    ///
    /// # Errors
    ///
    /// Returns all violations: range, number of digits and multiple.
    pub fn new(number: impl Into<i128>) -> Result<Self, Violations> {
        let number = number.into();
        R::RULE.check(number)?;
        Ok(Self::unchecked(number))
    }
}

/// Parses decimal digits with an optional sign.
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
        // An error from serde would quote the value.
        let number = i128::deserialize(deserializer)
            .map_err(|_| D::Error::custom(R::RULE.not_a_number()))?;
        Self::new(number).map_err(D::Error::custom)
    }
}
