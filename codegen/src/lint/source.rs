//! A cited source exists, and one that exists is cited.

use std::collections::HashSet;

use super::rule::{Findings, Rule, View};
use super::walk::KnownNames;
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::raw::TextKind;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L002",
    title: "an unknown source",
    text: "A citation names a source by its id: one of `sources` in api.yaml, or an operation, \
           which stands for its page. A source that nothing cites is a warning: it has no effect.",
    bad: "cite: { source: reader-guide, section: The seal }",
    good: "cite: { source: readers-guide, section: The seal }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let known = KnownNames::sources(spec);
    let (mut cited, mut told) = (HashSet::new(), HashSet::new());
    let mut is_misspelt = false;
    for at in spec.texts(TextKind::Source) {
        let source = at.text().unwrap_or("");
        cited.insert(source);
        if !known.has(source) {
            is_misspelt = true;
            let guess = did_you_mean(source, known.listed());
            // One that is not declared is told once; one that is misspelt, wherever it is.
            if guess.is_some() || told.insert(source) {
                findings.add(unknown(source, at.span(), guess));
            }
        }
    }
    // One mistake, one finding: the only citation of a source may be misspelt.
    for source in spec.api.located().each("sources", |api| &api.sources) {
        if !is_misspelt && !cited.contains(source.id.as_str()) {
            let message = format!("nothing cites the source `{}`", source.id);
            let span = source.span_of("id");
            let diagnostic = Diagnostic::error(&EXPLANATION, span, message).warning();
            let diagnostic = diagnostic.label("not used");
            findings.add(diagnostic.help("cite it, or remove it"));
        }
    }
}

fn unknown(source: &str, span: Span, guess: Option<String>) -> Diagnostic {
    let message = format!("unknown source `{source}`");
    let diagnostic = Diagnostic::error(&EXPLANATION, span, message)
        .label("neither a source of api.yaml nor an operation");
    match guess {
        Some(guess) => diagnostic.help(guess),
        None => diagnostic.help(format!(
            "add `- {{ id: {source}, kind: …, title: … }}` to `sources` in api.yaml"
        )),
    }
}
