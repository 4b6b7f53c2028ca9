//! What a text is made of, as data: to check one, and to write one for an instant.

use super::Broken;
use std::fmt;

/// One piece of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A year in four digits.
    Year4,
    /// A year of the century that began with 2000, in two digits.
    Year2,
    /// A month, `01` to `12`.
    Month,
    /// A day, `01` to the last of its month. A shape names one date at most.
    Day,
    /// An hour, `00` to `23`.
    Hour,
    /// A minute, `00` to `59`.
    Minute,
    /// A second, `00` to `59`.
    Second,
    /// A millisecond, `000` to `999`.
    Millisecond,
    /// This many hexadecimal digits, of either case.
    Hex(u32),
    /// This many decimal digits.
    Digits(u32),
    /// This many bytes in Base64: standard alphabet, padded.
    Base64(u32),
    /// Exactly this text.
    Literal(&'static str),
    /// One or more decimal digits, as many as there are: sensible at the end only.
    AnyDigits,
}

/// The pieces of a text in their order. No pieces at all restrict nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape(pub &'static [Part]);

/// An instant on somebody's clock and calendar, to be written into an identifier.
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
    /// Every text.
    pub const ANY: Self = Self(&[]);
    /// One or more decimal digits.
    pub const DIGITS: Self = Self(&[Part::AnyDigits]);

    /// How many characters every text of this shape has, if all have the same number.
    #[must_use]
    pub const fn length(&self) -> Option<u32> {
        if self.0.is_empty() {
            return None;
        }
        let (mut rest, mut sum) = (self.0, 0_u32);
        while let [part, tail @ ..] = rest {
            let Some(length) = part.length() else { return None };
            sum = sum.saturating_add(length);
            rest = tail;
        }
        Some(sum)
    }

    /// Whether `text` has this shape and its date is in the calendar.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        self.broken_by(text).is_none()
    }

    /// What is wrong with `text`: its form, or else its date.
    pub(super) fn broken_by(&self, text: &str) -> Option<Broken> {
        if self.0.is_empty() {
            return None;
        }
        let (mut rest, mut day) = (text, Calendar::default());
        for part in self.0 {
            let Some((piece, tail)) = part.split(rest) else {
                return Some(Broken::WrongShape { shape: *self });
            };
            day.read(*part, piece);
            rest = tail;
        }
        if !rest.is_empty() {
            return Some(Broken::WrongShape { shape: *self });
        }
        (!day.exists()).then_some(Broken::NoSuchDate)
    }

    /// Each part with the piece of `text` that stands for it, if all of it has this shape.
    #[cfg(feature = "fake")]
    pub(super) fn pieces<'a>(&self, text: &'a str) -> Option<Vec<(Part, &'a str)>> {
        let (mut rest, mut pieces) = (text, Vec::new());
        for part in self.0 {
            let (piece, tail) = part.split(rest)?;
            pieces.push((*part, piece));
            rest = tail;
        }
        rest.is_empty().then_some(pieces)
    }

    /// Writes a text of this shape for `moment`, with hexadecimal digits, in lower case, from
    /// the low four bits of what `random` returns.
    ///
    /// `None` when the moment does not exist, and when the shape has a part that no moment
    /// fills: free digits, Base64, or no parts at all.
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
                Piece::Base64(_) => return None,
            }
        }
        String::from_utf8(text).ok()
    }

    /// What it takes to write a text of this shape, in as few pieces as there can be. `None`
    /// when the shape has a part that no call fills.
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

/// A piece of a text that is written.
#[derive(Clone, Copy)]
pub(super) enum Piece {
    /// From here to there of [`Moment::digits`].
    Time(usize, usize),
    Text(&'static str),
    /// So many hexadecimal digits.
    Hex(u32),
    /// So many bytes.
    Base64(u32),
}

impl Piece {
    /// In bytes.
    pub(super) const fn len(self) -> usize {
        match self {
            Self::Time(from, to) => to - from,
            Self::Text(text) => text.len(),
            Self::Hex(count) => count as usize,
            Self::Base64(count) => count.div_ceil(3) as usize * 4,
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

/// `yyyyMMdd`, `yyMMddHHmmss<7 hex digits>`, `<digits>`.
impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("<anything>");
        }
        self.0.iter().try_for_each(|part| match part {
            Part::Year4 => f.write_str("yyyy"),
            Part::Year2 => f.write_str("yy"),
            Part::Month => f.write_str("MM"),
            Part::Day => f.write_str("dd"),
            Part::Hour => f.write_str("HH"),
            Part::Minute => f.write_str("mm"),
            Part::Second => f.write_str("ss"),
            Part::Millisecond => f.write_str("SSS"),
            Part::Hex(count) => write!(f, "<{count} hex digits>"),
            Part::Digits(count) => write!(f, "<{count} digits>"),
            Part::Base64(bytes) => write!(f, "<{bytes} bytes in Base64>"),
            Part::Literal(text) => f.write_str(text),
            Part::AnyDigits => f.write_str("<digits>"),
        })
    }
}

impl Part {
    const fn length(self) -> Option<u32> {
        match self {
            Self::Year4 => Some(4),
            Self::Year2
            | Self::Month
            | Self::Day
            | Self::Hour
            | Self::Minute
            | Self::Second => Some(2),
            Self::Millisecond => Some(3),
            Self::Hex(count) | Self::Digits(count) => Some(count),
            Self::Base64(bytes) => Some(bytes.div_ceil(3).saturating_mul(4)),
            Self::Literal(text) => Some(characters(text)),
            Self::AnyDigits => None,
        }
    }

    /// Splits this part off the front of `text`.
    fn split<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        match self {
            Self::Literal(literal) => {
                text.strip_prefix(literal).map(|tail| (*literal, tail))
            }
            Self::AnyDigits => {
                let end = text.bytes().take_while(u8::is_ascii_digit).count();
                text.split_at_checked(end).filter(|(piece, _)| !piece.is_empty())
            }
            _ => {
                let end = usize::try_from(self.length()?).ok()?;
                text.split_at_checked(end).filter(|(piece, _)| self.fits(piece))
            }
        }
    }

    /// Whether `piece`, which has the right length, has the right characters.
    fn fits(self, piece: &str) -> bool {
        let digits = || piece.bytes().all(|b| b.is_ascii_digit());
        match self {
            Self::Literal(_) => true,
            Self::Hex(_) => piece.bytes().all(|b| b.is_ascii_hexdigit()),
            Self::Base64(bytes) => {
                let data = piece.trim_end_matches('=');
                let padding = (3 - bytes % 3) % 3;
                data.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'+' || b == b'/')
                    && u32::try_from(piece.len() - data.len()) == Ok(padding)
            }
            // Two digits each, so their order as texts is their order as numbers.
            Self::Hour => digits() && piece < "24",
            Self::Minute | Self::Second => digits() && piece < "60",
            _ => digits(),
        }
    }

    const fn piece(self) -> Option<Piece> {
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
            Self::Base64(bytes) => Piece::Base64(bytes),
            Self::Digits(_) | Self::AnyDigits => return None,
        })
    }
}

impl Moment {
    /// `yyyyMMddHHmmssSSS`: several times as fast as `write!`, and every call needs them.
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

/// As much of a date as a shape names.
#[derive(Default)]
struct Calendar {
    year: Option<u16>,
    month: Option<u16>,
    day: Option<u16>,
}

impl Calendar {
    fn read(&mut self, part: Part, piece: &str) {
        match part {
            Part::Year4 => self.year = piece.parse().ok(),
            Part::Year2 => self.year = piece.parse().ok().map(|year: u16| 2000 + year),
            Part::Month => self.month = piece.parse().ok(),
            Part::Day => self.day = piece.parse().ok(),
            _ => {}
        }
    }

    /// Whether such a date exists: without its year, 29 February does.
    fn exists(&self) -> bool {
        let leap = |year: u16| {
            year.is_multiple_of(4) && !year.is_multiple_of(100)
                || year.is_multiple_of(400)
        };
        let days = match self.month {
            Some(2) if !self.year.is_none_or(leap) => 28,
            Some(2) => 29,
            Some(4 | 6 | 9 | 11) => 30,
            _ => 31,
        };
        self.month.is_none_or(|month| (1..=12).contains(&month))
            && self.day.is_none_or(|day| (1..=days).contains(&day))
    }
}

/// How many characters `text` has: `chars().count()` in a `const fn`.
const fn characters(text: &str) -> u32 {
    let (mut rest, mut count) = (text.as_bytes(), 0_u32);
    while let [byte, tail @ ..] = rest {
        // Every byte that does not continue a character begins one.
        if *byte & 0b1100_0000 != 0b1000_0000 {
            count = count.saturating_add(1);
        }
        rest = tail;
    }
    count
}
