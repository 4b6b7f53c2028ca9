//! Requests without a network: what is sent, byte by byte.

use super::template::{Making, Template};
use super::{
    Ask, Broken, Clock, CryptoKey, Draft, Error, Header, Ids, Method, Moment, Protocol,
    SecretKey, SentBy, TransportError, TransportFault, Unanswered, Violation,
    Violations, base::Base, clock::unix_seconds, lines::Lines, reply::Trail,
};
use http::{HeaderValue, Request};
use std::{collections::BTreeMap, fmt, marker::PhantomData, ptr, time::SystemTime};

/// Makes requests, and reads the answers to them. It knows the time, and no network.
pub struct Core<K> {
    pub(super) base: Base,
    pub(super) parts: Parts,
    /// The protocol's headers: of requests without a body, with one, and with an encrypted one.
    pub(super) templates: [Template; 3],
    pub(super) keys: PhantomData<fn() -> K>,
}

/// What a core consists of, whatever its keys.
pub(super) struct Parts {
    pub(super) protocol: &'static Protocol,
    pub(super) lines: Lines,
    pub(super) secret_key: Option<SecretKey>,
    pub(super) crypto_key: Option<CryptoKey>,
    pub(super) key_id: Option<HeaderValue>,
    /// In minutes ahead of UTC.
    pub(super) offset: i32,
    pub(super) clock: Box<dyn Clock>,
    pub(super) ids: Box<dyn Ids>,
}

/// A request, ready to be sent.
pub struct Prepared<A> {
    /// The request. Its bytes are signed: whoever changes them makes it invalid.
    pub request: Request<Vec<u8>>,
    /// What has to be known of it when the answer comes.
    pub sent: Sent<A>,
}

/// What has to be known of a request when the answer to it comes.
pub struct Sent<A> {
    pub(super) trail: Trail,
    pub(super) ask: PhantomData<fn() -> A>,
}

impl<A: Ask> Sent<A> {
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

impl<K> Core<K> {
    /// Makes a request: headers, body, encryption and signature, all at one instant.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] where something is missing or cannot be written, and
    /// [`Error::Transport`] where the body cannot be encrypted, above all since the vendor's
    /// certificate is not valid at the time.
    pub fn prepare<A: Ask + SentBy<K>>(
        &self,
        ask: &A,
    ) -> Result<Prepared<A>, Error<A::Code>> {
        let draft = ask.draft(self.parts.protocol, self.base.path())?;
        let mut trail = Trail {
            operation: ask.operation(),
            repeat: draft.repeat,
            correlation_id: None,
        };
        match self.request(draft, &mut trail) {
            Ok(request) => Ok(Prepared {
                request,
                sent: Sent { trail, ask: PhantomData },
            }),
            Err(Unmade::Invalid(violations)) => Err(Error::Invalid(violations)),
            Err(Unmade::Key(error)) => {
                Err(Error::Transport(Box::new(Unanswered { trail, error })))
            }
        }
    }

    fn request(
        &self,
        draft: Draft,
        trail: &mut Trail,
    ) -> Result<Request<Vec<u8>>, Unmade> {
        let (parts, now) = (&self.parts, self.parts.clock.now());
        let uri = self.base.uri(draft.target);
        let uri = uri.ok_or_else(|| parts.refuse("path", Broken::OtherPath))?;
        let (kind, body) = match draft.body {
            None => (Kind::Empty, Vec::new()),
            Some(plain) if draft.encrypted => {
                (Kind::Sealed, parts.encrypt(&plain, now)?)
            }
            Some(plain) => (Kind::Plain, plain),
        };
        let making = Making {
            time: Moment::at(now, parts.offset).digits(),
            id: parts.ids.next(),
            signature: parts.secret_key.as_ref().map(|key| key.sign(&body)),
        };
        let mut request = Request::new(body);
        *request.method_mut() = method(draft.method);
        *request.uri_mut() = uri;
        (*request.headers_mut(), trail.correlation_id) =
            self.with_template(draft.headers, kind, |template| template.fill(&making))?;
        Ok(request)
    }

    /// Operations mostly have the headers of the protocol, whose templates are ready.
    fn with_template<T>(
        &self,
        headers: &[Header],
        kind: Kind,
        fill: impl FnOnce(&Template) -> T,
    ) -> T {
        let [empty, plain, sealed] = &self.templates;
        if !ptr::eq(headers, self.parts.protocol.headers) {
            return fill(&self.parts.template(headers, kind));
        }
        fill(match kind {
            Kind::Empty => empty,
            Kind::Plain => plain,
            Kind::Sealed => sealed,
        })
    }
}

/// What a request has for a body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Empty,
    Plain,
    Sealed,
}

impl Parts {
    /// What `headers` have in common in all calls with such a body.
    pub(super) fn template(&self, headers: &[Header], kind: Kind) -> Template {
        let key_id = self.key_id.as_ref().filter(|_| kind == Kind::Sealed);
        self.lines.template(self.protocol, headers, kind != Kind::Empty, key_id)
    }

    /// The body that is sent for `plain`.
    fn encrypt(&self, plain: &[u8], now: SystemTime) -> Result<Vec<u8>, Unmade> {
        let (Some(key), Some(jwe)) = (&self.crypto_key, &self.protocol.encryption)
        else {
            return Err(self.refuse("encryption key", Broken::Missing).into());
        };
        key.valid_at(unix_seconds(now)).map_err(Unmade::key)?;
        let text = key.encrypt(plain, jwe.sent).map_err(Unmade::key)?;
        let body = serde_json::to_vec(&BTreeMap::from([(jwe.field, text)]));
        Ok(body.map_err(|_| self.refuse(jwe.field, Broken::NotJson))?)
    }

    fn refuse(&self, what: &'static str, broken: Broken) -> Violations {
        Violation::new(what, broken, self.protocol.source).into()
    }
}

/// Why a request could not be made.
enum Unmade {
    Invalid(Violations),
    Key(TransportError),
}

impl Unmade {
    fn key(error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::Key(TransportError::new(TransportFault::Unsendable, error))
    }
}

impl From<Violations> for Unmade {
    fn from(violations: Violations) -> Self {
        Self::Invalid(violations)
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

/// Shows the vendor's name.
impl<K> fmt::Debug for Core<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Core({} ..)", self.parts.protocol.name)
    }
}

/// Shows which call it is, and how many headers and bytes there are.
impl<A> fmt::Debug for Prepared<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Prepared")
            .field("sent", &self.sent)
            .field("headers", &self.request.headers().len())
            .field("bytes", &self.request.body().len())
            .finish()
    }
}

impl<A> fmt::Debug for Sent<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.trail.fmt(f)
    }
}
