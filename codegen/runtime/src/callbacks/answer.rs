//! The answer to a callback.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, Response, StatusCode};

/// The answer that the vendor takes for "received", as data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// The HTTP status.
    pub status: u16,
    /// The content type, if there is a body.
    pub content_type: Option<&'static str>,
    /// The body.
    pub body: &'static str,
}

impl CallbackAnswer {
    /// Status 200 without a body.
    pub const OK: Self = Self {
        status: 200,
        content_type: None,
        body: "",
    };

    /// Returns it as a response of the crate `http`, with whatever body a web framework takes.
    #[must_use]
    pub fn into_response<B: From<&'static str>>(self) -> Response<B> {
        let mut response = Response::new(B::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or_default();
        if let Some(Ok(value)) = self.content_type.map(HeaderValue::from_str) {
            response.headers_mut().insert(CONTENT_TYPE, value);
        }
        response
    }
}
