//! Open points are reported until they are confirmed.

use super::rule::{Findings, Rule, View};
use super::view::OpenPoint;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::doubt::{self, Doubt};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

pub(super) static EXPLANATION: Explanation = Explanation {
    code: "L050",
    title: "a point that remains to be confirmed",
    text: "A page can leave something open: where the fields of an object end, which of two \
           statements is right, what is hidden behind a button. The spec then has the most likely \
           reading, and `confirm` beside it says why it has to be confirmed, also in the client's \
           documentation. The subject of an imported operation is open until somebody names it. \
           So is the line of the catalogue that an operation belongs to, if the list was copied \
           before it had the API. This is a warning: nothing is refused. When the vendor has \
           answered, or you have seen it on the wire, correct the reading and remove the line.",
    bad: "example: \"14\"\nconfirm: The page does not say whether a loan of 0 days is possible.",
    good: "example: \"14\"",
};

/// The keys by which an item of a file is named in messages.
const NAMES: [&str; 6] = ["name", "code", "path", "subject", "after", "section"];

fn check(spec: &View<'_>, findings: &mut Findings) {
    for open in &spec.found.to_confirm {
        let doubts = doubt::split(open.why.text().unwrap_or(""));
        let is_open = |it: &Doubt<'_>| {
            it.kind.is_none_or(|kind| !spec.is_decided(kind.code, open.owner))
        };
        let doubts = doubts.into_iter().filter(is_open);
        findings.extend(doubts.map(|doubt| finding(*open, doubt)));
    }
}

fn finding(OpenPoint { owner, why }: OpenPoint<'_>, doubt: Doubt<'_>) -> Diagnostic {
    let text = doubt.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let diagnostic = Diagnostic::error(
        &EXPLANATION,
        why.key_span(),
        format!("to be confirmed: {text}"),
    )
    .warning()
    .label("nobody has confirmed this reading")
    .help("ask the vendor or observe it on the wire; then correct the reading and remove the line");
    let diagnostic = match doubt.kind {
        Some(kind) => diagnostic.of_kind(kind),
        None => diagnostic,
    };
    let name = NAMES.iter().map(|key| owner.key(key)).find(|name| name.exists());
    match name {
        Some(name) => diagnostic.related(name.span(), "of this"),
        None => diagnostic,
    }
}
