//! Reasons why an answer is undocumented.

use super::super::{Incomplete, JweError, Malformed};
use std::fmt;

/// Why an answer is not one of the documented ones. It contains nothing of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// Its body is incomplete.
    Incomplete(Incomplete),
    /// Its body is empty.
    Empty,
    /// Its body has a content encoding that was not requested.
    Encoded(ContentEncoding),
    /// Its body is not UTF-8, and otherwise not JSON either.
    NotUtf8,
    /// Its body is not a JSON object.
    NotJson(Malformed),
    /// Its body is not in the documented charset.
    NotText,
    /// Its body is no names with values.
    NotPairs,
    /// Its media type is not one of the text or the file that the documentation describes.
    OtherMediaType,
    /// Its body is a JSON object, where a success is an array.
    NotAList,
    /// Its body is encrypted, but the client has no key.
    NoKey,
    /// Its body cannot be decrypted.
    NotDecrypted(JweError),
    /// It has no result code in the documented place and form.
    NoCode,
    /// It has no second result code in the documented place and form, and its first one does not
    /// say that it failed.
    NoSecondCode,
    /// Its result has fields of the same name with different values.
    Ambiguous,
    /// Its status contradicts its code: one of them indicates success.
    Contradiction,
    /// Its status indicates a failure, and nothing else explains it.
    Status,
}

impl Reason {
    /// Whether the answer has no result that it could have: then a documented status is one.
    pub(in super::super) const fn is_without_result(self) -> bool {
        match self {
            Self::Empty
            | Self::Encoded(_)
            | Self::NotUtf8
            | Self::NotJson(_)
            | Self::NotText
            | Self::NotPairs
            | Self::OtherMediaType
            | Self::NotAList
            | Self::NoCode
            | Self::Status => true,
            Self::Incomplete(_)
            | Self::NoKey
            | Self::NotDecrypted(_)
            | Self::NoSecondCode
            | Self::Ambiguous
            | Self::Contradiction => false,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Incomplete(Incomplete::TooLarge) => {
                "its body is larger than the limit"
            }
            Self::Incomplete(Incomplete::TimedOut) => "its body timed out",
            Self::Incomplete(Incomplete::Interrupted) => {
                "the connection broke before its body \
            was complete"
            }
            Self::Empty => "its body is empty",
            Self::Encoded(encoding) => {
                return write!(
                    f,
                    "its body is encoded {encoding}, which was not requested"
                );
            }
            Self::NotUtf8 => "its body is not UTF-8",
            Self::NotJson(malformed) => return write!(f, "its body is {malformed}"),
            Self::NotText => "its body is not in the documented charset",
            Self::NotPairs => "its body is not a list of names with values",
            Self::OtherMediaType => {
                "its media type is not that of the content that is documented"
            }
            Self::NotAList => "its body is not a list",
            Self::NoKey => "its body is encrypted, but the client has no key",
            Self::NotDecrypted(error) => return error.fmt(f),
            Self::NoCode => "it has no result code",
            Self::NoSecondCode => "it has no second result code",
            Self::Ambiguous => "it has more than one result",
            Self::Contradiction => "its status contradicts its result code",
            Self::Status => "its status does not indicate success",
        })
    }
}

/// The content encoding of a body, by the header `Content-Encoding`.
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
    /// Another encoding, or several.
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
