//! A status is one that HTTP has.

use super::{Findings, Rule, View, places};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L033",
    title: "a status that HTTP does not have",
    text: "The status of an answer is a number from 100 to 599.",
    bad: "- code: \"0203\"\n  http: 4000",
    good: "- code: \"0203\"\n  http: 400",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let mut compare = |status: u16, span: Span| {
        if !(100..=599).contains(&status) {
            let message = format!("{status} is no status of HTTP");
            let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
                .label("not from 100 to 599")
                .help("write the status of the page, such as `http: 400`");
            findings.add(diagnostic);
        }
    };
    if let Some(envelope) = spec.api.located().optional("envelope", |api| &api.envelope)
    {
        compare(envelope.success_http, envelope.span_of("success_http"));
    }
    for operation in &spec.operations {
        for code in places::response_codes(operation) {
            compare(code.http, code.span_of("http"));
        }
        for case in places::test_cases(operation) {
            compare(case.http, case.span_of("http"));
        }
    }
}
