//! What can be wrong with an answer.

use super::super::{Incomplete, JweError, Malformed};
use std::fmt;

/// Why an answer is not one of the documented ones. It holds nothing of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Its body did not come whole.
    Incomplete(Incomplete),
    /// Its body is empty.
    Empty,
    /// Its body is not UTF-8.
    NotUtf8,
    /// Its body is not a JSON object.
    NotJson(Malformed),
    /// Its body is encrypted, and the client has no key.
    NoKey,
    /// Its body is encrypted, and cannot be decrypted.
    NotDecrypted(JweError),
    /// It has no code, or not in the place or form of a code.
    NoCode,
    /// Its status does not agree with its code: one of them says that the call succeeded.
    Contradiction,
    /// Its status says that the call did not succeed, and there is nothing else to say why.
    Status,
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Incomplete(Incomplete::TooLarge) => {
                "its body is larger than the limit"
            }
            Self::Incomplete(Incomplete::TimedOut) => "its body did not come in time",
            Self::Incomplete(Incomplete::Interrupted) => "its body broke off",
            Self::Empty => "its body is empty",
            Self::NotUtf8 => "its body is not UTF-8",
            Self::NotJson(malformed) => return write!(f, "its body is {malformed}"),
            Self::NoKey => "its body is encrypted, and the client has no key",
            Self::NotDecrypted(error) => return error.fmt(f),
            Self::NoCode => "it has no result code",
            Self::Contradiction => "its status contradicts its result code",
            Self::Status => "its status is not that of success",
        })
    }
}
