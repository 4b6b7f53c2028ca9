//! Problems as JSON, by RFC 9457.

use super::super::values::quoted;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};

/// A problem, as an answer tells it. It has nothing of what was sent.
#[derive(Debug)]
pub(in super::super) struct ProblemDetails {
    pub(in super::super) status: StatusCode,
    /// The last segment of `type`, by which programs know it.
    pub(in super::super) name: &'static str,
    title: &'static str,
    detail: String,
    /// Further members, as JSON.
    members: Vec<(&'static str, String)>,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl ProblemDetails {
    pub(in super::super) fn new(
        status: StatusCode,
        name: &'static str,
        title: &'static str,
        detail: impl Into<String>,
    ) -> Self {
        Self {
            status,
            name,
            title,
            detail: detail.into(),
            members: Vec::new(),
            headers: Vec::new(),
        }
    }

    /// Adds a member, whose value is JSON.
    pub(in super::super) fn member(mut self, name: &'static str, json: String) -> Self {
        self.members.push((name, json));
        self
    }

    /// Adds a header to the answer.
    pub(in super::super) fn header(
        mut self,
        name: HeaderName,
        value: HeaderValue,
    ) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(in super::super) fn into_response(self) -> Response<Bytes> {
        let mut text = format!(
            r#"{{"type":{},"title":{},"status":{},"detail":{}"#,
            quoted(&format!("/problems/{}", self.name)),
            quoted(self.title),
            self.status.as_u16(),
            quoted(&self.detail),
        );
        for (name, json) in &self.members {
            text.extend([",", &quoted(name), ":", json]);
        }
        text.push_str("}\n");
        let mut response = content("application/problem+json", text);
        *response.status_mut() = self.status;
        response.headers_mut().extend(self.headers);
        response
    }
}

/// An answer of this media type, which no cache keeps.
pub(in super::super) fn content(
    media_type: &'static str,
    body: impl Into<Bytes>,
) -> Response<Bytes> {
    let mut response = Response::new(body.into());
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}
