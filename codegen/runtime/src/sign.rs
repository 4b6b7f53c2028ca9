//! The key for signatures.

use super::secret::{has_blank_end, read_env, read_file};
use super::{IntoField, SecretError, SecretOrigin, SecretProblem, Violations};
use std::{fmt, path::Path};
use zeroize::Zeroizing;

/// The key for signing requests. `Debug` shows nothing of it.
///
/// It is wiped from memory when it is dropped.
#[derive(Clone)]
pub struct SecretKey(Zeroizing<Vec<u8>>);

impl SecretKey {
    /// Creates a key from its text, which is wiped.
    ///
    /// White space at the beginning or end is refused instead of removed: with the line end of a
    /// file in the key, every signature would be wrong. For keys of arbitrary bytes, use
    /// [`from_bytes`](Self::from_bytes).
    ///
    /// # Errors
    ///
    /// Returns an error if the key is empty, or begins or ends with white space or an invisible
    /// character.
    pub fn new(text: impl Into<Vec<u8>>) -> Result<Self, SecretError> {
        given(Self::checked(&Zeroizing::new(text.into())))
    }

    /// Creates a key from arbitrary bytes, which are wiped.
    ///
    /// # Errors
    ///
    /// Returns an error if the key is empty.
    pub fn from_bytes(bytes: impl Into<Vec<u8>>) -> Result<Self, SecretError> {
        given(Self::any(&Zeroizing::new(bytes.into())))
    }

    /// Reads the text of a key from an environment variable, like [`new`](Self::new).
    ///
    /// # Errors
    ///
    /// Returns an error if the variable is not set, is empty, is not UTF-8, or begins or ends
    /// with white space.
    pub fn from_env(variable: &str) -> Result<Self, SecretError> {
        read_env(variable, |text| Self::checked(text.as_bytes()))
    }

    /// Reads the text of a key from a file of at most 64 KiB. One trailing line end is removed;
    /// other white space at the ends is refused, as by [`new`](Self::new).
    ///
    /// # Errors
    ///
    /// Returns an error if the file cannot be read, is empty, or begins or ends with white space.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, SecretError> {
        read_file(path.as_ref(), Self::checked)
    }

    fn checked(text: &[u8]) -> Result<Self, SecretProblem> {
        if has_blank_end(text) { Err(SecretProblem::BlankEnd) } else { Self::any(text) }
    }

    fn any(bytes: &[u8]) -> Result<Self, SecretProblem> {
        // Every algorithm accepts an empty key, which is never intended.
        if bytes.is_empty() {
            return Err(SecretProblem::Empty);
        }
        Ok(Self(Zeroizing::new(bytes.to_vec())))
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn given<T>(taken: Result<T, SecretProblem>) -> Result<T, SecretError> {
    taken.map_err(|problem| SecretError {
        origin: SecretOrigin::Given,
        problem,
    })
}

/// `SecretKey(..)`.
impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(..)")
    }
}

/// Not covered by `Value`, which requires serialization.
impl IntoField<Self> for SecretKey {
    fn into_field(self) -> Result<Self, Violations> {
        Ok(self)
    }
}
