//! A form uses a letter for one thing.

use super::limits::limited;
use super::rule::{ExpectedResolution, Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::shape::Shape;

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L022",
    title: "a form that uses MM for two things",
    text: "`MM` stands for the month. A form that has it twice means the minute by one of them. \
           The page's form is transcribed as it stands, and a resolution adopts the reading.",
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
            "the form `{form}` of `{}` has MM for month and minute",
            limited.name
        );
        let span = limited.at.key("form").span();
        let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
            .label(format!("probably `{reading}`"))
            .help(format!("if that is a slip of the pen, write `form: {reading}`"));
        let settlement = ExpectedResolution {
            file: limited.at.file(),
            subject: limited.fact("form"),
            adopt: Some(reading),
        };
        findings.contradiction(diagnostic, settlement);
    }
}
