//! Every operation, field, header and code table has a description.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L015",
    title: "a missing description",
    text: "An operation, a field, a header and a code table are described in our own words \
           (`about`), or at least in the page's (`wording`). Where the page does not describe it, \
           `confirm` says what to ask.",
    bad: "need: optional\nmin_value: 0\nmax_value: 999\nredact: shown\nexample: \"3\"",
    good: "need: optional\nmin_value: 0\nmax_value: 999\nredact: shown\nexample: \"3\"\n\
           about: The page of the list, counted from 0.",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let mut check = |at: NodeRef<'_>, key: &str| {
        let mut said = ["about", "wording"].iter();
        if !said.any(|key| at.key(key).exists())
            && !spec.is_open(at, &["Q021", "Q040", "Q041"])
        {
            findings.add(finding(at, key));
        }
    };
    for (_, header) in walk::headers(spec) {
        check(header.at, "name");
    }
    for table in &spec.codes {
        check(table.located().at, "id");
    }
    for (operation, fields) in spec.operations() {
        check(operation.located().at, "id");
        for placed in fields {
            check(placed.field.at, "name");
        }
    }
    for (callback, fields) in spec.callbacks() {
        check(callback.located().at, "id");
        for placed in fields {
            check(placed.field.at, "name");
        }
    }
}

fn finding(at: NodeRef<'_>, key: &str) -> Diagnostic {
    let name = at.key(key);
    let message = format!("`{}` has no description", name.text().unwrap_or(""));
    Diagnostic::error(&EXPLANATION, name.span(), message)
        .label("missing `about`")
        .help("add `about: <what it is, in your own words>`")
}
