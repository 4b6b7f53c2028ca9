//! No two names differ by one letter only.

use std::collections::{HashMap, HashSet};

use super::names::{self, Name};
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation, Typo};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L042",
    title: "two names in one file that differ by one letter",
    text: "`readerNumber` and `raederNumber` in one file may be the same name, once mistyped. A \
           digit or a plural s may make the difference; any other single letter is worth a \
           look. This is a warning: nothing is refused.",
    bad: "- { code: \"08\", name: Mill Streat }",
    good: "- { code: \"08\", name: Old Tower }",
};

/// Shorter names differ by a letter all the time.
const MIN_LENGTH: usize = 6;

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (_, fields) in spec.with_fields() {
        compare(names::of_fields(fields), findings);
    }
    for table in &spec.codes {
        compare(names::of_table(table), findings);
    }
}

/// Every pair of names, in the order of the second and then of the first.
fn compare<'a>(names: impl Iterator<Item = Name<'a>>, findings: &mut Findings) {
    let mut seen = HashSet::new();
    let names: Vec<_> = names
        .filter(|it| it.text.chars().count() >= MIN_LENGTH && seen.insert(it.text))
        .collect();
    let texts: Vec<_> = names.iter().map(|name| name.text).collect();
    for (later, earlier) in suspicious(&texts) {
        if let (Some(name), Some(other)) = (names.get(later), names.get(earlier)) {
            findings.contradiction(finding(name, other), name.kept());
        }
    }
}

/// The positions of those texts, all of them different, that may be meant to be the same: the
/// later of the two first.
///
/// A table can have tens of thousands of names. Two that differ by one letter are the same
/// without it, so that only those are compared of which that is so, as far as hashes tell.
fn suspicious(texts: &[&str]) -> Vec<(usize, usize)> {
    let mut wholes: HashMap<u64, Vec<usize>> = HashMap::new();
    for (index, text) in texts.iter().enumerate() {
        wholes.entry(hash(text.chars())).or_default().push(index);
    }
    let mut rests: HashMap<(usize, u64), Vec<usize>> = HashMap::new();
    let mut pairs = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        for rest in without_one(text) {
            let shorter = wholes.get(&rest.1).into_iter().flatten();
            pairs.extend(shorter.map(|&it| (index.max(it), index.min(it))));
            let same = rests.entry(rest).or_default();
            pairs.extend(same.iter().map(|&it| (index, it)));
            same.push(index);
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs.retain(|(later, earlier)| {
        let pair = texts.get(*earlier).zip(texts.get(*later));
        pair.and_then(|(a, b)| Typo::between(a, b)).is_some_and(is_suspicious)
    });
    pairs
}

const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

/// The hash of a text that begins as one of which this is the hash.
fn extended(hash: u64, c: char) -> u64 {
    hash.wrapping_mul(BASE).wrapping_add(u64::from(u32::from(c)) + 1)
}

fn hash(text: impl Iterator<Item = char>) -> u64 {
    text.fold(0, extended)
}

/// The hash of the text without one of its characters, with the position of each from the end.
fn without_one(text: &str) -> impl Iterator<Item = (usize, u64)> {
    let mut before: Vec<u64> = Vec::with_capacity(text.len());
    let whole = text.chars().fold(0, |hash, c| {
        before.push(hash);
        extended(hash, c)
    });
    // What comes behind has the weight that it has in the whole.
    let (mut weight, mut behind) = (1_u64, whole);
    before.into_iter().rev().enumerate().map(move |(position, before)| {
        let hash = before.wrapping_sub(behind).wrapping_mul(weight).wrapping_add(whole);
        (weight, behind) = (weight.wrapping_mul(BASE), before);
        (position, hash)
    })
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
        .label("may be a typo")
        .related(other.span(), "the similar name")
        .help(format!("write `{other_text}` here if that is the name that the page has"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_text_is_hashed_without_one_of_its_characters() {
        let hashes: Vec<_> = without_one("하나a").collect();
        let without = ["하나", "하a", "나a"].map(|it| hash(it.chars()));
        assert_eq!(hashes, [(0, without[0]), (1, without[1]), (2, without[2])]);
        assert_eq!(without_one("").next(), None);
    }

    proptest! {
        #[test]
        fn the_same_pairs_are_found_as_by_comparing_all(
            texts in prop::collection::btree_set("[abS1가]{0,5}", 0..60)
        ) {
            let texts: BTreeSet<String> = texts;
            // In an order that is not that of their letters.
            let mut texts: Vec<_> = texts.iter().map(String::as_str).collect();
            texts.sort_by_key(|text| hash(text.chars()));
            let mut all = Vec::new();
            for (later, b) in texts.iter().enumerate() {
                for (earlier, a) in texts.iter().take(later).enumerate() {
                    if Typo::between(a, b).is_some_and(is_suspicious) {
                        all.push((later, earlier));
                    }
                }
            }
            prop_assert_eq!(suspicious(&texts), all);
        }
    }
}
