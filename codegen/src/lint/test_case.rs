//! Every test case has a response code that the operation lists.

use std::collections::HashMap;

use super::http_status::is_status;
use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Located, Spec};
use crate::raw::{Envelope, Operation, ResponseCode};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L034",
    title: "a test case that agrees with no response code",
    text: "The code of a test case is one of the operation's response codes, and its HTTP \
           status is that of the code. Where the page does not give a case's code, `code` is \
           left out.",
    bad: "- http: 409\n  text: \"A book that is lent\"\n  code: \"0205\"",
    good: "- http: 409\n  text: \"A book that is lent\"\n  code: \"0202\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for operation in &spec.operations {
        let codes: HashMap<_, _> = walk::response_codes(operation)
            .map(|code| (code.value.name().into_owned(), code))
            .collect();
        for case in walk::test_cases(operation) {
            let Some(name) = case.code.as_deref() else { continue };
            let diagnostic = match codes.get(name) {
                None => {
                    let message = format!("there is no response code `{name}`");
                    Diagnostic::error(&EXPLANATION, case.span_of("code"), message)
                        .label("not among `response_codes`")
                        .help(format!(
                            "{}; leave the line out if the page does not give the code",
                            with_status(operation, case.http)
                        ))
                }
                Some(code) if !has_status(spec, operation, code.value, case.http) => {
                    let (here, there) = (case.http, code.http);
                    let message = format!(
                        "the test case has the status {here}, its code `{name}` has {there}"
                    );
                    Diagnostic::error(&EXPLANATION, case.span_of("http"), message)
                        .label(format!("the code has {there}"))
                        .related(code.span_of("http"), "the code's status")
                        .help("correct the code or the status, whichever differs from the page")
                }
                Some(_) => continue,
            };
            findings.add(diagnostic);
        }
    }
}

/// Whether this is the status of a code: where success has another, that is reported already.
fn has_status(
    spec: &Spec,
    operation: &Loaded<Operation>,
    row: &ResponseCode,
    http: u16,
) -> bool {
    let envelope = walk::envelope_of(spec, operation);
    let is_success = |it: &Located<'_, Envelope>| {
        row.code.as_ref().is_some_and(|code| it.success_code.0.contains(code))
    };
    match envelope.filter(is_success) {
        Some(envelope) => envelope.success_http.0.contains(&http),
        // A status that is none is reported already.
        None => row.http == http || !is_status(row.http),
    }
}

/// The codes that a case of this status can have.
fn with_status(operation: &Operation, http: u16) -> String {
    let codes = operation.response_codes.codes.iter().filter(|code| code.http == http);
    let codes: Vec<_> = codes.map(|code| format!("`{}`", code.name())).collect();
    match codes.len() {
        0 => format!("the operation lists no code with the status {http}"),
        _ => format!("codes with the status {http}: {}", codes.join(", ")),
    }
}
