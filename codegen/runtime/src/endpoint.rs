//! Endpoints: operations, and requests that are not specified.

use super::{
    AnswerFormat, Code, Content, Encryption, Header, Ids as _, Inquiry, Json, Method,
    Minter, Object, Operation, ProcessIds, Protocol, Repeat, RequestBody, Response,
    Source, Spec, Violation, ViolationKind, Violations, Visitor,
    encryption::unstated,
    given::{self, Given},
    multipart::multipart,
    object,
    operation::{Addressed, addressed, written_target},
    pairs::{Pairs, form},
};
use serde::Serialize;
use std::{borrow::Cow, fmt};

/// A request that a [`Core`](super::Core) can prepare: an [`Operation`], or an [`Untyped`]
/// request.
pub trait Endpoint: Send {
    /// The response of a successful call.
    type Response: Response;
    /// The result codes of a refused call.
    type Code: Code;

    /// Returns the operation's id in the specification.
    fn operation(&self) -> &'static str;

    /// Builds the request for `protocol`, without headers and encryption. `minter` makes the values
    /// of its fields that are made for each call.
    ///
    /// # Errors
    ///
    /// Returns everything that prevents the request from being sent.
    fn draft(
        &self,
        protocol: &'static Protocol,
        minter: &Minter<'_>,
    ) -> Result<Draft, Violations>;
}

/// Marks requests that a client with the keys `K`, [`Plain`](super::Plain) or
/// [`Encrypting`](super::Encrypting), can send.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is sent encrypted, but a `{K}` client has no encryption key",
    note = "set a key on the client's builder: `.encryption(CryptoKey::from_pem(..)?)`"
)]
pub trait SentBy<K>: Endpoint {}

/// A request without headers, whose body is not encrypted yet.
#[derive(Clone)]
pub struct Draft {
    pub(super) method: Method,
    /// The host, if it is not the one of most requests.
    pub(super) host: Option<Box<str>>,
    /// A path, which is appended to that of the base URL, with an optional query.
    pub(super) target: Cow<'static, str>,
    pub(super) encoding: RequestBody,
    /// Empty if there is none.
    pub(super) body: Vec<u8>,
    /// What separates the parts of a body that has some.
    pub(super) boundary: Option<Box<str>>,
    pub(super) headers: &'static [Header],
    pub(super) given: Option<Box<Given>>,
    /// The headers of the answer.
    pub(super) response_headers: &'static [Header],
    pub(super) encrypted: bool,
    pub(super) handling: Handling,
}

/// How what becomes of a request is handled: the same for every request of an operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Handling {
    pub(super) operation: &'static str,
    pub(super) repeat: Repeat,
    pub(super) answer: &'static AnswerFormat,
    pub(super) pending: Option<&'static Inquiry>,
}

impl<O: Operation> Endpoint for O {
    type Response = O::Response;
    type Code = O::Code;

    fn operation(&self) -> &'static str {
        O::SPEC.id
    }

    fn draft(
        &self,
        _: &'static Protocol,
        minter: &Minter<'_>,
    ) -> Result<Draft, Violations> {
        Draft::of(&O::SPEC, self, minter)
    }
}

impl Draft {
    /// Builds the request of an operation with this `spec` and these fields.
    pub(super) fn of<O: Object>(
        spec: &'static Spec,
        object: &O,
        minter: &Minter<'_>,
    ) -> Result<Self, Violations> {
        let write = || {
            let mut bytes = Vec::with_capacity(256);
            let mut json = serde_json::Serializer::new(&mut bytes);
            object::serialize_minted(object, Some(minter), &mut json)
                .map(|()| bytes)
                .map_err(|_| not_json(spec.source))
        };
        let is_encrypted = match spec.request_encrypted {
            Some(documented) => documented,
            None => stated_by(object, &spec.source)?,
        };
        let Addressed { target, given } = addressed(spec, object, Some(minter))?;
        let (body, boundary) = match spec.body {
            RequestBody::Json => (write()?, None),
            RequestBody::Form => (form(object, minter, spec.source)?, None),
            RequestBody::Multipart => {
                let body = multipart(object, minter, spec.source)?;
                (body.bytes, Some(body.boundary.into_boxed_str()))
            }
            RequestBody::None => (Vec::new(), None),
        };
        Ok(Self {
            method: spec.method,
            host: spec.host.map(Box::from),
            target,
            given,
            encoding: spec.body,
            body,
            boundary,
            headers: spec.request_headers,
            response_headers: spec.response_headers,
            encrypted: is_encrypted == Encryption::Yes,
            handling: Handling {
                operation: spec.id,
                repeat: spec.repeat,
                answer: &spec.answer,
                pending: spec.pending.as_ref(),
            },
        })
    }
}

/// Whether the caller states that the body is encrypted.
fn stated_by<O: Object>(object: &O, source: &Source) -> Result<Encryption, Violations> {
    let mut stated = Stated(None);
    object.visit(&mut stated);
    stated.0.ok_or_else(|| unstated(source).into())
}

struct Stated(Option<Encryption>);

impl Visitor for Stated {
    fn field<T: Content>(&mut self, _: &'static str, _: &T) {}

    fn encryption(&mut self, stated: Encryption) {
        self.0 = Some(stated);
    }
}

/// A request to an endpoint that is not in the specification. It has the headers of every
/// request, is signed and encrypted like any other, and its answer is any JSON.
///
/// It is never treated as safe to repeat. `Debug` shows neither path nor body.
#[derive(Clone)]
pub struct Untyped {
    method: Method,
    path: String,
    body_encoding: RequestBody,
    /// An error if it could not be serialized.
    body: Result<Vec<u8>, ()>,
    encryption: Encryption,
    headers: Vec<(String, String)>,
    host: Option<String>,
    /// What the idempotency key is made from, if the request needs one and has none.
    seed: u128,
}

impl Untyped {
    /// Creates a POST request with a JSON body. `path` is appended to the base URL and may have a
    /// query.
    ///
    /// Letters outside ASCII, such as Hangul, are percent-encoded; anything else that a URL
    /// cannot contain, such as a space or `#`, must be encoded already. Such characters are
    /// refused when the request is prepared, and so are `..` and empty segments, encoded or not.
    pub fn post<B: Serialize + ?Sized>(
        path: impl Into<String>,
        body: &B,
        encryption: Encryption,
    ) -> Self {
        let body = serde_json::to_vec(body).map_err(|_| ());
        Self {
            encryption,
            ..Self::new(Method::Post, path.into(), RequestBody::Json, body)
        }
    }

    /// Creates a POST request whose body is a form of these names and values, which is not
    /// encrypted. `path` follows the rules of [`post`](Self::post).
    pub fn post_form<N: AsRef<str>, V: AsRef<str>>(
        path: impl Into<String>,
        fields: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        let mut form = Pairs::form();
        for (name, value) in fields {
            form.pair(name.as_ref(), value.as_ref());
        }
        let body = Ok(form.into_text().into_bytes());
        Self::new(Method::Post, path.into(), RequestBody::Form, body)
    }

    /// Creates a GET request without a body; another method without one by
    /// [`with_method`](Self::with_method). `path` follows the rules of [`post`](Self::post).
    pub fn get(path: impl Into<String>) -> Self {
        Self::new(Method::Get, path.into(), RequestBody::None, Ok(Vec::new()))
    }

    fn new(
        method: Method,
        path: String,
        body_encoding: RequestBody,
        body: Result<Vec<u8>, ()>,
    ) -> Self {
        Self {
            method,
            path,
            body_encoding,
            body,
            encryption: Encryption::No,
            headers: Vec::new(),
            host: None,
            seed: ProcessIds.random(),
        }
    }

    /// Sets a header that callers give for each call, replacing an earlier value. An idempotency
    /// key that is not set is made with the request: its clones have the same one.
    #[must_use]
    pub fn with_header(
        mut self,
        name: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        let name = name.into();
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
        self.headers.push((name, value.into()));
        self
    }

    /// Sets the host, by its id in the specification, for a vendor with several. The default is
    /// the one of most operations.
    #[must_use]
    pub fn with_host(mut self, host: impl Into<String>) -> Self {
        self.host = Some(host.into());
        self
    }

    /// The method.
    #[cfg(feature = "cli")]
    pub(super) const fn method(&self) -> Method {
        self.method
    }

    /// Sets another method.
    #[must_use]
    pub fn with_method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }
}

/// What untyped requests have for the id of an operation.
pub(super) const UNTYPED: &str = "untyped";

impl fmt::Debug for Untyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Untyped({} ..)", self.method.as_str())
    }
}

impl Endpoint for Untyped {
    type Response = Json;
    type Code = String;

    fn operation(&self) -> &'static str {
        UNTYPED
    }

    fn draft(
        &self,
        protocol: &'static Protocol,
        _: &Minter<'_>,
    ) -> Result<Draft, Violations> {
        let target = written_target(&self.path)
            .map_err(|broken| Violation::new("path", broken, protocol.source))?;
        let body = self.body.clone().map_err(|()| not_json(protocol.source))?;
        let given = given::untyped(protocol, &self.headers, self.seed)?;
        Ok(Draft {
            method: self.method,
            host: self.host.as_deref().map(Box::from),
            target: target.into(),
            encoding: self.body_encoding,
            body,
            boundary: None,
            headers: protocol.headers,
            given: Some(Box::new(given)),
            response_headers: protocol.response_headers,
            encrypted: self.encryption == Encryption::Yes,
            handling: Handling {
                operation: UNTYPED,
                repeat: Repeat::Unknown,
                answer: &protocol.answer,
                pending: None,
            },
        })
    }
}

impl<K> SentBy<K> for Untyped {}

fn not_json(source: Source) -> Violations {
    Violation::new("body", ViolationKind::NotJson, source).into()
}
