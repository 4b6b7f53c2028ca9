//! The body of a callback can be read.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::Located;
use crate::raw::{Callback, CallbackEncoding};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L120",
    title: "a callback whose body cannot be read",
    text: "In a callback with `body: form` every value is a text: there are no objects, lists and \
           maps. One that is `encrypted: true` is a JSON object with the encrypted text, as \
           `encryption` in api.yaml says.",
    bad: "body: form\nevent: eventNumber",
    good: "event: eventNumber",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for callback in &spec.callbacks {
        let callback = callback.located();
        let is_form = callback.value.body == CallbackEncoding::Form;
        if is_form {
            texts(callback, findings);
        }
        if !callback.value.encrypted {
            continue;
        }
        let span = callback.span_of("encrypted");
        if is_form {
            findings.add(
                error(span, "only JSON is encrypted")
                    .label("the body is encrypted")
                    .related(callback.span_of("body"), "no JSON")
                    .help("remove one of the two lines"),
            );
        } else if spec.api.encryption.is_none() {
            findings.add(
                error(span, "nothing says how the body is encrypted")
                    .label("encrypted in which way?")
                    .help(
                        "add the section `encryption` to api.yaml, or remove the line",
                    ),
            );
        }
    }
}

fn error(span: Span, message: &str) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message.to_owned())
}

fn texts(callback: Located<'_, Callback>, findings: &mut Findings) {
    for field in callback.each("fields", |it| &it.fields) {
        let kind = field.value.kind;
        if kind.is_object() || kind.is_list() || kind.is_map() {
            findings.add(
                error(field.span_of("type"), "a value in a form is no text")
                    .label("has values in it")
                    .related(callback.span_of("body"), "names with values")
                    .help("make it a string, as it is on the wire"),
            );
        }
    }
}
