//! What comes of an audit.

use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// What came of an audit.
#[derive(Debug)]
pub struct Audited {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// What came of each page, in the order of the captures.
    pub pages: Vec<Outcome>,
}

/// What came of one page.
#[derive(Debug)]
pub struct Outcome {
    /// The capture, as messages show it.
    pub page: String,
    /// Whether it is no whole page.
    pub is_refused: bool,
    /// The id of the operation; empty when there is none.
    pub id: String,
    /// Every difference, and every line of the page that nobody understands.
    pub findings: Vec<Diagnostic>,
}
