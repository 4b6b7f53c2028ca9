//! Placeholders for the keys of the mock server without the feature `encryption`.

use super::super::description::Vendor;
use super::super::{CryptoKeys, JweEncryption, JweError};
use super::FakeError;
use http::HeaderValue;
use std::convert::Infallible;

/// The keys of both sides under one id: there are none.
#[derive(Clone, Copy)]
pub(super) struct Issued(Option<Infallible>);

impl TryFrom<&Vendor> for Issued {
    type Error = FakeError;

    fn try_from(_: &Vendor) -> Result<Self, FakeError> {
        Ok(Self(None))
    }
}

impl Issued {
    /// There is none, and nothing is signed with it.
    pub(super) const fn signing_key(&self) -> String {
        String::new()
    }

    /// There is none, and nothing is signed with it.
    pub(super) const fn other_key() -> Option<String> {
        None
    }
}

/// The keys with which the mock server reads requests and writes answers: there are none.
pub(super) struct Keyring(Issued);

impl TryFrom<&Issued> for Keyring {
    type Error = FakeError;

    fn try_from(issued: &Issued) -> Result<Self, FakeError> {
        Ok(Self(*issued))
    }
}

impl Keyring {
    pub(super) fn knows(&self, _: &str) -> bool {
        self.0.0.is_some()
    }

    pub(super) fn open(
        &self,
        _: &JweEncryption,
        _: Option<&str>,
        _: &str,
    ) -> Option<Result<Vec<u8>, JweError>> {
        self.0.0.map(|never| match never {})
    }

    pub(super) fn sealing(&self) -> Option<CryptoKeys> {
        self.0.0.map(|never| match never {})
    }

    pub(super) fn seal(
        &self,
        _: &JweEncryption,
        _: Option<&str>,
        _: &[u8],
    ) -> Option<(String, HeaderValue)> {
        self.0.0.map(|never| match never {})
    }
}
