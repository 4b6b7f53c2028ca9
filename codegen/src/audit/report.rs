//! The report of an audit.

use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// The result of an audit.
#[derive(Debug)]
pub struct AuditReport {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// The result of each page, in the order of the captures.
    pub pages: Vec<PageAudit>,
}

/// The differences between one page and the spec.
#[derive(Debug)]
pub struct PageAudit {
    /// The capture, as messages show it.
    pub page: String,
    /// Whether the capture was refused, since it is not a whole page.
    pub is_refused: bool,
    /// The id of the operation; empty when there is none.
    pub id: String,
    /// The parts of which the capture shows less than the spec knows, by their keys.
    pub unshown: Vec<&'static str>,
    /// Every difference, and every line of the page that is not understood.
    pub findings: Vec<Diagnostic>,
}
