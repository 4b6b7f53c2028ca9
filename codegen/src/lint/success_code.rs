//! Every operation lists the success code.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::Known;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L032",
    title: "a success code that is missing or has the wrong status",
    text: "The envelope in api.yaml gives the code and the HTTP status of success. Every \
           operation whose response codes are known whole lists that code among them, with that \
           status.",
    bad: "- code: \"0000\"\n  http: 201\n  message: \"Done.\"\n  variant: Done\n  remedy: none\n\
          - code: \"0104\"",
    good: "- code: \"0000\"\n  http: 200\n  message: \"Done.\"\n  variant: Done\n  remedy: none\n\
           - code: \"0104\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let Some(envelope) = spec.api.located().optional("envelope", |api| &api.envelope)
    else {
        return;
    };
    let (success, status) = (&envelope.success_code, envelope.success_http);
    for operation in &spec.operations {
        let found = walk::response_codes(operation).find(|code| code.code == *success);
        let is_whole = operation.response_codes.known == Known::Whole;
        let diagnostic = match found {
            None if !is_whole => continue,
            None => {
                let codes =
                    operation.located().part("response_codes", |it| &it.response_codes);
                let message = format!(
                    "the success code `{success}` is not among the response codes"
                );
                Diagnostic::error(&EXPLANATION, codes.span_of("codes"), message)
                    .label("missing here")
                    .related(envelope.span_of("success_code"), "the success code")
                    .help(format!(
                        "add `- code: \"{success}\"` with `http: {status}` and the message of \
                         the page"
                    ))
            }
            Some(code) if code.http != status => {
                let message =
                    format!("the success code has the status {} here", code.http);
                Diagnostic::error(&EXPLANATION, code.span_of("http"), message)
                    .label(format!("expected {status}"))
                    .related(envelope.span_of("success_http"), "the success status")
                    .help(format!("write `http: {status}`"))
            }
            Some(_) => continue,
        };
        findings.add(diagnostic);
    }
}
