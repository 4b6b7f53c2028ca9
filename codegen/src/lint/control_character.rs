//! No text has invisible characters.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::escape::is_unseen;
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L012",
    title: "an invisible character",
    text: "Control characters, characters that change the direction of writing and zero-width \
           spaces come along when text is copied from a page. The first break terminals and logs, \
           the second disguise a text as another one, the third make two equal names differ; so \
           does decomposed Hangul, in which each letter is a character.",
    bad: "- { code: \"08\", name: \"Old\\u200B Tower\" }",
    good: "- { code: \"08\", name: Old Tower }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (fact, at) in &spec.found.odd {
        let mut characters = at.text().unwrap_or("").chars().enumerate();
        if let Some((position, character)) = characters.find(|(_, c)| is_hidden(*c)) {
            findings.add(finding(fact.key, *at, position, character));
        }
        let mut characters = at.text().unwrap_or("").chars();
        let is_jamo = |c| matches!(c, '\u{1100}'..='\u{11FF}');
        if let Some(position) = characters.position(is_jamo) {
            findings.add(decomposed(fact.key, *at, position));
        }
    }
}

/// Some systems take the syllables of Hangul apart when they copy: such a text looks like the
/// vendor's, and is another one.
fn decomposed(key: &str, at: NodeRef<'_>, position: usize) -> Diagnostic {
    let message = format!("`{key}` has decomposed Hangul");
    Diagnostic::error(&EXPLANATION, at.span_of_char(position), message)
        .label("looks like one syllable, but is several characters")
        .help("type the word again, or copy it from the page with another program")
}

fn finding(key: &str, at: NodeRef<'_>, position: usize, character: char) -> Diagnostic {
    let code = u32::from(character);
    let number = position + 1;
    let message = format!("`{key}` has the invisible character U+{code:04X}");
    Diagnostic::error(&EXPLANATION, at.span_of_char(position), message)
        .label(format!("character {number} of the text"))
        .help("remove it; the surest way is to type the text again")
}

fn is_hidden(c: char) -> bool {
    is_unseen(c) && !matches!(c, '\n' | '\t')
}
