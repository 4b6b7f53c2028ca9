//! Checked texts.

use super::{
    Decimal, IntoField, Rule, Value, Violation, ViolationKind, Violations,
    WrittenDecimal, plain::plain, redacted::Redacted,
};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, marker::PhantomData, str::FromStr};

/// A marker type for the rule of a text.
pub trait TextRule {
    /// The rule.
    const RULE: Rule;
}

/// A text that satisfies the rule `R`. `Debug` shows as much of it as the rule allows; only
/// [`as_str`](Self::as_str) and serialization give all of it.
pub struct Text<R> {
    text: Box<str>,
    rule: PhantomData<fn() -> R>,
}

plain!(Text, text);

impl<R> Clone for Text<R> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            rule: PhantomData,
        }
    }
}

impl<R> Text<R> {
    /// Creates a value without checking the rule, for values that the vendor is known to accept
    /// although its documentation does not.
    pub fn unchecked(text: impl Into<String>) -> Self {
        Self {
            text: text.into().into_boxed_str(),
            rule: PhantomData,
        }
    }

    /// Returns the text, unredacted.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the number that the text writes, if it is a decimal one: to compare and to compute
    /// with. The text keeps the digits as they were written.
    #[must_use]
    pub fn decimal(&self) -> Option<Decimal> {
        self.text.parse().ok()
    }
}

/// As [`Display`](fmt::Display) writes it; a text keeps further zeros: `"100.0"`.
impl<R: TextRule> IntoField<Text<R>> for Decimal {
    fn into_field(self) -> Result<Text<R>, Violations> {
        Text::new(self.to_string())
    }
}

/// With the digits that were received.
impl<R: TextRule> IntoField<Text<R>> for &WrittenDecimal {
    fn into_field(self) -> Result<Text<R>, Violations> {
        Text::new(self.as_str())
    }
}

impl<R: TextRule> Text<R> {
    /// Creates a value from `text`.
    ///
    /// # Errors
    ///
    /// Returns all violations: length and shape.
    pub fn new(text: impl Into<String>) -> Result<Self, Violations> {
        let text = text.into();
        R::RULE.check(&text)?;
        Ok(Self::unchecked(text))
    }
}

impl<R> AsRef<str> for Text<R> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<R: TextRule> FromStr for Text<R> {
    type Err = Violations;

    fn from_str(text: &str) -> Result<Self, Violations> {
        Self::new(text)
    }
}

impl<R: TextRule> TryFrom<&str> for Text<R> {
    type Error = Violations;

    fn try_from(text: &str) -> Result<Self, Violations> {
        Self::new(text)
    }
}

impl<R: TextRule> TryFrom<String> for Text<R> {
    type Error = Violations;

    fn try_from(text: String) -> Result<Self, Violations> {
        Self::new(text)
    }
}

/// `bankAccount(..6789)`.
impl<R: TextRule> fmt::Debug for Text<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", R::RULE.field, Redacted(R::RULE.redact, &self.text))
    }
}

impl<R: TextRule> Value for Text<R> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Redacted(R::RULE.redact, &self.text))
    }
}

impl<R> Serialize for Text<R> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de, R: TextRule> Deserialize<'de> for Text<R> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(read_text(deserializer, &R::RULE)?).map_err(D::Error::custom)
    }
}

impl Rule {
    /// The violation of this rule of one kind.
    pub(super) fn violated(&self, kind: ViolationKind) -> Violations {
        Violation::new(self.field, kind, self.source).into()
    }
}

/// Deserializes a text for `rule`. An error from serde would quote the value.
pub(super) fn read_text<'de, D: Deserializer<'de>>(
    deserializer: D,
    rule: &Rule,
) -> Result<String, D::Error> {
    String::deserialize(deserializer)
        .map_err(|_| D::Error::custom(rule.violated(ViolationKind::NotAText)))
}
