//! What a rule is, what it sees, and where it says what it found.

pub use super::findings::{ExpectedResolution, Findings};
pub use super::view::View;

use crate::diagnostic::Explanation;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// What `explain` says of it.
    pub explanation: &'static Explanation,
    /// Looks for whatever breaks it.
    pub check: fn(&View<'_>, &mut Findings),
}
