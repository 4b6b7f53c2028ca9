//! The token that requests carry.

use super::{Api, Citation, Header, HeaderOrigin, Operation};

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

impl Api {
    /// The header that carries a token.
    #[must_use]
    pub fn token_header(&self) -> Option<&Header> {
        let mut headers = self.sent_sets().flat_map(|set| &set.headers);
        headers.find(|header| header.origin == HeaderOrigin::Token)
    }

    /// The operation that issues the tokens of the client.
    #[must_use]
    pub fn token_operation(&self) -> Option<&Operation> {
        let token = self.token.as_ref()?;
        self.operations.iter().find(|operation| operation.id == token.operation)
    }
}
