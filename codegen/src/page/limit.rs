//! The line that limits a value, in the few wordings that pages have for it.

use super::line::has;
use crate::decimal::Decimal;
use crate::raw::Labels;

/// A number in a limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Amount {
    /// A number.
    Known(Decimal),
    /// Anything else, such as a question mark.
    Unreadable,
}

/// What a page says of how long or how great a value is.
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

/// Reads a line, given as labels are compared; nothing if it limits nothing.
pub(super) fn parse(labels: &Labels, key: &str) -> Option<Limit> {
    let mut parts = key.split(',').map(|part| {
        let (label, amount) = part.split_once(':')?;
        Some((label.trim(), amount.trim()))
    });
    let (label, text) = parts.next()??;
    let second = parts.next();
    if parts.next().is_some() {
        return None;
    }
    let first = amount(text);
    if second.is_none() && has(&labels.length, label) {
        return Some(Limit::Length(first));
    }
    if second.is_none() && has(&labels.value, label) {
        return Some(Limit::Value(first));
    }
    let (min, max) = (has(&labels.min, label), has(&labels.max, label));
    match second {
        None if min => Some(Limit::Range {
            min: Some(first),
            max: None,
        }),
        None if max => Some(Limit::Range {
            min: None,
            max: Some(first),
        }),
        Some(Some((label, text))) if min && has(&labels.max, label) => {
            Some(Limit::Range {
                min: Some(first),
                max: Some(amount(text)),
            })
        }
        _ => None,
    }
}

fn amount(text: &str) -> Amount {
    let is_sign = |(at, c): (usize, char)| c == '.' || (c == '-' && at == 0);
    let mut signs = text.char_indices().filter(|(_, c)| !c.is_ascii_digit());
    match text.parse() {
        Ok(number) if signs.all(is_sign) => Amount::Known(number),
        _ => Amount::Unreadable,
    }
}
