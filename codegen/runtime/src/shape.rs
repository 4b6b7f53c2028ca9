//! Shapes of texts as data, and checking them.

use super::Decimal;
use std::fmt;

/// One part of a text. `T` is the type of literal text: the client's shapes are constants, with
/// `&'static str`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartOf<T> {
    /// A year in four digits.
    Year4,
    /// A year from 2000 to 2099, in two digits.
    Year2,
    /// A month, `01` to `12`.
    Month,
    /// A day, `01` to the last of its month. A shape has at most one date.
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
    /// A UUID, of whatever version, in small letters or capitals.
    Uuid,
    /// The seconds since 1970, in ten digits.
    EpochSeconds,
    /// The milliseconds since 1970, in thirteen digits.
    EpochMilliseconds,
    /// This many digits and letters from A to Z, by which calls are counted.
    Counter(u32),
    /// The value that the client is configured with for this header, which has so many characters
    /// of ASCII.
    Header(T, u32),
    /// Exactly this text.
    Literal(T),
    /// One or more decimal digits, as many as there are: useful only at the end.
    AnyDigits,
    /// A decimal number of at most 38 digits, with a point and decimals or without: the whole text.
    Decimal,
    /// An offset from UTC: `+09:00`, or `Z` for none.
    Offset,
}

/// One part of a text, as a constant.
pub type Part = PartOf<&'static str>;

/// The parts of a text in order. An empty shape accepts every text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape(pub &'static [Part]);

/// Why a text does not have a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mismatch {
    /// It does not have the form.
    Form,
    /// It has the form, but there is no such date.
    NoSuchDate,
}

impl Shape {
    /// A shape that accepts every text.
    pub const ANY: Self = Self(&[]);
    /// One or more decimal digits.
    pub const DIGITS: Self = Self(&[Part::AnyDigits]);
    /// A decimal number.
    pub const DECIMAL: Self = Self(&[Part::Decimal]);

    /// Returns the length in characters of every text of this shape, if they all have the same.
    #[must_use]
    pub fn length(&self) -> Option<u32> {
        length(self.0)
    }

    /// Returns whether `text` has this shape and its date exists.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        check(self.0, text).is_ok()
    }
}

/// The length in characters of every text of these parts, if they all have the same.
pub(crate) fn length<T: AsRef<str>>(parts: &[PartOf<T>]) -> Option<u32> {
    let mut lengths = parts.iter().map(PartOf::length);
    let sum = lengths.try_fold(0, |sum: u32, length| Some(sum.saturating_add(length?)));
    sum.filter(|_| !parts.is_empty())
}

/// Checks that `text` consists of these parts, and that its date exists. Without parts, every
/// text is accepted.
///
/// # Errors
///
/// Returns what is wrong: the form, or else the date.
pub(crate) fn check<T: AsRef<str>>(
    parts: &[PartOf<T>],
    text: &str,
) -> Result<(), Mismatch> {
    if parts.is_empty() {
        return Ok(());
    }
    let (mut rest, mut day) = (text, Calendar::default());
    for part in parts {
        let (piece, tail) = part.split(rest).ok_or(Mismatch::Form)?;
        day.read(part, piece);
        rest = tail;
    }
    match rest {
        "" if day.exists() => Ok(()),
        "" => Err(Mismatch::NoSuchDate),
        _ => Err(Mismatch::Form),
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
            Part::Uuid => f.write_str("<UUID>"),
            Part::EpochSeconds => f.write_str("<seconds since 1970>"),
            Part::EpochMilliseconds => f.write_str("<milliseconds since 1970>"),
            Part::Counter(count) => write!(f, "<{count} digits or letters A to Z>"),
            Part::Header(name, count) => write!(f, "<{name}, {count} characters>"),
            Part::Literal(text) => f.write_str(text),
            Part::AnyDigits => f.write_str("<digits>"),
            Part::Decimal => f.write_str("<decimal number>"),
            Part::Offset => f.write_str("<+hh:mm or Z>"),
        })
    }
}

impl<T: AsRef<str>> PartOf<T> {
    fn length(&self) -> Option<u32> {
        match self {
            Self::Year4 => Some(4),
            Self::Year2
            | Self::Month
            | Self::Day
            | Self::Hour
            | Self::Minute
            | Self::Second => Some(2),
            Self::Millisecond => Some(3),
            Self::Uuid => Some(36),
            Self::EpochSeconds => Some(10),
            Self::EpochMilliseconds => Some(13),
            Self::Hex(count)
            | Self::Digits(count)
            | Self::Counter(count)
            | Self::Header(_, count) => Some(*count),
            Self::Base64(bytes) => Some(bytes.div_ceil(3).saturating_mul(4)),
            Self::Literal(text) => u32::try_from(text.as_ref().chars().count()).ok(),
            Self::AnyDigits | Self::Decimal | Self::Offset => None,
        }
    }

    /// Splits this part from the start of `text`.
    pub(super) fn split<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        match self {
            Self::Literal(literal) => {
                let tail = text.strip_prefix(literal.as_ref())?;
                text.split_at_checked(text.len() - tail.len())
            }
            Self::AnyDigits => {
                let end = text.bytes().take_while(u8::is_ascii_digit).count();
                text.split_at_checked(end).filter(|(piece, _)| !piece.is_empty())
            }
            Self::Decimal => is_decimal(text).then_some((text, "")),
            Self::Offset => offset(text),
            _ => {
                let end = usize::try_from(self.length()?).ok()?;
                text.split_at_checked(end).filter(|(piece, _)| self.fits(piece))
            }
        }
    }

    /// Whether `piece`, which has the right length, has the right characters.
    fn fits(&self, piece: &str) -> bool {
        let digits = || piece.bytes().all(|b| b.is_ascii_digit());
        match self {
            Self::Literal(_) => true,
            Self::Header(..) => piece.bytes().all(|b| b.is_ascii_graphic()),
            Self::Uuid => piece.bytes().enumerate().all(|(place, byte)| match place {
                8 | 13 | 18 | 23 => byte == b'-',
                _ => byte.is_ascii_hexdigit(),
            }),
            Self::Counter(_) => {
                piece.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase())
            }
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
}

/// Whether a text is a decimal number in digits, without a sign for plus and without an exponent.
fn is_decimal(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b'-' || b == b'.');
    plain && text.parse::<Decimal>().is_ok()
}

/// Splits an offset from UTC of at most 18 hours from the start of `text`.
fn offset(text: &str) -> Option<(&str, &str)> {
    if text.starts_with('Z') {
        return text.split_at_checked(1);
    }
    let (piece, tail) = text.split_at_checked(6)?;
    let (hours, minutes) = piece.strip_prefix(['+', '-'])?.split_once(':')?;
    let digits =
        |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
    // Two digits each, so their order as texts is their order as numbers.
    let is_offset = digits(hours)
        && digits(minutes)
        && (hours < "18" && minutes < "60" || (hours, minutes) == ("18", "00"));
    is_offset.then_some((piece, tail))
}

/// The date parts of a shape.
#[derive(Default)]
pub(super) struct Calendar {
    pub(super) year: Option<u16>,
    pub(super) month: Option<u16>,
    pub(super) day: Option<u16>,
}

impl Calendar {
    fn read<T>(&mut self, part: &PartOf<T>, piece: &str) {
        match part {
            PartOf::Year4 => self.year = piece.parse().ok(),
            PartOf::Year2 => self.year = piece.parse().ok().map(|year: u16| 2000 + year),
            PartOf::Month => self.month = piece.parse().ok(),
            PartOf::Day => self.day = piece.parse().ok(),
            _ => {}
        }
    }

    /// Whether the date exists. Without a year, 29 February does.
    pub(super) fn exists(&self) -> bool {
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
