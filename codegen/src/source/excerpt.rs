//! Shortens a text for a message.

use crate::escape::is_unseen;

/// The beginning of a text, on one line.
pub(super) fn excerpt(text: &str) -> String {
    let mut chars = text.chars();
    let mut start = String::new();
    for c in chars.by_ref().take(40) {
        // What looks like a space is escaped, so that the reader sees it.
        if is_unseen(c) || (c != ' ' && c.is_whitespace()) {
            start.extend(c.escape_default());
        } else {
            start.push(c);
        }
    }
    if chars.next().is_some() {
        start.push('…');
    }
    start
}
