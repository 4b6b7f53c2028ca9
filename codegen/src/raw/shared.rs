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

/// Whether a body is encrypted. The first two words are YAML's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
pub enum Encrypted {
    /// It is not.
    #[default]
    #[serde(rename = "false")]
    No,
    /// It is.
    #[serde(rename = "true")]
    Yes,
    /// No capture of the page shows it.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Encrypted {
    /// The word that the spec has for it.
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

/// A limit of a number, exactly: `1`, `-0.05`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Bound(pub Decimal);

impl Bound {
    /// What has to stand there.
    pub(crate) const EXPECTED: &'static str =
        "a number of at most 38 digits, as `12` or `0.05`";
}

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
        f.write_str(Bound::EXPECTED)
    }

    fn visit_str<E: Error>(self, digits: &str) -> Result<Bound, E> {
        // To other readers of YAML, a number that begins with 0 has the base 8 or 16.
        let mut unsigned = digits.trim_start_matches('-').bytes();
        let is_plain = unsigned.next() != Some(b'0')
            || unsigned.next().is_none_or(|byte| !byte.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| is_plain);
        number.map(Bound).ok_or_else(|| E::invalid_value(Unexpected::Str(digits), &self))
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
        /// Whether it is about copies of the page, of which one says this and another one that.
        #[serde(default)]
        copies: bool = docs, implied("false");
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

impl crate::words::Known {
    /// How much that is, for comparing.
    pub(crate) const fn extent(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Part => 1,
            Self::Whole => 2,
        }
    }
}
