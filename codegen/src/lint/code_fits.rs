//! A code has the length and the form that its table declares.

use super::limits::{Limited, check_shape, is_json_integer, refusal};
use super::rule::{ExpectedResolution, Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Located, Spec};
use crate::raw::{CodeType, Envelope};
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
    let shared = walk::envelope(spec);
    success_codes(shared, findings);
    for operation in &spec.operations {
        let Some(envelope) = walk::envelope_of(spec, operation) else { continue };
        if shared.is_none_or(|shared| shared.at.span() != envelope.at.span()) {
            success_codes(Some(envelope), findings);
        }
        for row in walk::response_codes(operation) {
            // Other rules report what stands there without quotes, and white space around it.
            let is_told = |code: &&String| {
                !row.at.key("code").is_quoted() || code.trim() != code.as_str()
            };
            let Some(code) = row.value.code.as_ref().filter(|it| !is_told(it)) else {
                continue;
            };
            let span = row.span_of("code");
            let Some(unfit) = unfit(envelope.value, code, span) else { continue };
            let resolution = ExpectedResolution {
                file: operation.file,
                subject: format!("response_codes.{code}.code"),
                adopt: None,
            };
            findings.contradiction(unfit, resolution);
        }
    }
}

fn success_codes(envelope: Option<Located<'_, Envelope>>, findings: &mut Findings) {
    let Some(envelope) = envelope else { return };
    let span = envelope.span_of("success_code");
    for code in &envelope.value.success_code.0 {
        findings.extend(unfit(envelope.value, code, span));
    }
}

/// Why a code cannot be one of an envelope.
fn unfit(envelope: &Envelope, code: &str, span: Span) -> Option<Diagnostic> {
    // What is empty is reported by another rule.
    let form = envelope.code_form.as_deref().filter(|_| !code.trim().is_empty());
    let shape = form.and_then(|form| Shape::parse(form).ok());
    let refused = shape.and_then(|shape| check_shape(&shape, code));
    let why = match (refused, envelope.code_type) {
        (Some(refused), _) => refused.why,
        (None, CodeType::Integer) if !is_json_integer(code) => {
            "not a whole number as JSON has it, and `code_type` is integer".to_owned()
        }
        (None, CodeType::Boolean) if !matches!(code, "true" | "false") => {
            "`code_type` is boolean".to_owned()
        }
        _ => return None,
    };
    Some(finding(code, &why, span, "the envelope"))
}

fn finding(code: &str, why: &str, span: Span, declared: &str) -> Diagnostic {
    let message = format!("the code `{}` does not fit: {why}", code.escape_debug());
    Diagnostic::error(&EXPLANATION, span, message)
        .label("differs from the declaration")
        .help(format!("compare it with the page, and with what {declared} declares"))
}
