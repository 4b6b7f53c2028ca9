//! Signatures.

use super::{IntoField, SecretError, SecretProblem, Violations};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::fmt;
use zeroize::Zeroizing;

/// The key that requests are signed with. `Debug` shows nothing of it.
///
/// It is kept as the two states of HMAC that it leads to, so that no call computes them
/// again, and wiped from memory when it is dropped.
#[derive(Clone)]
pub struct SecretKey(Hmac<Sha256>);

impl SecretKey {
    /// Takes the bytes of the key, and wipes them.
    ///
    /// # Errors
    ///
    /// There are none.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Result<Self, SecretError> {
        Self::from_bytes(&Zeroizing::new(bytes.into()))
            .map_err(|problem| SecretError { variable: None, problem })
    }

    /// Takes the bytes of the key from an environment variable.
    ///
    /// # Errors
    ///
    /// The variable is not set, is empty, or is not UTF-8.
    pub fn from_env(variable: &str) -> Result<Self, SecretError> {
        super::secret::read_env(variable, |text| Self::from_bytes(text.as_bytes()))
    }

    fn from_bytes(bytes: &[u8]) -> Result<Self, SecretProblem> {
        // HMAC takes a key of any length, the empty one too, which nobody means.
        match Hmac::new_from_slice(bytes) {
            Ok(states) if !bytes.is_empty() => Ok(Self(states)),
            _ => Err(SecretProblem::Empty),
        }
    }

    /// The HMAC-SHA256 of `bytes`.
    pub(super) fn sign(&self, bytes: &[u8]) -> [u8; 32] {
        self.0.clone().chain_update(bytes).finalize().into_bytes().into()
    }
}

/// `SecretKey(..)`.
impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

/// A key is itself: it is no `Value`, which can be serialised.
impl IntoField<Self> for SecretKey {
    fn into_field(self) -> Result<Self, Violations> {
        Ok(self)
    }
}
