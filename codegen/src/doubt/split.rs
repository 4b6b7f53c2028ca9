//! Finds the sentences of the kinds in a text.

use super::kinds::{KINDS, Kind};

/// A part of a `confirm`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Doubt<'t> {
    /// Its kind; absent where people wrote it in their own words.
    pub kind: Option<&'static Kind>,
    /// Its words.
    pub text: &'t str,
}

/// The parts of a `confirm`, in order.
#[must_use]
pub fn split(text: &str) -> Vec<Doubt<'_>> {
    let mut doubts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let (kind, length) = match known(rest) {
            Some((kind, length)) => (Some(kind), length),
            None => (None, own(rest)),
        };
        let (text, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        doubts.push(Doubt { kind, text: text.trim() });
        rest = after.trim_start();
    }
    doubts
}

/// Whether a `confirm` is about what a capture does not show: another one may show it.
#[must_use]
pub fn is_of_capture(confirm: &str) -> bool {
    let kinds = split(confirm).into_iter().filter_map(|it| it.kind);
    kinds.into_iter().any(|kind| kind.code.starts_with("Q04"))
}

/// How far people's own words go: up to a sentence of a kind, or to the end.
fn own(text: &str) -> usize {
    let ends = text.match_indices([' ', '\n']).map(|(at, _)| at + 1);
    let mut ends =
        ends.filter(|at| text.get(*at..).is_some_and(|it| known(it).is_some()));
    ends.next().unwrap_or(text.len())
}

/// The kind of the sentence that a text begins with, and the length of it.
fn known(text: &str) -> Option<(&'static Kind, usize)> {
    let sentences = KINDS.iter().flat_map(|kind| {
        kind.sentences.iter().filter_map(move |words| Some((kind, begins(text, words)?)))
    });
    sentences.max_by_key(|(_, length)| *length)
}

/// How much of a text is this sentence.
fn begins(text: &str, words: &str) -> Option<usize> {
    let mut rest = text;
    let mut words = words;
    while let Some((before, after)) = words.split_once('{') {
        let (_, after) = after.split_once('}')?;
        rest = rest.strip_prefix(before)?;
        let next = after.split('{').next().unwrap_or(after);
        let filled = filling(rest, before.ends_with('`'), next)?;
        rest = rest.get(filled..)?;
        words = after;
    }
    rest = rest.strip_prefix(words)?;
    let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
    ends.then_some(text.len() - rest.len())
}

/// The length of what stands in the place of a name, before `next`. What is in quotes has no
/// quote in it, and nothing else goes beyond its sentence.
fn filling(text: &str, is_quoted: bool, next: &str) -> Option<usize> {
    if next.is_empty() {
        return text.find(". ").map(|at| at + 1).or(Some(text.len()));
    }
    let length = text.find(next)?;
    let filling = text.get(..length)?;
    let goes_on = if is_quoted { filling.contains('`') } else { filling.contains(". ") };
    (length > 0 && !goes_on).then_some(length)
}
