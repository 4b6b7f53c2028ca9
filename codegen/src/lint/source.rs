//! A cited source exists.

use super::places::{self, Known};
use super::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
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
    let mut named = |source: &str, span: Span| {
        if !known.has(source) {
            findings.add(unknown(source, span, &known));
        }
    };
    for block in places::cited_blocks(spec) {
        if let Some(cite) = block.cite {
            named(&cite.source, block.at.key("cite").key("source").span());
        }
    }
    for resolution in places::resolutions(spec) {
        let evidence = resolution.at.key("evidence");
        for (position, source) in resolution.evidence.iter().enumerate() {
            named(source, evidence.item(position).span());
        }
        if let Some(elsewhere) = resolution.optional("elsewhere", |it| &it.elsewhere) {
            named(&elsewhere.source, elsewhere.span_of("source"));
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
