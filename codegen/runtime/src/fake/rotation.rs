//! The encryption keys of a mock server, for tests of clients.

use super::super::CryptoKey;
use super::{Credentials, Fake, FakeError, Issued};

impl Fake {
    /// Returns the first key for encryption, from the client's side.
    #[must_use]
    pub fn crypto_key(&self) -> CryptoKey {
        self.state.keys.client.clone()
    }

    /// Returns the credentials with a second key, which is accepted from now on, like the first.
    ///
    /// # Errors
    ///
    /// Returns an error if keys cannot be generated.
    pub fn second_credentials(&self) -> Result<&Credentials, FakeError> {
        let second = &self.state.keys.second;
        if second.get().is_none() {
            let keys = Issued::second(self.state.vendor)?;
            let key = keys.server_key()?;
            let credentials = Credentials {
                keys,
                ..self.state.credentials.clone()
            };
            // A concurrent call has set the same value.
            let _ = second.set((credentials, key));
        }
        second.get().map(|(credentials, _)| credentials).ok_or(FakeError::Keys)
    }

    /// Sets the key that encrypts answers. The default is the key named by the request, or else
    /// the first.
    pub fn answer_with(&self, key_id: &str) {
        *self.state.keys.answering() = Some(key_id.to_owned());
    }
}
