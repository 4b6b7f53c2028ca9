//! Values that nobody may see.

use super::{IntoField, TextRule, Violations};
use bytes::Bytes;
use http::HeaderValue;
use std::{env, error::Error, fmt, marker::PhantomData, str::FromStr};
use zeroize::Zeroizing;

/// A type that stands for the rule of a secret.
pub trait SecretRule: TextRule {
    /// What `Debug` calls a secret of this rule.
    const TYPE: &'static str;
}

/// A text that keeps the rule `R` and that nothing shows: `Debug` writes `AccessKey(..)`, and
/// there is no `Display` and no serialisation. It is wiped from memory when it is dropped.
pub struct Secret<R> {
    text: Zeroizing<String>,
    rule: PhantomData<fn() -> R>,
}

impl<R> Clone for Secret<R> {
    fn clone(&self) -> Self {
        Self {
            text: self.text.clone(),
            rule: PhantomData,
        }
    }
}

impl<R> Secret<R> {
    /// The text, for the one who has to send it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.text
    }

    /// The text as the value of a header, which `Debug` does not show either, and which is
    /// wiped with its last clone. `None` if a header cannot carry it.
    pub(super) fn into_header(self) -> Option<HeaderValue> {
        sensitive(self.text)
    }
}

impl<R: TextRule> Secret<R> {
    /// Takes `text` if it keeps the rule.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it: its length, counted in characters, and its shape.
    pub fn new(text: impl Into<String>) -> Result<Self, Violations> {
        let text = Zeroizing::new(text.into());
        R::RULE.check(&text)?;
        Ok(Self { text, rule: PhantomData })
    }

    /// Takes the text from an environment variable.
    ///
    /// # Errors
    ///
    /// The variable is not set, is empty, is not UTF-8, or breaks the rule.
    pub fn from_env(variable: &str) -> Result<Self, SecretError> {
        read_env(variable, |text| Self::new(text).map_err(SecretProblem::Invalid))
    }
}

impl<R: SecretRule> fmt::Debug for Secret<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(..)", R::TYPE)
    }
}

impl<R: TextRule> FromStr for Secret<R> {
    type Err = Violations;

    fn from_str(text: &str) -> Result<Self, Violations> {
        Self::new(text)
    }
}

/// A secret is itself, although it is no `Value`, which can be serialised.
impl<R> IntoField<Self> for Secret<R> {
    fn into_field(self) -> Result<Self, Violations> {
        Ok(self)
    }
}

/// What [`Secret::new`] returns.
impl<R> IntoField<Secret<R>> for Result<Secret<R>, Violations> {
    fn into_field(self) -> Result<Secret<R>, Violations> {
        self
    }
}

/// Why a secret was not taken. It never shows the secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretError {
    /// The environment variable that it was to be taken from, if it was.
    pub variable: Option<String>,
    /// What is wrong.
    pub problem: SecretProblem,
}

/// What is wrong with a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecretProblem {
    /// There is no such environment variable.
    NotSet,
    /// It is empty.
    Empty,
    /// It is not UTF-8.
    NotUnicode,
    /// It breaks its rule.
    Invalid(Violations),
}

/// `ACCESS_KEY: not set`.
impl fmt::Display for SecretError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.variable {
            Some(variable) => write!(f, "environment variable {variable}: ")?,
            None => f.write_str("secret key: ")?,
        }
        match &self.problem {
            SecretProblem::NotSet => f.write_str("not set"),
            SecretProblem::Empty => f.write_str("empty"),
            SecretProblem::NotUnicode => f.write_str("not UTF-8"),
            SecretProblem::Invalid(violations) => violations.fmt(f),
        }
    }
}

impl Error for SecretError {}

/// The value of a header that nothing shows, and that is wiped with its last clone. `None` if a
/// header cannot carry it.
pub(super) fn sensitive(text: Zeroizing<String>) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(text)).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Reads an environment variable, and wipes what it read.
pub(super) fn read_env<T>(
    variable: &str,
    take: impl FnOnce(&str) -> Result<T, SecretProblem>,
) -> Result<T, SecretError> {
    let read = || {
        let bytes = env::var_os(variable).ok_or(SecretProblem::NotSet)?;
        let bytes = Zeroizing::new(bytes.into_encoded_bytes());
        match str::from_utf8(&bytes) {
            Ok("") => Err(SecretProblem::Empty),
            Ok(text) => take(text),
            Err(_) => Err(SecretProblem::NotUnicode),
        }
    };
    read().map_err(|problem| SecretError {
        variable: Some(variable.to_owned()),
        problem,
    })
}
