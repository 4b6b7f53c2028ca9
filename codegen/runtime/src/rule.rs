//! Rules of fields as data.

use super::limits::{Length, Limits, Range, Side};
use super::shape::{self, Mismatch};
use super::source::NOBODY;
use super::{Decimal, Redact, Shape, Source, Violation, ViolationKind, Violations};

/// The rule of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rule {
    /// The field's wire name.
    pub field: &'static str,
    /// The length.
    pub length: Length,
    /// The form.
    pub shape: Shape,
    /// How much of it `Debug` shows.
    pub redact: Redact,
    /// The source in the documentation.
    pub source: Source,
}

/// The rule of a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NumberRule {
    /// The field's wire name.
    pub field: &'static str,
    /// The range.
    pub range: Range,
    /// The number of decimal digits, without a minus sign; zero has one.
    pub digits: Length,
    /// The number that it must be a multiple of, if any.
    pub multiple_of: Option<i128>,
    /// How much of it `Debug` shows.
    pub redact: Redact,
    /// The source in the documentation.
    pub source: Source,
}

/// The rule of a decimal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DecimalRule {
    /// The field's wire name.
    pub field: &'static str,
    /// The range.
    pub range: Limits<Decimal>,
    /// The maximum number of decimals, without trailing zeros.
    pub places: u32,
    /// The number that it must be a multiple of, if any.
    pub multiple_of: Option<Decimal>,
    /// How much of it `Debug` shows.
    pub redact: Redact,
    /// The source in the documentation.
    pub source: Source,
}

impl Rule {
    /// A rule that accepts every text, and hides it.
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
    /// Returns all violations, length before shape.
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
    /// A rule that accepts every whole number, and hides it.
    pub const ANY: Self = Self {
        field: "",
        range: Range::any(),
        digits: Length::any(),
        multiple_of: None,
        redact: Redact::Hidden,
        source: NOBODY,
    };

    /// Parses decimal digits with an optional sign, and checks the number.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a whole number, or all violations of the number.
    pub fn read(&self, text: &str) -> Result<i128, Violations> {
        let number = text.parse().map_err(|_| self.not_a_number())?;
        self.check(number).map(|()| number)
    }

    /// Checks a whole number.
    ///
    /// # Errors
    ///
    /// Returns all violations: range, digits and multiple.
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

    /// The violation for a value that is not a number.
    pub(super) fn not_a_number(&self) -> Violations {
        Violation::new(self.field, ViolationKind::NotANumber, self.source).into()
    }
}

impl DecimalRule {
    /// A rule that accepts every decimal number, and hides it.
    pub const ANY: Self = Self {
        field: "",
        range: Limits::any(),
        places: u32::MAX,
        multiple_of: None,
        redact: Redact::Hidden,
        source: NOBODY,
    };

    /// Parses digits with an optional sign, point and exponent, and checks the number.
    ///
    /// # Errors
    ///
    /// Returns an error if the text is not a decimal number, or all violations of the number.
    pub fn read(&self, text: &str) -> Result<Decimal, Violations> {
        let number = text.parse().map_err(|_| self.not_a_number())?;
        self.check(number).map(|()| number)
    }

    /// Checks a decimal number.
    ///
    /// # Errors
    ///
    /// Returns all violations: range, decimals and multiple.
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

    /// The violation for a value that is not a number.
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
