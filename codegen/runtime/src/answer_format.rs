//! How answers are read: where their result is, and what success is.

use super::{Charset, CodeType, Documented, SecondPlace, Shape};

/// How an answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AnswerFormat {
    /// The location of the result. Without it, only the HTTP status counts.
    pub envelope: Option<&'static Envelope>,
    /// The HTTP statuses that are results by themselves: the code is the status.
    pub statuses: &'static [u16],
    /// The body of a success.
    pub body: AnswerBody,
    /// The charset of the body, if it is not UTF-8.
    pub charset: Option<Charset>,
    /// The media types of a success that is a text or a file, of which `image/*` is all of one
    /// kind. If there are none, a text has any, and a file any but that of a page of HTML.
    pub media_types: &'static [&'static str],
    /// The header that says how long to wait before the next request, if it is not `Retry-After`.
    pub retry_after: Option<&'static str>,
}

/// The body of a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerBody {
    /// A JSON object.
    Object,
    /// A JSON array, read as the field of this name of an object.
    List(&'static str),
    /// None.
    Empty,
    /// Pairs `name=value` joined by `&`, percent-encoded as in a form.
    Form,
    /// A pair `name=value` in each line, as it is.
    Lines,
    /// A text, read as the field of this name of an object.
    Text(&'static str),
    /// A file.
    Bytes,
}

impl AnswerBody {
    /// Returns the media types that are asked for: a failure may be JSON all the same.
    #[must_use]
    pub const fn accepts(self) -> &'static str {
        if self.is_json() { "application/json" } else { "*/*" }
    }

    /// Whether nothing but JSON is read.
    pub(super) const fn is_json(self) -> bool {
        matches!(self, Self::Object | Self::List(_) | Self::Empty)
    }

    /// Whether the body has no place for a code.
    pub(super) const fn is_content(self) -> bool {
        matches!(self, Self::Text(_) | Self::Bytes)
    }
}

/// The location of the result in an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Envelope {
    /// The names of the objects around the result, the outermost first; none at the top level.
    pub object: &'static [&'static str],
    /// The field that holds the code.
    pub code: &'static str,
    /// The type of every code in JSON.
    pub code_type: CodeType,
    /// The form of every code.
    pub code_shape: Shape,
    /// The field that holds the message.
    pub message: Option<&'static str>,
    /// The HTTP statuses of success.
    pub success_http: &'static [u16],
    /// The codes of success. If there are none, a success has no code, and a code means failure.
    pub success_code: &'static [&'static str],
    /// The second code, if there is one.
    pub second: Option<SecondPlace>,
}

impl AnswerFormat {
    /// Answers whose HTTP status alone is the result.
    pub const PLAIN: Self = Self {
        envelope: None,
        statuses: &[],
        body: AnswerBody::Object,
        charset: None,
        media_types: &[],
        retry_after: None,
    };

    /// Returns whether a code of an answer with this HTTP status is that of success.
    #[must_use]
    pub fn succeeds(&self, code: &str, http: u16) -> bool {
        match self.envelope {
            Some(envelope) if envelope.success_code.contains(&code) => true,
            _ => self.is_of_status(code, http) && self.is_success_status(http),
        }
    }

    /// Returns whether a documented code is that of success.
    #[must_use]
    pub fn is_success(&self, row: &Documented) -> bool {
        self.succeeds(row.code, row.http)
    }

    /// Returns whether answers with this code have no code but their HTTP status.
    #[must_use]
    pub fn is_of_status(&self, code: &str, http: u16) -> bool {
        self.statuses.contains(&http) && code.parse() == Ok(http)
    }

    /// Returns whether an answer without a code is a success by its HTTP status.
    pub(super) fn is_success_status(&self, http: u16) -> bool {
        match self.envelope {
            Some(envelope) => {
                envelope.success_code.is_empty() && envelope.success_http.contains(&http)
            }
            None => (200..300).contains(&http),
        }
    }
}
