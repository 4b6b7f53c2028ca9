//! Placeholders for the keys without the feature `encryption`: types without a value.

use super::{ContentEncryption, Header, KeyManagement, Violations};
use http::HeaderValue;
use std::{error::Error, fmt};

pub use std::convert::Infallible as JweError;

/// A key for encryption. It has no values in a client without encryption.
#[derive(Clone)]
pub enum CryptoKey {}

/// Keys for encryption. They have no values in a client without encryption.
#[derive(Clone)]
pub struct CryptoKeys(CryptoKey);

impl CryptoKey {
    /// Returns the vendor's id of the key.
    #[must_use]
    pub fn key_id(&self) -> &str {
        match *self {}
    }
}

impl CryptoKeys {
    pub(super) fn seal(
        &self,
        _: &[u8],
        _: KeyManagement,
        _: ContentEncryption,
        _: i64,
    ) -> Result<(String, HeaderValue), Box<dyn Error + Send + Sync>> {
        match self.0 {}
    }

    pub(super) fn decrypt(
        &self,
        _: &str,
        _: KeyManagement,
        _: &[ContentEncryption],
        _: Option<&str>,
    ) -> Result<Vec<u8>, JweError> {
        match self.0 {}
    }

    pub(super) fn named_by(&self, _: &'static Header) -> Result<(), Violations> {
        match self.0 {}
    }
}

impl From<CryptoKey> for CryptoKeys {
    fn from(key: CryptoKey) -> Self {
        match key {}
    }
}

impl fmt::Debug for CryptoKey {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl fmt::Debug for CryptoKeys {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {}
    }
}
