//! The encryption keys of the mock server, and what it does with them.

use super::super::{CryptoKey, CryptoKeys, JweEncryption, JweError, JweFormat};
use super::credentials::Credentials;
use super::error::FakeError;
use super::keys::Issued;
use http::HeaderValue;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

/// The keys with which the mock server reads requests and writes answers.
pub(super) struct Keyring {
    first: CryptoKey,
    pub(super) client: CryptoKey,
    /// The second key, once it was requested.
    pub(super) second: OnceLock<(Credentials, CryptoKey)>,
    /// The id of the key that encrypts answers, if it was set.
    answering: Mutex<Option<String>>,
}

impl TryFrom<&Issued> for Keyring {
    type Error = FakeError;

    fn try_from(issued: &Issued) -> Result<Self, FakeError> {
        Ok(Self {
            first: issued.server_key()?,
            client: issued.client_key()?,
            second: OnceLock::new(),
            answering: Mutex::default(),
        })
    }
}

impl Keyring {
    /// The id of the key that encrypts answers. A panic leaves it consistent.
    pub(super) fn answering(&self) -> MutexGuard<'_, Option<String>> {
        self.answering.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a key of this id was issued.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.key(id).is_some()
    }

    /// Decrypts the body of a request, unless the key that it names is unknown.
    pub(super) fn open(
        &self,
        jwe: &JweEncryption,
        named: Option<&str>,
        text: &str,
    ) -> Option<Result<Vec<u8>, JweError>> {
        let accepted: Vec<_> = jwe.accepted.iter().copied().chain([jwe.sent]).collect();
        let key = self.named(named)?;
        Some(match jwe.format {
            JweFormat::Compact => key.decrypt(text, jwe.key_management, &accepted),
        })
    }

    /// Encrypts the answer to a request that names this key; returns the text and the key's id.
    pub(super) fn seal(
        &self,
        jwe: &JweEncryption,
        named: Option<&str>,
        plain: &[u8],
    ) -> Option<(String, HeaderValue)> {
        let key = self.said().or_else(|| self.named(named)).unwrap_or(&self.first);
        let text = match jwe.format {
            JweFormat::Compact => key.encrypt(plain, jwe.key_management, jwe.sent),
        };
        Some((text.ok()?, key.header()))
    }

    /// The keys that encrypt what no request asks for.
    pub(super) fn sealing(&self) -> Option<CryptoKeys> {
        self.said().or(Some(&self.first)).cloned().map(CryptoKeys::new)
    }

    /// The key that encrypts answers, if it was set.
    fn said(&self) -> Option<&CryptoKey> {
        self.answering().as_deref().and_then(|id| self.key(id))
    }

    /// The key that a request names, or else the first.
    fn named(&self, id: Option<&str>) -> Option<&CryptoKey> {
        id.map_or(Some(&self.first), |id| self.key(id))
    }

    fn key(&self, id: &str) -> Option<&CryptoKey> {
        let second = self.second.get().map(|(_, key)| key);
        [Some(&self.first), second].into_iter().flatten().find(|key| key.key_id() == id)
    }
}

impl Credentials {
    /// Returns the id of the encryption key.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.keys.id
    }

    /// Returns the public key for encrypting requests, as PEM.
    #[must_use]
    pub fn server_public_key(&self) -> &str {
        &self.keys.pems.server_public
    }

    /// Returns the private key for decrypting answers, as PEM.
    #[must_use]
    pub fn client_private_key(&self) -> &str {
        &self.keys.pems.client_private
    }
}
