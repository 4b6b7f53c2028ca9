//! What a client is made of, until it is made.

use super::{
    Clock, Core, CryptoKeys, Header, Ids, ProcessIds, Protocol, Redact, Secret,
    SecretKey, SystemClock, TransportError, Violation, ViolationKind, Violations,
    base::Base,
    core::{Kind, Parts},
    lines::Lines,
};
use http::HeaderValue;
use std::{fmt, marker::PhantomData};

/// A client that has no key for encryption, and that cannot be asked to encrypt.
#[derive(Clone, Copy, Debug)]
pub enum Plain {}

/// A client that has a key for encryption.
#[derive(Clone, Copy, Debug)]
pub enum Encrypting {}

/// What a client has for encryption: [`Plain`] or [`Encrypting`].
pub trait Keys: Sized {
    /// The keys, until they are given.
    type Held;

    /// Gives them.
    fn give(setup: Setup<Plain>, held: Self::Held) -> Setup<Self>;
}

impl Keys for Plain {
    type Held = ();

    fn give(setup: Setup<Plain>, (): ()) -> Setup<Self> {
        setup
    }
}

impl Keys for Encrypting {
    type Held = CryptoKeys;

    fn give(setup: Setup<Plain>, held: CryptoKeys) -> Setup<Self> {
        setup.encryption(held)
    }
}

/// Why a client was not built.
#[derive(Debug)]
pub enum BuildError {
    /// Something is missing or wrong.
    Invalid(Violations),
    /// The transport cannot be set up.
    Transport(TransportError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => violations.fmt(f),
            Self::Transport(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}

impl From<Violations> for BuildError {
    fn from(violations: Violations) -> Self {
        Self::Invalid(violations)
    }
}

impl From<TransportError> for BuildError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

/// Collects what a [`Core`] needs. `K` is [`Plain`] until a key for encryption is given, and
/// [`Encrypting`] from then on.
pub struct Setup<K> {
    base: Option<Base>,
    plain_http: bool,
    parts: Parts,
    wrong: Vec<Violation>,
    keys: PhantomData<fn() -> K>,
}

impl Setup<Plain> {
    /// A client of `protocol` that appends paths to `base_url`: a URL of `https`, or of `http`
    /// to this machine, with or without a path. See [`allow_plain_http`](Self::allow_plain_http).
    #[must_use]
    pub fn new(protocol: &'static Protocol, base_url: &str) -> Self {
        let mut setup = Self {
            base: Base::parse(base_url),
            plain_http: false,
            parts: Parts {
                protocol,
                lines: Lines::new(protocol),
                secret_key: None,
                crypto_keys: None,
                offset: 0,
                clock: Box::new(SystemClock),
                ids: Box::new(ProcessIds),
                accepts_unmatched: false,
            },
            wrong: Vec::new(),
            keys: PhantomData,
        };
        if setup.base.is_none() {
            setup.refuse("base URL", ViolationKind::NotABaseUrl);
        }
        setup
    }
}

impl<K> Setup<K> {
    /// Says whether a base URL of `http` may lead to another machine, which is refused without
    /// it. Whoever is on the way there then reads access keys, signatures and plain bodies, and
    /// can answer in the vendor's place: it is for networks that protect what goes over them.
    #[must_use]
    pub fn allow_plain_http(mut self, allowed: bool) -> Self {
        self.plain_http = allowed;
        self
    }

    /// Gives a header of the configuration its value.
    #[must_use]
    pub fn header(self, name: &'static str, value: &str) -> Self {
        self.configured(name, HeaderValue::from_str(value).ok())
    }

    /// Gives a header of the configuration a value that is never shown, and that is wiped
    /// from memory with the client.
    #[must_use]
    pub fn secret_header<R>(self, name: &'static str, value: Secret<R>) -> Self {
        self.configured(name, value.into_header())
    }

    /// As [`secret_header`](Self::secret_header), of a text whose rule was kept elsewhere.
    #[cfg(feature = "cli")]
    pub(super) fn sensitive_header(
        self,
        name: &'static str,
        value: zeroize::Zeroizing<String>,
    ) -> Self {
        self.configured(name, super::secret::sensitive(value))
    }

    /// Gives the client the key that requests are signed with.
    #[must_use]
    pub fn signing(mut self, key: SecretKey) -> Self {
        self.parts.secret_key = Some(key);
        self
    }

    /// Gives the client the key, or the keys, that bodies are encrypted and decrypted with.
    #[must_use]
    pub fn encryption(mut self, keys: impl Into<CryptoKeys>) -> Setup<Encrypting> {
        let keys = keys.into();
        let protocol = self.parts.protocol;
        let name = protocol.encryption.and_then(|jwe| jwe.key_id_header);
        let header = protocol.headers.iter().find(|header| Some(header.name) == name);
        if let Some(Err(wrong)) = header.map(|header| keys.named_by(header)) {
            self.wrong.extend(wrong);
        }
        self.parts.crypto_keys = Some(keys);
        Setup {
            base: self.base,
            plain_http: self.plain_http,
            parts: self.parts,
            wrong: self.wrong,
            keys: PhantomData,
        }
    }

    /// Writes times as they are `minutes` ahead of UTC, which have to be known.
    #[must_use]
    pub fn zone(mut self, minutes: Option<i32>) -> Self {
        if minutes.is_none() {
            self.refuse("UTC offset", ViolationKind::Missing);
        }
        self.utc_offset(minutes.unwrap_or(0))
    }

    /// Writes times as they are `minutes` ahead of UTC. Without it, in UTC.
    #[must_use]
    pub fn utc_offset(mut self, minutes: i32) -> Self {
        self.parts.offset = minutes;
        self
    }

    /// Takes the time from `clock` instead of the machine.
    #[must_use]
    pub fn clock(mut self, clock: Box<dyn Clock>) -> Self {
        self.parts.clock = clock;
        self
    }

    /// Takes the hexadecimal digits of headers from `ids` instead of [`ProcessIds`].
    #[must_use]
    pub fn ids(mut self, ids: Box<dyn Ids>) -> Self {
        self.parts.ids = ids;
        self
    }

    /// Takes answers whose headers do not tell that they are those to their requests, for
    /// a vendor whose answers turn out not to have the headers that its documentation requires,
    /// or to have ids of their own. The answer to another call is then taken for this one's.
    #[must_use]
    pub fn accept_unmatched_answers(mut self) -> Self {
        self.parts.accepts_unmatched = true;
        self
    }

    /// The client, without a network.
    ///
    /// # Errors
    ///
    /// The base URL is none, or one of `http` to another machine that was not allowed, a header cannot carry its value, or something is missing without
    /// which no request can be made.
    pub fn build(mut self) -> Result<Core<K>, Violations> {
        let protocol = self.parts.protocol;
        for header in self.parts.lines.unconfigured(protocol.headers) {
            // One whose value was refused has been told already.
            if self.wrong.iter().all(|wrong| wrong.path != header.name) {
                let source = header.rule.source;
                self.wrong.push(Violation::new(
                    header.name,
                    ViolationKind::Missing,
                    source,
                ));
            }
        }
        if !self.plain_http && self.base.as_ref().is_some_and(Base::is_exposed) {
            self.refuse("base URL", ViolationKind::PlainHttp);
        }
        if protocol.signing.is_some() && self.parts.secret_key.is_none() {
            self.refuse("secret key", ViolationKind::Missing);
        }
        match self.base {
            Some(base) if self.wrong.is_empty() => Ok(Core {
                base,
                templates: [Kind::Empty, Kind::Plain, Kind::Sealed]
                    .map(|kind| self.parts.template(protocol.headers, kind)),
                parts: self.parts,
                keys: PhantomData,
            }),
            _ => Err(Violations::new(self.wrong)),
        }
    }

    fn configured(mut self, name: &'static str, value: Option<HeaderValue>) -> Self {
        let hides = |header: &Header| {
            header.name == name && header.rule.redact == Redact::Hidden
        };
        let hidden = self.parts.protocol.headers.iter().any(hides);
        match value {
            Some(mut value) => {
                value.set_sensitive(hidden || value.is_sensitive());
                self.parts.lines.configure(name, value);
            }
            None => self.refuse(name, ViolationKind::NotForAHeader),
        }
        self
    }

    fn refuse(&mut self, what: &'static str, broken: ViolationKind) {
        let source = self.parts.protocol.source;
        self.wrong.push(Violation::new(what, broken, source));
    }
}

/// Shows the vendor's name and nothing that was set.
impl<K> fmt::Debug for Setup<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Setup({} ..)", self.parts.protocol.name)
    }
}
