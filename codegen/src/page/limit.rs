//! Reads the line that limits a value, in the few wordings that pages have for it.

use crate::checker::Decimal;
use crate::raw::Labels;

/// A number in a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// A number.
    Known(Decimal),
    /// Anything else, such as a question mark, as it is printed.
    Other(String),
}

/// A limit as a page prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Limit {
    /// `Length : 6`
    Length(Amount),
    /// `Value : 20`
    Value(Amount),
    /// `Min : 1 , Max : 20`, or one of them.
    Range {
        /// The least.
        min: Option<Amount>,
        /// The greatest.
        max: Option<Amount>,
    },
}

impl Limit {
    /// Whether it is this very length.
    #[must_use]
    pub fn is_length(&self, length: usize) -> bool {
        matches!(self, Self::Length(amount) if amount.count() == Some(length))
    }

    /// Whether it is a range of lengths, and this one of them.
    #[must_use]
    pub fn allows_length(&self, length: usize) -> bool {
        let Self::Range { min, max } = self else { return false };
        let end = |amount: &Option<Amount>| amount.as_ref().and_then(Amount::count);
        end(min).is_none_or(|min| min <= length)
            && end(max).is_some_and(|max| length <= max)
    }
}

impl Amount {
    fn count(&self) -> Option<usize> {
        match self {
            Self::Known(number) => usize::try_from(number.whole()?).ok(),
            Self::Other(_) => None,
        }
    }
}

/// Reads a line, given as labels are compared; nothing if it limits nothing.
pub(super) fn parse(labels: &Labels, key: &str) -> Option<Limit> {
    let parts = cut(key);
    let (first, second) = match parts.as_slice() {
        [one] => (labelled(one)?, None),
        [one, two] => (labelled(one)?, Some(labelled(two)?)),
        _ => return None,
    };
    let is = |names: &[String], label: &str| {
        names.iter().any(|name| name.eq_ignore_ascii_case(label))
    };
    match (first, second) {
        ((label, length), None) if is(&labels.length, label) => {
            Some(Limit::Length(amount(length)))
        }
        ((label, value), None) if is(&labels.value, label) => {
            Some(Limit::Value(amount(value)))
        }
        ((label, least), None) if is(&labels.min, label) => Some(Limit::Range {
            min: Some(amount(least)),
            max: None,
        }),
        ((label, most), None) if is(&labels.max, label) => Some(Limit::Range {
            min: None,
            max: Some(amount(most)),
        }),
        ((one, least), Some((other, most))) | ((other, most), Some((one, least)))
            if is(&labels.min, one) && is(&labels.max, other) =>
        {
            Some(Limit::Range {
                min: Some(amount(least)),
                max: Some(amount(most)),
            })
        }
        _ => None,
    }
}

/// The parts between commas, but for those that divide the digits of a number.
fn cut(key: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in key.split(',') {
        let group = part.trim_end();
        let is_group = group.len() == 3 && group.bytes().all(|it| it.is_ascii_digit());
        match parts.last_mut() {
            Some(number)
                if is_group && number.ends_with(|c: char| c.is_ascii_digit()) =>
            {
                number.push_str(group);
            }
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

fn labelled(part: &str) -> Option<(&str, &str)> {
    let (label, amount) = part.split_once(':')?;
    Some((label.trim(), amount.trim()))
}

fn amount(text: &str) -> Amount {
    let is_sign = |(at, c): (usize, char)| c == '.' || (c == '-' && at == 0);
    let mut signs = text.char_indices().filter(|(_, c)| !c.is_ascii_digit());
    match text.parse() {
        Ok(number) if signs.all(is_sign) => Amount::Known(number),
        _ => Amount::Other(text.to_owned()),
    }
}
