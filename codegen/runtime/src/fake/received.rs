//! Requests received by the mock server.

use super::super::Violations;
use http::{HeaderMap, Method, Uri, request::Parts};
use std::fmt;

/// A received request with its findings. `Debug` shows neither its address nor headers nor body.
#[derive(Clone)]
pub struct Received {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    pub(super) plain: Option<Vec<u8>>,
    pub(super) operation: Option<&'static str>,
    pub(super) findings: Vec<Finding>,
    pub(super) answered: Option<(u16, Option<String>)>,
}

/// One problem of a request. It never contains a received value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The name of a header, or the path of a field.
    pub at: String,
    /// What is wrong with it.
    pub what: String,
    /// Whether it is a parameter of the operation.
    pub(super) is_parameter: bool,
    /// Whether it is the token, without which nothing else matters.
    pub(super) is_token: bool,
}

impl Finding {
    pub(super) fn new(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            what: what.into(),
            is_parameter: false,
            is_token: false,
        }
    }

    pub(super) fn parameter(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            is_parameter: true,
            ..Self::new(at, what)
        }
    }

    /// One for each violation of a parameter's rule.
    pub(super) fn parameters(violations: &Violations) -> impl Iterator<Item = Self> {
        violations.iter().map(|violation| {
            Self::parameter(&*violation.path, violation.kind.to_string())
        })
    }
}

/// `bankAccount: 21 characters, at most 20 are allowed`.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.what)
    }
}

impl Received {
    pub(super) fn new(head: Parts, body: Vec<u8>) -> Self {
        Self {
            method: head.method,
            uri: head.uri,
            headers: head.headers,
            body,
            plain: None,
            operation: None,
            findings: Vec::new(),
            answered: None,
        }
    }

    /// Returns the HTTP method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// Returns path and query as received.
    #[must_use]
    pub const fn uri(&self) -> &Uri {
        &self.uri
    }

    /// Returns all headers.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Returns the value of a header, if it exists and is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// Returns the body as received, possibly encrypted.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// Returns the body, decrypted if necessary. `None` if that failed.
    #[must_use]
    pub fn plain(&self) -> Option<&[u8]> {
        self.plain.as_deref()
    }

    /// Returns the operation's id in the specification, if the request is for one, or `untyped`.
    #[must_use]
    pub const fn operation(&self) -> Option<&'static str> {
        self.operation
    }

    /// Returns all problems of the request.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Returns the HTTP status and the code of the answer, if it was answered. An answer may have
    /// no code.
    #[must_use]
    pub fn answered(&self) -> Option<(u16, Option<&str>)> {
        self.answered.as_ref().map(|(status, code)| (*status, code.as_deref()))
    }
}

impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("operation", &self.operation())
            .field("bytes", &self.body.len())
            .field("findings", &self.findings)
            .field("answered", &self.answered)
            .finish_non_exhaustive()
    }
}
