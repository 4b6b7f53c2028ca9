//! Requests without a network: what is sent, byte by byte.

use super::prepared::{Made, Prepared};
use super::template::{Held, Making, Template};
use super::{
    Clock, CryptoKeys, Draft, Endpoint, Error, Header, Ids, JweFormat, Moment, Protocol,
    SecretKey, SentBy, TransportError, TransportFault, Unanswered, Violation,
    ViolationKind, Violations, base::Base, clock::unix_seconds, lines::Lines,
    reply::CallContext,
};
use http::HeaderValue;
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
    pub(super) crypto_keys: Option<CryptoKeys>,
    /// In minutes ahead of UTC.
    pub(super) offset: i32,
    pub(super) clock: Box<dyn Clock>,
    pub(super) ids: Box<dyn Ids>,
    /// Whether answers are taken that may not be those to their requests.
    pub(super) accepts_unmatched: bool,
}

impl<K> Core<K> {
    /// Makes a request: headers, body, encryption and signature, all at one instant.
    ///
    /// # Errors
    ///
    /// [`Error::Invalid`] where something is missing or cannot be written, and
    /// [`Error::Transport`] where the body cannot be encrypted, above all since the vendor's
    /// certificate is not valid at the time.
    pub fn prepare<A: Endpoint + SentBy<K>>(
        &self,
        ask: &A,
    ) -> Result<Prepared<'_, A>, Error<A::Code>> {
        let draft = ask.draft(self.parts.protocol)?;
        let (operation, repeat) = (ask.operation(), draft.repeat);
        match self.make(draft, operation) {
            Ok(made) => Ok(Prepared::new(made)),
            Err(Unmade::Invalid(violations)) => Err(Error::Invalid(violations)),
            Err(Unmade::Key(error)) => {
                let trail = CallContext {
                    operation,
                    repeat,
                    correlation_id: None,
                };
                Err(Error::Transport(Box::new(Unanswered { trail, error })))
            }
        }
    }

    fn make(&self, draft: Draft, operation: &'static str) -> Result<Made<'_>, Unmade> {
        let (parts, now) = (&self.parts, self.parts.clock.now());
        let (kind, body, key_id) = match draft.body {
            None => (Kind::Empty, Vec::new(), None),
            Some(plain) if draft.encrypted => {
                let (body, key_id) = parts.encrypt(&plain, now)?;
                (Kind::Sealed, body, Some(key_id))
            }
            Some(plain) => (Kind::Plain, plain, None),
        };
        let template = self.template(draft.headers, kind);
        let minted = template.mint(&Making {
            time: Moment::at(now, parts.offset).digits(),
            id: parts.ids.next(),
            signature: parts.sign(&body),
        })?;
        Ok(Made {
            base: &self.base,
            method: draft.method,
            target: draft.target,
            template,
            minted,
            response_headers: if parts.accepts_unmatched {
                &[]
            } else {
                draft.response_headers
            },
            key_id,
            body,
            operation,
            repeat: draft.repeat,
            protocol: parts.protocol,
        })
    }

    /// Operations mostly have the headers of the protocol, whose templates are ready.
    fn template(&self, headers: &[Header], kind: Kind) -> Held<'_> {
        let [empty, plain, sealed] = &self.templates;
        if !ptr::eq(headers, self.parts.protocol.headers) {
            return Held::Own(Box::new(self.parts.template(headers, kind)));
        }
        Held::Kept(match kind {
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
        let sealed = kind == Kind::Sealed && self.crypto_keys.is_some();
        self.lines.template(self.protocol, headers, kind != Kind::Empty, sealed)
    }

    fn sign(&self, body: &[u8]) -> Option<Vec<u8>> {
        let (key, signing) = (self.secret_key.as_ref()?, self.protocol.signing?);
        Some(key.sign(signing.algorithm, body))
    }

    /// The body that is sent for `plain`, and the id of the key that it is encrypted with.
    fn encrypt(
        &self,
        plain: &[u8],
        now: SystemTime,
    ) -> Result<(Vec<u8>, HeaderValue), Unmade> {
        let (Some(keys), Some(jwe)) = (&self.crypto_keys, &self.protocol.encryption)
        else {
            return Err(self.refuse("encryption key", ViolationKind::Missing).into());
        };
        let time = unix_seconds(now);
        let sealed = match jwe.format {
            JweFormat::Compact => keys.seal(plain, jwe.key_management, jwe.sent, time),
        };
        let (text, key_id) = sealed.map_err(Unmade::key)?;
        let body = serde_json::to_vec(&BTreeMap::from([(jwe.field, text)]));
        let body = body.map_err(|_| self.refuse(jwe.field, ViolationKind::NotJson))?;
        Ok((body, key_id))
    }

    fn refuse(&self, what: &'static str, broken: ViolationKind) -> Violations {
        Violation::new(what, broken, self.protocol.source).into()
    }
}

/// Why a request could not be made.
enum Unmade {
    Invalid(Violations),
    Key(TransportError),
}

impl Unmade {
    fn key(error: Box<dyn std::error::Error + Send + Sync>) -> Self {
        Self::Key(TransportError::new(TransportFault::Unsendable, error))
    }
}

impl From<Violations> for Unmade {
    fn from(violations: Violations) -> Self {
        Self::Invalid(violations)
    }
}

/// Shows the vendor's name.
impl<K> fmt::Debug for Core<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Core({} ..)", self.parts.protocol.name)
    }
}
