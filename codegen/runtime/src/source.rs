//! Where the documentation says so.

use std::fmt;

/// The place in the vendor's documentation that a rule was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// The title of the page or guide.
    pub document: &'static str,
    /// The heading within the page.
    pub section: &'static str,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.document, self.section)
    }
}
