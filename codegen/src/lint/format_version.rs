//! The spec is written in the format that this generator reads.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::FORMAT;

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L004",
    title: "an unknown version of the format",
    text: "`format` says by which version of the spec's own format the files are written. A \
           generator of another version could read a fact in another sense.",
    bad: "format: 2",
    good: "format: 1",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let format = spec.api.format;
    if format != FORMAT {
        let span = spec.api.located().span_of("format");
        let message = format!("the format {format} is unknown");
        let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
            .label(format!("this generator reads the format {FORMAT}"))
            .help(format!("write `format: {FORMAT}`, or use the generator that fits"));
        findings.add(diagnostic);
    }
}
