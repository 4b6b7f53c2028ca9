//! The interface of a rule: its explanation and its check.

pub use super::findings::{ExpectedResolution, Findings};
pub use super::view::View;

use crate::diagnostic::Explanation;

/// One rule.
#[derive(Debug)]
pub struct Rule {
    /// Its explanation.
    pub explanation: &'static Explanation,
    /// Looks for whatever breaks it.
    pub check: fn(&View<'_>, &mut Findings),
}

impl Rule {
    pub(super) const fn new(
        explanation: &'static Explanation,
        check: fn(&View<'_>, &mut Findings),
    ) -> Self {
        Self { explanation, check }
    }
}
