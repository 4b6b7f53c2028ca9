//! No text ends at a comment.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::TextKind;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L143",
    title: "a text that ends at a number sign",
    text: "To YAML, ` #` begins a comment, also in the middle of a sentence: what follows is no \
           part of the text. Put the text into double quotes, or the comment on a line of its own.",
    bad: "about: Lends books # 3 at most, to a reader.",
    good: "about: Lends books to a reader.",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (fact, at) in &spec.found.odd {
        let is_prose =
            matches!(fact.text, TextKind::Data | TextKind::Sentence | TextKind::Lines);
        let Some(sign) = at.comment().filter(|_| is_prose) else { continue };
        let message = format!("`{}` ends at a number sign", fact.key);
        let diagnostic = Diagnostic::error(&EXPLANATION, sign, message)
            .label("to YAML, a comment begins here")
            .help(
                "put the text into double quotes, or the comment on a line of its own above",
            );
        findings.add(diagnostic);
    }
}
