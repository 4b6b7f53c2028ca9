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

impl Fault {
    /// This one in the place of several that are not told, which are all others if `is_all`.
    pub(super) fn and_others(self, several: usize, is_all: bool) -> Self {
        let least = if is_all { "" } else { "at least " };
        let (s, do_not) = if several == 1 { ("", "does not") } else { ("s", "do not") };
        Self {
            message: format!("{least}{several} more place{s} {do_not} fit the format"),
            wanted: Some(Wanted::Mended),
            ..self
        }
    }
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
    /// Nothing that is told before the other faults are mended.
    Mended,
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
