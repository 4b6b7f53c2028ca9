//! The headers of requests, prepared: what is the same in all calls is there, and the rest is
//! filled in.

use super::moment::{Piece, hex};
use super::{Header, Redact, Violation, ViolationKind, Violations};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, header};
use std::ops::{Deref, Range};

/// What a set of headers has in common in all calls.
pub(super) struct Template {
    /// Those that are minted, which is to say made for each call, are there too, and empty, and
    /// so is the one that names the key.
    map: HeaderMap,
    key_id: Option<HeaderName>,
    minted: Vec<Minted>,
    /// In bytes: what their values have together.
    length: usize,
    /// Where among these is the value that tells calls apart.
    unique: Option<Range<usize>>,
    wrong: Vec<Violation>,
}

/// A header that is minted.
struct Minted {
    name: HeaderName,
    header: Header,
    pieces: Vec<Piece>,
    /// Where its value is among the bytes that are minted for a call.
    place: Range<usize>,
}

/// A template that is kept for all calls, or made for one.
pub(super) enum Held<'a> {
    Kept(&'a Template),
    Own(Box<Template>),
}

impl Deref for Held<'_> {
    type Target = Template;

    fn deref(&self) -> &Template {
        match self {
            Self::Kept(template) => template,
            Self::Own(template) => template,
        }
    }
}

/// What differs from call to call.
pub(super) struct Making {
    /// `yyyyMMddHHmmssSSS`.
    pub(super) time: [u8; 17],
    /// Whose digits become those of the headers.
    pub(super) id: u64,
    pub(super) signature: Option<Vec<u8>>,
}

const JSON: HeaderValue = HeaderValue::from_static("application/json");
const EMPTY: HeaderValue = HeaderValue::from_static("");

impl Template {
    pub(super) fn new(headers: usize, has_body: bool) -> Self {
        let mut map = HeaderMap::with_capacity(headers + 2);
        map.insert(header::ACCEPT, JSON);
        if has_body {
            map.insert(header::CONTENT_TYPE, JSON);
        }
        Self {
            map,
            key_id: None,
            minted: Vec::new(),
            length: 0,
            unique: None,
            wrong: Vec::new(),
        }
    }

    /// A header that is the same in all calls.
    pub(super) fn set(&mut self, name: HeaderName, value: HeaderValue) {
        self.map.insert(name, value);
    }

    /// The header that names the key, which may be another one in the next call.
    pub(super) fn set_key_id(&mut self, name: HeaderName) {
        self.map.insert(name.clone(), EMPTY);
        self.key_id = Some(name);
    }

    /// A header that is minted, and whether it carries the signature. The first that does not,
    /// and has hexadecimal digits, tells calls apart.
    pub(super) fn set_minted(
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
        self.minted.push(Minted {
            name,
            header: *header,
            pieces,
            place,
        });
    }

    /// A header that cannot be sent.
    pub(super) fn refuse(&mut self, violation: Violation) {
        self.wrong.push(violation);
    }

    /// The values of the headers that are minted for one call, one after the other.
    pub(super) fn mint(&self, making: &Making) -> Result<Vec<u8>, Violations> {
        let (mut wrong, mut bytes) =
            (self.wrong.clone(), Vec::with_capacity(self.length));
        for minted in &self.minted {
            let written =
                minted.pieces.iter().try_for_each(|it| making.write(*it, &mut bytes));
            if written.is_none() {
                let shape = minted.header.rule.shape;
                wrong.push(minted.violated(ViolationKind::WrongShape { shape }));
            }
        }
        Violations::gather(wrong).map(|()| bytes)
    }

    /// Of `bytes`, which are minted for one call, those that tell it from others.
    pub(super) fn unique<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        bytes.get(self.unique.clone()?)
    }

    fn minted(&self, name: &HeaderName) -> Option<&Minted> {
        self.minted.iter().find(|minted| minted.name == *name)
    }

    /// How many headers a call has.
    pub(super) fn len(&self) -> usize {
        self.map.len()
    }

    /// The headers of the call that `bytes` are minted for, and its body encrypted with the key
    /// of this id.
    pub(super) fn lines<'a>(
        &'a self,
        bytes: &'a [u8],
        key_id: Option<&'a HeaderValue>,
    ) -> impl Iterator<Item = (&'a str, &'a [u8])> {
        self.map.iter().map(move |(name, value)| {
            let key_id = key_id.filter(|_| self.key_id.as_ref() == Some(name));
            let value = self
                .minted(name)
                .and_then(|minted| bytes.get(minted.place.clone()))
                .unwrap_or(key_id.unwrap_or(value).as_bytes());
            (name.as_str(), value)
        })
    }

    /// The same as a map.
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
            let minted = place.is_empty().then(|| self.minted(name)).flatten();
            let Some(minted) = minted else { continue };
            match minted.value(bytes) {
                Some(value) => *place = value,
                None => wrong.push(minted.violated(ViolationKind::NotForAHeader)),
            }
        }
        Violations::gather(wrong).map(|()| map)
    }
}

impl Minted {
    fn violated(&self, broken: ViolationKind) -> Violation {
        Violation::new(self.header.name, broken, self.header.rule.source)
    }

    /// Its value among the bytes of a call.
    fn value(&self, bytes: &[u8]) -> Option<HeaderValue> {
        let bytes = bytes.get(self.place.clone())?;
        let mut value = HeaderValue::from_bytes(bytes).ok()?;
        value.set_sensitive(self.header.rule.redact == Redact::Hidden);
        Some(value)
    }
}

impl Making {
    /// Adds a piece, unless nothing fills it.
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
