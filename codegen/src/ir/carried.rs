//! What carries the tokens of a client, and what issues them.

use super::{Api, Header, HeaderOrigin, Operation};

impl Api {
    /// The header that carries a token.
    #[must_use]
    pub fn token_header(&self) -> Option<&Header> {
        let mut headers = self.sent_sets().flat_map(|set| &set.headers);
        headers.find(|header| header.origin == HeaderOrigin::Token)
    }

    /// Whether the client fetches the value of a header.
    #[must_use]
    pub fn fetches(&self, header: &Header) -> bool {
        self.token.is_some() && header.origin == HeaderOrigin::Token
    }

    /// The operation that issues the tokens of the client.
    #[must_use]
    pub fn token_operation(&self) -> Option<&Operation> {
        let token = self.token.as_ref()?;
        self.operations.iter().find(|operation| operation.id == token.operation)
    }
}
