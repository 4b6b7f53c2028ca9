//! Prepared requests.

use super::held_token::HeldToken;
use super::template::{TemplateRef, Values};
use super::{
    AnswerFormat, Endpoint, Error, Header, Inquiry, Method, Protocol, Repeat, Secret,
    TokenError, TransportError, TransportFault, Unanswered, Violation, ViolationKind,
    Violations, base::Base, matching::Expected, reply::CallContext,
};
use http::Request;
use std::{borrow::Cow, fmt, marker::PhantomData, sync::Arc};
use zeroize::Zeroizing;

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
    pub(super) idempotency_key: Option<String>,
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

    /// Returns the idempotency key, if the request has one: the same request is sent again with
    /// the same key.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.made.idempotency_key.as_deref()
    }

    /// Returns whether it needs a token and has none. A [`Client`](super::Client) fetches
    /// it, or has it from its caller.
    #[must_use]
    pub fn needs_token(&self) -> bool {
        self.made.template.has_token() && self.made.values.token.is_none()
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
        let protocol = self.made.protocol;
        let refused = |broken| {
            let name = protocol.authentication.token.map_or("token", |it| it.header);
            Violations::from(Violation::new(name, broken, protocol.source))
        };
        if !self.made.template.has_token() {
            return Err(refused(ViolationKind::NotGiven));
        }
        let value = protocol.authentication.of_token(token).map_err(refused)?;
        self.set_token(Arc::new(HeldToken::given(value)));
        Ok(self)
    }

    pub(super) fn set_token(&mut self, token: Arc<HeldToken>) {
        self.made.values.token = Some(token);
    }

    pub(super) fn token(&self) -> Option<&Arc<HeldToken>> {
        self.made.values.token.as_ref()
    }

    /// The error of a call that was not sent because there is no token.
    pub(super) fn without_token(self, error: TokenError) -> Error<A::Code> {
        let error = TransportError::new(TransportFault::NoToken, error);
        let context = self.made.context();
        Error::Transport(Box::new(Unanswered { context, error }))
    }

    /// Converts it to a request of the crate `http`.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Invalid`] if the path is not valid in a URL, or the token is missing.
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

    fn context(&self) -> CallContext {
        CallContext {
            operation: self.operation,
            repeat: self.repeat,
            answer: self.answer,
            pending: self.pending,
            correlation_id: self.correlation_id().map(str::to_owned),
            idempotency_key: self.idempotency_key.clone(),
        }
    }

    fn into_http(self) -> Result<(Request<Vec<u8>>, CallContext), Violations> {
        let other =
            || Violation::new("path", ViolationKind::OtherPath, self.protocol.source);
        let uri = self.base.uri(&self.target).ok_or_else(other)?;
        let headers = self.template.map(&self.values)?;
        let context = self.context();
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
            .field("operation", &self.made.operation)
            .field("correlation_id", &self.made.correlation_id())
            .field("headers", &(self.made.template.len() + self.made.values.given.len()))
            .field("bytes", &self.made.body.len())
            .finish()
    }
}

impl<A> fmt::Debug for Sent<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.context.fmt(f)
    }
}
