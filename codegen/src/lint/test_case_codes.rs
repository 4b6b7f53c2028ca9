//! Test cases without a code are recorded by a resolution.

use super::rule::{ExpectedResolution, Findings, Rule, View};
use super::subjects::{TEST_CASES, is_without_code, without_code};
use crate::diagnostic::{Diagnostic, Explanation};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L035",
    title: "test cases without a code",
    text: "A page may list test cases without the codes that they return. Record the gap as a \
           resolution of `test_cases.codes`, and ask the vendor. The resolution gives the counts, \
           so that it expires as soon as they change.",
    bad: "- http: 404\n  text: \"An unknown branch\"",
    good: "- http: 404\n  text: \"An unknown branch\"\n  code: \"0104\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for operation in &spec.operations {
        let cases = operation.located().optional("test_cases", |it| &it.test_cases);
        let Some(cases) = cases else { continue };
        let Some(message) = without_code(operation) else { continue };
        let mut diagnostic =
            Diagnostic::error(&EXPLANATION, cases.at.key("cases").key_span(), message)
                .label("the codes of some are unknown")
                .help(
                    "add the `code` that each of them returns, where the page gives it",
                );
        let without = cases.each("cases", |cases| &cases.cases);
        for case in without.filter(|case| is_without_code(operation, case)).take(10) {
            diagnostic = diagnostic.related(case.span_of("text"), "has no `code`");
        }
        let expected = ExpectedResolution {
            file: operation.file,
            subject: TEST_CASES.to_owned(),
            adopt: None,
        };
        findings.contradiction(diagnostic, expected);
    }
}
