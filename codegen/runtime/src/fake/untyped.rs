//! Requests of no documented operation, which the mock server is told of.

use super::super::description::{Description, Vendor};
use super::super::{Method, RequestBody};
use super::received::Received;
use http::header;

/// A request of no documented operation, and the fields of its answer.
#[derive(Clone)]
pub(super) struct Untyped {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) answer: String,
}

impl Untyped {
    pub(super) fn is(&self, received: &Received) -> bool {
        let path = self.path.split('/').filter(|it| !it.is_empty());
        let is_there = received.uri.path().split('/').filter(|it| !it.is_empty());
        self.method.as_str() == received.method.as_str() && path.eq(is_there)
    }
}

/// What is documented of such a request: the headers, signature and answers of all, and no field.
pub(super) fn description(vendor: &Vendor, received: &Received) -> Description {
    let media_type = received.header(header::CONTENT_TYPE.as_str()).unwrap_or_default();
    let is_form =
        RequestBody::Form.media_type().is_some_and(|it| media_type.starts_with(it));
    let body = match &*received.body {
        [] => RequestBody::None,
        _ if is_form => RequestBody::Form,
        _ => RequestBody::Json,
    };
    Description::untyped(vendor.protocol, body)
}
