//! Configuration of a client.

use super::{
    Clock, Core, CryptoKeys, Header, Ids, Need, ProcessIds, Protocol, Redact, Secret,
    SecretKey, SystemClock, TransportError, VariableErrors, Violation, ViolationKind,
    Violations,
    base::Base,
    core::{BodyKind, Parts},
    held_token::{HeldToken, Tokens},
    lines::Lines,
    protocol::utc_offset,
    secret::sensitive,
    signer::{Signers, problem},
    token_request::TokenRequest,
};
use http::HeaderValue;
use std::{fmt, marker::PhantomData, sync::Arc};
use zeroize::Zeroizing;

/// The name of the key that signs, in violations.
const SECRET_KEY: &str = "secret key";

/// Marks a client without encryption keys. It cannot send encrypted requests.
#[derive(Clone, Copy, Debug)]
pub enum Plain {}

/// Marks a client with encryption keys.
#[derive(Clone, Copy, Debug)]
pub enum Encrypting {}

/// The encryption keys of a client: [`Plain`] or [`Encrypting`].
pub trait Keys: Sized + 'static {
    /// The keys, as a builder holds them.
    type Config;

    /// Adds the keys to a setup.
    fn apply(setup: Setup<Plain>, config: Self::Config) -> Setup<Self>;
}

impl Keys for Plain {
    type Config = ();

    fn apply(setup: Setup<Plain>, (): ()) -> Setup<Self> {
        setup
    }
}

impl Keys for Encrypting {
    type Config = CryptoKeys;

    fn apply(setup: Setup<Plain>, config: CryptoKeys) -> Setup<Self> {
        setup.encryption(config)
    }
}

/// The error of building a client.
///
/// What to do: [`Remedy::FixSetup`](super::Remedy::FixSetup): it tells all settings that are missing or
/// wrong, before anything is sent.
///
/// ```rust
/// use runtime::layout::error::BuildError;
///
/// fn for_the_operator(error: &BuildError) -> String {
///     match error {
///         BuildError::Invalid(_) => format!("correct the settings:\n{error}"),
///         BuildError::Variables(_) => format!("correct the environment:\n{error}"),
///         BuildError::Transport(_) => format!("no way to send: {error}"),
///     }
/// }
/// ```
pub enum BuildError {
    /// A value is missing or invalid.
    Invalid(Violations),
    /// Environment variables are missing or invalid.
    Variables(VariableErrors),
    /// The transport cannot be set up.
    Transport(TransportError),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => violations.fmt(f),
            Self::Variables(errors) => errors.fmt(f),
            Self::Transport(error) => error.fmt(f),
        }
    }
}

/// The message, which a `main` that returns the error prints.
impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}

impl From<Violations> for BuildError {
    fn from(violations: Violations) -> Self {
        Self::Invalid(violations)
    }
}

impl From<VariableErrors> for BuildError {
    fn from(errors: VariableErrors) -> Self {
        Self::Variables(errors)
    }
}

impl From<TransportError> for BuildError {
    fn from(error: TransportError) -> Self {
        Self::Transport(error)
    }
}

/// Builder for [`Core`]. `K` is [`Plain`] until an encryption key is set, and [`Encrypting`] from
/// then on.
pub struct Setup<K> {
    base: Option<Base>,
    hosts: Vec<(&'static str, Base)>,
    plain_http: bool,
    parts: Parts,
    wrong: Vec<Violation>,
    keys: PhantomData<fn() -> K>,
}

impl Setup<Plain> {
    /// Starts the setup of a client for `protocol`. `base_url`, to which paths are appended, is a
    /// URL of `https`, or of `http` to this machine, with an optional path. See
    /// [`allow_plain_http`](Self::allow_plain_http).
    #[must_use]
    pub fn new(protocol: &'static Protocol, base_url: &str) -> Self {
        let mut setup = Self {
            base: Base::parse(base_url),
            hosts: Vec::new(),
            plain_http: false,
            parts: Parts {
                protocol,
                lines: Lines::new(protocol),
                fields: Vec::new(),
                tokens: Tokens::default(),
                token_request: None,
                signers: None,
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
    /// Sets whether a base URL of `http` may lead to another machine, which is refused by
    /// default. Anybody on the network path can then read access keys, signatures and plain
    /// bodies, and forge answers: only for networks that protect their traffic.
    #[must_use]
    pub fn allow_plain_http(mut self, allowed: bool) -> Self {
        self.plain_http = allowed;
        self
    }

    /// Sets the base URL of a host that some operations have. Without one, they are refused.
    #[must_use]
    pub fn host(mut self, name: &'static str, base_url: &str) -> Self {
        match Base::parse(base_url) {
            Some(base) => {
                self.hosts.retain(|(known, _)| *known != name);
                self.hosts.push((name, base));
            }
            None => self.refuse(name, ViolationKind::NotABaseUrl),
        }
        self
    }

    /// Sets a configured header, or the value of a configured field.
    #[must_use]
    pub fn header(self, name: &'static str, value: &str) -> Self {
        let hides = |header: &Header| {
            header.name == name && header.rule.redact == Redact::Hidden
        };
        let hidden = self.parts.protocol.headers.iter().any(hides);
        self.configured(name, Zeroizing::new(value.to_owned()), hidden)
    }

    /// Like [`header`](Self::header), for a value that is never shown, and is wiped from memory
    /// with the client. Of a header with a scheme it is the bare credential.
    #[must_use]
    pub fn secret_header<R>(self, name: &'static str, value: Secret<R>) -> Self {
        self.configured(name, value.into_text(), true)
    }

    /// Like [`secret_header`](Self::secret_header), for a text that was checked elsewhere.
    #[cfg(feature = "cli")]
    pub(super) fn sensitive_header(
        self,
        name: &'static str,
        value: Zeroizing<String>,
    ) -> Self {
        self.configured(name, value, true)
    }

    /// Sets the request by which the client fetches its tokens. Without it, it fetches none.
    #[must_use]
    pub fn token_request(mut self, request: TokenRequest) -> Self {
        self.parts.token_request = Some(request);
        self
    }

    /// Sets the key that signs requests.
    #[must_use]
    pub fn signing(mut self, key: SecretKey) -> Self {
        let protocol = self.parts.protocol;
        if protocol.signing.is_some() {
            let why = problem(protocol, &key);
            let signers = Signers::new(protocol, key);
            if signers.is_none() {
                self.refuse(SECRET_KEY, why);
            }
            self.parts.signers = signers;
        }
        self
    }

    /// Sets the key, or the keys, for encrypting and decrypting bodies.
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
            hosts: self.hosts,
            plain_http: self.plain_http,
            parts: self.parts,
            wrong: self.wrong,
            keys: PhantomData,
        }
    }

    /// Sets the time zone in `minutes` ahead of UTC; `None`, and an offset of more than 14
    /// hours, is an error.
    #[must_use]
    pub fn zone(mut self, minutes: Option<i32>) -> Self {
        let checked = minutes.ok_or(ViolationKind::Missing).and_then(utc_offset);
        match checked {
            Ok(minutes) => self.utc_offset(minutes),
            Err(kind) => {
                self.refuse("UTC offset", kind);
                self
            }
        }
    }

    /// Sets the time zone in `minutes` ahead of UTC. The default is UTC.
    #[must_use]
    pub fn utc_offset(mut self, minutes: i32) -> Self {
        self.parts.offset = minutes;
        self
    }

    /// Replaces the system clock.
    #[must_use]
    pub fn clock(mut self, clock: Box<dyn Clock>) -> Self {
        self.parts.clock = clock;
        self
    }

    /// Replaces [`ProcessIds`] as the source of the hexadecimal digits in headers.
    #[must_use]
    pub fn ids(mut self, ids: Box<dyn Ids>) -> Self {
        self.parts.ids = ids;
        self
    }

    /// Accepts answers that do not match their request, for a vendor whose answers lack the
    /// documented headers or have ids of their own. The answer to another call is then accepted
    /// as this call's.
    #[must_use]
    pub fn accept_unmatched_answers(mut self) -> Self {
        self.parts.accepts_unmatched = true;
        self
    }

    /// Builds the core of a client.
    ///
    /// # Errors
    ///
    /// Returns an error if the base URL is invalid or a plain `http` one that was not allowed, a
    /// header cannot contain its value, or something required is missing.
    pub fn build(mut self) -> Result<Core<K>, Violations> {
        let protocol = self.parts.protocol;
        let fields = protocol.authentication.fields.iter();
        let unset = fields.filter(|field| {
            let known = &self.parts.fields;
            field.need != Need::Optional && known.iter().all(|(it, _)| *it != field.name)
        });
        for header in self.parts.lines.unconfigured(protocol.headers).chain(unset) {
            // A refused value has been reported already.
            if self.wrong.iter().all(|wrong| wrong.path != header.name) {
                let source = header.rule.source;
                self.wrong.push(Violation::new(
                    header.name,
                    ViolationKind::Missing,
                    source,
                ));
            }
        }
        if !self.plain_http && self.bases().any(Base::is_exposed) {
            self.refuse("base URL", ViolationKind::PlainHttp);
        }
        let is_told = self.wrong.iter().any(|it| it.path == SECRET_KEY);
        if protocol.signing.is_some() && self.parts.signers.is_none() && !is_told {
            self.refuse(SECRET_KEY, ViolationKind::Missing);
        }
        match self.base {
            Some(base) if self.wrong.is_empty() => Ok(Core {
                base,
                hosts: self.hosts,
                templates: BodyKind::ALL
                    .map(|kind| self.parts.template(protocol.headers, kind)),
                parts: self.parts,
                keys: PhantomData,
            }),
            _ => Err(Violations::new(self.wrong)),
        }
    }

    fn bases(&self) -> impl Iterator<Item = &Base> {
        self.base.iter().chain(self.hosts.iter().map(|(_, base)| base))
    }

    fn configured(
        mut self,
        name: &'static str,
        text: Zeroizing<String>,
        hidden: bool,
    ) -> Self {
        let authentication = &self.parts.protocol.authentication;
        if authentication.has_field(name) {
            self.parts.fields.retain(|(known, _)| *known != name);
            self.parts.fields.push((name, text));
            return self;
        }
        if authentication.is_token(name) {
            match authentication.of_token(text) {
                Ok(value) => self.parts.tokens.keep(Arc::new(HeldToken::given(value))),
                Err(problem) => self.refuse(name, problem),
            }
            return self;
        }
        let scheme = authentication.scheme(name);
        if let Some(problem) = scheme.and_then(|scheme| scheme.problem(&text)) {
            self.refuse(name, problem);
            return self;
        }
        // What is made for a call can begin with it.
        if scheme.is_none() {
            self.parts.fields.retain(|(known, _)| *known != name);
            self.parts.fields.push((name, text.clone()));
        }
        let value = match scheme {
            Some(scheme) => sensitive(scheme.written(&text)),
            None if hidden => sensitive(text),
            None => HeaderValue::from_str(&text).ok(),
        };
        match value {
            Some(value) => self.parts.lines.configure(name, value),
            None => self.refuse(name, ViolationKind::NotForAHeader),
        }
        self
    }

    fn refuse(&mut self, what: &'static str, broken: ViolationKind) {
        let source = self.parts.protocol.source;
        self.wrong.push(Violation::new(what, broken, source));
    }
}

/// Shows the vendor's name and no settings.
impl<K> fmt::Debug for Setup<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Setup({} ..)", self.parts.protocol.name)
    }
}
