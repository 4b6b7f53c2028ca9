//! Prepared requests.

use super::held_token::HeldToken;
use super::template::{TemplateRef, Values};
use super::{
    Draft, Endpoint, Error, Method, Protocol, Secret, TokenError, TransportError,
    TransportFault, Unanswered, Violation, ViolationKind, Violations, base::Base,
    matching::Expected, reply::CallContext,
};
use http::Request;
use std::{fmt, marker::PhantomData, sync::Arc};
use zeroize::Zeroizing;

/// A request that is ready to be sent: everything that goes over the wire, as data. The signature
/// covers its exact bytes.
///
/// The parts that all calls share are borrowed from the [`Core`](super::Core) that prepared it;
/// the headers of this call are one allocation. [`into_http`](Self::into_http) converts it to the
/// crate `http`, which the transports here use.
pub struct Prepared<'a, A> {
    parts: PreparedParts<'a>,
    endpoint: PhantomData<fn() -> A>,
}

/// A prepared request, independent of its endpoint.
struct PreparedParts<'a> {
    protocol: &'static Protocol,
    /// With its final path and body.
    draft: Draft,
    made: Made<'a>,
}

/// What a core adds to a draft.
pub(super) struct Made<'a> {
    pub(super) base: &'a Base,
    pub(super) template: TemplateRef<'a>,
    pub(super) values: Values,
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
    pub(super) const fn new(
        protocol: &'static Protocol,
        draft: Draft,
        made: Made<'a>,
    ) -> Self {
        Self {
            parts: PreparedParts { protocol, draft, made },
            endpoint: PhantomData,
        }
    }

    /// Returns the HTTP method.
    #[must_use]
    pub const fn method(&self) -> Method {
        self.parts.draft.method
    }

    /// Returns the URL.
    #[must_use]
    pub fn url(&self) -> String {
        self.parts.made.base.url(&self.parts.draft.target)
    }

    /// Returns the headers in order: lower-case names, and values as sent, including secrets.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.parts.headers()
    }

    /// Returns the body as sent; empty if there is none.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        &self.parts.draft.body
    }

    /// Returns the id that identifies the call for the vendor's support, if the vendor has such
    /// ids.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.parts.correlation_id()
    }

    /// Returns the idempotency key, if the request has one: the same request is sent again with
    /// the same key.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.parts.idempotency_key()
    }

    /// Returns whether it needs a token and has none. A [`Client`](super::Client) fetches
    /// it, or has it from its caller.
    #[must_use]
    pub fn needs_token(&self) -> bool {
        self.parts.made.template.has_token() && self.parts.made.values.token.is_none()
    }

    /// Sets the token of this request, instead of the client's.
    ///
    /// # Errors
    ///
    /// Returns a violation if the request has no token, or its header cannot have this one.
    pub fn with_token<R>(self, token: Secret<R>) -> Result<Self, Violations> {
        self.with_token_text(token.into_text())
    }

    pub(super) fn with_token_text(
        mut self,
        token: Zeroizing<String>,
    ) -> Result<Self, Violations> {
        let protocol = self.parts.protocol;
        let refused = |broken| {
            let name = protocol.authentication.token.map_or("token", |it| it.header);
            Violations::from(Violation::new(name, broken, protocol.source))
        };
        if !self.parts.made.template.has_token() {
            return Err(refused(ViolationKind::NotGiven));
        }
        let value = protocol.authentication.of_token(token).map_err(refused)?;
        self.set_token(Arc::new(HeldToken::given(value)));
        Ok(self)
    }

    pub(super) fn set_token(&mut self, token: Arc<HeldToken>) {
        self.parts.made.values.token = Some(token);
    }

    pub(super) fn token(&self) -> Option<&Arc<HeldToken>> {
        self.parts.made.values.token.as_ref()
    }

    /// The error of a call that was not sent because there is no token.
    pub(super) fn without_token(self, error: TokenError) -> Error<A::Code> {
        let error = TransportError::new(TransportFault::NoToken, error);
        let context = self.parts.context();
        Error::Transport(Box::new(Unanswered { context, error }))
    }

    /// Converts it to a request of the crate `http`.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Invalid`] if the path is not valid in a URL, or the token is missing.
    pub fn into_http(self) -> Result<Outgoing<A>, Error<A::Code>> {
        let headers = self.parts.draft.response_headers;
        let (request, context) = self.parts.into_http()?;
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
        str::from_utf8(self.made.template.unique(&self.made.values.generated)?).ok()
    }

    fn headers(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.made.template.lines(&self.made.values)
    }

    fn idempotency_key(&self) -> Option<&str> {
        self.made.values.given.as_ref()?.idempotency_key.as_deref()
    }

    fn context(&self) -> CallContext {
        CallContext {
            handling: self.draft.handling,
            correlation_id: self.correlation_id().map(str::to_owned),
            idempotency_key: self.idempotency_key().map(str::to_owned),
        }
    }

    fn into_http(self) -> Result<(Request<Vec<u8>>, CallContext), Violations> {
        let other =
            || Violation::new("path", ViolationKind::OtherPath, self.protocol.source);
        let uri = self.made.base.uri(&self.draft.target).ok_or_else(other)?;
        let headers = self.made.template.map(&self.made.values)?;
        let context = self.context();
        let mut request = Request::new(self.draft.body);
        *request.method_mut() = method(self.draft.method);
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

    /// Returns the idempotency key, if the request has one.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.context.idempotency_key.as_deref()
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
            .field("operation", &self.parts.draft.handling.operation)
            .field("correlation_id", &self.parts.correlation_id())
            .field("headers", &self.parts.headers().count())
            .field("bytes", &self.parts.draft.body.len())
            .finish()
    }
}

impl<A> fmt::Debug for Sent<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.context.fmt(f)
    }
}
