//! Answers that are nearly JSON: what of them can be read is read, and what had to be mended for
//! that is told.

use std::fmt;

/// What of an answer is no JSON in UTF-8, although the rest of it could be read.
///
/// Bytes that are not UTF-8 are kept as lone surrogates, `\udc00\udcb0` for the byte B0, which no
/// text can have: a field in which they stand is
/// [`Unreadable`](super::Reading::Unreadable), and a field whose name has them is not found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Repaired {
    /// It began with a byte order mark.
    pub byte_order_mark: bool,
    /// How many control characters, such as tabs, stood in texts as they are.
    pub control_characters: usize,
    /// How many texts, names of fields among them, are not UTF-8.
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

/// The bytes without a byte order mark, which JSON has none of.
pub(super) fn unmarked(bytes: &[u8]) -> (&[u8], Repaired) {
    let rest = bytes.strip_prefix("\u{FEFF}".as_bytes());
    let repaired = Repaired {
        byte_order_mark: rest.is_some(),
        ..Repaired::default()
    };
    (rest.unwrap_or(bytes), repaired)
}

/// The bytes with the texts in them mended, and nothing else: what breaks off, or is no JSON
/// for another reason, remains so.
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
            // The first keeps a surrogate that stands before from making a pair with what follows.
            mended.extend(b"\\udc00");
            mended.extend(
                foreign.iter().flat_map(|it| format!("\\udc{it:02x}").into_bytes()),
            );
        }
    }
    mended
}

/// Where in JSON a character stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Between,
    Text,
    /// In a text, behind a backslash.
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
