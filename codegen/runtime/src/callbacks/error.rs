//! Errors of receiving callbacks.

use super::super::Reason;
use super::CallbackAnswer;
use std::{error::Error, fmt, time::Duration};

/// Why a callback is refused. It has nothing of the callback and nothing of a key.
///
/// What to do: give the vendor its [`answer`](Self::answer), and believe nothing of the callback.
///
/// ```rust
/// use runtime::layout::callbacks::CallbackError;
///
/// /// Whether one of the two clocks is wrong.
/// const fn is_of_the_clocks(error: CallbackError) -> bool {
///     matches!(error, CallbackError::FromTheFuture { .. })
/// }
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackError {
    /// It lacks this header.
    NoHeader(&'static str),
    /// Its body lacks this field, which is signed or has the signature.
    NoField(&'static str),
    /// This header or field has no signature of the documented form.
    NotASignature(&'static str),
    /// Its signature is not that of the received bytes: it was not sent by the vendor, was changed
    /// on the way, or was signed with a key that the receiver does not have.
    WrongSignature,
    /// This header has no time of the documented form.
    NotATime(&'static str),
    /// It is older than it may be.
    TooOld {
        /// Its age.
        age: Duration,
        /// The greatest age.
        limit: Duration,
    },
    /// Its time is further ahead than it may be old: one of the clocks is wrong.
    FromTheFuture {
        /// How far ahead it is.
        ahead: Duration,
        /// How far ahead it may be.
        limit: Duration,
    },
    /// Its body is not encrypted, although that is documented.
    NotEncrypted,
    /// Its body is not the documented one.
    Body(Reason),
    /// The specification has no recipe by which it could be verified.
    NoRecipe,
    /// A key of the receiver is none for the recipe: it is not written as the vendor writes it.
    NotAKey,
}

impl CallbackError {
    /// Returns the answer to it: status 401 for what is not proved, and 400 for what cannot be read,
    /// without a body.
    #[must_use]
    pub const fn answer(&self) -> CallbackAnswer {
        let status = match self {
            Self::NoRecipe | Self::NotAKey | Self::Body(Reason::NoKey) => 500,
            Self::Body(_) | Self::NotEncrypted => 400,
            Self::NoHeader(_)
            | Self::NoField(_)
            | Self::NotASignature(_)
            | Self::WrongSignature
            | Self::NotATime(_)
            | Self::TooOld { .. }
            | Self::FromTheFuture { .. } => 401,
        };
        CallbackAnswer {
            status,
            ..CallbackAnswer::OK
        }
    }
}

impl fmt::Display for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHeader(name) => write!(f, "the callback has no header {name}"),
            Self::NoField(name) => write!(f, "the callback has no field {name}"),
            Self::NotASignature(name) => {
                write!(f, "{name} has no signature of the documented form")
            }
            Self::WrongSignature => f.write_str(
                "the signature is not that of the received bytes; check that they are the bytes \
                 as received, and the key",
            ),
            Self::NotATime(name) => {
                write!(f, "the header {name} has no time of the documented form")
            }
            Self::TooOld { age, limit } => write!(
                f,
                "the callback is {} s old; at most {} s are allowed",
                age.as_secs(),
                limit.as_secs()
            ),
            Self::FromTheFuture { ahead, limit } => write!(
                f,
                "the callback is {} s ahead of the clock; at most {} s are allowed",
                ahead.as_secs(),
                limit.as_secs()
            ),
            Self::NotEncrypted => f.write_str("the body of the callback is not encrypted"),
            Self::Body(Reason::NoKey) => f.write_str(
                "the body of the callback is encrypted, but the receiver has no key",
            ),
            Self::Body(reason) => write!(f, "the body of the callback: {reason}"),
            Self::NoRecipe => f.write_str("no recipe of signatures is specified"),
            Self::NotAKey => f.write_str(
                "a key of the receiver is not written as the vendor writes it; check its encoding \
                 and what stands before it, or that it is a public key in PEM",
            ),
        }
    }
}

/// The message, which a `main` that returns the error prints.
impl fmt::Debug for CallbackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Error for CallbackError {}
