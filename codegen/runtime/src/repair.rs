//! Repair of answers that are nearly JSON.

use std::fmt;

/// The repairs that made an answer readable as JSON.
///
/// Bytes that are not UTF-8 are kept as lone surrogates, `\udc00\udcb0` for the byte B0, which no
/// text contains: a field with such a value is [`Unreadable`](super::Reading::Unreadable), and a
/// field with such a name is not found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repaired {
    /// Whether it began with a byte order mark.
    pub byte_order_mark: bool,
    /// The number of unescaped control characters in texts, such as tabs.
    pub control_characters: usize,
    /// The number of texts, including field names, that are not UTF-8.
    pub not_utf8: usize,
}

/// `1 control character, 2 texts that are not UTF-8`.
impl fmt::Display for Repaired {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |count: usize, one: &str, more: &str| {
            let what = if count == 1 { one } else { more };
            (count > 0).then(|| format!("{count} {what}"))
        };
        let mark = self.byte_order_mark.then(|| "a byte order mark".to_owned());
        let control =
            counted(self.control_characters, "control character", "control characters");
        let foreign =
            counted(self.not_utf8, "text that is not UTF-8", "texts that are not UTF-8");
        let all: Vec<_> = [mark, control, foreign].into_iter().flatten().collect();
        f.write_str(&all.join(", "))
    }
}

/// Removes a byte order mark, which JSON must not have.
pub(super) fn unmarked(bytes: &[u8]) -> (&[u8], Repaired) {
    let rest = bytes.strip_prefix("\u{FEFF}".as_bytes());
    let repaired = Repaired {
        byte_order_mark: rest.is_some(),
        ..Repaired::default()
    };
    (rest.unwrap_or(bytes), repaired)
}

/// Repairs texts and nothing else: truncated or otherwise invalid JSON stays so.
pub(super) fn mended(bytes: &[u8], repaired: &mut Repaired) -> Vec<u8> {
    let mut mended = Vec::with_capacity(bytes.len() + 16);
    let (mut state, mut is_foreign) = (State::Between, false);
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            if state == State::Text && c < ' ' {
                repaired.control_characters += 1;
                mended.extend(format!("\\u{:04x}", u32::from(c)).bytes());
            } else {
                mended.extend(c.encode_utf8(&mut [0; 4]).bytes());
                state = state.after(c);
                is_foreign &= state != State::Between;
            }
        }
        let foreign = chunk.invalid();
        if state != State::Text {
            mended.extend(foreign);
        } else if !foreign.is_empty() {
            repaired.not_utf8 += usize::from(!is_foreign);
            is_foreign = true;
            // The first keeps a preceding surrogate from forming a pair with what follows.
            mended.extend(b"\\udc00");
            mended.extend(
                foreign.iter().flat_map(|it| format!("\\udc{it:02x}").into_bytes()),
            );
        }
    }
    mended
}

/// The position of a character in JSON.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Text,
    /// In a text, after a backslash.
    Escape,
}

impl State {
    const fn after(self, c: char) -> Self {
        match (self, c) {
            (Self::Between, '"') | (Self::Escape, _) => Self::Text,
            (Self::Text, '\\') => Self::Escape,
            (Self::Text, '"') => Self::Between,
            (state, _) => state,
        }
    }
}
