//! What the page leaves open is told until somebody has confirmed it.

use super::rule::{Findings, Rule, View};
use super::view::Open;
use crate::diagnostic::{Diagnostic, Explanation};

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
           documentation. What an imported operation is about is open until somebody names its \
           subject. Which line of the catalogue an operation is can be open too: the list \
           may have been copied before the API was in it. This is a warning: nothing is \
           refused. Who has asked the vendor, or has seen it on the wire, corrects the reading \
           and removes the line.",
    bad: "example: \"14\"\nconfirm: The page does not say whether a loan of 0 days is possible.",
    good: "example: \"14\"",
};

/// What tells which thing of a file is meant.
const NAMES: [&str; 6] = ["name", "code", "path", "subject", "after", "section"];

fn check(spec: &View<'_>, findings: &mut Findings) {
    findings.extend(spec.found.to_confirm.iter().map(|open| finding(*open)));
}

fn finding(Open { owner, why }: Open<'_>) -> Diagnostic {
    let text = why.text().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
    let diagnostic = Diagnostic::error(
        &EXPLANATION,
        why.key_span(),
        format!("to be confirmed: {text}"),
    )
    .warning()
    .label("nobody has confirmed this reading")
    .help("ask the vendor or look at the wire; then correct it and remove the line");
    let name = NAMES.iter().map(|key| owner.key(key)).find(|name| name.exists());
    match name {
        Some(name) => diagnostic.related(name.span(), "of this"),
        None => diagnostic,
    }
}
