//! Where answers have their result.

use super::{Citation, CodeType, Decision, Shape};

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
    /// Notes on it.
    pub about: String,
    /// The decisions about it.
    pub decisions: Vec<Decision>,
    /// Where it is documented.
    pub citation: Citation,
}
