//! Decimal numbers as they were written.

use super::Decimal;
use std::fmt;

/// A decimal number of an answer, with the digits that were received: `100.0` keeps its zero.
/// Compare and compute with [`get`](Self::get). `Debug` shows neither.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct WrittenDecimal {
    text: Box<str>,
    number: Decimal,
}

impl WrittenDecimal {
    /// Reads a number, if the text is one.
    pub(super) fn read(text: &str) -> Option<Self> {
        Some(Self {
            number: text.parse().ok()?,
            text: text.into(),
        })
    }

    /// Returns the digits as they were received.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the number.
    #[must_use]
    pub const fn get(&self) -> Decimal {
        self.number
    }
}

impl fmt::Debug for WrittenDecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WrittenDecimal(..)")
    }
}
