//! No text is empty, and names are one line without surrounding white space.

use std::collections::HashSet;

use super::rule::{Findings, Rule, View};
use super::values::empty_constant;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::{Fact, TextKind};
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L011",
    title: "an empty text, or a name with surrounding white space or a line break",
    text: "A key without a value, or with `~` or `null`, is empty. A name that begins or ends \
           with white space, or goes over several lines, was copied together with something else. \
           The one value of a field that is always sent as an empty text is `\"\"`.",
    bad: "  title: Lend a book\n  version:",
    good: "  title: Lend a book\n  version: v1",
};

/// What belongs behind a key.
fn wanted(key: &str) -> &'static str {
    match key {
        "section" => "write the heading on the page under which it stands",
        "title" => "write the title of the page, without the mode behind it",
        "path" => "write the path as the page prints it, below the base URL",
        "name" => "write the name as the page prints it",
        "code" => {
            "write the code as the page prints it, in quotes; only the one value of a required \
             text in a body or a query can be \"\", which is sent each time"
        }
        "message" => "write the message exactly as the page prints it",
        "about" => "describe it in your own words, or remove the line",
        _ => "write what the page says, or remove the line",
    }
}

fn check(spec: &View<'_>, findings: &mut Findings) {
    let sent: HashSet<_> = spec
        .with_fields()
        .flat_map(|(_, fields)| fields)
        .filter_map(|placed| Some(empty_constant(placed)?.span()))
        .collect();
    let odd = spec.found.odd.iter().filter(|(_, at)| !sent.contains(&at.span()));
    for (fact, at) in odd {
        findings.extend(finding(fact, *at));
    }
}

fn finding(fact: &Fact, at: NodeRef<'_>) -> Option<Diagnostic> {
    let error = |message: String| Diagnostic::error(&EXPLANATION, at.span(), message);
    let key = fact.key;
    let text = at.text().unwrap_or("");
    if text.trim().is_empty() {
        return Some(
            error(format!("`{key}` is empty")).label("no value").help(wanted(key)),
        );
    }
    if matches!(fact.text, TextKind::Sentence | TextKind::Lines) {
        return None;
    }
    if text.contains(['\n', '\r', '\t']) {
        return Some(
            error(format!("`{key}` has a line break or a tab in it"))
                .label("must be one line")
                .help("write it on one line, with single spaces"),
        );
    }
    (text.trim() != text).then(|| {
        error(format!("`{key}` has surrounding white space"))
            .label("begins or ends with a space")
            .help(format!("write `{}`", text.trim()))
    })
}
