//! Invented values: valid, but obviously not real.

use super::super::description::{Described, ValueKind};
use super::super::{Decimal, DecimalRule, NumberRule, Part, Rule, Shape, Violations};
use std::{iter, str::FromStr};

/// Returns an invented, valid value of the type `T`.
///
/// # Errors
///
/// Returns an error if no valid value could be invented.
pub fn invent<T: Described + FromStr<Err = Violations>>() -> Result<T, Violations> {
    invented(&T::KIND).parse()
}

/// Returns the text of an invented value; empty if there is none, as for an object.
#[must_use]
pub fn invented(kind: &ValueKind) -> String {
    match kind {
        ValueKind::Text(rule) | ValueKind::Date(rule) => text(rule, "invented"),
        ValueKind::Code(rule, codes) | ValueKind::NumberCode(rule, codes) => codes()
            .first()
            .map_or_else(|| text(rule, "invented"), |row| row.0.to_owned()),
        ValueKind::Number(rule) => number(rule).to_string(),
        ValueKind::Decimal(rule) => decimal(rule).to_string(),
        ValueKind::Flag(words) => words.map_or("true", |(yes, _)| yes).to_owned(),
        // What the client sends by itself nobody invents.
        ValueKind::Constant(_)
        | ValueKind::Object(..)
        | ValueKind::OneOf(..)
        | ValueKind::List(..)
        | ValueKind::Map(..)
        | ValueKind::File(_) => String::new(),
    }
}

/// A valid text, if repeating `word` can produce one.
pub(super) fn text(rule: &Rule, word: &str) -> String {
    let least = characters(rule.length.min());
    let most = rule.length.max().map_or(usize::MAX, |max| characters(Some(max)));
    if rule.shape == Shape::ANY {
        let length = word.len().clamp(least, most.max(least));
        return word.chars().chain(iter::once('-')).cycle().take(length).collect();
    }
    fill(&rule.shape, '0', least)
}

fn number(rule: &NumberRule) -> Decimal {
    let NumberRule {
        field: _,
        range,
        digits,
        multiple_of,
        redact: _,
        source: _,
    } = *rule;
    let least = range.min().or(range.max().map(|max| max.min(1))).unwrap_or(1);
    let digits = digits.min().unwrap_or(1).saturating_sub(1);
    let power = 10_i128.checked_pow(digits).filter(|_| digits > 0);
    let least = power.map_or(least, |power| power.max(least));
    multiple(least.into(), multiple_of.map(Into::into), range.max().map(Into::into))
}

fn decimal(rule: &DecimalRule) -> Decimal {
    let DecimalRule {
        field: _,
        range,
        places: _,
        multiple_of,
        redact: _,
        source: _,
    } = *rule;
    let least = range.min().or(range.max()).unwrap_or(Decimal::new(1, 0));
    multiple(least, multiple_of, range.max())
}

/// The first multiple of `step` that is at least `least`, or else the last one below; `least`
/// without a step.
fn multiple(least: Decimal, step: Option<Decimal>, max: Option<Decimal>) -> Decimal {
    match step.and_then(|step| least.multiples_of(step)) {
        Some([below, next]) if max.is_some_and(|max| next > max) => below,
        Some([_, next]) => next,
        None => least,
    }
}

fn characters(limit: Option<u32>) -> usize {
    limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(0)
}

/// A text of `shape` for the start of 2001, with `digit` for every free digit. Free digits at its
/// end fill it up to `least` characters.
pub(super) fn fill(shape: &Shape, digit: char, least: usize) -> String {
    let mut text = String::new();
    let repeat = |what: char, count: u32| iter::repeat_n(what, characters(Some(count)));
    for part in shape.0 {
        match part {
            Part::Year4 => text.push_str("2001"),
            Part::Year2 | Part::Month | Part::Day => text.push_str("01"),
            Part::Hour | Part::Minute | Part::Second => text.push_str("00"),
            Part::Millisecond => text.push_str("000"),
            Part::Hex(count)
            | Part::Digits(count)
            | Part::Counter(count)
            | Part::Header(_, count) => {
                text.extend(repeat(digit, *count));
            }
            Part::Base64(bytes) => {
                let padding = (3 - bytes % 3) % 3;
                text.extend(repeat('A', bytes.div_ceil(3) * 4 - padding));
                text.extend(repeat('=', padding));
            }
            Part::Uuid => text.push_str("00000000-0000-4000-8000-000000000000"),
            Part::EpochSeconds => text.push_str("0978307200"),
            Part::EpochMilliseconds => text.push_str("0978307200000"),
            Part::Literal(literal) => text.push_str(literal),
            Part::Decimal => text.push_str(if least > 1 { "1.50" } else { "1" }),
            Part::Offset => text.push_str("+09:00"),
            Part::AnyDigits => {
                let missing = least.saturating_sub(text.chars().count()).max(1);
                text.extend(iter::repeat_n(digit, missing));
            }
        }
    }
    text
}
