//! A field of one name has one rule on all pages, or it is decided what it has.

use super::rule::{ExpectedResolution, Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::lower::rules;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L046",
    title: "a field of several requests whose pages give it different rules",
    text: "The client holds each request to the rule of its own page: what one operation takes, \
           another may refuse. Decide it openly. If it is one thing, record in the files of the \
           pages that are wrong what is adopted for them: then all have one type. If there are \
           several things, give them a `type_name` that says how they differ, and record in \
           api.yaml that each page has its own rule. The resolution expires with what the pages \
           say. This is a warning: nothing is refused.",
    bad: "- name: onShelf\n  type_name: Reminder\n  type: boolean\n  wire: 1/0",
    good: "- name: remind\n  type: boolean\n  wire: 1/0",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (name, uses) in rules::differing(spec.spec()) {
        let disagreement = rules::disagreement(&name, &uses);
        let (count, pages) = (disagreement.rules.len(), disagreement.says());
        let mut first = disagreement
            .rules
            .iter()
            .filter_map(|(rule, _)| uses.iter().find(|it| it.rule == *rule));
        let Some(one) = first.next() else { continue };
        let message = format!("`{name}` has {count} rules in requests: {pages}");
        let diagnostic =
            Diagnostic::error(&EXPLANATION, one.field.span_of("name"), message)
                .warning()
                .label(format!("here: {}", one.rule));
        let diagnostic = first.fold(diagnostic, |it, other| {
            it.related(other.field.span_of("name"), format!("here: {}", other.rule))
        });
        let diagnostic = diagnostic.help(
            "if it is one thing, record in the files of the pages that are wrong what is adopted \
             for them; if not, let each `type_name` say how they differ, and record that each page \
             has its own rule",
        );
        let expected = ExpectedResolution {
            file: spec.spec().api.file,
            subject: disagreement.subject(),
            adopt: None,
        };
        findings.contradiction(diagnostic, expected);
    }
}
