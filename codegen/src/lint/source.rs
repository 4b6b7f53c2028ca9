//! A cited source exists.

use super::places::Known;
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::raw::Text;
use crate::source::Span;

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L002",
    title: "an unknown source",
    text: "A citation names a source by its id: one of `sources` in api.yaml, or an operation, \
           which stands for its page.",
    bad: "cite: { source: reader-guide, section: The seal }",
    good: "cite: { source: readers-guide, section: The seal }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let known = Known::sources(spec);
    for at in spec.texts(Text::Source) {
        let source = at.text().unwrap_or("");
        if !known.has(source) {
            findings.add(unknown(source, at.span(), &known));
        }
    }
}

fn unknown(source: &str, span: Span, known: &Known<'_>) -> Diagnostic {
    let message = format!("`{source}` is no source");
    let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
        .label("neither a source of api.yaml nor an operation");
    match did_you_mean(source, known.listed()) {
        Some(guess) => diagnostic.help(guess),
        None => diagnostic.help(format!(
            "add `- {{ id: {source}, kind: …, title: … }}` to `sources` in api.yaml"
        )),
    }
}
