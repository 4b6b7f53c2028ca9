//! Finds the cause of a syntax error, and its line. The parser stops where it can read no further,
//! which is often the line after the mistake.

use std::ops::Range;

use crate::lines::{Line, lines};

/// A cause, and the bytes where it stands.
pub(crate) struct Cause {
    pub(crate) message: String,
    pub(crate) place: Range<usize>,
}

impl Cause {
    pub(crate) fn new(message: impl Into<String>, start: usize, length: usize) -> Self {
        Self {
            message: message.into(),
            place: start..start + length,
        }
    }
}

/// What keeps a text from being read, whatever YAML makes of it: a merge that was not finished,
/// or a character that cannot be seen and that two readers of YAML take for different things.
pub(crate) fn before_parsing(text: &str) -> Option<Cause> {
    if let Some(at) = text.find('\u{feff}') {
        let message = "a byte order mark (U+FEFF) in the middle of the file";
        return Some(Cause::new(message, at, '\u{feff}'.len_utf8()));
    }
    // The text of a map begins in the first column, and no key begins like this.
    if !text.contains("<<<<<<<") && !text.contains(">>>>>>>") {
        return None;
    }
    let is_marker = |line: &str| {
        let marker = ["<<<<<<<", ">>>>>>>"].iter().find(|it| line.starts_with(**it));
        marker.is_some_and(|it| line.get(it.len()..).is_some_and(is_blank_first))
    };
    let marker = lines(text).find(|line| is_marker(line.text))?;
    Some(Cause::new("an unresolved merge conflict", marker.start, 7))
}

fn is_blank_first(text: &str) -> bool {
    text.is_empty() || text.starts_with(char::is_whitespace)
}

/// The cause of what the parser says of the byte at `offset`, where it is known.
pub(crate) fn of_refusal(text: &str, why: &str, offset: usize) -> Option<Cause> {
    if why.contains("simple key expect") {
        return colon(text, offset);
    }
    if text.get(offset..).is_some_and(|rest| rest.starts_with('，')) {
        let message = "a full-width comma (，) behind an item";
        return Some(Cause::new(message, offset, '，'.len_utf8()));
    }
    if why.contains("tab") || why.contains("valid YAML whitespace") {
        let mut lines =
            lines(text).filter(|line| line.start + line.text.len() >= offset);
        let at = lines.find_map(|line| Some(line.start + line.text.find('\t')?))?;
        return Some(Cause::new("a tab where only spaces are allowed", at, 1));
    }
    None
}

/// The line before the one at `offset` has no colon that YAML knows.
fn colon(text: &str, offset: usize) -> Option<Cause> {
    let above = lines(text).take_while(|it| it.start + it.text.len() < offset);
    let last = above.filter(Line::is_said).last()?;
    let (start, line) = (last.start, last.text);
    if line.contains(": ") || line.trim_end().ends_with(':') {
        return None;
    }
    let at = |sign: char| line.find(sign).map(|at| start + at);
    if let Some(at) = at('：') {
        return Some(Cause::new(
            "a full-width colon (：) after a key",
            at,
            '：'.len_utf8(),
        ));
    }
    if let Some(at) = at(':') {
        let next = text.get(at + 1..).and_then(|rest| rest.chars().next());
        let message = match next {
            Some('\u{a0}') => "a no-break space (U+00A0) after a colon",
            Some(c) if c.is_whitespace() => "no ordinary space after a colon",
            _ => "no space after the colon of a key",
        };
        return Some(Cause::new(message, at, 1));
    }
    Some(Cause::new(
        "a line that is neither `key: value` nor `- item`",
        last.body_at(),
        line.trim().len(),
    ))
}
