//! What a text is made of, as data, and the check of it.

use std::fmt;

/// One piece of a text. `T` holds the text of a literal: the client's shapes are constants, and
/// have it as `&'static str`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PartOf<T> {
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
    Literal(T),
    /// One or more decimal digits, as many as there are: sensible at the end only.
    AnyDigits,
}

/// One piece of a text, as a constant.
pub type Part = PartOf<&'static str>;

/// The pieces of a text in their order. No pieces at all restrict nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Shape(pub &'static [Part]);

/// Why a text does not have a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mismatch {
    /// It is not made of what it has to be made of.
    Form,
    /// It has the form, and the calendar has no such day.
    NoSuchDate,
}

impl Shape {
    /// Every text.
    pub const ANY: Self = Self(&[]);
    /// One or more decimal digits.
    pub const DIGITS: Self = Self(&[Part::AnyDigits]);

    /// How many characters every text of this shape has, if all have the same number.
    #[must_use]
    pub fn length(&self) -> Option<u32> {
        length(self.0)
    }

    /// Whether `text` has this shape and its date is in the calendar.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        check(self.0, text).is_ok()
    }
}

/// How many characters every text of these parts has, if all have the same number.
pub(crate) fn length<T: AsRef<str>>(parts: &[PartOf<T>]) -> Option<u32> {
    let mut lengths = parts.iter().map(PartOf::length);
    let sum = lengths.try_fold(0, |sum: u32, length| Some(sum.saturating_add(length?)));
    sum.filter(|_| !parts.is_empty())
}

/// Checks that `text` is made of these parts, and that its date is in the calendar. No parts at
/// all restrict nothing.
///
/// # Errors
///
/// What is wrong: the form, or else the date.
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
            Part::Literal(text) => f.write_str(text),
            Part::AnyDigits => f.write_str("<digits>"),
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
            Self::Hex(count) | Self::Digits(count) => Some(*count),
            Self::Base64(bytes) => Some(bytes.div_ceil(3).saturating_mul(4)),
            Self::Literal(text) => u32::try_from(text.as_ref().chars().count()).ok(),
            Self::AnyDigits => None,
        }
    }

    /// Splits this part off the front of `text`.
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

/// As much of a date as a shape names.
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

    /// Whether such a date exists: without its year, 29 February does.
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
