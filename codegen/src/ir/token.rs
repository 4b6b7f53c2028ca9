//! The token that requests carry.

use super::Citation;

/// The token that the client fetches.
#[derive(Debug)]
pub struct Token {
    /// The id of the operation that issues it.
    pub operation: String,
    /// The field of its answer that holds it, with dots.
    pub field: String,
    /// The field that holds the seconds for which it is valid.
    pub expires_in: Option<String>,
    /// Notes on it.
    pub about: Option<String>,
    /// Where it is documented.
    pub citation: Citation,
}
