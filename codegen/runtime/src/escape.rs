//! Text from outside, so that a terminal or a log shows what there is and does nothing else.

use std::borrow::Cow;

/// `text` with every character that [`is_unseen`] written as Rust writes it: `\n`, `\u{1b}`.
/// Everything else stays as it is, quotes and backslashes too: the result is to be read by
/// people, and by no program.
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

/// Whether a character does something instead of being seen: it controls a terminal, ends a
/// line, changes the direction of writing, or takes no room.
#[must_use]
pub fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Direction.
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2066}'..='\u{2069}'
            // Lines and paragraphs.
            | '\u{2028}' | '\u{2029}'
            // No width.
            | '\u{AD}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}'
            | '\u{206A}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}
