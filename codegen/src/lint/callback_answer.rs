//! The answer to a callback is one that a server can send.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::CallbackAnswer;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L103",
    title: "an answer to callbacks that cannot be sent",
    text: "`answer` of `callbacks` is what the vendor takes for \"received\": an HTTP status from 200, \
           and a body with its content type, or neither. 204 and 304 have no body.",
    bad: "http: 200\nbody: OK",
    good: "http: 200\ncontent_type: text/plain\nbody: OK",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let all = spec.api.located().optional("callbacks", |api| &api.callbacks);
    let answer = all.and_then(|all| all.optional("answer", |it| &it.answer));
    let Some(answer) = answer else { return };
    match (&answer.value.body, &answer.value.content_type) {
        (Some(_), None) => findings.add(
            error(answer.span_of("body"), "the body has no content type".to_owned())
                .label("what is it?")
                .help("add `content_type: text/plain`, or what the page says"),
        ),
        (None, Some(_)) => findings.add(
            error(
                answer.at.key("content_type").key_span(),
                "there is no body".to_owned(),
            )
            .label("the type of nothing")
            .help("add `body`, or remove the line"),
        ),
        _ => status(answer, findings),
    }
    let is_visible = |c: char| matches!(c, ' '..='~');
    let written = answer.value.content_type.as_deref().unwrap_or_default();
    if !written.chars().all(is_visible) {
        let message = format!("`{}` is no content type", written.escape_debug());
        findings.add(
            error(answer.span_of("content_type"), message)
                .label("not in ASCII")
                .help("write it as `application/json`"),
        );
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

/// What is no status at all is reported by another rule.
fn status(answer: Located<'_, CallbackAnswer>, findings: &mut Findings) {
    let http = answer.value.http;
    let has_no_body = matches!(http, 204 | 304) && answer.value.body.is_some();
    if (100..200).contains(&http) || has_no_body {
        let why = if has_no_body { "has no body" } else { "is no final answer" };
        findings.add(
            error(answer.span_of("http"), format!("an answer with {http} {why}"))
                .label("cannot be sent")
                .help("write the status that the page gives, such as `http: 200`"),
        );
    }
}
