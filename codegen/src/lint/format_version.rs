//! The spec has the current version of the format.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::FORMAT;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L004",
    title: "an outdated version of the format",
    text: "`format` is the version of the spec's own format. Specs of an earlier version are read \
           only as released or committed states, to compare with. Version 2 adds the subjects of \
           operations: `subjects` of api.yaml lists them, and `subject` of each operation names \
           one, or `unsorted` until it is decided. Nothing else has changed.",
    bad: "format: 1",
    good: "format: 2",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let format = spec.api.format;
    if format != FORMAT {
        let span = spec.api.located().span_of("format");
        let message = format!("the spec has the format version {format}");
        let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
            .label(format!("this generator requires version {FORMAT}"))
            .help(format!(
                "write `format: {FORMAT}`, list the subjects of the API as `subjects` below it \
                 (`- {{ id: …, title: …, about: …, cite: … }}`), and give each operation the line \
                 `subject: <id>` or `subject: unsorted`; lint then names those that have none"
            ));
        findings.add(diagnostic);
    }
}
