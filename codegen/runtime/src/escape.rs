//! Escaping of untrusted text, for terminals and logs.

use std::borrow::Cow;

/// Escapes every character that [`is_unseen`] the way Rust does: `\n`, `\u{1b}`. Everything else
/// is kept, including quotes and backslashes: the result is meant for people and not for
/// programs.
#[must_use]
pub fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_unseen(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    shown.into()
}

/// Returns whether a character is invisible: it controls a terminal, ends a line, changes the
/// writing direction, or has no width.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Writing direction.
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            // Lines and paragraphs.
            | '\u{2028}' | '\u{2029}'
            // Zero width.
            | '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}'
            | '\u{206A}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}
