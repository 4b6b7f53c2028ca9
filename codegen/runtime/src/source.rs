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

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}", self.document, self.section)
    }
}
