//! The explanations of all kinds of findings, for `explain`.

use crate::diagnostic::Explanation;
use crate::doubt::Kind;
use crate::{audit, import, lint, load, lower, page};

/// Every kind of finding, in the order of the codes.
pub fn all() -> impl Iterator<Item = &'static Explanation> {
    load::EXPLANATIONS
        .iter()
        .copied()
        .chain(lint::RULES.iter().map(|rule| rule.explanation))
        .chain(lower::EXPLANATIONS.iter().copied())
        .chain(page::EXPLANATIONS.iter().copied())
        .chain(audit::EXPLANATIONS.iter().copied())
        .chain(import::EXPLANATIONS.iter().copied())
}

/// Whether something has this code, in either case: a kind of finding or of doubt.
#[must_use]
pub fn is_code(code: &str) -> bool {
    of(code).is_some() || Kind::of(code).is_some()
}

/// The kind of finding with this code, in either case.
#[must_use]
pub fn of(code: &str) -> Option<&'static Explanation> {
    all().find(|explanation| explanation.code.eq_ignore_ascii_case(code))
}
