//! Every operation lists the success code.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Located};
use crate::raw::{Envelope, Known, Operation, ResponseCode};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L032",
    title: "a success code that is missing or has the wrong status",
    text: "The envelope in api.yaml, or that of an operation, gives the codes and the HTTP statuses \
           of success. Every operation whose response codes are known whole lists such a code \
           among them, with such a status. Each of several success codes is listed by some \
           operation.",
    bad: "- code: \"0000\"\n  http: 201\n  message: \"Done.\"\n  variant: Done\n  remedy: none\n\
          - code: \"0104\"",
    good: "- code: \"0000\"\n  http: 200\n  message: \"Done.\"\n  variant: Done\n  remedy: none\n\
           - code: \"0104\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let shared = walk::envelope(spec);
    for code in shared.iter().flat_map(|it| &it.value.success_code.0) {
        findings.extend(shared.and_then(|shared| unlisted(spec, shared, code)));
    }
    for operation in &spec.operations {
        let Some(envelope) = walk::envelope_of(spec, operation) else { continue };
        let success = &envelope.value.success_code.0;
        let statuses = &envelope.value.success_http.0;
        let is_success = |row: &Located<'_, ResponseCode>| {
            row.code.as_ref().is_some_and(|it| success.contains(it))
        };
        let mut found = walk::response_codes(operation).filter(is_success).peekable();
        let is_whole = operation.response_codes.known == Known::Whole;
        if let (None, Some(code), true) = (found.peek(), success.first(), is_whole) {
            findings.add(missing(operation, envelope, code));
        }
        for row in found.filter(|row| !statuses.contains(&row.http)) {
            let expected = either(statuses);
            let message = format!("the success code has the status {} here", row.http);
            findings.add(
                Diagnostic::error(&EXPLANATION, row.span_of("http"), message)
                    .label(format!("expected {expected}"))
                    .related(envelope.span_of("success_http"), "the success status")
                    .help(format!("write `http: {}`", statuses.first().unwrap_or(&200))),
            );
        }
    }
}

/// The finding about an operation without a success.
fn missing(
    operation: &Loaded<Operation>,
    envelope: Located<'_, Envelope>,
    code: &str,
) -> Diagnostic {
    let codes = operation.located().part("response_codes", |it| &it.response_codes);
    let status = envelope.value.success_http.0.first().unwrap_or(&200);
    let message = match envelope.value.success_code.0.as_slice() {
        [_] => format!("the success code `{code}` is not among the response codes"),
        _ => "none of the success codes is among the response codes".to_owned(),
    };
    Diagnostic::error(&EXPLANATION, codes.span_of("codes"), message)
        .label("missing here")
        .related(envelope.span_of("success_code"), "the success code")
        .help(format!(
            "add `- code: \"{code}\"` with `http: {status}` and the message of the page"
        ))
}

/// One of several success codes that no operation lists.
fn unlisted(
    spec: &View<'_>,
    shared: Located<'_, Envelope>,
    code: &String,
) -> Option<Diagnostic> {
    let has_one = |operation: &Loaded<Operation>| {
        walk::response_codes(operation).any(|row| row.code.as_ref() == Some(code))
    };
    let mut operations = spec.operations.iter();
    let is_whole = |it: &Loaded<Operation>| it.response_codes.known == Known::Whole;
    let is_known = operations.clone().all(is_whole) && !spec.operations.is_empty();
    let is_one_of_several = shared.value.success_code.0.len() > 1;
    if !is_one_of_several || !is_known || operations.any(has_one) {
        return None;
    }
    let message = format!("no operation lists the success code `{code}`");
    let diagnostic =
        Diagnostic::error(&EXPLANATION, shared.span_of("success_code"), message)
            .label(format!("`{code}` is in no `response_codes`"))
            .help("list it where it is answered, or remove it here");
    Some(diagnostic)
}

fn either(statuses: &[u16]) -> String {
    let statuses: Vec<_> = statuses.iter().map(u16::to_string).collect();
    statuses.join(" or ")
}
