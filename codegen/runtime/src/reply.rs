//! Replies to successful calls.

use super::{AnswerHeaders, endpoint::Handling};
use http::{HeaderMap, StatusCode};
use std::{fmt, ops::Deref};

/// The identity of a call.
#[derive(Clone, Debug)]
pub(super) struct CallContext {
    pub(super) handling: Handling,
    pub(super) correlation_id: Option<String>,
    pub(super) idempotency_key: Option<String>,
}

impl CallContext {
    pub(super) fn correlation_id(&self) -> Option<&str> {
        self.correlation_id.as_deref()
    }
}

/// The reply to a successful call. Dereferences to the response `R`, whose methods read the
/// fields.
#[derive(Clone)]
pub struct Reply<R> {
    pub(super) context: CallContext,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) bytes: Vec<u8>,
    pub(super) code: Option<&'static str>,
    pub(super) response: R,
}

impl<R> Reply<R> {
    /// Returns the id that identifies the call for the vendor's support, if the vendor has such
    /// ids: that of the request. The ids in the answer are among
    /// [`answer_headers`](Self::answer_headers).
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.context.correlation_id()
    }

    /// Returns the HTTP status. The prefix avoids a conflict with a field `status`.
    #[must_use]
    pub const fn http_status(&self) -> StatusCode {
        self.status
    }

    /// Returns the code of success that the answer has, unless the HTTP status alone says it.
    #[must_use]
    pub const fn answer_code(&self) -> Option<&'static str> {
        self.code
    }

    /// Returns typed access to the documented headers of the answer.
    #[must_use]
    pub const fn answer_headers(&self) -> AnswerHeaders<'_> {
        AnswerHeaders::new(&self.headers)
    }

    /// Returns all headers of the answer.
    #[must_use]
    pub const fn http_headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the body as received, possibly encrypted.
    #[must_use]
    pub fn http_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns the response. An associated function, so that it does not conflict with a field.
    #[must_use]
    pub fn into_response(reply: Self) -> R {
        reply.response
    }
}

impl<R> Deref for Reply<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.response
    }
}

/// Shows the numbers of headers and bytes, and the response by its own `Debug`.
impl<R: fmt::Debug> fmt::Debug for Reply<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("operation", &self.context.handling.operation)
            .field("correlation_id", &self.correlation_id())
            .field("status", &self.status.as_u16())
            .field("code", &self.code)
            .field("headers", &self.headers.len())
            .field("bytes", &self.bytes.len())
            .field("response", &self.response)
            .finish()
    }
}
