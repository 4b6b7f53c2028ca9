//! The raw answer to a request.

use super::super::{AnswerHeaders, reply::CallContext};
use http::{HeaderMap, StatusCode};
use std::time::Duration;

/// The raw answer to a request.
#[derive(Clone)]
pub struct Answer {
    pub(in super::super) context: CallContext,
    pub(in super::super) status: StatusCode,
    pub(in super::super) headers: HeaderMap,
    pub(in super::super) bytes: Vec<u8>,
    pub(in super::super) retry_after: Option<Duration>,
}

impl Answer {
    /// Returns the operation's id in the specification.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.context.handling.operation
    }

    /// Returns the HTTP status.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// Returns typed access to the documented headers.
    #[must_use]
    pub const fn answer_headers(&self) -> AnswerHeaders<'_> {
        AnswerHeaders::new(&self.headers)
    }

    /// Returns all headers.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns how long the vendor asks to wait before the next request, by the
    /// documented header or else `Retry-After`, if the answer has one.
    #[must_use]
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Returns the body as received, possibly encrypted.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
