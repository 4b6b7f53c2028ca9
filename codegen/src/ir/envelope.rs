//! Where answers have their result.

use super::{Citation, CodeType, Decision, Ident, Shape};

/// The fields of an answer that carry its result.
#[derive(Debug)]
pub struct Envelope {
    /// The objects around the result, the outermost first; none when it stands at the top.
    pub object: Vec<String>,
    /// The field that holds the code.
    pub code: String,
    /// The type of a code in JSON.
    pub code_type: CodeType,
    /// The shape of a code.
    pub code_shape: Option<Shape>,
    /// The field that holds the message.
    pub message: Option<String>,
    /// The HTTP statuses of success.
    pub success_http: Vec<u16>,
    /// The codes of success; none when a success has no code.
    pub success_code: Vec<String>,
    /// The second code.
    pub second: Option<SecondCode>,
    /// Notes on it.
    pub about: String,
    /// The decisions about it.
    pub decisions: Vec<Decision>,
    /// Where it is documented.
    pub citation: Citation,
}

/// A code beside the first one of an answer, or in each row of a list.
#[derive(Debug, PartialEq, Eq)]
pub struct SecondCode {
    /// The objects around it within that of the first code, the outermost first; none when it
    /// stands beside the first code or in rows.
    pub object: Vec<String>,
    /// The field that holds it.
    pub code: String,
    /// The field that holds its message.
    pub message: Option<String>,
    /// The codes of success; none when a success has no second code.
    pub success_code: Vec<String>,
    /// The type of the table that lists the codes.
    pub codes: Ident,
    /// The list in whose rows it stands.
    pub rows: Option<String>,
}
