//! A remedy is for a failure, and every failure has one.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Envelope, Remedy, ResponseCode};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L144",
    title: "a remedy that its result contradicts",
    text: "`remedy: none` says that nothing is to be done: it is that of a success. A failure has \
           another one, which the client gives to its caller, or `unknown`. It is a warning.",
    bad: "message: \"The pickup code has the wrong length.\"\nremedy: none",
    good: "message: \"The pickup code has the wrong length.\"\nremedy: fix-request",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for operation in &spec.operations {
        let envelope = walk::envelope_of(spec, operation);
        for row in walk::response_codes(operation) {
            let success = is_success(row.value, envelope);
            // The skeleton of an operation begins with `unknown` everywhere.
            if success && row.remedy == Remedy::Unknown {
                continue;
            }
            let (message, help) = match (success, row.remedy == Remedy::None) {
                (true, false) => ("a success with a remedy", "write `remedy: none`"),
                (false, true) => (
                    "a failure with the remedy `none`",
                    "write what the caller can do about it, or `unknown`",
                ),
                _ => continue,
            };
            let diagnostic =
                Diagnostic::error(&EXPLANATION, row.span_of("remedy"), message)
                    .warning()
                    .label("contradicts the result")
                    .related(row.span_of("http"), "the result")
                    .help(help);
            findings.add(diagnostic);
        }
    }
}

fn is_success(row: &ResponseCode, envelope: Option<Located<'_, Envelope>>) -> bool {
    let Some(envelope) = envelope else { return (200..300).contains(&row.http) };
    let codes = &envelope.value.success_code.0;
    match &row.code {
        Some(code) if codes.contains(code) => true,
        Some(_) => false,
        None => codes.is_empty() && envelope.value.success_http.0.contains(&row.http),
    }
}
