//! Sources in the vendor's documentation.

use std::fmt;

/// The source of a rule in the vendor's documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The title of the page or guide.
    pub document: &'static str,
    /// The heading within the page.
    pub section: &'static str,
}

/// The source of rules that are not documented.
pub(super) const NOBODY: Source = Source { document: "", section: "" };

/// The source of a field of a request.
#[derive(Clone, Copy, Debug)]
pub enum Cited<'a> {
    /// That of the request or the object that has the field. Where an object is part of several
    /// requests, it is that of the request at hand.
    Here(&'a Source),
    /// One of its own.
    Apart(&'a Source),
    /// That of a missing value; what is wrong with a value has the source of its own rule.
    Missing(&'a Source),
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.document, self.section)
    }
}
