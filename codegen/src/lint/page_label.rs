//! Every label of the page layout has one meaning.

use std::collections::HashMap;

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::{NodeKind, NodeRef};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L045",
    title: "a label of the page layout with two meanings",
    text: "`import` and `audit` know the parts of a page by the labels in pages.yaml. If a label \
           stands for two headings, two needs or two types, only the first would be found.",
    bad: "- { label: Always, need: required }\n- { label: Always, need: optional }",
    good: "- { label: Always, need: required }\n- { label: Perhaps, need: optional }",
};

/// Labels with places of their own, where no other label is expected.
const LISTS: [&str; 3] = ["modes", "types", "needs"];

fn check(spec: &View<'_>, findings: &mut Findings) {
    let Some(pages) = &spec.pages else { return };
    let top = pages.located().at;
    let mut seen = HashMap::new();
    if let NodeKind::Map(entries) = top.key("labels").kind() {
        for (key, node) in entries {
            each(node.at(top.file()), |at| unique(at, key, &mut seen, findings));
        }
    }
    for list in LISTS {
        let mut seen = HashMap::new();
        each(top.key(list), |at| unique(at.key("label"), list, &mut seen, findings));
    }
}

fn each<'a>(list: NodeRef<'a>, mut visit: impl FnMut(NodeRef<'a>)) {
    if let NodeKind::List(items) = list.kind() {
        for item in items {
            visit(item.at(list.file()));
        }
    }
}

fn unique<'a>(
    at: NodeRef<'a>,
    what: &str,
    seen: &mut HashMap<&'a str, NodeRef<'a>>,
    findings: &mut Findings,
) {
    let Some(label) = at.text() else { return };
    if let Some(first) = seen.insert(label, at) {
        let message = format!("the label `{label}` has two meanings");
        let diagnostic = Diagnostic::error(&EXPLANATION, at.span(), message)
            .label(format!("second meaning, in `{what}`"))
            .related(first.span(), "first meaning")
            .help("remove one of the two");
        findings.add(diagnostic);
    }
}
