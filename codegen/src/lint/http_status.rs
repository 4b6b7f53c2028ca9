//! Every HTTP status is valid.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::TextKind;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L033",
    title: "an invalid HTTP status",
    text: "The status of a response is a number from 100 to 599.",
    bad: "- code: \"0203\"\n  http: 4000",
    good: "- code: \"0203\"\n  http: 400",
};

/// Whether there can be such a status.
pub(super) fn is_status(status: u16) -> bool {
    (100..=599).contains(&status)
}

fn check(spec: &View<'_>, findings: &mut Findings) {
    for at in spec.texts(TextKind::Status) {
        let status = at.text().unwrap_or("");
        if !status.parse().is_ok_and(is_status) {
            let message = format!("{status} is not an HTTP status");
            let diagnostic = Diagnostic::error(&EXPLANATION, at.span(), message)
                .label("not from 100 to 599")
                .help("write the status that the page gives, such as `http: 400`");
            findings.add(diagnostic);
        }
    }
}
