//! How credentials are written.

use std::fmt;

use serde::de::{Deserialize, Deserializer};

use super::{Facts, Value};
use crate::choice::Choice;

words! {
    /// A scheme that the client has a name for.
    pub enum KnownScheme {
        /// `Bearer` and the token.
        Bearer = "bearer",
        /// `Basic` and the Base64 of `user:password`.
        Basic = "basic",
        /// The same with a user name alone, and an empty password: the Base64 of `user:`.
        BasicUser = "basic-user",
    }
}

/// How a credential is written in a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scheme {
    /// By one of these.
    Known(KnownScheme),
    /// Within this text: `ApiKey {credential}`.
    Text(String),
}

impl Scheme {
    /// What stands for the credential in a text.
    pub const CREDENTIAL: &'static str = "{credential}";

    /// The texts before the credential and behind it, where it is written as it is.
    #[must_use]
    pub fn around(&self) -> Option<(&str, &str)> {
        match self {
            Self::Known(_) => None,
            Self::Text(text) => text.split_once(Self::CREDENTIAL),
        }
    }
}

/// What is no known word is a text, which lint looks at.
impl<'de> Deserialize<'de> for Scheme {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let known = KnownScheme::ALL.iter().find(|it| it.as_str() == text);
        Ok(known.map_or(Self::Text(text), |it| Self::Known(*it)))
    }
}

impl Facts for Scheme {
    fn value(&self) -> Value<'_> {
        Value::Text(match self {
            Self::Known(known) => known.word(),
            Self::Text(text) => text,
        })
    }
}

impl fmt::Display for Scheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.value().word().unwrap_or_default())
    }
}
