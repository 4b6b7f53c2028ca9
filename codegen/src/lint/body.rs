//! The declared encoding of a body can carry the operation's fields.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Loaded, OperationField};
use crate::raw::{Encrypted, Location, Operation, RequestBody};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L070",
    title: "a body whose encoding cannot carry it",
    text: "A `body` of `form` is a list of names and texts: it has no objects, and it is not \
           encrypted, since encryption is of JSON bodies. So has the text in a part of a `multipart` \
           body, whose other parts are files. A request with `body: none` has no \
           fields in the body, and nothing to encrypt.",
    bad: "headers: lending\nencrypted: true\nbody: form\nfields:",
    good: "headers: lending\nencrypted: true\nfields:",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (operation, fields) in spec.operations() {
        let Some(body) = operation.request.body.filter(|it| *it != RequestBody::Json)
        else {
            continue;
        };
        encrypted(operation, body, findings);
        for placed in fields {
            carried(operation, body, placed, findings);
        }
    }
}

fn encrypted(operation: &Loaded<Operation>, body: RequestBody, findings: &mut Findings) {
    let request = operation.located().part("request", |it| &it.request);
    if request.encrypted == Encrypted::No {
        return;
    }
    let message = format!("the body is `{}`, and is encrypted", body.as_str());
    findings.add(
        Diagnostic::error(&EXPLANATION, request.span_of("encrypted"), message)
            .label("only a JSON body is encrypted")
            .related(request.span_of("body"), "the encoding of the body")
            .help("remove one of the two lines"),
    );
}

fn carried(
    operation: &Loaded<Operation>,
    body: RequestBody,
    placed: &OperationField<'_>,
    findings: &mut Findings,
) {
    let (field, at) = (placed.field.value, placed.field.at);
    if placed.direction == Direction::Response
        || field.place != Location::Body
        || !placed.is_top()
    {
        return;
    }
    let is_object = field.kind.is_object() || field.kind.is_map();
    let (key, message, help) = match body {
        RequestBody::None => (
            "name",
            format!("`{}` is in the body, but there is none", field.name),
            "write `in: query` or `in: path`, or another `body` of the request",
        ),
        RequestBody::Form | RequestBody::Multipart if is_object => (
            "type",
            format!("`{}` is an object in a form", field.name),
            "write the fields as the page names them on the wire, or `body: json`; where the \
             object is written as a text, make the field a string",
        ),
        RequestBody::Form | RequestBody::Multipart | RequestBody::Json => return,
    };
    let request = operation.located().part("request", |it| &it.request);
    findings.add(
        Diagnostic::error(&EXPLANATION, at.key(key).span(), message)
            .label(format!("not in a body that is `{}`", body.as_str()))
            .related(request.span_of("body"), "the encoding of the body")
            .help(help),
    );
}
