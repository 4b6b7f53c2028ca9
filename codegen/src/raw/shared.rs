//! Keys that several files share: citations, resolutions, limits of numbers.

use std::fmt;

use super::effect::OTHER_READING;
use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

use crate::checker::Decimal;

facts! {
    /// The source of a fact outside an operation's page.
    pub struct Cite {
        /// The id of a source in `api.yaml`, or of an operation for its page.
        source: String = docs, source;
        /// The heading above the fact in that source.
        section: String = docs;
    }
}

words! {
    /// The certainty of a fact.
    #[derive(Default)]
    pub enum Standing {
        /// The vendor says so.
        #[default]
        Documented = "documented",
        /// Seen on the wire, in public client code or in a public sample.
        Observed = "observed",
        /// Concluded from other facts.
        Inferred = "inferred",
    }
}

/// Whether a body is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encrypted {
    /// It is not.
    #[default]
    No,
    /// It is.
    Yes,
    /// No capture of the page shows it.
    Unknown,
}

impl Encrypted {
    /// Every one, in the order of their declaration.
    pub const ALL: [Self; 3] = [Self::No, Self::Yes, Self::Unknown];

    /// The word that the spec has for it: the first two are YAML's own.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::No => "false",
            Self::Yes => "true",
            Self::Unknown => "unknown",
        }
    }

    /// Whether the body is, or may be.
    #[must_use]
    pub fn is_possible(self) -> bool {
        self != Self::No
    }
}

impl From<bool> for Encrypted {
    fn from(is_encrypted: bool) -> Self {
        if is_encrypted { Self::Yes } else { Self::No }
    }
}

impl<'de> Deserialize<'de> for Encrypted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(EncryptedWord)
    }
}

/// Reads the word, which YAML may take for a truth value.
struct EncryptedWord;

impl Visitor<'_> for EncryptedWord {
    type Value = Encrypted;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`true`, `false` or `unknown`")
    }

    fn visit_str<E: Error>(self, word: &str) -> Result<Encrypted, E> {
        let mut all = Encrypted::ALL.into_iter();
        all.find(|it| it.as_str() == word)
            .ok_or_else(|| E::invalid_value(Unexpected::Str(word), &self))
    }
}

/// A limit of a number, exactly: `1`, `-0.05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound(pub Decimal);

impl From<Bound> for Decimal {
    fn from(Bound(number): Bound) -> Self {
        number
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<'de> Deserialize<'de> for Bound {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(Digits)
    }
}

/// Reads a limit from its digits: a binary fraction would not keep them.
struct Digits;

impl Visitor<'_> for Digits {
    type Value = Bound;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number of at most 38 digits, as `12` or `0.05`")
    }

    fn visit_str<E: Error>(self, digits: &str) -> Result<Bound, E> {
        let number = digits.parse();
        number.map(Bound).map_err(|_| E::invalid_value(Unexpected::Str(digits), &self))
    }
}

facts! {
    /// A contradiction, and what was decided about it.
    pub struct Resolution {
        /// Its name, unique in the file.
        id: String = remark("it names the resolution among those of its file"), id, unique("the resolution");
        /// The fact in question, as `<block>.<name>.<fact>`.
        subject: String = by_use, unique("a resolution of");
        /// The statement of the page, as transcribed; absent when it has none.
        page_says: Option<String> = docs, sentence;
        /// The statement of another source that contradicts the page.
        elsewhere: Option<Elsewhere> = docs;
        /// The reading that the client follows.
        adopted: String = effect(OTHER_READING), sentence;
        /// The reason, in a sentence for the documentation.
        because: String = docs, sentence;
        /// The sources that support the reading.
        #[serde(default)]
        evidence: Vec<String> = docs, source;
        /// The certainty of the reading.
        standing: Standing = docs;
        /// Whether an inferred rule rejects values; documented and observed ones always do.
        #[serde(default)]
        enforce: bool = by_use, implied("false");
        /// Why it is open: nobody has decided it, and the most likely reading is adopted.
        confirm: Option<String> = docs, sentence;
    }

    /// The statement of another source about the same fact.
    pub struct Elsewhere {
        /// The id of the source.
        source: String = docs, source;
        /// Its statement.
        says: String = docs, sentence;
    }
}
