//! The rules of a field, as data.

use super::{Broken, Decimal, Shape, Source, Violation, Violations, escape::escaped};
use std::fmt;

/// How much of a value `Debug` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Redact {
    /// All of it.
    Shown,
    /// The last four characters, as `..6789`, of a value that has at least eight; a shorter
    /// one is hidden.
    LastFour,
    /// Nothing: `..` whatever the value is.
    Hidden,
}

/// The two ends, both allowed, of what a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits<T> {
    min: Option<T>,
    max: Option<T>,
}

/// How many characters a text may have, or how many decimal digits a number.
pub type Length = Limits<u32>;

/// How small and how large a number may be.
pub type Range = Limits<i128>;

impl<T: Copy> Limits<T> {
    /// From `min` to `max`.
    #[must_use]
    pub const fn between(min: T, max: T) -> Self {
        Self {
            min: Some(min),
            max: Some(max),
        }
    }

    /// `n` and nothing else.
    #[must_use]
    pub const fn exactly(n: T) -> Self {
        Self::between(n, n)
    }

    /// `min` or more.
    #[must_use]
    pub const fn at_least(min: T) -> Self {
        Self { min: Some(min), max: None }
    }

    /// `max` or less.
    #[must_use]
    pub const fn at_most(max: T) -> Self {
        Self { min: None, max: Some(max) }
    }

    /// No limit.
    #[must_use]
    pub const fn any() -> Self {
        Self { min: None, max: None }
    }

    /// The least that is allowed, if there is a least.
    #[must_use]
    pub const fn min(&self) -> Option<T> {
        self.min
    }

    /// The most that is allowed, if there is a most.
    #[must_use]
    pub const fn max(&self) -> Option<T> {
        self.max
    }
}

impl<T: Copy + PartialOrd> Limits<T> {
    /// Where `n` lies.
    fn side(&self, n: T) -> Side<T> {
        match (self.min, self.max) {
            (Some(min), _) if n < min => Side::Below(min),
            (_, Some(max)) if n > max => Side::Above(max),
            _ => Side::Within,
        }
    }
}

/// Where a number lies, with the end that it is beyond.
enum Side<T> {
    Below(T),
    Within,
    Above(T),
}

/// `exactly 3`, `2 to 5`, `at least 2`, `at most 5`, `any number of`.
impl<T: fmt::Display + PartialEq> fmt::Display for Limits<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.min, &self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "exactly {min}"),
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "at least {min}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("any number of"),
        }
    }
}

/// What a text has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// The field's name on the wire.
    pub field: &'static str,
    /// In characters, not in bytes.
    pub length: Length,
    /// What it is made of.
    pub shape: Shape,
    /// How much of it `Debug` shows.
    pub redact: Redact,
    /// Who says so.
    pub source: Source,
}

/// What a whole number has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NumberRule {
    /// The field's name on the wire.
    pub field: &'static str,
    /// Its least and its greatest value.
    pub range: Range,
    /// In decimal digits, of which zero has one; a minus sign is not counted.
    pub digits: Length,
    /// How much of it `Debug` shows.
    pub redact: Redact,
    /// Who says so.
    pub source: Source,
}

/// What a decimal number has to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DecimalRule {
    /// The field's name on the wire.
    pub field: &'static str,
    /// Its least and its greatest value.
    pub range: Limits<Decimal>,
    /// How many decimals it may have, zeros at the end not counted.
    pub places: u32,
    /// How much of it `Debug` shows.
    pub redact: Redact,
    /// Who says so.
    pub source: Source,
}

impl Rule {
    /// Everything that is wrong with `text`, its length before its shape.
    pub(super) fn check(&self, text: &str) -> Result<(), Violations> {
        // Most texts are ASCII, and that is found out sooner than characters are counted.
        let actual = if text.is_ascii() { text.len() } else { text.chars().count() };
        let actual = u32::try_from(actual).unwrap_or(u32::MAX);
        let length = match self.length.side(actual) {
            Side::Within => None,
            _ if self.length.min == self.length.max => {
                self.length.min.map(|exact| Broken::WrongLength { exact, actual })
            }
            Side::Below(min) => Some(Broken::TooShort { min, actual }),
            Side::Above(max) => Some(Broken::TooLong { max, actual }),
        };
        self.gather(length, self.shape.broken_by(text))
    }

    /// The error that says that the value breaks this rule in one way.
    pub(super) fn broken(&self, broken: Broken) -> Violations {
        Violation::new(self.field, broken, self.source).into()
    }

    fn gather(
        &self,
        one: Option<Broken>,
        two: Option<Broken>,
    ) -> Result<(), Violations> {
        gather(self.field, self.source, one, two)
    }
}

impl NumberRule {
    /// Everything that is wrong with `number`, its range before its digits.
    pub(super) fn check(&self, number: i128) -> Result<(), Violations> {
        let range = match self.range.side(number) {
            Side::Within => None,
            Side::Below(min) => Some(Broken::BelowMinimum { min }),
            Side::Above(max) => Some(Broken::AboveMaximum { max }),
        };
        let actual = number.unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
        let digits = match self.digits.side(actual) {
            Side::Within => None,
            _ => Some(Broken::DigitCount {
                allowed: self.digits,
                actual,
            }),
        };
        gather(self.field, self.source, range, digits)
    }

    /// The error that says that the value is no number at all.
    pub(super) fn not_a_number(&self) -> Violations {
        Violation::new(self.field, Broken::NotANumber, self.source).into()
    }
}

impl DecimalRule {
    /// Everything that is wrong with `number`, its range before its decimals.
    pub(super) fn check(&self, number: Decimal) -> Result<(), Violations> {
        let range = match self.range.side(number) {
            Side::Within => None,
            Side::Below(min) => Some(Broken::LessThan { min }),
            Side::Above(max) => Some(Broken::MoreThan { max }),
        };
        let (max, actual) = (self.places, number.places());
        let places = (actual > max).then_some(Broken::TooManyDecimals { max, actual });
        gather(self.field, self.source, range, places)
    }

    /// The error that says that the value is no number at all.
    pub(super) fn not_a_number(&self) -> Violations {
        Violation::new(self.field, Broken::NotADecimal, self.source).into()
    }
}

fn gather(
    field: &'static str,
    source: Source,
    one: Option<Broken>,
    two: Option<Broken>,
) -> Result<(), Violations> {
    if one.is_none() && two.is_none() {
        return Ok(());
    }
    let broken = one.into_iter().chain(two);
    Violations::gather(broken.map(|b| Violation::new(field, b, source)).collect())
}

/// `value` as far as `Debug` may show it. Control characters are escaped.
pub(super) struct Redacted<'a>(pub(super) Redact, pub(super) &'a str);

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(redact, value) = self;
        let hidden = value.chars().count().checked_sub(8).map(|spare| spare + 4);
        match (redact, hidden) {
            (Redact::Shown, _) => fmt::Debug::fmt(value, f),
            (Redact::LastFour, Some(hidden)) => {
                let last =
                    value.char_indices().nth(hidden).map_or(value.len(), |(at, _)| at);
                f.write_str("..")?;
                f.write_str(&escaped(value.get(last..).unwrap_or_default()))
            }
            _ => f.write_str(".."),
        }
    }
}
