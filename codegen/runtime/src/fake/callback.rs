//! Callbacks as the vendor would send them, right and wrong.

use super::super::callbacks::within;
use super::super::clock::unix_seconds;
use super::super::description::{CallbackDescription, ResponseKind};
use super::super::signable::Signable;
use super::super::signer::Signer;
use super::super::values;
use super::super::{
    AnswerBody, AnswerFormat, CallbackSigning, Clock as _, CryptoKeys, Json, JweFormat,
    SecretKey, SignaturePlace, SignedPart, SystemClock,
};
use super::written::Written;
use super::{Issued, sample};
use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, HOST};
use http::{HeaderMap, HeaderName, HeaderValue, Request, StatusCode, Uri};
use serde_json::value::RawValue;
use std::fmt;
use std::io::{self, Read as _, Write as _};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

/// What is wrong with a callback that is sent, or at least unexpected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CallbackFault {
    /// It is signed with another key.
    WrongSignature,
    /// It has no signature.
    NoSignature,
    /// Its body was changed after it was signed.
    AlteredBody,
    /// It is older than it may be.
    TooOld,
    /// Its body is not encrypted. It is wrong where it should be.
    NotEncrypted,
    /// It has a field that is not documented. It is the vendor's, and to be accepted.
    UnknownField,
}

impl CallbackFault {
    /// Every fault, with its name on the command line.
    pub const ALL: &'static [(&'static str, Self)] = &[
        ("wrong-signature", Self::WrongSignature),
        ("no-signature", Self::NoSignature),
        ("altered-body", Self::AlteredBody),
        ("too-old", Self::TooOld),
        ("not-encrypted", Self::NotEncrypted),
        ("unknown-field", Self::UnknownField),
    ];
}

/// A callback to be sent to a server that receives callbacks.
///
/// Sent twice, it is a repeated delivery of one event: every other one has an event of its own.
#[derive(Clone)]
pub struct SentCallback {
    description: &'static CallbackDescription,
    key: SecretKey,
    /// What encrypts its body.
    sealing: Option<CryptoKeys>,
    fields: Vec<(String, String)>,
    at: SystemTime,
    fault: Option<CallbackFault>,
}

/// Fields with their values in JSON.
type Fields = Vec<(String, String)>;

/// How long a server may take for its answer.
const PATIENCE: Duration = Duration::from_secs(30);

impl SentCallback {
    /// Creates a callback with invented values, which is sent now.
    #[must_use]
    pub fn of(description: &'static CallbackDescription, key: SecretKey) -> Self {
        static EVENTS: AtomicU64 = AtomicU64::new(1);
        let event = EVENTS.fetch_add(1, Ordering::Relaxed);
        let fields = description.fields.iter().map(|field| {
            let (name, value) = sample::sampled(field);
            let value = match field.kind {
                _ if description.spec.event != Some(name) => value,
                ResponseKind::Text => format!("\"event-{event}\""),
                ResponseKind::Number => event.to_string(),
                _ => value,
            };
            (name.to_owned(), value)
        });
        Self {
            description,
            key,
            sealing: None,
            fields: fields.collect(),
            at: SystemClock.now(),
            fault: None,
        }
    }

    /// Encrypts it, if it is to be, with these keys of the vendor's side.
    pub(in super::super) fn sealed_by(self, sealing: Option<CryptoKeys>) -> Self {
        Self { sealing, ..self }
    }

    /// Sets a field to a value in JSON.
    #[must_use]
    pub fn field(mut self, name: &str, json: &str) -> Self {
        match self.fields.iter_mut().find(|(it, _)| it == name) {
            Some((_, value)) => json.clone_into(value),
            None => self.fields.push((name.to_owned(), json.to_owned())),
        }
        self
    }

    /// Sets the time at which it is sent.
    #[must_use]
    pub fn at(self, at: SystemTime) -> Self {
        Self { at, ..self }
    }

    /// Makes something wrong with it.
    #[must_use]
    pub fn with(self, fault: CallbackFault) -> Self {
        Self { fault: Some(fault), ..self }
    }

    /// Returns the request, for a server that takes it without a network. Its URI is `/`.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be signed, or is to be encrypted and there is no key for
    /// it: that of [`Fake::callback`](super::Fake::callback) has one.
    pub fn request(&self) -> io::Result<Request<Vec<u8>>> {
        let spec = &self.description.spec;
        let mut fields = self.fields.clone();
        if self.fault == Some(CallbackFault::UnknownField) {
            let new =
                ("inventedByTheMockServer".to_owned(), "{\"new\":true}".to_owned());
            fields.push(new);
        }
        let mut written = self.body(&fields)?;
        let mut headers = HeaderMap::new();
        headers.extend(written.content_type().map(|it| (CONTENT_TYPE, it)));
        let time = spec.protocol.age.map(|age| {
            let too_old = self.fault == Some(CallbackFault::TooOld);
            let limit = age.limit.filter(|_| too_old).unwrap_or_default();
            let ago = limit.saturating_mul(2);
            age.write(self.at.checked_sub(ago).unwrap_or(self.at))
        });
        let time = time.unwrap_or_default();
        let signing = spec.protocol.signing.as_ref().filter(|_| spec.signed);
        // What stands in the header of the signature is written with it.
        let own = signing.and_then(CallbackSigning::header);
        let in_own =
            |header: &str| own.is_none_or(|it| !it.eq_ignore_ascii_case(header));
        if let Some(age) = spec.protocol.age.filter(|age| in_own(age.header)) {
            insert(&mut headers, age.header, around(&time, age.around))?;
        }
        if let Some(signing) = signing {
            let all = (&*written.bytes, &*fields);
            let value = self.sign(signing, &time, &mut headers, all)?;
            let value = value.filter(|_| self.fault != Some(CallbackFault::NoSignature));
            match signing.recipe.place {
                SignaturePlace::Header(name) => {
                    value.map_or(Ok(()), |it| insert(&mut headers, name, it))?;
                }
                SignaturePlace::Query(name, _) | SignaturePlace::Field(name, _) => {
                    let value = value.map(String::from_utf8).transpose();
                    let value = value.map_err(io::Error::other)?;
                    beside(spec.body, name, &mut fields, &mut |fields, name| {
                        fields.retain(|(it, _)| it != name);
                        let value = value.as_deref().map(values::quoted);
                        fields.extend(value.map(|it| (name.to_owned(), it)));
                        Some(())
                    });
                    written = self.body(&fields)?;
                }
            }
        }
        if self.fault == Some(CallbackFault::AlteredBody) {
            match signing.and_then(|it| altered(spec.body, it, &mut fields)) {
                Some(()) => written = self.body(&fields)?,
                None if spec.body == AnswerBody::Form => written.bytes.extend(b"&x=y"),
                None => written.bytes.push(b' '),
            }
        }
        let mut request = Request::new(written.bytes);
        *request.method_mut() =
            spec.method.as_str().parse().map_err(io::Error::other)?;
        *request.headers_mut() = headers;
        Ok(request)
    }

    /// The body, encrypted if it is to be.
    fn body(&self, fields: &[(String, String)]) -> io::Result<Written> {
        let spec = &self.description.spec;
        let object = object(fields);
        let is_plain = self.fault == Some(CallbackFault::NotEncrypted);
        let jwe = spec.protocol.encryption.filter(|_| spec.encrypted && !is_plain);
        let Some(jwe) = jwe else {
            let format = AnswerFormat {
                body: spec.body,
                ..AnswerFormat::PLAIN
            };
            return Ok(Written::new(&format, &object, true));
        };
        let keys = self.sealing.as_ref().ok_or_else(|| {
            io::Error::new(
                io::ErrorKind::Unsupported,
                "the callback is encrypted, and there is no key for it: take it from \
                 `Fake::callback`",
            )
        })?;
        let (plain, time) = (object.as_bytes(), unix_seconds(SystemClock.now()));
        let sealed = match jwe.format {
            JweFormat::Compact => keys.seal(plain, jwe.key_management, jwe.sent, time),
        };
        let (text, _) = sealed.map_err(io::Error::other)?;
        let object = sample::object(&[(jwe.field, values::quoted(&text))]);
        Ok(Written::json(object.into_bytes()))
    }

    /// What carries the signature; the headers that are signed are added.
    fn sign(
        &self,
        signing: &'static CallbackSigning,
        time: &str,
        headers: &mut HeaderMap,
        (body, fields): (&[u8], &[(String, String)]),
    ) -> io::Result<Option<Vec<u8>>> {
        for part in signing.recipe.signs {
            if let SignedPart::Header(name) = part
                && !headers.contains_key(*name)
            {
                insert(headers, name, b"invented".to_vec())?;
            }
        }
        let spec = &self.description.spec;
        let header = |name: &str| Some(headers.get(name)?.as_bytes());
        let fields =
            Json::from_slice(object(fields).as_bytes()).map_err(io::Error::other)?;
        // A field that is not there is not signed, and the callback refused.
        let Ok(fields) = signing.signed((spec.body, &fields)) else { return Ok(None) };
        let sent = Signable::of_callback(spec.method, (body, &fields), time, &header);
        let other = || {
            let key = if signing.recipe.algorithm.name().is_rsa() {
                Issued::other_key().unwrap_or_default()
            } else {
                signing.recipe.encoded("fake-other-key")
            };
            SecretKey::new(key).map_err(io::Error::other)
        };
        let signed = |key: SecretKey| {
            let signer = Signer::new(&signing.recipe, key)
                .ok_or_else(|| io::Error::other("the key is none for the algorithm; RSA signs with a private key in PEM"))?;
            signer
                .sign(&sent)
                .map_err(|it| io::Error::other(format!("there is no {}", it.0)))
        };
        let wrong = self.fault == Some(CallbackFault::WrongSignature);
        let key = if wrong { other()? } else { self.key.clone() };
        let mut value = signed(key)?;
        let age = spec.protocol.age.filter(|age| headers.get(age.header).is_none());
        if let Some(separator) = signing.separator {
            let time = age.map(|age| around(time, age.around));
            let parts: Vec<_> =
                time.into_iter().chain([signed(other()?)?, value]).collect();
            value = parts.join(separator.as_bytes());
        }
        Ok(Some(value))
    }

    /// Sends it to a server, at an `http://` URL, and returns the status that the server answers.
    /// It blocks until then.
    ///
    /// # Errors
    ///
    /// Returns an error if it cannot be signed or sent, or there is no answer.
    pub fn post(&self, url: &str) -> io::Result<StatusCode> {
        let invalid = |why: &str| io::Error::new(io::ErrorKind::InvalidInput, why);
        let uri: Uri = url.parse().map_err(|_| invalid("not a URL"))?;
        if uri.scheme_str() != Some("http") {
            return Err(invalid("the URL does not begin with http://"));
        }
        let authority = uri.authority().ok_or_else(|| invalid("the URL has no host"))?;
        let request = self.request()?;
        let target = uri.path_and_query().map_or("/", |it| it.as_str());
        let address = (authority.host(), authority.port_u16().unwrap_or(80));
        let mut stream = TcpStream::connect(address)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        stream.write_all(&written(&request, authority.as_str(), target))?;
        let mut answer = Vec::new();
        stream.take(1 << 20).read_to_end(&mut answer)?;
        status(&answer).ok_or_else(|| io::Error::other("the answer is not HTTP"))
    }
}

/// A request of HTTP/1, after which the connection is closed.
fn written(request: &Request<Vec<u8>>, host: &str, target: &str) -> Vec<u8> {
    let (method, length) = (request.method(), request.body().len());
    let mut text = format!(
        "{method} {target} HTTP/1.1\r\n{HOST}: {host}\r\n{CONTENT_LENGTH}: {length}\r\n\
         {CONNECTION}: close\r\n"
    )
    .into_bytes();
    for (name, value) in request.headers() {
        text.extend(
            [name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat(),
        );
    }
    text.extend(b"\r\n");
    text.extend(request.body());
    text
}

/// The status of an answer of HTTP/1.
fn status(answer: &[u8]) -> Option<StatusCode> {
    let line = answer.split(|byte| *byte == b'\r').next()?;
    let mut words = line.strip_prefix(b"HTTP/1.")?.split(|byte| *byte == b' ');
    StatusCode::from_bytes(words.nth(1)?).ok()
}

/// Shows the id.
impl fmt::Debug for SentCallback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SentCallback({})", self.description.spec.id)
    }
}

fn object(fields: &[(String, String)]) -> String {
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| (&**name, value.clone())).collect();
    sample::object(&fields)
}

/// Changes a field that is signed, where the body as a whole is not.
fn altered(
    body: AnswerBody,
    signing: &CallbackSigning,
    fields: &mut Fields,
) -> Option<()> {
    let mut signs = signing.recipe.signs.iter();
    let name = signs.find_map(|part| match part {
        SignedPart::Field(name) => Some(*name),
        _ => None,
    })?;
    beside(body, name, fields, &mut |fields, name| {
        let (_, json) = fields.iter_mut().find(|(it, _)| it == name)?;
        *json = match json.strip_suffix('"') {
            Some(text) => format!("{text}x\""),
            None if json == "0" => "1".to_owned(),
            None => format!("{json}0"),
        };
        Some(())
    })
}

/// Edits the fields beside that of this path: those of the body, or of the object that it is in.
fn beside(
    body: AnswerBody,
    path: &str,
    fields: &mut Fields,
    edit: &mut dyn FnMut(&mut Fields, &str) -> Option<()>,
) -> Option<()> {
    let Some((name, within)) = within(body, path) else { return edit(fields, path) };
    let (_, json) = fields.iter_mut().find(|(it, _)| it == name)?;
    let inner = Json::from_slice(json.as_bytes()).ok()?;
    let inner = inner.names().map(|name| {
        let json = inner.get(name).map_or("null", RawValue::get);
        (name.to_owned(), json.to_owned())
    });
    let mut inner: Fields = inner.collect();
    beside(body, within, &mut inner, edit)?;
    *json = object(&inner);
    Some(())
}

fn around(text: &str, (before, behind): (&str, &str)) -> Vec<u8> {
    [before, text, behind].concat().into_bytes()
}

fn insert(headers: &mut HeaderMap, name: &str, value: Vec<u8>) -> io::Result<()> {
    let name = HeaderName::try_from(name).map_err(io::Error::other)?;
    let value = HeaderValue::try_from(value).map_err(io::Error::other)?;
    headers.insert(name, value);
    Ok(())
}
