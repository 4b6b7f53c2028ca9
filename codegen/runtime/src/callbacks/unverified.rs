//! Callbacks whose sender nothing proves.

use super::super::{AnswerBody, decode};
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
    /// Returns what the body is instead of a JSON object.
    pub fn decode(body: &[u8]) -> Result<Self, CallbackError> {
        read(body).map(Self)
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
pub(super) fn read<C: CallbackBody>(body: &[u8]) -> Result<C, CallbackError> {
    let json = decode::json(body, AnswerBody::Object).map_err(CallbackError::Body)?;
    Ok(C::from_json(json))
}
