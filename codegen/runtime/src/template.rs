//! Templates of request headers: values that are the same in all calls are set, the others are
//! filled in.

use super::mint::Minter;
use super::moment::Piece;
use super::{Header, Redact, Violation, ViolationKind, Violations};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::ops::{Deref, Range};

/// The template of a set of headers.
pub(super) struct Template {
    /// Headers that are generated for each call are present and empty, and so is the one that
    /// names the key.
    map: HeaderMap,
    key_id: Option<HeaderName>,
    generated: Vec<Generated>,
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
            generated: Vec::new(),
            length: 0,
            unique: None,
            wrong: Vec::new(),
        }
    }

    /// Adds a header that is the same in all calls.
    pub(super) fn set(&mut self, name: HeaderName, value: HeaderValue) {
        self.map.insert(name, value);
    }

    /// Adds the header that names the key, which may change between calls.
    pub(super) fn set_key_id(&mut self, name: HeaderName) {
        self.map.insert(name.clone(), EMPTY);
        self.key_id = Some(name);
    }

    /// Adds a header that is generated for each call, and whether it has the signature. The first
    /// one with hexadecimal digits or a UUID that has none identifies the call.
    pub(super) fn set_generated(
        &mut self,
        name: HeaderName,
        header: &Header,
        signed: bool,
    ) {
        let (shape, source) = (header.rule.shape, header.rule.source);
        let fills = |piece: &Piece| signed || !matches!(piece, Piece::Base64(_));
        let pieces = shape.writing().filter(|pieces| pieces.iter().all(fills));
        let Some(pieces) = pieces else {
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
        if !signed && self.unique.is_none() && pieces.iter().any(is_id) {
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
    pub(super) fn generate(
        &self,
        minter: &Minter<'_>,
        signature: Option<&[u8]>,
    ) -> Result<Vec<u8>, Violations> {
        let (mut wrong, mut bytes) =
            (self.wrong.clone(), Vec::with_capacity(self.length));
        for generated in &self.generated {
            let mut writing = minter.writing(&generated.pieces);
            let written = generated.pieces.iter().try_for_each(|piece| match piece {
                Piece::Base64(count) => in_base64(signature?, *count, &mut bytes),
                piece => writing.piece(*piece, &mut bytes),
            });
            if written.is_none() {
                let shape = generated.header.rule.shape;
                wrong.push(generated.violated(ViolationKind::WrongShape { shape }));
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

    /// The headers of a call with the generated `bytes`, and with the id of the key that encrypts
    /// its body.
    pub(super) fn lines<'a>(
        &'a self,
        bytes: &'a [u8],
        key_id: Option<&'a HeaderValue>,
    ) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.map.iter().map(move |(name, value)| {
            let key_id = key_id.filter(|_| self.key_id.as_ref() == Some(name));
            let value = self
                .generated(name)
                .and_then(|generated| bytes.get(generated.place.clone()))
                .unwrap_or(key_id.unwrap_or(value).as_bytes());
            (name.as_str(), value)
        })
    }

    /// The headers of a call as a map.
    pub(super) fn map(
        &self,
        bytes: &[u8],
        key_id: Option<&HeaderValue>,
    ) -> Result<HeaderMap, Violations> {
        let (mut map, mut wrong) = (self.map.clone(), Vec::new());
        if let (Some(name), Some(key_id)) = (&self.key_id, key_id) {
            map.insert(name, key_id.clone());
        }
        for (name, place) in &mut map {
            let generated = place.is_empty().then(|| self.generated(name)).flatten();
            let Some(generated) = generated else { continue };
            match generated.value(bytes) {
                Some(value) => *place = value,
                None => wrong.push(generated.violated(ViolationKind::NotForAHeader)),
            }
        }
        Violations::gather(wrong).map(|()| map)
    }
}

impl Generated {
    fn violated(&self, broken: ViolationKind) -> Violation {
        Violation::new(self.header.name, broken, self.header.rule.source)
    }

    /// Its value in the generated bytes of a call.
    fn value(&self, bytes: &[u8]) -> Option<HeaderValue> {
        let bytes = bytes.get(self.place.clone())?;
        let mut value = HeaderValue::from_bytes(bytes).ok()?;
        value.set_sensitive(self.header.rule.redact == Redact::Hidden);
        Some(value)
    }
}

/// Writes a signature of `count` bytes.
fn in_base64(signature: &[u8], count: u32, bytes: &mut Vec<u8>) -> Option<()> {
    if u32::try_from(signature.len()) != Ok(count) {
        return None;
    }
    let begin = bytes.len();
    bytes.resize(begin + signature.len().div_ceil(3) * 4, 0);
    STANDARD.encode_slice(signature, bytes.get_mut(begin..)?).ok()?;
    Some(())
}
