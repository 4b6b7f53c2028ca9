//! How many test cases have no code is told, and stays true.

use super::rule::{ExpectedResolution, Findings, Rule, View};
use super::subjects::{TEST_CASES, without_code};
use crate::diagnostic::{Diagnostic, Explanation};

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L035",
    title: "test cases without a code",
    text: "A page may list test cases and not say which code they answer with. That is a gap to \
           ask the vendor about, and a resolution of `test_cases.codes` records it. The \
           resolution names the numbers, so that it expires as soon as they change.",
    bad: "- http: 404\n  text: \"An unknown branch\"",
    good: "- http: 404\n  text: \"An unknown branch\"\n  code: \"0104\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for operation in &spec.operations {
        let cases = operation.located().optional("test_cases", |it| &it.test_cases);
        let Some(cases) = cases else { continue };
        let Some(message) = without_code(cases.value) else { continue };
        let mut diagnostic = Diagnostic::error(
            &EXPLANATION,
            cases.at.key("cases").key_span(),
            message,
        )
        .label("some of these answer with an unknown code")
        .help("add the `code` that each of them answers with, where the page tells it");
        let without = cases.each("cases", |cases| &cases.cases);
        for case in without.filter(|case| case.code.is_none()).take(10) {
            diagnostic = diagnostic.related(case.span_of("text"), "has no `code`");
        }
        let settlement = ExpectedResolution {
            file: operation.file,
            subject: TEST_CASES.to_owned(),
            adopt: None,
        };
        findings.contradiction(diagnostic, settlement);
    }
}
