//! The declared encoding of a body can carry the operation's fields.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Loaded, OperationField};
use crate::raw::{Encrypted, Location, Operation, RequestBody};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L070",
    title: "a body whose encoding cannot carry it",
    text: "A `body` of `form` is a list of names and texts, and so is a `multipart` body but for its \
           files: an object is in it by the `list_style` that says how its values are written. \
           Neither is encrypted, since encryption is of JSON bodies. A request with `body: none` has \
           no fields in the body, and nothing to encrypt.",
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
    if body != RequestBody::None
        || placed.direction == Direction::Response
        || field.place != Location::Body
        || !placed.is_top()
    {
        return;
    }
    let message = format!("`{}` is in the body, but there is none", field.name);
    let request = operation.located().part("request", |it| &it.request);
    findings.add(
        Diagnostic::error(&EXPLANATION, at.key("name").span(), message)
            .label("not in a body that is `none`")
            .related(request.span_of("body"), "the encoding of the body")
            .help("write `in: query` or `in: path`, or another `body` of the request"),
    );
}
