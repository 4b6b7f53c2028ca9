//! A code has the length and the form that its table declares.

use super::limits::{Limited, check_shape, refusal};
use super::rule::{ExpectedResolution, Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Spec;
use crate::shape::Shape;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L026",
    title: "a code that does not fit its declaration",
    text: "A code table declares the length and the form of its codes, and the envelope the form \
           of response codes. If a code does not fit, either the code or the declaration was \
           mistyped. Where a page does print a response code of another form, record a \
           resolution.",
    bad: "- { code: \"8\", name: Old Tower }",
    good: "- { code: \"08\", name: Old Tower }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for table in &spec.codes {
        let limited = Limited::of_table(table.located());
        for code in table.located().each("codes", |table| &table.codes) {
            if let Some(refusal) = refusal(&limited, &code.code) {
                let span = code.span_of("code");
                let diagnostic = finding(&code.code, &refusal.why, span, "this table");
                findings.add(refusal.show(diagnostic, limited.at));
            }
        }
    }
    response_codes(spec, findings);
}

fn response_codes(spec: &Spec, findings: &mut Findings) {
    let Some(envelope) = &spec.api.envelope else { return };
    let form = envelope.code_form.as_deref();
    let Some(shape) = form.and_then(|form| Shape::parse(form).ok()) else { return };
    // What is empty is reported by another rule.
    let refusal =
        |code: &str| check_shape(&shape, code).filter(|_| !code.trim().is_empty());
    let unfit = |code: &str, span: Span| {
        let why = refusal(code)?.why;
        Some(finding(code, &why, span, "the envelope in api.yaml"))
    };
    let success = &envelope.success_code;
    let at = spec.api.located().at.key("envelope").key("success_code");
    findings.extend(unfit(success, at.span()));
    for operation in &spec.operations {
        // What stands there without quotes is reported by another rule.
        let codes = walk::response_codes(operation);
        let quoted = codes.filter(|code| code.at.key("code").is_quoted());
        for code in quoted {
            let span = code.span_of("code");
            let Some(unfit) = unfit(&code.code, span) else { continue };
            let resolution = ExpectedResolution {
                file: operation.file,
                subject: format!("response_codes.{}.code", code.code),
                adopt: None,
            };
            findings.contradiction(unfit, resolution);
        }
    }
}

fn finding(code: &str, why: &str, span: Span, declared: &str) -> Diagnostic {
    let message = format!("the code `{}` does not fit: {why}", code.escape_debug());
    Diagnostic::error(&EXPLANATION, span, message)
        .label("differs from the declaration")
        .help(format!("compare it with the page, and with what {declared} declares"))
}
