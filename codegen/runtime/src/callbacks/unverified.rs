//! Callbacks whose sender nothing proves.

use super::super::{AnswerBody, CryptoKeys, Json, answer_body, decode};
use super::{CallbackBody, CallbackError, UnsignedCallback};
use std::fmt;

/// A callback that is not signed, or of which the documentation does not say it: anybody who knows
/// the URL could have sent it.
///
/// Take it for a hint, and ask the vendor for the facts by an operation, before anything depends on
/// it. [`trust`](Self::trust) states that you rely on it as it is, for instance because only the
/// vendor's addresses reach the server.
#[derive(Clone)]
pub struct UnverifiedCallback<C>(C);

impl<C: UnsignedCallback> UnverifiedCallback<C> {
    /// Decodes the body of a callback, unverified.
    ///
    /// # Errors
    ///
    /// Returns what the body is instead of the documented one. One that is encrypted cannot be
    /// read without keys.
    pub fn decode(body: &[u8]) -> Result<Self, CallbackError> {
        read(body, None).map(Self)
    }

    /// Decrypts and decodes the body of a callback, unverified: anybody has the key that encrypts
    /// it.
    ///
    /// # Errors
    ///
    /// Returns what the body is instead of the documented one.
    pub fn decrypt(body: &[u8], keys: &CryptoKeys) -> Result<Self, CallbackError> {
        read(body, Some(keys)).map(Self)
    }

    /// Returns the callback, which nothing proves to be the vendor's.
    #[must_use]
    pub fn trust(self) -> C {
        self.0
    }
}

/// As its type shows itself.
impl<C: fmt::Debug> fmt::Debug for UnverifiedCallback<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("UnverifiedCallback").field(&self.0).finish()
    }
}

/// Reads a body as answers are read.
pub(super) fn read<C: CallbackBody>(
    body: &[u8],
    keys: Option<&CryptoKeys>,
) -> Result<C, CallbackError> {
    let json = json(C::SPEC.body, body)?;
    if !C::SPEC.encrypted {
        return Ok(C::from_json(json));
    }
    let jwe = C::SPEC.protocol.encryption.ok_or(CallbackError::NotEncrypted)?;
    let plain =
        decode::decrypted(&json, &jwe, keys, None).map_err(CallbackError::Body)?;
    let plain = plain.ok_or(CallbackError::NotEncrypted)?;
    let json = decode::json(&plain, AnswerBody::Object).map_err(CallbackError::Body)?;
    Ok(C::from_json(json))
}

/// The object that a body has.
pub(super) fn json(of: AnswerBody, body: &[u8]) -> Result<Json, CallbackError> {
    let json = match of {
        AnswerBody::Form => answer_body::form(body, None),
        _ => decode::json(body, AnswerBody::Object),
    };
    json.map_err(CallbackError::Body)
}
