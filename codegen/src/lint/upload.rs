//! Files are parts of bodies that have parts.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, OperationField};
use crate::media_type::essence;
use crate::raw::{FieldType, Location, Operation, RequestBody};
use crate::source::{NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L110",
    title: "a file that no request can carry",
    text: "A file is a part of a request with `body: multipart`, beside its texts: a field of the \
           body itself and not of an object in it, and one file, not a list of them. Its \
           `media_types` are `type/subtype` in lower case without parameters, or `image/*` for all \
           of one kind, each once. Debug output shows nothing of a file, so it has no `redact`, and \
           a vendor assumes none, so it has no `default`. A file that is answered is a response \
           with `body: bytes`.",
    bad: "- name: remind\n  type: file\n  need: optional",
    good: "- name: remind\n  type: boolean\n  wire: 1/0\n  need: optional\n  redact: shown\n  \
           example: \"false\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (operation, placed) in spec.each_field() {
        of_field(operation, placed, findings);
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

fn of_field(
    operation: Option<&Operation>,
    placed: &OperationField<'_>,
    findings: &mut Findings,
) {
    let (field, at) = (placed.field.value, placed.field.at);
    if field.kind != FieldType::File {
        return;
    }
    let is_parts =
        operation.is_some_and(|it| it.request.body == Some(RequestBody::Multipart));
    let (why, help) = match placed.direction {
        Direction::Response => (
            "is received",
            "make it a string, as it is on the wire; a response that is a file has `body: bytes`",
        ),
        Direction::Request if !placed.is_top() => (
            "is within an object",
            "write the parts as the page names them on the wire, beside the object",
        ),
        Direction::Request if field.place != Location::Body => {
            ("is not in the body", "remove `in`")
        }
        Direction::Request if !is_parts => (
            "is in a body without parts",
            "write `body: multipart` in the request, or make it a string if the page shows its \
             content as text",
        ),
        Direction::Request => ("", ""),
    };
    if !why.is_empty() {
        let message = format!("the file `{}` {why}", field.name);
        findings.add(
            error(at.key("type").span(), message).label("cannot be sent").help(help),
        );
    }
    if field.max_bytes == Some(0) {
        let message = format!("the file `{}` has a `max_bytes` of 0", field.name);
        findings.add(
            error(at.key("max_bytes").span(), message)
                .label("only an empty file would be valid")
                .help("remove the line: on a page, 0 means that there is no limit"),
        );
    }
    for key in ["redact", "default"] {
        let stated = at.key(key);
        if stated.exists() {
            let message = format!("the file `{}` has a `{key}`", field.name);
            findings.add(
                error(stated.key_span(), message)
                    .label("not of a file")
                    .help("remove the line"),
            );
        }
    }
    findings.extend(listed(&EXPLANATION, at.key("media_types"), &field.media_types));
}

/// What is wrong with a list of media types.
pub(super) fn listed(
    explanation: &'static Explanation,
    at: NodeRef<'_>,
    media_types: &[String],
) -> Option<Diagnostic> {
    let is_one = |it: &String| {
        let whole = it.replace("/*", "/x-any");
        essence(&whole) == Some(&whole) && *it == it.to_ascii_lowercase()
    };
    let is_again = |(index, it): &(usize, &String)| {
        media_types.iter().take(*index).any(|before| before == *it)
    };
    let wrong = media_types.iter().enumerate();
    let (index, wrong) = wrong.into_iter().find(|it| !is_one(it.1) || is_again(it))?;
    let span = at.item(index).span();
    let shown = wrong.escape_debug();
    Some(if is_one(wrong) {
        Diagnostic::error(explanation, span, format!("`{shown}` is listed twice"))
            .label("again")
            .help("remove it here")
    } else {
        Diagnostic::error(explanation, span, format!("`{shown}` is no media type"))
            .label("not `type/subtype` in lower case")
            .help("write it as `image/png`, or `image/*` for all of one kind")
    })
}
