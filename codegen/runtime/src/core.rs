//! Preparing requests and decoding answers without a network.

use super::parameters::{self, Pair};
use super::prepared::{Made, Prepared};
use super::template::{Template, TemplateRef, Values};
use super::{
    AnswerBody, Clock, CryptoKeys, Draft, Endpoint, Error, Header, Ids, JweFormat,
    Method, Minter, Protocol, RequestBody, SentBy, SignaturePlace, TransportError,
    TransportFault, Unanswered, Violation, ViolationKind, Violations,
    authentication::ConfiguredFields,
    base::Base,
    clock::unix_seconds,
    given,
    held_token::Tokens,
    lines::Lines,
    reply::CallContext,
    signable::{Lacking, Signable},
    signer::{Signer, Signers},
    token_request::{TokenRequest, check_credentials},
};
use http::{HeaderValue, header};
use std::{collections::BTreeMap, fmt, marker::PhantomData, mem, ptr, time::SystemTime};

/// Prepares requests and decodes the answers to them, without a network.
pub struct Core<K> {
    pub(super) base: Base,
    /// The base URLs of other hosts, by their ids.
    pub(super) hosts: Vec<(&'static str, Base)>,
    pub(super) parts: Parts,
    /// Templates of the protocol's headers, one for each kind of body.
    pub(super) templates: [Template; BodyKind::ALL.len()],
    pub(super) keys: PhantomData<fn() -> K>,
}

/// The parts of a core that do not depend on its keys.
pub(super) struct Parts {
    pub(super) protocol: &'static Protocol,
    pub(super) lines: Lines,
    pub(super) fields: ConfiguredFields,
    pub(super) tokens: Tokens,
    pub(super) token_request: Option<TokenRequest>,
    pub(super) signers: Option<Signers>,
    pub(super) crypto_keys: Option<CryptoKeys>,
    /// In minutes ahead of UTC.
    pub(super) offset: i32,
    pub(super) clock: Box<dyn Clock>,
    pub(super) ids: Box<dyn Ids>,
    /// Whether answers that do not match their request are accepted.
    pub(super) accepts_unmatched: bool,
}

impl<K> Core<K> {
    /// Prepares a request: headers, body, encryption and signature, all for the same instant.
    ///
    /// # Errors
    ///
    /// Returns [`Error::Invalid`] if a value is missing or cannot be written, and
    /// [`Error::Transport`] if the body cannot be encrypted, for example because the vendor's
    /// certificate is not valid at the time.
    pub fn prepare<A: Endpoint + SentBy<K>>(
        &self,
        endpoint: &A,
    ) -> Result<Prepared<'_, A>, Error<A::Code>> {
        self.prepare_watched(endpoint, None)
    }

    /// Like [`prepare`](Self::prepare), and shows what the request is made of on the way.
    pub(super) fn prepare_watched<A: Endpoint + SentBy<K>>(
        &self,
        endpoint: &A,
        watch: Watch<'_>,
    ) -> Result<Prepared<'_, A>, Error<A::Code>> {
        let (parts, now) = (&self.parts, self.parts.clock.now());
        let minter = Minter::new(now, parts.offset, &*parts.ids, &parts.fields);
        let operation = endpoint.operation();
        check_credentials(parts.protocol, &parts.fields, operation)?;
        let mut draft = endpoint.draft(parts.protocol, &minter)?;
        match self.make(&mut draft, operation, (now, &minter), watch) {
            Ok(made) => Ok(Prepared::new(parts.protocol, draft, made)),
            Err(PrepareError::Invalid(violations)) => Err(Error::Invalid(violations)),
            Err(PrepareError::Key(error)) => {
                let context = CallContext {
                    handling: draft.handling,
                    correlation_id: None,
                    idempotency_key: draft.given.and_then(|it| it.idempotency_key),
                };
                Err(Error::Transport(Box::new(Unanswered { context, error })))
            }
        }
    }

    fn make(
        &self,
        draft: &mut Draft,
        operation: &'static str,
        (now, minter): (SystemTime, &Minter<'_>),
        watch: Watch<'_>,
    ) -> Result<Made<'_>, PrepareError> {
        let parts = &self.parts;
        given::complete(parts.protocol, draft.headers, draft.given.as_deref())?;
        let kind = BodyKind::of(draft);
        let template = self.template(draft, kind)?;
        let base = self.base_of(draft.host.as_deref())?;
        let mut values = Values {
            generated: template.generate(minter)?,
            given: draft.given.take(),
            token: template.has_token().then(|| parts.tokens.current(now)).flatten(),
            ..Values::default()
        };
        let is_signed = template.is_signed();
        let signers = parts.signers.as_ref().map(|it| it.of(operation));
        let signer = signers.filter(|it| it.signs(operation, is_signed));
        let place = signer.map(Signer::place);
        let unsigned = match signer {
            Some(signer) => {
                let unsigned = self.unsigned(signer, draft, base.path(), minter)?;
                Some(Unsigned { watch, ..unsigned })
            }
            None => None,
        };
        if let (Some(unsigned), Some(SignaturePlace::Field(name, _))) =
            (&unsigned, place)
        {
            unsigned.append(draft, name, &template, &values)?;
        }
        if let Some(watch) = watch {
            watch(Stage::Plain, &draft.body);
        }
        if kind == BodyKind::Sealed {
            let (body, key_id) = parts.encrypt(&draft.body, now)?;
            (draft.body, values.key_id) = (body, Some(Box::new(key_id)));
        }
        match (&unsigned, place) {
            (Some(unsigned), Some(SignaturePlace::Header(_))) => {
                values.signature =
                    unsigned.bytes(&draft.target, &draft.body, &template, &values)?;
            }
            (Some(unsigned), Some(SignaturePlace::Query(name, _))) => {
                let text =
                    unsigned.text(&draft.target, &draft.body, &template, &values)?;
                draft.target =
                    parameters::append_to_query(&draft.target, name, &text).into();
            }
            _ => {}
        }
        if parts.accepts_unmatched {
            draft.response_headers = &[];
        }
        Ok(Made { base, template, values })
    }

    /// The base URL of a host.
    fn base_of(&self, host: Option<&str>) -> Result<&Base, Violations> {
        let Some(host) = host else { return Ok(&self.base) };
        let known = self.hosts.iter().find(|(known, _)| *known == host);
        let unknown = || {
            let source = self.parts.protocol.source;
            Violations::from(Violation::new("host", ViolationKind::NoSuchHost, source))
                .nested(host)
        };
        known.map(|(_, base)| base).ok_or_else(unknown)
    }

    fn unsigned<'a>(
        &'a self,
        signer: &'a Signer,
        draft: &Draft,
        base: &'a str,
        minter: &'a Minter<'a>,
    ) -> Result<Unsigned<'a>, Violations> {
        let parameters = if signer.has_parameters() {
            parameters::of(&draft.target, draft.encoding, &draft.body)
        } else {
            Some(Vec::new())
        };
        Ok(Unsigned {
            signer,
            parts: &self.parts,
            base,
            method: draft.method,
            parameters: parameters
                .ok_or_else(|| self.parts.refuse("body", ViolationKind::NotJson))?,
            minter,
            nonce: if signer.has_nonce() { self.parts.ids.random() } else { 0 },
            watch: None,
        })
    }

    /// Most operations use the headers of the protocol, whose templates are ready.
    fn template(
        &self,
        draft: &Draft,
        kind: BodyKind,
    ) -> Result<TemplateRef<'_>, Violations> {
        let (headers, answer) = (draft.headers, draft.handling.answer.body);
        if let Some(boundary) = &draft.boundary {
            return self.parts.with_boundary(headers, answer, boundary);
        }
        let [sealed, json, form, empty] = &self.templates;
        if !ptr::eq(headers, self.parts.protocol.headers) || !answer.is_json() {
            let mut template = self.parts.template(headers, kind);
            template.accept(answer);
            return Ok(TemplateRef::Own(Box::new(template)));
        }
        Ok(TemplateRef::Kept(match kind {
            BodyKind::Sealed => sealed,
            BodyKind::Plain(RequestBody::Json) => json,
            BodyKind::Plain(RequestBody::Form) => form,
            BodyKind::Plain(RequestBody::None | RequestBody::Multipart) => empty,
        }))
    }
}

/// A request to be signed, without what signing changes.
struct Unsigned<'a> {
    signer: &'a Signer,
    parts: &'a Parts,
    base: &'a str,
    method: Method,
    parameters: Vec<Pair>,
    minter: &'a Minter<'a>,
    nonce: u128,
    watch: Watch<'a>,
}

impl Unsigned<'_> {
    /// The text that carries the signature.
    fn bytes(
        &self,
        target: &str,
        body: &[u8],
        template: &Template,
        values: &Values,
    ) -> Result<Vec<u8>, Violations> {
        let request = Signable {
            method: self.method,
            base: self.base,
            target,
            body,
            parameters: &self.parameters,
            time: self.minter.time(),
            milliseconds: self.minter.milliseconds(),
            nonce: self.nonce,
            sent: "",
            header: &|name| template.value(name, values),
        };
        let lacks = |Lacking(name)| self.parts.refuse(name, ViolationKind::Missing);
        if let Some(watch) = self.watch {
            watch(Stage::Signed, &self.signer.text(&request).map_err(lacks)?);
        }
        self.signer.sign(&request).map_err(lacks)
    }

    /// Adds the signature to the body, as its last field.
    fn append(
        &self,
        draft: &mut Draft,
        name: &'static str,
        template: &Template,
        values: &Values,
    ) -> Result<(), Violations> {
        let text = self.text(&draft.target, &draft.body, template, values)?;
        let body = mem::take(&mut draft.body);
        draft.body = parameters::append(draft.encoding, body, name, &text)
            .ok_or_else(|| self.parts.refuse(name, ViolationKind::NotJson))?;
        Ok(())
    }

    /// The signature for a place that takes text alone.
    fn text(
        &self,
        target: &str,
        body: &[u8],
        template: &Template,
        values: &Values,
    ) -> Result<String, Violations> {
        let bytes = self.bytes(target, body, template, values)?;
        let not_text = |_| self.parts.refuse("signature", ViolationKind::NotJson);
        String::from_utf8(bytes).map_err(not_text)
    }
}

/// The kind of a request's body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyKind {
    Sealed,
    Plain(RequestBody),
}

impl BodyKind {
    /// Every kind, in the order of a core's templates.
    pub(super) const ALL: [Self; 4] = [
        Self::Sealed,
        Self::Plain(RequestBody::Json),
        Self::Plain(RequestBody::Form),
        Self::Plain(RequestBody::None),
    ];

    const fn of(draft: &Draft) -> Self {
        match draft.encoding {
            RequestBody::Json | RequestBody::Form if draft.encrypted => Self::Sealed,
            encoding => Self::Plain(encoding),
        }
    }

    const fn media_type(self) -> Option<&'static str> {
        match self {
            Self::Sealed => RequestBody::Json.media_type(),
            Self::Plain(encoding) => encoding.media_type(),
        }
    }
}

impl Parts {
    /// The template of `headers` for all calls with this kind of body.
    pub(super) fn template(&self, headers: &[Header], kind: BodyKind) -> Template {
        let sealed = kind == BodyKind::Sealed && self.crypto_keys.is_some();
        self.lines.template(self.protocol, headers, kind.media_type(), sealed)
    }

    /// The template for a body of several parts, whose media type names what separates them.
    fn with_boundary(
        &self,
        headers: &[Header],
        answer: AnswerBody,
        boundary: &str,
    ) -> Result<TemplateRef<'static>, Violations> {
        let kind = BodyKind::Plain(RequestBody::Multipart);
        let mut template = self.template(headers, kind);
        template.accept(answer);
        let media_type = kind.media_type().unwrap_or_default();
        let value = HeaderValue::try_from(format!("{media_type}; boundary={boundary}"))
            .map_err(|_| self.refuse("body", ViolationKind::NotForAHeader))?;
        template.set(header::CONTENT_TYPE, value);
        Ok(TemplateRef::Own(Box::new(template)))
    }

    /// Encrypts `plain`; returns the body and the id of the key.
    fn encrypt(
        &self,
        plain: &[u8],
        now: SystemTime,
    ) -> Result<(Vec<u8>, HeaderValue), PrepareError> {
        let (Some(keys), Some(jwe)) = (&self.crypto_keys, &self.protocol.encryption)
        else {
            return Err(self.refuse("encryption key", ViolationKind::Missing).into());
        };
        let time = unix_seconds(now);
        let sealed = match jwe.format {
            JweFormat::Compact => keys.seal(plain, jwe.key_management, jwe.sent, time),
        };
        let (text, key_id) = sealed.map_err(PrepareError::key)?;
        let body = serde_json::to_vec(&BTreeMap::from([(jwe.field, text)]));
        let body = body.map_err(|_| self.refuse(jwe.field, ViolationKind::NotJson))?;
        Ok((body, key_id))
    }

    fn refuse(&self, what: &'static str, broken: ViolationKind) -> Violations {
        Violation::new(what, broken, self.protocol.source).into()
    }
}

/// What is shown of a request while it is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stage {
    /// The body, before it is encrypted.
    Plain,
    /// The text that is signed, which may have the key in it.
    Signed,
}

/// What is shown how a request is made.
pub(super) type Watch<'a> = Option<&'a dyn Fn(Stage, &[u8])>;

/// Why a request could not be prepared.
enum PrepareError {
    Invalid(Violations),
    Key(TransportError),
}

impl PrepareError {
    fn key(error: Box<dyn std::error::Error + Send + Sync>) -> Self {
        Self::Key(TransportError::new(TransportFault::Unsendable, error))
    }
}

impl From<Violations> for PrepareError {
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
