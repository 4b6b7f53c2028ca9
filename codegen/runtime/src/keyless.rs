//! What stands for the keys where the feature `encryption` is off: a type without a value.

use super::ContentEncryption;
use http::HeaderValue;
use std::fmt;

pub use std::convert::Infallible as JweError;

/// A key for encryption, of which there is none: the feature `encryption` is off.
#[derive(Clone)]
pub enum CryptoKey {}

impl CryptoKey {
    /// What the vendor calls the key.
    #[must_use]
    pub fn key_id(&self) -> &str {
        match *self {}
    }

    pub(super) fn valid_at(&self, _: i64) -> Result<(), JweError> {
        match *self {}
    }

    pub(super) fn header(&self) -> HeaderValue {
        match *self {}
    }

    pub(super) fn encrypt_at(
        &self,
        _: &[u8],
        _: ContentEncryption,
        _: i64,
    ) -> Result<String, JweError> {
        match *self {}
    }

    pub(super) fn decrypt_or(
        &self,
        _: Option<&Self>,
        _: &str,
        _: &[ContentEncryption],
        _: Option<&str>,
    ) -> Result<Vec<u8>, JweError> {
        match *self {}
    }
}

impl fmt::Debug for CryptoKey {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}
