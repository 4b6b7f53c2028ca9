//! The charsets of answers.

use std::{fmt, hash};

/// A charset other than UTF-8. Equal to any other of the same name.
#[derive(Clone, Copy)]
pub struct Charset {
    /// The name, as in `Content-Type`.
    pub name: &'static str,
    /// Decodes a text; `None` if some of its bytes are none.
    pub decode: fn(&[u8]) -> Option<String>,
    /// Encodes a text; `None` if some of its characters are not in the charset.
    pub encode: fn(&str) -> Option<Vec<u8>>,
}

impl Charset {
    /// Decodes a text, which is UTF-8 without a charset. No byte is replaced.
    pub(super) fn text(charset: Option<Self>, bytes: &[u8]) -> Option<String> {
        match charset {
            Some(charset) => (charset.decode)(bytes),
            None => str::from_utf8(bytes).ok().map(str::to_owned),
        }
    }
}

impl PartialEq for Charset {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Charset {}

impl hash::Hash for Charset {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl fmt::Debug for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}
