//! The documentation of results.

use super::{CodeTable, Remedy, ResultBeside, Row};

/// The documentation of a result code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Documented {
    /// The code on the wire.
    pub code: &'static str,
    /// The HTTP status.
    pub http: u16,
    /// The message.
    pub message: &'static str,
    /// The description.
    pub description: &'static str,
    /// The recommended reaction.
    pub remedy: Remedy,
}

impl Row for Documented {
    fn code(&self) -> &'static str {
        self.code
    }
}

/// A table of result codes.
pub trait ErrorCode: CodeTable<Row = Documented> {
    /// The codes that an answer may have beside these.
    type Second: ResultBeside;
}
