//! The headers of requests, prepared: what is the same in all calls is there, and the rest is
//! filled in.

use super::shape::{Piece, hex};
use super::{Broken, Header, Redact, Violation, Violations};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::{HeaderMap, HeaderName, HeaderValue, header};

/// What a set of headers has in common in all calls.
pub(super) struct Template {
    /// Those that are made for each call are there too, and empty.
    map: HeaderMap,
    minted: Vec<Minted>,
    /// The place among them of the one that tells calls apart.
    unique: Option<usize>,
    /// In bytes: what the longest of their values has.
    longest: usize,
    wrong: Vec<Violation>,
}

/// A header that is made for each call.
struct Minted {
    name: HeaderName,
    header: Header,
    pieces: Vec<Piece>,
}

/// What differs from call to call.
pub(super) struct Making {
    /// `yyyyMMddHHmmssSSS`.
    pub(super) time: [u8; 17],
    /// Whose digits become those of the headers.
    pub(super) id: u64,
    pub(super) signature: Option<[u8; 32]>,
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
            minted: Vec::new(),
            unique: None,
            longest: 0,
            wrong: Vec::new(),
        }
    }

    /// A header that is the same in all calls.
    pub(super) fn set(&mut self, name: HeaderName, value: HeaderValue) {
        self.map.insert(name, value);
    }

    /// A header that is made for each call, and whether it carries the signature. The first
    /// that does not, and has hexadecimal digits, tells calls apart.
    pub(super) fn mint(&mut self, name: HeaderName, header: &Header, signed: bool) {
        let (shape, source) = (header.rule.shape, header.rule.source);
        let fills = |piece: &Piece| signed || !matches!(piece, Piece::Base64(_));
        let pieces = shape.writing().filter(|pieces| pieces.iter().all(fills));
        let Some(pieces) = pieces else {
            let broken = Broken::WrongShape { shape };
            return self.refuse(Violation::new(header.name, broken, source));
        };
        let is_hex = |piece: &Piece| matches!(piece, Piece::Hex(_));
        if !signed && self.unique.is_none() && pieces.iter().any(is_hex) {
            self.unique = Some(self.minted.len());
        }
        self.map.insert(name.clone(), EMPTY);
        let length = shape.length().and_then(|length| usize::try_from(length).ok());
        self.longest = self.longest.max(length.unwrap_or(0));
        self.minted.push(Minted {
            name,
            header: *header,
            pieces,
        });
    }

    /// A header that cannot be sent.
    pub(super) fn refuse(&mut self, violation: Violation) {
        self.wrong.push(violation);
    }

    /// The headers of one call, and the value of the one that tells calls apart.
    pub(super) fn fill(
        &self,
        making: &Making,
    ) -> Result<(HeaderMap, Option<String>), Violations> {
        let (mut map, mut unique) = (self.map.clone(), None);
        let (mut wrong, mut bytes) =
            (self.wrong.clone(), Vec::with_capacity(self.longest));
        for (name, place) in &mut map {
            let minted = || self.minted.iter().position(|minted| minted.name == *name);
            let Some(position) = place.is_empty().then(minted).flatten() else {
                continue;
            };
            let Some(minted) = self.minted.get(position) else { continue };
            bytes.clear();
            match making.value(minted, &mut bytes) {
                Ok(value) => *place = value,
                Err(broken) => wrong.push(minted.broken(broken)),
            }
            if self.unique == Some(position) {
                unique = str::from_utf8(&bytes).ok().map(str::to_owned);
            }
        }
        Violations::gather(wrong).map(|()| (map, unique))
    }
}

impl Minted {
    fn broken(&self, broken: Broken) -> Violation {
        Violation::new(self.header.name, broken, self.header.rule.source)
    }
}

impl Making {
    fn value(
        &self,
        minted: &Minted,
        bytes: &mut Vec<u8>,
    ) -> Result<HeaderValue, Broken> {
        let rule = &minted.header.rule;
        let shape = || Broken::WrongShape { shape: rule.shape };
        for piece in &minted.pieces {
            self.write(*piece, bytes).ok_or_else(shape)?;
        }
        let value = HeaderValue::from_bytes(bytes);
        let mut value = value.map_err(|_| Broken::NotForAHeader)?;
        value.set_sensitive(rule.redact == Redact::Hidden);
        Ok(value)
    }

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
                    .filter(|mac| u32::try_from(mac.len()) == Ok(count))?;
                let begin = bytes.len();
                bytes.resize(begin + mac.len().div_ceil(3) * 4, 0);
                STANDARD.encode_slice(mac, bytes.get_mut(begin..)?).ok()?;
            }
        }
        Some(())
    }
}
