//! Templates of request headers: values that are the same in all calls are set, the others are
//! filled in.

use super::given::GivenHeaders;
use super::held_token::HeldToken;
use super::mint::Minter;
use super::moment::Piece;
use super::{AnswerBody, Header, Redact, Violation, ViolationKind, Violations};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::ops::{Deref, Range};
use std::sync::Arc;

/// The template of a set of headers.
pub(super) struct Template {
    /// Headers that are generated for each call are present and empty, and so are those that name
    /// the key and carry the token.
    map: HeaderMap,
    key_id: Option<HeaderName>,
    token: Option<(HeaderName, Header)>,
    generated: Vec<Generated>,
    /// The header with the signature, which is present and empty too.
    signature: Option<(HeaderName, Header)>,
    /// Headers that are signed and never sent.
    only_signed: Vec<(&'static str, HeaderValue)>,
    /// The total length of their values in bytes.
    length: usize,
    /// The position of the value that identifies the call.
    unique: Option<Range<usize>>,
    wrong: Vec<Violation>,
}

/// A header that is generated for each call.
struct Generated {
    name: HeaderName,
    header: Header,
    pieces: Vec<Piece>,
    /// The position of its value in the bytes generated for a call.
    place: Range<usize>,
}

/// A template shared by all calls, or made for one.
pub(super) enum TemplateRef<'a> {
    Kept(&'a Template),
    Own(Box<Template>),
}

impl Deref for TemplateRef<'_> {
    type Target = Template;

    fn deref(&self) -> &Template {
        match self {
            Self::Kept(template) => template,
            Self::Own(template) => template,
        }
    }
}

/// The header values that differ from call to call.
#[derive(Default)]
pub(super) struct Values {
    /// Those that are generated, concatenated.
    pub(super) generated: Vec<u8>,
    /// The text that carries the signature.
    pub(super) signature: Vec<u8>,
    /// The id of the key that the body is encrypted with, if it is.
    pub(super) key_id: Option<HeaderValue>,
    /// The token, once there is one.
    pub(super) token: Option<Arc<HeldToken>>,
    /// The headers that the caller gives.
    pub(super) given: GivenHeaders,
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const EMPTY: HeaderValue = HeaderValue::from_static("");

impl Template {
    pub(super) fn new(headers: usize, media_type: Option<&'static str>) -> Self {
        let mut map = HeaderMap::with_capacity(headers + 2);
        map.insert(header::ACCEPT, JSON);
        if let Some(media_type) = media_type {
            map.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        }
        Self {
            map,
            key_id: None,
            token: None,
            generated: Vec::new(),
            signature: None,
            only_signed: Vec::new(),
            length: 0,
            unique: None,
            wrong: Vec::new(),
        }
    }

    /// Asks for the media types of an answer.
    pub(super) fn accept(&mut self, answer: AnswerBody) {
        let accepts = HeaderValue::from_static(answer.accepts());
        self.map.insert(header::ACCEPT, accepts);
    }

    /// Adds a header that is the same in all calls.
    pub(super) fn set(&mut self, name: HeaderName, value: HeaderValue) {
        self.map.insert(name, value);
    }

    /// Keeps a header that is signed and never sent.
    pub(super) fn sign(&mut self, name: &'static str, value: HeaderValue) {
        self.only_signed.push((name, value));
    }

    /// Adds the header that names the key, which may change between calls.
    pub(super) fn set_key_id(&mut self, name: HeaderName) {
        self.map.insert(name.clone(), EMPTY);
        self.key_id = Some(name);
    }

    /// Adds the header that carries the token.
    pub(super) fn set_token(&mut self, name: HeaderName, header: &Header) {
        self.map.insert(name.clone(), EMPTY);
        self.token = Some((name, *header));
    }

    /// Whether the token is among the headers.
    pub(super) const fn has_token(&self) -> bool {
        self.token.is_some()
    }

    /// Adds the header that carries the signature.
    pub(super) fn set_signature(&mut self, name: HeaderName, header: &Header) {
        self.map.insert(name.clone(), EMPTY);
        self.signature = Some((name, *header));
    }

    /// Whether the signature is among the headers.
    pub(super) const fn is_signed(&self) -> bool {
        self.signature.is_some()
    }

    /// Adds a header that is generated for each call. The first one with hexadecimal digits
    /// or a UUID identifies the call.
    pub(super) fn set_generated(&mut self, name: HeaderName, header: &Header) {
        let (shape, source) = (header.rule.shape, header.rule.source);
        let Some(pieces) = shape.writing() else {
            let broken = ViolationKind::WrongShape { shape };
            return self.refuse(Violation::new(header.name, broken, source));
        };
        let fits = |piece: &Piece| match piece {
            Piece::Text(text) => HeaderValue::from_str(text).is_ok(),
            _ => true,
        };
        if !pieces.iter().all(fits) {
            let broken = ViolationKind::NotForAHeader;
            return self.refuse(Violation::new(header.name, broken, source));
        }
        let place =
            self.length..pieces.iter().fold(self.length, |sum, it| sum + it.len());
        let is_id = |piece: &Piece| matches!(piece, Piece::Hex(_) | Piece::Uuid);
        if self.unique.is_none() && pieces.iter().any(is_id) {
            self.unique = Some(place.clone());
        }
        self.map.insert(name.clone(), EMPTY);
        self.length = place.end;
        self.generated.push(Generated {
            name,
            header: *header,
            pieces,
            place,
        });
    }

    /// Records a header that cannot be sent.
    pub(super) fn refuse(&mut self, violation: Violation) {
        self.wrong.push(violation);
    }

    /// Generates the header values of one call, concatenated.
    pub(super) fn generate(&self, minter: &Minter<'_>) -> Result<Vec<u8>, Violations> {
        let (mut wrong, mut bytes) =
            (self.wrong.clone(), Vec::with_capacity(self.length));
        for generated in &self.generated {
            let mut writing = minter.writing(&generated.pieces);
            let written = generated
                .pieces
                .iter()
                .try_for_each(|it| writing.piece(*it, &mut bytes));
            if written.is_none() {
                let shape = generated.header.rule.shape;
                wrong.push(violated(
                    &generated.header,
                    ViolationKind::WrongShape { shape },
                ));
            }
        }
        Violations::gather(wrong).map(|()| bytes)
    }

    /// The part of a call's generated `bytes` that identifies it.
    pub(super) fn unique<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        bytes.get(self.unique.clone()?)
    }

    fn generated(&self, name: &HeaderName) -> Option<&Generated> {
        self.generated.iter().find(|generated| generated.name == *name)
    }

    /// The number of headers of a call.
    pub(super) fn len(&self) -> usize {
        self.map.len()
    }

    /// The value of a header that differs from call to call; `None` for any other.
    fn of_call<'a>(&self, name: &HeaderName, values: &'a Values) -> Option<&'a [u8]> {
        if self.key_id.as_ref() == Some(name) {
            return values.key_id.as_ref().map(HeaderValue::as_bytes);
        }
        if self.token.as_ref().is_some_and(|(token, _)| token == name) {
            return values.token.as_ref().map(|token| token.value.as_bytes());
        }
        if self.signature.as_ref().is_some_and(|(signed, _)| signed == name) {
            return Some(&values.signature);
        }
        values.generated.get(self.generated(name)?.place.clone())
    }

    /// The headers of a call.
    pub(super) fn lines<'a>(
        &'a self,
        values: &'a Values,
    ) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        let given = values.given.iter();
        let given = given.map(|(name, value)| (name.as_str(), value.as_bytes()));
        let own = self.map.iter().map(|(name, value)| {
            (name.as_str(), self.of_call(name, values).unwrap_or(value.as_bytes()))
        });
        own.chain(given)
    }

    /// The value of a header of a call, sent or only signed, by its name in any case.
    pub(super) fn value<'a>(
        &'a self,
        name: &str,
        values: &'a Values,
    ) -> Option<&'a [u8]> {
        if let Some((name, value)) = self.map.iter().find(|(it, _)| *it == name) {
            return Some(self.of_call(name, values).unwrap_or(value.as_bytes()));
        }
        let mut signed = self.only_signed.iter();
        if let Some((_, value)) = signed.find(|(it, _)| it.eq_ignore_ascii_case(name)) {
            return Some(value.as_bytes());
        }
        let (_, value) = values.given.iter().find(|(it, _)| it == name)?;
        Some(value.as_bytes())
    }

    /// The headers of a call as a map.
    pub(super) fn map(&self, values: &Values) -> Result<HeaderMap, Violations> {
        let (mut map, mut wrong) = (self.map.clone(), Vec::new());
        if let (Some(name), Some(key_id)) = (&self.key_id, &values.key_id) {
            map.insert(name, key_id.clone());
        }
        if let Some((name, header)) = &self.token {
            if let Some(token) = &values.token {
                map.insert(name, token.value.clone());
            } else {
                wrong.push(violated(header, ViolationKind::Missing));
            }
        }
        for (name, place) in &mut map {
            if !place.is_empty() {
                continue;
            }
            let signed = self.signature.as_ref().filter(|(signed, _)| signed == name);
            let header = signed.map(|(_, header)| header);
            let header = header.or_else(|| Some(&self.generated(name)?.header));
            let (Some(header), Some(bytes)) = (header, self.of_call(name, values))
            else {
                continue;
            };
            match value(header, bytes) {
                Some(value) => *place = value,
                None => wrong.push(violated(header, ViolationKind::NotForAHeader)),
            }
        }
        map.extend(values.given.iter().cloned());
        Violations::gather(wrong).map(|()| map)
    }
}

fn violated(header: &Header, broken: ViolationKind) -> Violation {
    Violation::new(header.name, broken, header.rule.source)
}

fn value(header: &Header, bytes: &[u8]) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_bytes(bytes).ok()?;
    value.set_sensitive(header.rule.redact == Redact::Hidden);
    Some(value)
}
