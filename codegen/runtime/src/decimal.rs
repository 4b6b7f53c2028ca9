//! Exact decimal numbers, without binary fractions.

use std::{cmp::Ordering, error::Error, fmt, str::FromStr};

/// An exact decimal number of up to 38 digits: `12.50` is 1250 hundredths. Numbers of equal value
/// are equal, however they are written.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Decimal {
    /// Not divisible by ten, unless `places` is 0.
    units: i128,
    /// The number of decimals in `units`.
    places: u32,
}

/// The number of digits that every `i128` can hold.
const MOST_PLACES: u32 = 38;

impl Decimal {
    /// Creates a number from `units` of the `places`-th decimal: `new(1250, 2)` is 12.5. More
    /// than 38 places count as 38.
    #[must_use]
    pub const fn new(units: i128, places: u32) -> Self {
        let (mut units, mut places) =
            (units, if places > MOST_PLACES { MOST_PLACES } else { places });
        while places > 0 && units % 10 == 0 {
            units /= 10;
            places -= 1;
        }
        Self { units, places }
    }

    /// Returns the number of decimals, without trailing zeros: 1 for `12.50`.
    #[must_use]
    pub const fn places(&self) -> u32 {
        self.places
    }

    /// Returns the number in units of the `places`-th decimal: 1250 hundredths for `12.5`. `None`
    /// if it has more decimals than that, or does not fit in 128 bits.
    #[must_use]
    pub fn units(&self, places: u32) -> Option<i128> {
        let more = places.checked_sub(self.places)?;
        self.units.checked_mul(10_i128.checked_pow(more)?)
    }

    /// Returns the number as an integer, if it has no decimals.
    #[must_use]
    pub fn whole(&self) -> Option<i128> {
        self.units(0)
    }

    /// Returns whether the number is an exact multiple of `step`. Only 0 is a multiple of 0.
    #[must_use]
    pub fn is_multiple_of(&self, step: Self) -> bool {
        let divisor = step.units.unsigned_abs();
        // A multiple has no more decimals than its step.
        let Some(more) = step.places.checked_sub(self.places) else { return false };
        let Some(rest) = self.units.unsigned_abs().checked_rem(divisor) else {
            return self.units == 0;
        };
        // The remainder of ten times as much, repeatedly: the number itself may exceed 128 bits.
        let twice = |rest: u128| (rest + rest) % divisor;
        let ten_times = |rest| (twice(twice(twice(rest))) + twice(rest)) % divisor;
        (0..more).fold(rest, |rest, _| ten_times(rest)) == 0
    }

    /// Returns the nearest multiples of `step`: the greatest that is not above the number, and
    /// the least that is not below it. `None` if they do not fit in 128 bits, or `step` is not
    /// positive.
    #[must_use]
    pub fn multiples_of(&self, step: Self) -> Option<[Self; 2]> {
        let places = self.places.max(step.places);
        let (units, step) = (self.units(places)?, step.units(places)?);
        let above = units.checked_rem_euclid(step).filter(|_| step > 0)?;
        let below = units.checked_sub(above)?;
        let next = if above == 0 { below } else { below.checked_add(step)? };
        Some([below, next].map(|units| Self::new(units, places)))
    }

    /// The integer part, and the fraction in units of the last possible decimal.
    fn parts(&self) -> (i128, i128) {
        let unit = 10_i128.checked_pow(self.places).unwrap_or(i128::MAX);
        let rest = self.units % unit;
        let scale = 10_i128.checked_pow(MOST_PLACES - self.places).unwrap_or(1);
        (self.units / unit, rest.saturating_mul(scale))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        self.parts().cmp(&other.parts())
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

macro_rules! integers {
    ($($integer:ty)*) => {
        $(impl From<$integer> for Decimal {
            fn from(number: $integer) -> Self {
                Self::new(number.into(), 0)
            }
        })*
    };
}

integers!(u8 u16 u32 u64 i8 i16 i32 i64 i128);

/// Writes digits, with a point if there are decimals, and without trailing zeros.
impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let digits = self.units.unsigned_abs().to_string();
        let places = self.places as usize;
        // At least one digit stands before the point.
        let digits = format!("{digits:0>least$}", least = places + 1);
        let (whole, decimals) =
            digits.split_at_checked(digits.len() - places).unwrap_or((&digits, ""));
        let point = if decimals.is_empty() { "" } else { "." };
        write!(f, "{sign}{whole}{point}{decimals}")
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// The error of parsing a text that is not a decimal number of at most 38 digits.
///
/// What to do: correct the text.
///
/// ```rust
/// use runtime::layout::error::NotADecimal;
/// use runtime::layout::validation::Decimal;
///
/// assert_eq!("1,000".parse::<Decimal>(), Err(NotADecimal));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADecimal;

impl fmt::Display for NotADecimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a decimal number of at most 38 digits")
    }
}

impl Error for NotADecimal {}

/// Parses digits with an optional sign, point and exponent.
impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        read(text).ok_or(NotADecimal)
    }
}

fn read(text: &str) -> Option<Decimal> {
    let (number, exponent) = match text.split_once(['e', 'E']) {
        Some((number, exponent)) => (number, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (whole, decimals) = number.split_once('.').unwrap_or((number, "0"));
    let digits =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let unsigned = whole.strip_prefix(['-', '+']).unwrap_or(whole);
    if !digits(unsigned) || !digits(decimals) {
        return None;
    }
    let decimals = decimals.trim_end_matches('0');
    let units: i128 = [whole, decimals].concat().parse().ok()?;
    let places = i32::try_from(decimals.len()).ok()?.checked_sub(exponent)?;
    match u32::try_from(places) {
        _ if units == 0 => Some(Decimal::new(0, 0)),
        Ok(places) if places <= MOST_PLACES => Some(Decimal::new(units, places)),
        Ok(_) => None,
        Err(_) => {
            let zeros = 10_i128.checked_pow(places.unsigned_abs())?;
            Some(Decimal::new(units.checked_mul(zeros)?, 0))
        }
    }
}
