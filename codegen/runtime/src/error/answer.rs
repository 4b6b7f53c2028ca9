//! An answer as it came.

use super::super::{AnswerHeaders, reply::CallContext};
use http::{HeaderMap, StatusCode};

/// An answer as it came.
#[derive(Clone)]
pub struct Answer {
    pub(in super::super) trail: CallContext,
    pub(in super::super) status: StatusCode,
    pub(in super::super) headers: HeaderMap,
    pub(in super::super) bytes: Vec<u8>,
}

impl Answer {
    /// What the specification calls the operation.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.trail.operation
    }

    /// The status of HTTP.
    #[must_use]
    pub const fn status(&self) -> StatusCode {
        self.status
    }

    /// The headers that are documented, each as its type.
    #[must_use]
    pub const fn answer_headers(&self) -> AnswerHeaders<'_> {
        AnswerHeaders::new(&self.headers)
    }

    /// The headers.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came, encrypted if it was.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}
