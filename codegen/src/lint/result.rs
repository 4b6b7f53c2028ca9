//! Every result that an operation lists can be told from an answer.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Loaded, Located, OperationField};
use crate::raw::{Envelope, Operation, ResponseCode, SecondCode};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L049",
    title: "a result that no answer tells",
    text: "An answer tells its result by a code, in the place that the envelope names, or by its HTTP \
           status alone. So a response code has a `code` only where answers have an envelope, and \
           none where the HTTP status alone is the result; no two of those have one status. The object \
           that a code and its message stand in is the `object` beside them. Where \
           `success_code` is absent, a code means failure: then a success has no field in its place.",
    bad: "- code: \"0203\"\n  http: 400\n  message: \"The edition is unknown.\"\n  variant: UnknownEdition\n  remedy: fix-request\n\
          - http: 422\n  message: \"The request is wrong.\"\n  variant: WrongRequest\n  remedy: fix-request\n\
          - http: 422\n  message: \"The request is too long.\"\n  variant: TooLong\n  remedy: fix-request",
    good: "- code: \"0203\"\n  http: 400\n  message: \"The pickup code has the wrong length.\"\n  remedy: fix-request",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (operation, fields) in spec.operations() {
        let envelope = walk::envelope_of(spec, operation);
        rows(operation, envelope, findings);
        if let Some(envelope) = envelope {
            statuses(envelope, findings);
            names(envelope, findings);
            if envelope.value.success_code.0.is_empty() {
                no_field_of_the_code(envelope, fields, findings);
            }
        }
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn rows(
    operation: &Loaded<Operation>,
    envelope: Option<Located<'_, Envelope>>,
    findings: &mut Findings,
) {
    let mut seen: Vec<Located<'_, ResponseCode>> = Vec::new();
    for row in walk::response_codes(operation) {
        match (&row.value.code, envelope) {
            (Some(code), None) => findings.add(
                error(row.span_of("code"), format!("no answer tells the code `{code}`"))
                    .label("there is no `envelope` that names its place")
                    .help(
                        "declare the `envelope` of answers in api.yaml, or remove the line where \
                         the HTTP status alone is the result",
                    ),
            ),
            (None, Some(envelope)) => {
                let is_success = envelope.value.success_http.0.contains(&row.http);
                if is_success && !envelope.value.success_code.0.is_empty() {
                    let message = format!("a result of the status {} has no code", row.http);
                    findings.add(
                        error(row.span_of("http"), message)
                            .label("the status of success")
                            .related(envelope.span_of("success_code"), "success has a code")
                            .help("add its `code`: the status does not tell it from success"),
                    );
                }
            }
            _ => {}
        }
        let is_same = |it: &&Located<'_, ResponseCode>| {
            let has_status = it.value.code.is_none() || row.value.code.is_none();
            has_status && it.value.name() == row.value.name()
        };
        if let Some(first) = seen.iter().find(is_same) {
            let message = format!("the result `{}` is listed twice", row.value.name());
            findings.add(
                error(row.span_of("http"), message)
                    .label("told by its HTTP status alone")
                    .related(first.span_of("http"), "listed first")
                    .help(
                        "remove one of the two, or give the code that tells them apart",
                    ),
            );
        }
        seen.push(row);
    }
}

fn statuses(envelope: Located<'_, Envelope>, findings: &mut Findings) {
    if envelope.value.success_http.0.is_empty() {
        let message = "no HTTP status is that of success".to_owned();
        findings.add(
            error(envelope.span_of("success_http"), message)
                .label("an empty list")
                .help("write the statuses of success, such as `success_http: 200`"),
        );
    }
}

/// A code or a message is named alone: what is around it has a key of its own.
fn names(envelope: Located<'_, Envelope>, findings: &mut Findings) {
    let Envelope { code, message, .. } = envelope.value;
    let mut named = vec![
        (envelope.span_of("code"), Some(code)),
        (envelope.span_of("message"), message.as_ref()),
    ];
    if let Some(second) = envelope.optional("second", |it| &it.second) {
        let SecondCode { code, message, .. } = second.value;
        named.push((second.span_of("code"), Some(code)));
        named.push((second.span_of("message"), message.as_ref()));
    }
    for (span, name) in named {
        if let Some((object, last)) = name.and_then(|it| it.rsplit_once('.')) {
            findings.add(
                error(span, format!("no answer has a field `{object}.{last}`"))
                    .label("the field alone has the name")
                    .help(format!(
                        "write `{last}`, and `object: {object}` beside it: both parts of a \
                         result stand in one object"
                    )),
            );
        }
    }
}

fn no_field_of_the_code(
    envelope: Located<'_, Envelope>,
    fields: &[OperationField<'_>],
    findings: &mut Findings,
) {
    let object = envelope.value.object.iter().map(String::as_str);
    let path = ["response"].into_iter().chain(object).chain([envelope.code.as_str()]);
    let path = path.collect::<Vec<_>>().join(".");
    let found = fields
        .iter()
        .find(|it| it.direction == Direction::Response && it.subject == path);
    if let Some(found) = found {
        let message = format!(
            "a success with `{}` would be taken for a failure",
            found.field.name
        );
        findings.add(
            error(found.field.span_of("name"), message)
                .label("where failures have their code")
                .related(envelope.span_of("code"), "a code means failure: there is no `success_code`")
                .help("remove the field, or give the `success_code` that it has on success"),
        );
    }
}
