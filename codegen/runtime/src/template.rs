//! Templates of request headers: values that are the same in all calls are set, the others are
//! filled in.

use super::moment::{Piece, hex};
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

/// The values that differ from call to call.
pub(super) struct CallValues {
    /// `yyyyMMddHHmmssSSS`.
    pub(super) time: [u8; 17],
    /// The source of the hexadecimal digits.
    pub(super) id: u64,
    pub(super) signature: Option<Vec<u8>>,
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
    /// one with hexadecimal digits that has none identifies the call.
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
        let is_hex = |piece: &Piece| matches!(piece, Piece::Hex(_));
        if !signed && self.unique.is_none() && pieces.iter().any(is_hex) {
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
    pub(super) fn generate(&self, values: &CallValues) -> Result<Vec<u8>, Violations> {
        let (mut wrong, mut bytes) =
            (self.wrong.clone(), Vec::with_capacity(self.length));
        for generated in &self.generated {
            let written =
                generated.pieces.iter().try_for_each(|it| values.write(*it, &mut bytes));
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

impl CallValues {
    /// Writes a piece, unless no value fills it.
    fn write(&self, piece: Piece, bytes: &mut Vec<u8>) -> Option<()> {
        match piece {
            Piece::Time(from, to) => bytes.extend(self.time.get(from..to)?),
            Piece::Text(text) => bytes.extend(text.as_bytes()),
            Piece::Hex(count) => {
                let mut id = self.id;
                for _ in 0..count {
                    let [low, ..] = id.to_le_bytes();
                    bytes.push(hex(low));
                    id = id.rotate_right(4);
                }
            }
            Piece::Base64(count) => {
                let mac = self
                    .signature
                    .as_deref()
                    .filter(|mac| u32::try_from(mac.len()) == Ok(count))?;
                let begin = bytes.len();
                bytes.resize(begin + mac.len().div_ceil(3) * 4, 0);
                STANDARD.encode_slice(mac, bytes.get_mut(begin..)?).ok()?;
            }
        }
        Some(())
    }
}
