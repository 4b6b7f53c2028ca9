//! Names that are nearly the same are meant to be different.

use std::collections::HashSet;

use super::names::{self, Name};
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation, Typo};

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L042",
    title: "two names in a file that differ by one letter",
    text: "`readerNumber` and `raederNumber` in one file may be the same name, once mistyped. A \
           digit or a plural s may make the difference; any other single letter is worth a \
           look. This is a warning: nothing is refused.",
    bad: "- { code: \"08\", name: Mill Streat }",
    good: "- { code: \"08\", name: Old Tower }",
};

/// Shorter names differ by a letter all the time.
const MIN_LENGTH: usize = 6;

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (_, fields) in spec.operations() {
        compare(names::of_fields(fields), findings);
    }
    for table in &spec.codes {
        compare(names::of_table(table), findings);
    }
}

/// Every pair of names; a file has few enough of them.
fn compare<'a>(names: impl Iterator<Item = Name<'a>>, findings: &mut Findings) {
    let mut seen = HashSet::new();
    let mut others: Vec<Name<'_>> = Vec::new();
    for name in names {
        if name.text.chars().count() < MIN_LENGTH || !seen.insert(name.text) {
            continue;
        }
        for other in &others {
            if Typo::between(other.text, name.text).is_some_and(is_suspicious) {
                findings.contradiction(finding(&name, other), name.kept());
            }
        }
        others.push(name);
    }
}

fn is_suspicious(typo: Typo) -> bool {
    match typo {
        Typo::Replaced(a, b) => {
            // Names that differ by case are the business of another rule.
            let same_letter = a.to_lowercase().eq(b.to_lowercase());
            let digits = a.is_numeric() && b.is_numeric();
            !same_letter && !digits
        }
        Typo::Missing('s' | 'S', true) => false,
        Typo::Missing(c, _) => c.is_alphabetic(),
    }
}

fn finding(name: &Name<'_>, other: &Name<'_>) -> Diagnostic {
    let (text, other_text) = (name.text, other.text);
    let message = format!("`{text}` and `{other_text}` differ by one letter");
    Diagnostic::error(&EXPLANATION, name.span(), message)
        .warning()
        .label("is this another name?")
        .related(other.span(), "or the same as this one?")
        .help(format!("write `{other_text}` here if that is the name that the page has"))
}
