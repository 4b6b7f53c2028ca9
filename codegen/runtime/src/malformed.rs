//! Why data is not a JSON object.

use std::{error::Error, fmt};

/// The error for data that is not a JSON object. It has the position, and quotes nothing.
///
/// What to do: look at the data at its place; the text is not repeated here.
///
/// ```rust
/// use runtime::layout::error::Malformed;
/// use runtime::layout::response::Json;
///
/// assert_eq!(Json::from_slice(b"[]").unwrap_err(), Malformed { line: 1, column: 0 });
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Counted from 1, or 0 if unknown.
    pub line: usize,
    /// In bytes, counted from 1, or 0 if unknown.
    pub column: usize,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a JSON object, at line {} column {}", self.line, self.column)
    }
}

impl Error for Malformed {}
