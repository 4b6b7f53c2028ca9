//! Faults: why a file cannot be read as a part of a spec.

use std::borrow::Cow;
use std::fmt;

use crate::files::Span;

/// A reason for which a file cannot be read.
#[derive(Debug)]
pub struct Fault {
    /// The kind of fault.
    pub kind: FaultKind,
    /// What is wrong, in a few words.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What is expected there.
    pub expected: Option<Expected>,
}

impl Fault {
    /// This fault in place of several that are not reported, which are all others if `is_all`.
    #[must_use]
    pub fn and_others(self, several: usize, is_all: bool) -> Self {
        let least = if is_all { "" } else { "at least " };
        let (s, do_not) = if several == 1 { ("", "does not") } else { ("s", "do not") };
        Self {
            message: format!("{least}{several} more place{s} {do_not} fit the format"),
            expected: Some(Expected::Do("fix the other faults first".into())),
            ..self
        }
    }
}

/// What is expected in place of a value.
#[derive(Debug)]
pub enum Expected {
    /// One of these words.
    OneOf {
        /// The word that was found.
        found: String,
        /// The words that are possible.
        possible: &'static [&'static str],
    },
    /// A value of another kind, in words: `a whole number`.
    Value(Cow<'static, str>),
    /// A key that the block lacks.
    Key(&'static str),
    /// What to do about it, in words.
    Do(Cow<'static, str>),
}

/// The kinds of [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Not YAML.
    Syntax,
    /// YAML that the format does not support: anchors, aliases, tags, merge keys, several
    /// documents.
    Unsupported,
    /// Quotes that YAML does not know, around a text.
    Quotes,
    /// The same key twice in one map.
    DuplicateKey,
    /// Nested too deeply.
    TooDeep,
    /// Valid YAML that does not have the format's structure.
    Structure,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
