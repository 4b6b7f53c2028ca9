//! What an answer has instead of an object can be read.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Located};
use crate::raw::{Operation, Response, ResponseBody};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L051",
    title: "an answer that is no object and cannot be read",
    text: "Where `body` of a response is `list`, its only field describes the list: its type is an \
           array, and its name is that in the client. Where it is `empty`, there is no field. \
           Neither has room for a code: such an operation has no `success_code`, by `envelope: none` \
           or by an envelope of its own. Nor can either say that a success is not final.",
    bad: "headers: reading\nencrypted: true\nbody: empty\nfields:",
    good: "headers: reading\nencrypted: true\nfields:",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for operation in &spec.operations {
        let response = operation.located().optional("response", |it| &it.response);
        let Some(response) = response else { continue };
        if response.value.body != ResponseBody::Object {
            findings.extend(fields(response));
            findings.extend(code(spec, operation, response));
            findings.extend(pending(response));
        }
    }
}

fn error(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message.to_owned())
}

fn fields(response: Located<'_, Response>) -> Option<Diagnostic> {
    let span = response.span_of("body");
    match (response.value.body, response.value.fields.as_slice()) {
        (ResponseBody::List, [only]) if only.kind.is_list() => None,
        (ResponseBody::List, _) => Some(
            error(span, "no field describes the list")
                .label("the body is a list")
                .help("list one field, an array, with a name for the list and what its items are"),
        ),
        (_, []) => None,
        _ => Some(
            error(span, "an empty answer has fields")
                .label("the body is empty")
                .help("remove the line, or the fields"),
        ),
    }
}

fn code(
    spec: &View<'_>,
    operation: &Loaded<Operation>,
    response: Located<'_, Response>,
) -> Option<Diagnostic> {
    let envelope = walk::envelope_of(spec, operation)?;
    let has_code = !envelope.value.success_code.0.is_empty();
    has_code.then(|| {
        error(response.span_of("body"), "a success has no place for its code")
            .label("no object")
            .related(envelope.span_of("success_code"), "a success has a code")
            .help("write `envelope: none`, or an envelope without `success_code`, in the response")
    })
}

fn pending(response: Located<'_, Response>) -> Option<Diagnostic> {
    let pending = response.optional("pending", |it| &it.pending)?;
    Some(
        error(
            pending.at.key_span(),
            "a success that is no object has no field to tell by",
        )
        .label("tells by a field")
        .related(response.span_of("body"), "no object")
        .help("remove `pending`"),
    )
}
