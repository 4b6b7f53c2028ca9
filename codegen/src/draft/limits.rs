//! The meaning of a printed limit for a value of its type.

use crate::checker::Decimal;
use crate::doubt;
use crate::page::{Amount, Limit, Text};
use crate::raw::{Bound, FieldType, LengthUnit, Limits};

/// A limit as the spec states it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) limits: Limits,
    /// The limit as printed, where it is none, or means more than the rest.
    pub(super) constraint: Option<String>,
    /// Why the reading is to be confirmed.
    pub(super) doubt: Option<String>,
}

/// A range of a text beyond this is one of values, not of lengths.
const LONGEST: u32 = 100_000;

/// The numbers that are read as numbers of digits, where a range of values would be narrow.
const DIGITS: std::ops::RangeInclusive<u32> = 15..=20;

/// As many digits as can be declared.
const MOST_DIGITS: u32 = 38;

pub(super) fn read(kind: FieldType, limit: Option<&(Limit, Text)>) -> Stated {
    let Some((limit, line)) = limit else { return Stated::default() };
    let printed = &line.text;
    let read = match (kind, limit) {
        (_, Limit::Length(amount) | Limit::Value(amount)) if is_zero(amount) => {
            Some(no_limit(printed))
        }
        (FieldType::String | FieldType::ArrayOfStrings, limit) => {
            of_text(limit).or_else(|| in_bytes(limit, printed))
        }
        (FieldType::Number, limit) => of_number(limit, printed),
        // What a page prints for a list of texts is about each of them.
        (FieldType::ArrayOfObjects, limit) => of_list(limit),
        _ => None,
    };
    read.unwrap_or_else(|| Stated {
        doubt: Some(doubt::no_limit_of_type(printed)),
        ..Stated::default().kept(printed)
    })
}

impl From<Limits> for Stated {
    fn from(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }
}

impl Stated {
    fn kept(self, printed: &str) -> Self {
        Self {
            constraint: Some(printed.to_owned()),
            ..self
        }
    }
}

/// A length or a number of digits of zero.
fn no_limit(printed: &str) -> Stated {
    Stated {
        doubt: Some(doubt::zero(printed)),
        ..Stated::default().kept(printed)
    }
}

fn is_zero(amount: &Amount) -> bool {
    *amount == Amount::Known(Decimal::new(0, 0))
}

/// A number of characters or digits.
fn count(amount: &Amount) -> Option<u32> {
    match amount {
        Amount::Known(number) => {
            let count = u32::try_from(number.whole()?).ok()?;
            (count <= LONGEST).then_some(count)
        }
        Amount::Other(_) => None,
    }
}

/// The outer is absent where a part cannot be read.
fn counts(
    min: Option<&Amount>,
    max: Option<&Amount>,
) -> Option<(Option<u32>, Option<u32>)> {
    let read = |amount: Option<&Amount>| match amount {
        Some(amount) => count(amount).map(Some),
        None => Some(None),
    };
    Some((read(min)?, read(max)?))
}

fn of_text(limit: &Limit) -> Option<Stated> {
    let limits = match limit {
        Limit::Length(amount) => Limits {
            length: Some(count(amount)?),
            ..Limits::default()
        },
        Limit::Value(_) => return None,
        Limit::Range { min, max } => {
            let (min, max) = counts(min.as_ref(), max.as_ref())?;
            let is_limit = max != Some(0) && min.unwrap_or(0) <= max.unwrap_or(LONGEST);
            if !is_limit {
                return None;
            }
            Limits {
                min_length: min,
                max_length: max,
                ..Limits::default()
            }
        }
    };
    Some(limits.into())
}

/// A length of which each number says that it counts bytes. Without the charset they say
/// nothing that could be checked.
fn in_bytes(limit: &Limit, printed: &str) -> Option<Stated> {
    let mut units = Vec::new();
    let mut count = |amount: &Amount| {
        let Amount::Other(text) = amount else { return None };
        let (number, unit) = bytes(text)?;
        units.push(unit);
        Some(Amount::Known(number))
    };
    let counted = match limit {
        Limit::Length(amount) => Limit::Length(count(amount)?),
        Limit::Value(_) => return None,
        Limit::Range { min, max } => {
            let mut end = |end: &Option<Amount>| match end {
                Some(amount) => count(amount).map(Some),
                None => Some(None),
            };
            Limit::Range {
                min: end(min)?,
                max: end(max)?,
            }
        }
    };
    if let Limit::Length(amount) = &counted
        && is_zero(amount)
    {
        return Some(no_limit(printed));
    }
    let stated = of_text(&counted)?;
    let unit = units.pop().filter(|unit| units.iter().all(|it| it == unit))?;
    if unit.is_some() {
        let limits = Limits {
            length_unit: unit,
            ..stated.limits
        };
        return Some(limits.into());
    }
    Some(Stated {
        doubt: Some(doubt::charset(printed)),
        ..Stated::default().kept(printed)
    })
}

/// `20 bytes`, `20 byte(s)`, `20바이트`, and the charset if it is printed: `20 bytes (EUC-KR)`.
fn bytes(text: &str) -> Option<(Decimal, Option<LengthUnit>)> {
    let text = text.to_lowercase();
    let (number, rest) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let rest = rest.trim_start();
    let words = ["byte(s)", "bytes", "byte", "바이트"];
    let rest = words.iter().find_map(|word| rest.strip_prefix(word))?.trim_start();
    let charset = ["of ", "in "].iter().find_map(|word| rest.strip_prefix(word));
    let charset = charset.unwrap_or(rest).trim_matches(['(', ')', ' ', '.']);
    let unit = match charset {
        "" => None,
        "utf-8" | "utf8" => Some(LengthUnit::Utf8Bytes),
        "euc-kr" | "euckr" | "cp949" | "ms949" => Some(LengthUnit::EucKrBytes),
        _ => return None,
    };
    Some((number.parse().ok()?, unit))
}

fn of_list(limit: &Limit) -> Option<Stated> {
    let Limit::Range { min, max } = limit else { return None };
    let (min_items, max_items) = counts(min.as_ref(), max.as_ref())?;
    let is_limit =
        max_items != Some(0) && min_items.unwrap_or(0) <= max_items.unwrap_or(LONGEST);
    let limits = Limits {
        min_items,
        max_items,
        ..Limits::default()
    };
    is_limit.then(|| limits.into())
}

fn of_number(limit: &Limit, printed: &str) -> Option<Stated> {
    match limit {
        Limit::Value(amount) => {
            let digits = count(amount).filter(|digits| *digits <= MOST_DIGITS)?;
            Some(Stated::from(Limits {
                max_digits: Some(digits),
                ..Limits::default()
            }))
        }
        Limit::Length(amount) => {
            let digits = count(amount).filter(|digits| *digits <= MOST_DIGITS)?;
            Some(presumed_digits(digits, printed))
        }
        Limit::Range { min, max } => values(min.as_ref(), max.as_ref(), printed),
    }
}

fn values(min: Option<&Amount>, max: Option<&Amount>, printed: &str) -> Option<Stated> {
    let known = |amount: Option<&Amount>| match amount {
        Some(Amount::Known(number)) => Some(Some(*number)),
        Some(Amount::Other(_)) => None,
        None => Some(None),
    };
    let (min, max) = (known(min)?, known(max)?);
    let one = Decimal::new(1, 0);
    let digits = max.and_then(|max| u32::try_from(max.whole()?).ok());
    if let Some(digits) = digits.filter(|it| DIGITS.contains(it))
        && min.is_none_or(|min| min <= one)
    {
        return Some(presumed_digits(digits, printed));
    }
    if min.zip(max).is_some_and(|(min, max)| min > max || max == Decimal::new(0, 0)) {
        return None;
    }
    let places = [min, max].into_iter().flatten().map(|number| number.places()).max();
    let decimals = places.filter(|places| *places > 0);
    Some(Stated {
        limits: Limits {
            min_value: min.map(Bound),
            max_value: max.map(Bound),
            decimals,
            ..Limits::default()
        },
        doubt: decimals.map(|it| doubt::decimals(&it.to_string(), printed)),
        constraint: None,
    })
}

fn presumed_digits(digits: u32, printed: &str) -> Stated {
    let limits = Limits {
        max_digits: Some(digits),
        ..Limits::default()
    };
    Stated {
        doubt: Some(doubt::digits(printed)),
        ..Stated::from(limits).kept(printed)
    }
}
