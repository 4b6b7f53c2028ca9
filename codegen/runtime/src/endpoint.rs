//! What can be asked of the vendor: an operation, or anything else that is JSON.

use super::{
    Code, Header, Json, Method, Object, Operation, Protocol, Repeat, Response, Source,
    Spec, Violation, ViolationKind, Violations, object, operation::target_of,
    operation::written_target,
};
use serde::Serialize;
use std::{borrow::Cow, fmt};

/// A question that a [`Core`](super::Core) makes into a request: every [`Operation`] is one, and
/// [`Untyped`] is the other.
pub trait Endpoint {
    /// What is received when it succeeds.
    type Response: Response;
    /// What is received when it fails.
    type Code: Code;

    /// What the specification calls it.
    fn operation(&self) -> &'static str;

    /// What is to be sent, as `protocol` has it.
    ///
    /// # Errors
    ///
    /// Everything that keeps it from being sent.
    fn draft(&self, protocol: &Protocol) -> Result<Draft, Violations>;
}

/// That a client with keys of the kind `K`, [`Plain`](super::Plain) or
/// [`Encrypting`](super::Encrypting), can send it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is sent encrypted, and a client that is `{K}` has no key",
    note = "give the client a key when it is built: `.encryption(CryptoKey::from_pem(..)?)`"
)]
pub trait SentBy<K>: Endpoint {}

/// A request without its headers, its body not encrypted yet.
#[derive(Clone)]
pub struct Draft {
    pub(super) method: Method,
    /// A path, which is appended to that of the base URL, and perhaps a query.
    pub(super) target: Cow<'static, str>,
    pub(super) body: Option<Vec<u8>>,
    pub(super) headers: &'static [Header],
    /// Those of the answer.
    pub(super) response_headers: &'static [Header],
    pub(super) encrypted: bool,
    pub(super) repeat: Repeat,
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
    /// What an operation that is described by `spec` sends for `object`.
    pub(super) fn of<O: Object>(spec: &Spec, object: &O) -> Result<Self, Violations> {
        let write = || {
            let mut bytes = Vec::with_capacity(256);
            let mut json = serde_json::Serializer::new(&mut bytes);
            object::serialize(object, &mut json)
                .map(|()| bytes)
                .map_err(|_| not_json(spec.source))
        };
        Ok(Self {
            method: spec.method,
            target: target_of(spec, object)?,
            body: spec.has_body.then(write).transpose()?,
            headers: spec.request_headers,
            response_headers: spec.response_headers,
            encrypted: spec.request_encrypted,
            repeat: spec.repeat,
        })
    }
}

/// Whether the body of an untyped request is encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encryption {
    /// It is, which takes a client with a key.
    Yes,
    /// It is not.
    No,
}

/// A request of which the specification says nothing: it is sent with the headers that every
/// request has, signed and encrypted like any other, and its answer is whatever JSON comes.
///
/// It is never treated as safe to repeat. `Debug` shows nothing of path and body.
#[derive(Clone)]
pub struct Untyped {
    method: Method,
    path: String,
    /// An error where it could not be written as JSON.
    body: Result<Option<Vec<u8>>, ()>,
    encryption: Encryption,
}

impl Untyped {
    /// Posts `body` as JSON to `path`, which is appended to the base URL and may have a query.
    ///
    /// Hangul and other letters beyond ASCII are percent-encoded; what else a URL cannot have,
    /// such as a space or `#`, has to be already. That, and a path that leads elsewhere by `..`
    /// or an empty segment, however they are written, is refused when the request is prepared.
    pub fn post<B: Serialize + ?Sized>(
        path: impl Into<String>,
        body: &B,
        encryption: Encryption,
    ) -> Self {
        let body = serde_json::to_vec(body).map(Some).map_err(|_| ());
        Self {
            method: Method::Post,
            path: path.into(),
            body,
            encryption,
        }
    }

    /// Gets `path`, which is as that of [`post`](Self::post), without a body.
    pub fn get(path: impl Into<String>) -> Self {
        Self {
            method: Method::Get,
            path: path.into(),
            body: Ok(None),
            encryption: Encryption::No,
        }
    }

    /// The same with another method.
    #[must_use]
    pub fn with_method(mut self, method: Method) -> Self {
        self.method = method;
        self
    }
}

impl fmt::Debug for Untyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Untyped({} ..)", self.method.as_str())
    }
}

impl Endpoint for Untyped {
    type Response = Json;
    type Code = String;

    fn operation(&self) -> &'static str {
        "untyped"
    }

    fn draft(&self, protocol: &Protocol) -> Result<Draft, Violations> {
        let target = written_target(&self.path)
            .map_err(|broken| Violation::new("path", broken, protocol.source))?;
        let body = self.body.clone().map_err(|()| not_json(protocol.source))?;
        Ok(Draft {
            method: self.method,
            target: target.into(),
            body,
            headers: protocol.headers,
            response_headers: protocol.response_headers,
            encrypted: self.encryption == Encryption::Yes,
            repeat: Repeat::Unknown,
        })
    }
}

impl<K> SentBy<K> for Untyped {}

fn not_json(source: Source) -> Violations {
    Violation::new("body", ViolationKind::NotJson, source).into()
}
