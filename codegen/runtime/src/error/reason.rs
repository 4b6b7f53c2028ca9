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
    /// Its body is encoded, although the request did not ask for that.
    Encoded(ContentEncoding),
    /// Its body is not UTF-8, and no JSON apart from that.
    NotUtf8,
    /// Its body is not a JSON object.
    NotJson(Malformed),
    /// Its body is encrypted, and the client has no key.
    NoKey,
    /// Its body is encrypted, and cannot be decrypted.
    NotDecrypted(JweError),
    /// It has no code, or not in the place or form of a code.
    NoCode,
    /// It has fields of the same name where its result stands, and they say different things.
    Ambiguous,
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
            Self::Encoded(encoding) => {
                return write!(
                    f,
                    "its body is encoded {encoding}, which nobody asked for"
                );
            }
            Self::NotUtf8 => "its body is not UTF-8",
            Self::NotJson(malformed) => return write!(f, "its body is {malformed}"),
            Self::NoKey => "its body is encrypted, and the client has no key",
            Self::NotDecrypted(error) => return error.fmt(f),
            Self::NoCode => "it has no result code",
            Self::Ambiguous => "it has more than one result",
            Self::Contradiction => "its status contradicts its result code",
            Self::Status => "its status is not that of success",
        })
    }
}

/// How a body is encoded, as the header `Content-Encoding` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ContentEncoding {
    /// `gzip` or `x-gzip`
    Gzip,
    /// `deflate`
    Deflate,
    /// `br`
    Brotli,
    /// `zstd`
    Zstd,
    /// `compress` or `x-compress`
    Compress,
    /// Another one, or several after each other.
    Other,
}

impl ContentEncoding {
    pub(in super::super) fn read(token: &[u8]) -> Self {
        match &*token.to_ascii_lowercase() {
            b"gzip" | b"x-gzip" => Self::Gzip,
            b"deflate" => Self::Deflate,
            b"br" => Self::Brotli,
            b"zstd" => Self::Zstd,
            b"compress" | b"x-compress" => Self::Compress,
            _ => Self::Other,
        }
    }
}

/// `as gzip`.
impl fmt::Display for ContentEncoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Gzip => "as gzip",
            Self::Deflate => "as deflate",
            Self::Brotli => "as br",
            Self::Zstd => "as zstd",
            Self::Compress => "as compress",
            Self::Other => "in another way",
        })
    }
}
