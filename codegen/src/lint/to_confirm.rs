//! What the page leaves open is told until somebody has confirmed it.

use super::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::At;

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

pub(super) static EXPLANATION: Explanation = Explanation {
    code: "L050",
    title: "something is to be confirmed",
    text: "A page can leave a thing open: where the fields of an object end, which of two \
           statements holds, what hides behind a button. The most likely reading is in the \
           spec, and `confirm` beside it says why it is to be confirmed, also in the client's \
           documentation. This is a warning: nothing is refused. Who has asked the vendor, or \
           has seen it on the wire, corrects the reading and removes the line.",
    bad: "example: \"14\"\nconfirm: The page does not say whether a loan of 0 days is possible.",
    good: "example: \"14\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    findings.extend(spec.to_confirm().iter().map(|at| finding(*at)));
}

fn finding(at: At<'_>) -> Diagnostic {
    let why = at.text().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    Diagnostic::error(&EXPLANATION, at.key_span(), format!("to be confirmed: {why}"))
        .warning()
        .label("nobody has confirmed this reading")
        .help("ask the vendor or look at the wire; then correct it and remove the line")
}
