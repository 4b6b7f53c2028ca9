//! Endpoints: operations, and requests that are not specified.

use super::{
    AnswerFormat, Code, Content, Encryption, Header, Inquiry, Json, Method, Object,
    Operation, Protocol, Repeat, RequestBody, Response, Source, Spec, Violation,
    ViolationKind, Violations, Visitor, encryption::unstated, object,
    operation::target_of, operation::written_target, pairs::Pairs, pairs::form,
};
use serde::Serialize;
use std::{borrow::Cow, fmt};

/// A request that a [`Core`](super::Core) can prepare: an [`Operation`], or an [`Untyped`]
/// request.
pub trait Endpoint {
    /// The response of a successful call.
    type Response: Response;
    /// The result codes of a refused call.
    type Code: Code;

    /// Returns the operation's id in the specification.
    fn operation(&self) -> &'static str;

    /// Builds the request for `protocol`, without headers and encryption.
    ///
    /// # Errors
    ///
    /// Returns everything that prevents the request from being sent.
    fn draft(&self, protocol: &Protocol) -> Result<Draft, Violations>;
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
    /// A path, which is appended to that of the base URL, with an optional query.
    pub(super) target: Cow<'static, str>,
    pub(super) encoding: RequestBody,
    /// Empty if there is none.
    pub(super) body: Vec<u8>,
    pub(super) headers: &'static [Header],
    /// The headers of the answer.
    pub(super) response_headers: &'static [Header],
    pub(super) encrypted: bool,
    pub(super) repeat: Repeat,
    pub(super) answer: AnswerFormat,
    pub(super) pending: Option<Inquiry>,
}

impl<O: Operation> Endpoint for O {
    type Response = O::Response;
    type Code = O::Code;

    fn operation(&self) -> &'static str {
        O::SPEC.id
    }

    fn draft(&self, _: &Protocol) -> Result<Draft, Violations> {
        Draft::of(&O::SPEC, self)
    }
}

impl Draft {
    /// Builds the request of an operation with this `spec` and these fields.
    pub(super) fn of<O: Object>(spec: &Spec, object: &O) -> Result<Self, Violations> {
        let write = || {
            let mut bytes = Vec::with_capacity(256);
            let mut json = serde_json::Serializer::new(&mut bytes);
            object::serialize(object, &mut json)
                .map(|()| bytes)
                .map_err(|_| not_json(spec.source))
        };
        let is_encrypted = match spec.request_encrypted {
            Some(documented) => documented,
            None => stated_by(object, &spec.source)?,
        };
        Ok(Self {
            method: spec.method,
            target: target_of(spec, object)?,
            encoding: spec.body,
            body: match spec.body {
                RequestBody::Json => write()?,
                RequestBody::Form => form(object, spec.source)?,
                RequestBody::None => Vec::new(),
            },
            headers: spec.request_headers,
            response_headers: spec.response_headers,
            encrypted: is_encrypted == Encryption::Yes,
            repeat: spec.repeat,
            answer: spec.answer,
            pending: spec.pending,
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
        Self {
            method: Method::Post,
            path: path.into(),
            body_encoding: RequestBody::Json,
            body: serde_json::to_vec(body).map_err(|_| ()),
            encryption,
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
        Self {
            method: Method::Post,
            path: path.into(),
            body_encoding: RequestBody::Form,
            body: Ok(form.into_text().into_bytes()),
            encryption: Encryption::No,
        }
    }

    /// Creates a GET request without a body; another method without one by
    /// [`with_method`](Self::with_method). `path` follows the rules of [`post`](Self::post).
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::Get,
            path: path.into(),
            body_encoding: RequestBody::None,
            body: Ok(Vec::new()),
            encryption: Encryption::No,
        }
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

    fn draft(&self, protocol: &Protocol) -> Result<Draft, Violations> {
        let target = written_target(&self.path)
            .map_err(|broken| Violation::new("path", broken, protocol.source))?;
        let body = self.body.clone().map_err(|()| not_json(protocol.source))?;
        Ok(Draft {
            method: self.method,
            target: target.into(),
            encoding: self.body_encoding,
            body,
            headers: protocol.headers,
            response_headers: protocol.response_headers,
            encrypted: self.encryption == Encryption::Yes,
            repeat: Repeat::Unknown,
            answer: protocol.answer,
            pending: None,
        })
    }
}

impl<K> SentBy<K> for Untyped {}

fn not_json(source: Source) -> Violations {
    Violation::new("body", ViolationKind::NotJson, source).into()
}
