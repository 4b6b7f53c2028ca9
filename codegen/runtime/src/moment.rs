//! Instants, and writing them in a shape.

use super::shape::{Calendar, Part, Shape};

/// A calendar date and time, to be written into an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Moment {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to the last of the month.
    pub day: u8,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999.
    pub millisecond: u16,
}

impl Shape {
    /// Writes a text of this shape for `moment`. Hexadecimal digits, in lower case, come from the
    /// low four bits of `random`.
    ///
    /// Returns `None` if the moment does not exist, or the shape has a part that a moment cannot
    /// fill, such as free digits, a UUID, Base64 or an offset, or no parts at all.
    #[must_use]
    pub fn write(
        &self,
        moment: &Moment,
        random: &mut dyn FnMut() -> u8,
    ) -> Option<String> {
        let pieces = self.writing().filter(|_| moment.exists())?;
        let digits = moment.digits();
        let length = self.length().and_then(|length| usize::try_from(length).ok());
        let mut text = Vec::with_capacity(length.unwrap_or_default());
        for piece in pieces {
            match piece {
                Piece::Time(from, to) => text.extend(digits.get(from..to)?),
                Piece::Text(literal) => text.extend(literal.as_bytes()),
                Piece::Hex(count) => text.extend((0..count).map(|_| hex(random()))),
                Piece::Digits(_)
                | Piece::Uuid
                | Piece::EpochSeconds
                | Piece::EpochMilliseconds
                | Piece::Counter(_)
                | Piece::Header(..) => return None,
            }
        }
        String::from_utf8(text).ok()
    }

    /// The fewest pieces that write a text of this shape. `None` if the shape has a part that no
    /// call fills.
    pub(super) fn writing(&self) -> Option<Vec<Piece>> {
        let mut pieces = Vec::new();
        for part in self.0 {
            let piece = part.piece()?;
            match (pieces.last_mut(), piece) {
                (Some(Piece::Time(_, end)), Piece::Time(from, to)) if *end == from => {
                    *end = to;
                }
                _ => pieces.push(piece),
            }
        }
        (!pieces.is_empty()).then_some(pieces)
    }
}

/// A piece of a generated text.
#[derive(Clone, Copy)]
pub(super) enum Piece {
    /// A range of [`Moment::stamp`].
    Time(usize, usize),
    Text(&'static str),
    /// This many hexadecimal digits.
    Hex(u32),
    /// This many random decimal digits.
    Digits(u32),
    Uuid,
    EpochSeconds,
    EpochMilliseconds,
    /// This many digits of the call's number, to the base of 36.
    Counter(u32),
    /// What the client is configured with for this header, in so many characters.
    Header(&'static str, u32),
}

impl Piece {
    /// In bytes.
    pub(super) const fn len(self) -> usize {
        match self {
            Self::Time(from, to) => to - from,
            Self::Text(text) => text.len(),
            Self::Hex(count)
            | Self::Digits(count)
            | Self::Counter(count)
            | Self::Header(_, count) => count as usize,
            Self::Uuid => 36,
            Self::EpochSeconds => 10,
            Self::EpochMilliseconds => 13,
        }
    }
}

/// `00` to `99`.
const PAIRS: [[u8; 2]; 100] = {
    let (mut pairs, mut number) = ([[0; 2]; 100], 0);
    let mut rest = pairs.as_mut_slice();
    while let [pair, tail @ ..] = rest {
        *pair = [digit(number / 10), digit(number)];
        number += 1;
        rest = tail;
    }
    pairs
};

/// The last decimal digit.
const fn digit(number: u16) -> u8 {
    let [digit, _] = (number % 10).to_le_bytes();
    b'0' + digit
}

/// The hexadecimal digit of the low four bits, in lower case.
pub(super) const fn hex(bits: u8) -> u8 {
    match bits & 15 {
        low @ 0..10 => b'0' + low,
        low => b'a' - 10 + low,
    }
}

impl Part {
    pub(super) const fn piece(self) -> Option<Piece> {
        Some(match self {
            Self::Year4 => Piece::Time(0, 4),
            Self::Year2 => Piece::Time(2, 4),
            Self::Month => Piece::Time(4, 6),
            Self::Day => Piece::Time(6, 8),
            Self::Hour => Piece::Time(8, 10),
            Self::Minute => Piece::Time(10, 12),
            Self::Second => Piece::Time(12, 14),
            Self::Millisecond => Piece::Time(14, 17),
            Self::Hex(count) => Piece::Hex(count),
            Self::Literal(literal) => Piece::Text(literal),
            Self::Digits(count) => Piece::Digits(count),
            Self::Uuid => Piece::Uuid,
            Self::EpochSeconds => Piece::EpochSeconds,
            Self::EpochMilliseconds => Piece::EpochMilliseconds,
            Self::Counter(count) => Piece::Counter(count),
            Self::Header(name, count) => Piece::Header(name, count),
            Self::Offset => Piece::Time(17, 23),
            Self::Base64(_) | Self::AnyDigits | Self::Decimal => return None,
        })
    }
}

/// `yyyyMMddHHmmssSSS`, and the offset from UTC as `+hh:mm`.
pub(super) type Stamp = [u8; 23];

impl Moment {
    /// Writes the moment, which is `offset` minutes ahead of UTC.
    ///
    /// No offset is `+00:00`, so that all are of one length; readers of ISO 8601 take it for `Z`.
    pub(super) fn stamp(&self, offset: i32) -> Stamp {
        let mut stamp = *b"00000000000000000+00:00";
        let [digits @ .., sign, hour_0, hour_1, _, minute_0, minute_1] = &mut stamp;
        digits.copy_from_slice(&self.digits());
        if offset < 0 {
            *sign = b'-';
        }
        let minutes = offset.unsigned_abs();
        let pair = |number: u32| {
            let place = usize::try_from(number).ok();
            place.and_then(|place| PAIRS.get(place)).copied().unwrap_or(*b"00")
        };
        [*hour_0, *hour_1] = pair(minutes / 60);
        [*minute_0, *minute_1] = pair(minutes % 60);
        stamp
    }

    /// Writes `yyyyMMddHHmmssSSS`, several times as fast as `write!`; every call needs it.
    pub(super) fn digits(&self) -> [u8; 17] {
        let [month, day, hour, minute, second] =
            [self.month, self.day, self.hour, self.minute, self.second].map(u16::from);
        let (year, millisecond) = (self.year, self.millisecond);
        let pairs =
            [year / 100, year % 100, month, day, hour, minute, second, millisecond / 10];
        let mut text = [digit(millisecond); 17];
        for (place, number) in text.chunks_exact_mut(2).zip(pairs) {
            place.copy_from_slice(PAIRS.get(usize::from(number)).unwrap_or(b"00"));
        }
        text
    }

    fn exists(&self) -> bool {
        let Self { year, month, day, .. } = *self;
        let day = Calendar {
            year: Some(year),
            month: Some(month.into()),
            day: Some(day.into()),
        };
        day.exists()
            && year <= 9999
            && self.hour < 24
            && self.minute < 60
            && self.second < 60
            && self.millisecond < 1000
    }
}
