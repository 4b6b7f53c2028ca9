//! What an answer has instead of an object can be read.

use super::rule::{Findings, Rule, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Loaded, Located};
use crate::raw::{Charset, Encrypted, FieldType, Operation, Response, ResponseBody};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L051",
    title: "an answer that is no object and cannot be read",
    text: "Where `body` of a response is `list`, its only field describes the list: its type is an \
           array, and its name is that in the client. So does that of a `text`, whose type is a \
           string. Where it is `empty`, or `bytes`, which are a file, there is no field. \
           None of them has room for a code: such an operation has no `success_code`, by \
           `envelope: none` or by an envelope of its own. Nor can they say that a success is not \
           final. In a `form` and in `lines` every value is a text: there are no objects, lists and \
           maps, and no objects around the result. Only JSON is encrypted, and a file has no \
           `charset`.",
    bad: "headers: reading\nencrypted: true\nbody: empty\nfields:",
    good: "headers: reading\nencrypted: true\nfields:",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for operation in &spec.operations {
        let response = operation.located().optional("response", |it| &it.response);
        let Some(response) = response else { continue };
        let body = response.value.body;
        findings.extend(sealed(response).filter(|_| !body.is_json()));
        findings.extend(charset(response));
        if body.is_pairs() {
            pairs(spec, operation, response, findings);
        } else if body != ResponseBody::Object {
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
        (ResponseBody::Text, [only])
            if only.kind == FieldType::String && !only.is_coded() =>
        {
            None
        }
        (ResponseBody::Text, _) => Some(
            error(span, "no field describes the text")
                .label("the body is a text")
                .help("list one field, a string, with a name for the text"),
        ),
        (_, []) => None,
        (body, _) => Some(
            error(span, "an answer without names has fields")
                .label(format!("the body is `{}`", body.as_str()))
                .help("remove the line, or the fields"),
        ),
    }
}

/// Nothing but JSON is encrypted.
fn sealed(response: Located<'_, Response>) -> Option<Diagnostic> {
    (response.value.encrypted != Encrypted::No).then(|| {
        error(response.span_of("encrypted"), "only JSON is encrypted")
            .label("the body is encrypted")
            .related(response.span_of("body"), "no JSON")
            .help("remove one of the two lines")
    })
}

fn charset(response: Located<'_, Response>) -> Option<Diagnostic> {
    let has_text =
        !matches!(response.value.body, ResponseBody::Bytes | ResponseBody::Empty);
    (response.value.charset != Charset::Utf8 && !has_text).then(|| {
        error(response.span_of("charset"), "an answer without a text has a charset")
            .label("no text is written in it")
            .related(response.span_of("body"), "no text")
            .help("remove the line")
    })
}

/// Names with values: nothing is within another.
fn pairs(
    spec: &View<'_>,
    operation: &Loaded<Operation>,
    response: Located<'_, Response>,
    findings: &mut Findings,
) {
    let body =
        |it: Diagnostic| it.related(response.span_of("body"), "names with values");
    for field in response.each("fields", |it| &it.fields) {
        let kind = field.value.kind;
        if kind.is_object() || kind.is_list() || kind.is_map() {
            let wrong = error(field.span_of("type"), "a value in an answer is no text");
            findings.add(
                body(wrong)
                    .label("has values in it")
                    .help("make it a string, as it is on the wire"),
            );
        }
    }
    let envelope = walk::envelope_of(spec, operation);
    if let Some(envelope) = envelope.filter(|it| it.value.object.is_some()) {
        let wrong = error(envelope.span_of("object"), "nothing is within an object");
        findings.add(
            body(wrong)
                .label("the result is in an object")
                .help("write an envelope without `object` in the response"),
        );
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
