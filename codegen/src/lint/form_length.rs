//! A form has as many characters as the length beside it says.

use super::limits::{Limited, limited};
use super::rule::{ExpectedResolution, Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L021",
    title: "a form and a length that contradict each other",
    text: "A form such as yyyyMMdd has 8 characters; a length of 6 beside it cannot be true. \
           Where the page says both, transcribe both and record a resolution that adopts the \
           length of the form.",
    bad: "length: 9\nform: yyyyMMdd\nredact: shown",
    good: "length: 8\nform: yyyyMMdd\nredact: shown",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for limited in limited(spec) {
        if let Some(shape_length) = limited.shape().and_then(|shape| shape.length()) {
            compare(&limited, shape_length, findings);
        }
    }
}

fn compare(limited: &Limited<'_>, of_form: u32, findings: &mut Findings) {
    for (key, length) in limited.lengths() {
        if contradicts(key, length, of_form) {
            let expected = ExpectedResolution {
                file: limited.at.file(),
                subject: limited.fact(key),
                adopt: Some(of_form.to_string()),
            };
            findings.contradiction(finding(limited, key, length, of_form), expected);
        }
    }
}

fn contradicts(key: &str, length: u32, of_form: u32) -> bool {
    match key {
        "length" => length != of_form,
        "min_length" => length > of_form,
        _ => length < of_form,
    }
}

fn finding(limited: &Limited<'_>, key: &str, length: u32, of_form: u32) -> Diagnostic {
    let name = limited.name;
    let says = match key {
        "length" => "the length is",
        "min_length" => "the least length is",
        _ => "the greatest length is",
    };
    let message =
        format!("the form of `{name}` has {of_form} characters, but {says} {length}");
    let diagnostic =
        Diagnostic::error(&EXPLANATION, limited.at.key(key).span(), message)
            .label(format!("the form has {of_form}"));
    let form = limited.at.key("form");
    let diagnostic = if form.exists() {
        diagnostic.related(form.span(), format!("{of_form} characters"))
    } else {
        diagnostic
    };
    diagnostic.help(format!(
        "if that is a typo, write `{key}: {of_form}`, or correct the form"
    ))
}
