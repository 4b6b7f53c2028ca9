//! Makes text from outside safe to show in terminals and logs.

use std::path::Path;

use crate::escape::{escaped, is_unseen};

/// A path in one line, with nothing in it that a terminal would act on.
#[must_use]
pub fn path(path: &Path) -> String {
    escaped(&path.to_string_lossy()).into_owned()
}

/// What begins a command to GitHub anywhere in a line of a workflow's log, like `::` at the start
/// of one.
pub(crate) const COMMAND: &str = "##[";

/// What the escape sequences for colours are in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colours {
    /// Text from outside, as all others are.
    Text,
    /// Put there by us.
    Ours,
}

/// A text in which nothing has an effect on a terminal, or is a command to GitHub where it stands
/// in the log of a workflow: no line begins with `::`, and none has `##[` in it.
#[must_use]
pub fn inert(text: &str, colours: Colours) -> String {
    let mut shown = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let (indent, words) = line.split_at(line.len() - words.len());
        shown.push_str(indent);
        // With a third colon it is none, but what stands before the place of a finding.
        let words = match words.strip_prefix("::") {
            Some(rest) if !rest.starts_with(':') => {
                shown.push_str("\\u{3a}:");
                rest
            }
            _ => words,
        };
        push_inert(words, colours, &mut shown);
    }
    shown
}

fn push_inert(mut text: &str, colours: Colours, shown: &mut String) {
    let unseen = |text: &str| text.find(|c| c != '\n' && is_unseen(c));
    while let Some(at) = unseen(text).into_iter().chain(text.find(COMMAND)).min() {
        let (before, rest) = text.split_at(at);
        shown.push_str(before);
        if let Some(rest) = rest.strip_prefix('#') {
            shown.push_str("\\u{23}");
            text = rest;
            continue;
        }
        let ours = if colours == Colours::Ours { colour(rest) } else { 0 };
        let taken = rest.chars().next().map_or(0, char::len_utf8).max(ours);
        let (taken, rest) = rest.split_at(taken);
        if ours > 0 {
            shown.push_str(taken);
        } else {
            shown.push_str(&escaped(taken));
        }
        text = rest;
    }
    shown.push_str(text);
}

/// The length of a sequence for a colour at the start: `ESC [ 1 ; 31 m`.
fn colour(text: &str) -> usize {
    let Some(numbers) = text.strip_prefix("\u{1b}[") else { return 0 };
    let end = numbers.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
    if end.starts_with('m') { text.len() - end.len() + 1 } else { 0 }
}
