//! Every code is quoted.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::TextKind;
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L010",
    title: "a code without quotes",
    text: "To most readers of YAML, 004 without quotes is the number 4 and NO is the value false. \
           Put every code in quotes, so that nobody has to think about which need them.",
    bad: "- { code: 02, name: Mill Street }",
    good: "- { code: \"02\", name: Mill Street }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    spec.texts(TextKind::Code).for_each(|code| quoted(code, findings));
}

fn quoted(at: NodeRef<'_>, findings: &mut Findings) {
    if let Some(code) = at.text().filter(|_| !at.is_quoted()) {
        let message = format!("the code `{code}` is not quoted");
        let diagnostic = Diagnostic::error(&EXPLANATION, at.span(), message)
            .label("without quotes it may be read as a number")
            .help(format!("write `\"{code}\"`"));
        findings.add(diagnostic);
    }
}
