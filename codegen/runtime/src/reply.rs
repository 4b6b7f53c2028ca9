//! What comes back when a call succeeds.

use super::{AnswerHeaders, Repeat};
use http::{HeaderMap, StatusCode};
use std::{fmt, ops::Deref};

/// Which call it was.
#[derive(Clone, Debug)]
pub(super) struct CallContext {
    pub(super) operation: &'static str,
    pub(super) repeat: Repeat,
    pub(super) correlation_id: Option<String>,
}

impl CallContext {
    pub(super) fn correlation_id(&self) -> Option<&str> {
        self.correlation_id.as_deref()
    }
}

/// An answer that says the call has succeeded: its fields are those of `R`.
#[derive(Clone)]
pub struct Reply<R> {
    pub(super) trail: CallContext,
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) response: R,
}

impl<R> Reply<R> {
    /// The number by which vendor and caller find the call again, if the vendor has such: that
    /// of the request. What the answer has is among [`answer_headers`](Self::answer_headers).
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.trail.correlation_id()
    }

    /// The status of HTTP. A field of the answer may be called `status`.
    #[must_use]
    pub const fn http_status(&self) -> StatusCode {
        self.status
    }

    /// The headers of the answer that are documented, each as its type.
    #[must_use]
    pub const fn answer_headers(&self) -> AnswerHeaders<'_> {
        AnswerHeaders::new(&self.headers)
    }

    /// The headers of the answer.
    #[must_use]
    pub const fn http_headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The fields alone. It is no method, since fields may be called anything.
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

/// Shows of the headers how many there are, and of the response what its own `Debug` shows.
impl<R: fmt::Debug> fmt::Debug for Reply<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("operation", &self.trail.operation)
            .field("correlation_id", &self.correlation_id())
            .field("status", &self.status.as_u16())
            .field("headers", &self.headers.len())
            .field("response", &self.response)
            .finish()
    }
}
