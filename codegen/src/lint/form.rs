//! Every form is valid.

use super::limits::limited;
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::shape::{Shape, ShapeError};
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L020",
    title: "an invalid form",
    text: "A form consists of the letters of dates (yyyy MM dd HH mm ss SSS, and XXX for an offset \
           from UTC such as +09:00), `digits` and `digits4`, `hex7` or `xxxxxxx`, `base64of32`, \
           `uuid`, `epoch-seconds`, `epoch-milliseconds`, `counter9` (digits and capitals that \
           count calls), punctuation as it is, and other text in single quotes; or it is `decimal`, \
           a number as a text that keeps its digits.",
    bad: "length: 5\nform: Pdigits4",
    good: "length: 5\nform: \"'P'digits4\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for limited in limited(spec) {
        readable(limited.form, limited.at.key("form"), findings);
    }
    if let Some(envelope) = &spec.api.envelope {
        let at = spec.api.located().at.key("envelope").key("code_form");
        readable(envelope.code_form.as_deref(), at, findings);
    }
}

fn readable(form: Option<&str>, at: NodeRef<'_>, findings: &mut Findings) {
    let Some(Err(error)) = form.map(Shape::parse) else { return };
    let ShapeError { message, at: position } = error;
    let form = form.unwrap_or("").escape_debug();
    findings.add(
        Diagnostic::error(
            &EXPLANATION,
            at.span_of_char(position),
            format!("the form `{form}` is invalid"),
        )
        .label(message)
        .help(
            "write it with yyyy MM dd HH mm ss SSS XXX, digits4, hex7, base64of32, uuid, epoch-milliseconds, decimal, \
             punctuation, and other text in 'single quotes'; leave the line out if the page gives no form",
        ),
    );
}
