//! No form uses one letter with two meanings.

use super::limits::limited;
use super::rule::{ExpectedResolution, Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::shape::Shape;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L022",
    title: "a form in which MM has two meanings",
    text: "`MM` is the month. In a form that has it twice, one of the two must be the minute. \
           Transcribe the form as the page prints it, and record a resolution that adopts the \
           reading.",
    bad: "length: 8\nform: MMddHHMM\nredact: shown",
    good: "length: 8\nform: yyyyMMdd\nredact: shown",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for limited in limited(spec) {
        let Some(form) = limited.form else { continue };
        let Ok(shape) = Shape::parse(form) else { continue };
        if !shape.ambiguous {
            continue;
        }
        let reading = shape.to_string();
        let message = format!(
            "the form `{form}` of `{}` uses MM for both the month and the minute",
            limited.name
        );
        let span = limited.at.key("form").span();
        let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
            .label(format!("probably `{reading}`"))
            .help(format!("if that is a typo, write `form: {reading}`"));
        let expected = ExpectedResolution {
            file: limited.at.file(),
            subject: limited.fact("form"),
            adopt: Some(reading),
        };
        findings.contradiction(diagnostic, expected);
    }
}
