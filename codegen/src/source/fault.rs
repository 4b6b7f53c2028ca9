//! Why a file is not one of a spec.

use std::borrow::Cow;
use std::fmt;

use super::files::Span;

/// Why a file's text is no usable YAML.
#[derive(Debug)]
pub struct Fault {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// What is wrong, in a few words.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What would fit there.
    pub wanted: Option<Wanted>,
}

/// What would fit in the place of what does not.
#[derive(Debug)]
pub enum Wanted {
    /// One of these words.
    OneOf {
        /// The word that stands there.
        found: String,
        /// The words that can stand there.
        possible: &'static [&'static str],
    },
    /// A value of another kind, in words: `a whole number`.
    Value(Cow<'static, str>),
    /// A key that the block lacks.
    Key(&'static str),
}

/// The kinds of [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Not YAML.
    Syntax,
    /// YAML that the format leaves out: anchors, aliases, tags, merge keys, several documents.
    Unsupported,
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
