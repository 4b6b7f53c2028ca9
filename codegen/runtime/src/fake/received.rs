//! What the fake vendor has received.

use super::super::description::Description;
use http::{HeaderMap, Method, Uri, request::Parts};
use std::fmt;

/// A request as it was received, and what was found in it. `Debug` shows nothing of its
/// address, headers and body.
#[derive(Clone)]
pub struct Received {
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    pub(super) plain: Option<Vec<u8>>,
    pub(super) operation: Option<&'static Description>,
    pub(super) findings: Vec<Finding>,
    pub(super) answered: Option<(u16, Option<String>)>,
}

/// One thing that is wrong with a request. It never holds a value that was received.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Where: the name of a header, or the path of a field.
    pub at: String,
    /// What is wrong there.
    pub what: String,
    /// Whether it is a parameter of the operation.
    pub(super) is_parameter: bool,
}

impl Finding {
    pub(super) fn new(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            at: at.into(),
            what: what.into(),
            is_parameter: false,
        }
    }

    pub(super) fn parameter(at: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            is_parameter: true,
            ..Self::new(at, what)
        }
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

    /// The method.
    #[must_use]
    pub const fn method(&self) -> &Method {
        &self.method
    }

    /// Path and query, as they came.
    #[must_use]
    pub const fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The headers.
    #[must_use]
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The value of a header, if there is one and it is text.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The body as it came, encrypted if it was.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The body, decrypted if it was encrypted. `None` where that was not possible.
    #[must_use]
    pub fn plain(&self) -> Option<&[u8]> {
        self.plain.as_deref()
    }

    /// What the specification calls the operation, if it is one.
    #[must_use]
    pub fn operation(&self) -> Option<&'static str> {
        self.operation.map(|description| description.spec.id)
    }

    /// Everything that is wrong with it.
    #[must_use]
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// The status of HTTP and the code that it was answered with, if it was answered. An answer
    /// need not have a code.
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
