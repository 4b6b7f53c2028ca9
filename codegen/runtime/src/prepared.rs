//! Requests that are ready to be sent.

use super::template::Held;
use super::{
    Endpoint, Error, Header, Method, Protocol, Repeat, TransportError, Unanswered,
    Violation, ViolationKind, Violations, base::Base, matching::Expected,
    reply::CallContext,
};
use http::{HeaderValue, Request};
use std::{borrow::Cow, fmt, marker::PhantomData};

/// A request, ready to be sent: everything that goes over the wire, as data. Its bytes are
/// signed.
///
/// What all calls have in common is borrowed from the [`Core`](super::Core) that made it, and
/// the headers that only this call has are one piece of memory. Whoever sends it has his own
/// type for requests; [`into_http`](Self::into_http) makes that of the crate `http`, which the
/// transports here take.
pub struct Prepared<'a, A> {
    made: Made<'a>,
    ask: PhantomData<fn() -> A>,
}

/// A prepared request, whatever it asks for.
pub(super) struct Made<'a> {
    pub(super) base: &'a Base,
    pub(super) method: Method,
    pub(super) target: Cow<'static, str>,
    pub(super) template: Held<'a>,
    /// The headers that only this call has, one after the other.
    pub(super) minted: Vec<u8>,
    /// Those of the answer that are to be checked.
    pub(super) response_headers: &'static [Header],
    /// The id of the key that the body is encrypted with, if it is.
    pub(super) key_id: Option<HeaderValue>,
    pub(super) body: Vec<u8>,
    pub(super) operation: &'static str,
    pub(super) repeat: Repeat,
    pub(super) protocol: &'static Protocol,
}

/// What has to be known of a request when the answer to it comes.
pub struct Sent<A> {
    pub(super) trail: CallContext,
    pub(super) expected: Vec<Expected>,
    pub(super) ask: PhantomData<fn() -> A>,
}

/// A request of the crate `http`, and what has to be known when the answer to it comes.
pub type Outgoing<A> = (Request<Vec<u8>>, Sent<A>);

impl<'a, A: Endpoint> Prepared<'a, A> {
    pub(super) const fn new(made: Made<'a>) -> Self {
        Self { made, ask: PhantomData }
    }

    /// How it is sent.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.made.method
    }

    /// Where it is sent to.
    #[must_use]
    pub fn url(&self) -> String {
        self.made.base.url(&self.made.target)
    }

    /// Its headers in their order: names in lower case, and values as they are sent, secrets
    /// among them.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.made.template.lines(&self.made.minted, self.made.key_id.as_ref())
    }

    /// Its body as it is sent, which is empty where it has none.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.made.body
    }

    /// The number by which vendor and caller find the call again, if the vendor has such.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.made.correlation_id()
    }

    /// The same as a request of the crate `http`.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] where the path is none that a URL can have.
    pub fn into_http(self) -> Result<Outgoing<A>, Error<A::Code>> {
        let headers = self.made.response_headers;
        let (request, trail) = self.made.into_http()?;
        let expected = Expected::of(headers, request.headers());
        let sent = Sent {
            trail,
            expected,
            ask: PhantomData,
        };
        Ok((request, sent))
    }
}

impl Made<'_> {
    fn correlation_id(&self) -> Option<&str> {
        str::from_utf8(self.template.unique(&self.minted)?).ok()
    }

    fn into_http(self) -> Result<(Request<Vec<u8>>, CallContext), Violations> {
        let other =
            || Violation::new("path", ViolationKind::OtherPath, self.protocol.source);
        let uri = self.base.uri(&self.target).ok_or_else(other)?;
        let headers = self.template.map(&self.minted, self.key_id.as_ref())?;
        let trail = CallContext {
            operation: self.operation,
            repeat: self.repeat,
            correlation_id: self.correlation_id().map(str::to_owned),
        };
        let mut request = Request::new(self.body);
        *request.method_mut() = method(self.method);
        *request.uri_mut() = uri;
        *request.headers_mut() = headers;
        Ok((request, trail))
    }
}

impl<A: Endpoint> Sent<A> {
    /// The number by which vendor and caller find the call again, if the vendor has such.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.trail.correlation_id()
    }

    /// The error of a call to which no answer came.
    #[must_use]
    pub fn unanswered(self, error: TransportError) -> Error<A::Code> {
        Error::Transport(Box::new(Unanswered { trail: self.trail, error }))
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

/// Shows which call it is, and how many headers and bytes there are.
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
        self.trail.fmt(f)
    }
}
