//! Prepared requests.

use super::template::{TemplateRef, Values};
use super::{
    AnswerFormat, Endpoint, Error, Header, Inquiry, Method, Protocol, Repeat,
    TransportError, Unanswered, Violation, ViolationKind, Violations, base::Base,
    matching::Expected, reply::CallContext,
};
use http::Request;
use std::{borrow::Cow, fmt, marker::PhantomData};

/// A request that is ready to be sent: everything that goes over the wire, as data. The signature
/// covers its exact bytes.
///
/// The parts that all calls share are borrowed from the [`Core`](super::Core) that prepared it;
/// the headers of this call are one allocation. [`into_http`](Self::into_http) converts it to the
/// crate `http`, which the transports here use.
pub struct Prepared<'a, A> {
    made: PreparedParts<'a>,
    endpoint: PhantomData<fn() -> A>,
}

/// A prepared request, independent of its endpoint.
pub(super) struct PreparedParts<'a> {
    pub(super) base: &'a Base,
    pub(super) method: Method,
    pub(super) target: Cow<'static, str>,
    pub(super) template: TemplateRef<'a>,
    pub(super) values: Values,
    /// The headers of the answer, to be checked.
    pub(super) response_headers: &'static [Header],
    pub(super) body: Vec<u8>,
    pub(super) operation: &'static str,
    pub(super) repeat: Repeat,
    pub(super) answer: AnswerFormat,
    pub(super) pending: Option<Inquiry>,
    pub(super) protocol: &'static Protocol,
}

/// The context of a sent request, which decoding its answer needs.
pub struct Sent<A> {
    pub(super) context: CallContext,
    pub(super) expected: Vec<Expected>,
    pub(super) endpoint: PhantomData<fn() -> A>,
}

/// A request of the crate `http`, and the context that decoding its answer needs.
pub type Outgoing<A> = (Request<Vec<u8>>, Sent<A>);

impl<'a, A: Endpoint> Prepared<'a, A> {
    pub(super) const fn new(made: PreparedParts<'a>) -> Self {
        Self {
            made,
            endpoint: PhantomData,
        }
    }

    /// Returns the HTTP method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.made.method
    }

    /// Returns the URL.
    #[must_use]
    pub fn url(&self) -> String {
        self.made.base.url(&self.made.target)
    }

    /// Returns the headers in order: lower-case names, and values as sent, including secrets.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.made.template.lines(&self.made.values)
    }

    /// Returns the body as sent; empty if there is none.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.made.body
    }

    /// Returns the id that identifies the call for the vendor's support, if the vendor has such
    /// ids.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.made.correlation_id()
    }

    /// Converts it to a request of the crate `http`.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Invalid`] if the path is not valid in a URL.
    pub fn into_http(self) -> Result<Outgoing<A>, Error<A::Code>> {
        let headers = self.made.response_headers;
        let (request, context) = self.made.into_http()?;
        let expected = Expected::of(headers, request.headers());
        let sent = Sent {
            context,
            expected,
            endpoint: PhantomData,
        };
        Ok((request, sent))
    }
}

impl PreparedParts<'_> {
    fn correlation_id(&self) -> Option<&str> {
        str::from_utf8(self.template.unique(&self.values.generated)?).ok()
    }

    fn into_http(self) -> Result<(Request<Vec<u8>>, CallContext), Violations> {
        let other =
            || Violation::new("path", ViolationKind::OtherPath, self.protocol.source);
        let uri = self.base.uri(&self.target).ok_or_else(other)?;
        let headers = self.template.map(&self.values)?;
        let context = CallContext {
            operation: self.operation,
            repeat: self.repeat,
            answer: self.answer,
            pending: self.pending,
            correlation_id: self.correlation_id().map(str::to_owned),
        };
        let mut request = Request::new(self.body);
        *request.method_mut() = method(self.method);
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        Ok((request, context))
    }
}

impl<A: Endpoint> Sent<A> {
    /// Returns the id that identifies the call for the vendor's support, if the vendor has such
    /// ids.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.context.correlation_id()
    }

    /// Creates the error of a call without an answer.
    #[must_use]
    pub fn unanswered(self, error: TransportError) -> Error<A::Code> {
        Error::Transport(Box::new(Unanswered {
            context: self.context,
            error,
        }))
    }
}

fn method(method: Method) -> http::Method {
    match method {
        Method::Get => http::Method::GET,
        Method::Post => http::Method::POST,
        Method::Put => http::Method::PUT,
        Method::Patch => http::Method::PATCH,
        Method::Delete => http::Method::DELETE,
    }
}

/// Shows the operation, the correlation id, and the numbers of headers and bytes.
impl<A> fmt::Debug for Prepared<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("operation", &self.made.operation)
            .field("correlation_id", &self.made.correlation_id())
            .field("headers", &self.made.template.len())
            .field("bytes", &self.made.body.len())
            .finish()
    }
}

impl<A> fmt::Debug for Sent<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.context.fmt(f)
    }
}
