//! The rules of a field, as data.

use super::limits::{Length, Limits, Range, Side};
use super::shape::{self, Mismatch};
use super::{Decimal, Redact, Shape, Source, Violation, ViolationKind, Violations};

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
    /// What it is a multiple of, if of anything.
    pub multiple_of: Option<i128>,
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
    /// What it is a multiple of, if of anything.
    pub multiple_of: Option<Decimal>,
    /// How much of it `Debug` shows.
    pub redact: Redact,
    /// Who says so.
    pub source: Source,
}

/// Who says so, of a rule that nobody has stated.
pub(super) const NOBODY: Source = Source { document: "", section: "" };

impl Rule {
    /// Every text, and none of it is shown.
    pub const ANY: Self = Self {
        field: "",
        length: Length::any(),
        shape: Shape::ANY,
        redact: Redact::Hidden,
        source: NOBODY,
    };

    /// Checks a text.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it, its length before its shape.
    pub fn check(&self, text: &str) -> Result<(), Violations> {
        let shape = match shape::check(self.shape.0, text) {
            Ok(()) => None,
            Err(Mismatch::Form) => Some(ViolationKind::WrongShape { shape: self.shape }),
            Err(Mismatch::NoSuchDate) => Some(ViolationKind::NoSuchDate),
        };
        gather(
            self.field,
            self.source,
            [ViolationKind::of_length(self.length, text), shape],
        )
    }
}

impl NumberRule {
    /// Every whole number, and none of its digits is shown.
    pub const ANY: Self = Self {
        field: "",
        range: Range::any(),
        digits: Length::any(),
        multiple_of: None,
        redact: Redact::Hidden,
        source: NOBODY,
    };

    /// Reads decimal digits, with or without a sign.
    ///
    /// # Errors
    ///
    /// The text is no whole number, or everything that is wrong with the number.
    pub fn read(&self, text: &str) -> Result<i128, Violations> {
        let number = text.parse().map_err(|_| self.not_a_number())?;
        self.check(number).map(|()| number)
    }

    /// Checks a whole number.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it: its range, its digits, and what it is a multiple of.
    pub fn check(&self, number: i128) -> Result<(), Violations> {
        let range = match self.range.side(number) {
            Side::Within => None,
            Side::Below(min) => Some(ViolationKind::BelowMinimum { min }),
            Side::Above(max) => Some(ViolationKind::AboveMaximum { max }),
        };
        let actual = number.unsigned_abs().checked_ilog10().unwrap_or(0) + 1;
        let digits = match self.digits.side(actual) {
            Side::Within => None,
            _ => Some(ViolationKind::DigitCount {
                allowed: self.digits,
                actual,
            }),
        };
        let is_multiple = |of: &i128| number.checked_rem(*of) == Some(0);
        let of = self.multiple_of.filter(|of| !is_multiple(of)).map(Decimal::from);
        let step = of.map(|of| ViolationKind::NotAMultiple { of });
        gather(self.field, self.source, [range, digits, step])
    }

    /// The error that says that the value is no number at all.
    pub(super) fn not_a_number(&self) -> Violations {
        Violation::new(self.field, ViolationKind::NotANumber, self.source).into()
    }
}

impl DecimalRule {
    /// Every decimal number, and none of its digits is shown.
    pub const ANY: Self = Self {
        field: "",
        range: Limits::any(),
        places: u32::MAX,
        multiple_of: None,
        redact: Redact::Hidden,
        source: NOBODY,
    };

    /// Reads digits, with or without a sign, a point and an exponent.
    ///
    /// # Errors
    ///
    /// The text is no decimal number, or everything that is wrong with the number.
    pub fn read(&self, text: &str) -> Result<Decimal, Violations> {
        let number = text.parse().map_err(|_| self.not_a_number())?;
        self.check(number).map(|()| number)
    }

    /// Checks a decimal number.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it: its range, its decimals, and what it is a multiple of.
    pub fn check(&self, number: Decimal) -> Result<(), Violations> {
        let range = match self.range.side(number) {
            Side::Within => None,
            Side::Below(min) => Some(ViolationKind::LessThan { min }),
            Side::Above(max) => Some(ViolationKind::MoreThan { max }),
        };
        let (max, actual) = (self.places, number.places());
        let places =
            (actual > max).then_some(ViolationKind::TooManyDecimals { max, actual });
        let of = self.multiple_of.filter(|of| !number.is_multiple_of(*of));
        let step = of.map(|of| ViolationKind::NotAMultiple { of });
        gather(self.field, self.source, [range, places, step])
    }

    /// The error that says that the value is no number at all.
    pub(super) fn not_a_number(&self) -> Violations {
        Violation::new(self.field, ViolationKind::NotADecimal, self.source).into()
    }
}

fn gather<const N: usize>(
    field: &'static str,
    source: Source,
    broken: [Option<ViolationKind>; N],
) -> Result<(), Violations> {
    if broken.iter().all(Option::is_none) {
        return Ok(());
    }
    let broken = broken.into_iter().flatten();
    Violations::gather(broken.map(|b| Violation::new(field, b, source)).collect())
}
