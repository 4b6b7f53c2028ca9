//! The checks for a table of limits. Lengths are counted in characters, so texts are filled with
//! letters of one byte and of three.

#![allow(dead_code, reason = "a client need not have values of every kind")]

use super::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::fmt::Debug;
use std::ops::{Bound, RangeBounds};

/// A text of free content.
pub fn text<R: TextRule>(length: impl RangeBounds<usize>) {
    for fill in ["a", "가"] {
        limits(ends(&length, 0), |n| kept::<R>(&fill.repeat(n)));
    }
}

/// A text of free content whose length is counted in bytes of a charset with this many bytes per
/// Hangul syllable.
pub fn text_bytes<R: TextRule>(
    charset: &str,
    of_hangul: usize,
    length: impl RangeBounds<usize>,
) {
    let field = R::RULE.field;
    assert_eq!(R::RULE.length.charset(), Some(charset), "{field}");
    let hangul = |n: usize| "가".repeat(n / of_hangul);
    let (min, max) = ends(&length, 0);
    limits((min, max), |n| kept::<R>(&"a".repeat(n)));
    // If syllables do not fit exactly, letters of one byte fill the rest.
    limits((min, max), |n| kept::<R>(&(hangul(n) + &"a".repeat(n % of_hangul))));
    if let Some(max) = max {
        assert!(!kept::<R>(&(hangul(max) + "가")), "{field}: half a syllable is none");
    }
    let is_kept = charset == "UTF-8" && length.contains(&4);
    assert_eq!(kept::<R>("😀"), is_kept, "{field}: what {charset} has");
}

/// A text that is a decimal number, and keeps its digits.
pub fn decimal_text<R: TextRule>(length: impl RangeBounds<usize>) {
    let field = R::RULE.field;
    for text in ["100.0", "-0.50", "0", "12345678901234567890.12"] {
        if length.contains(&text.len()) {
            let value = Text::<R>::new(text).expect("a decimal number is one");
            assert_eq!(value.decimal(), text.parse().ok(), "{field}");
            assert!(kept::<R>(text), "{field}: {text}");
        }
    }
    for wrong in ["", "1.", ".5", "+1", "1e3", "1,000", "하나"] {
        assert!(!kept::<R>(wrong), "{field}: {wrong}");
    }
    let most = ends(&length, 1).1.filter(|most| *most < 38);
    if let Some(most) = most {
        assert!(kept::<R>(&"1".repeat(most)), "{field}: {most}");
        assert!(!kept::<R>(&"1".repeat(most + 1)), "{field}: more than {most}");
    }
}

/// A secret.
pub fn secret<R: SecretRule>(length: impl RangeBounds<usize>) {
    limits(ends(&length, 0), |n| match Secret::<R>::new("a".repeat(n)) {
        Ok(secret) => {
            assert_eq!(format!("{secret:?}"), format!("{}(..)", R::TYPE));
            true
        }
        Err(_) => false,
    });
}

/// A list: the number of items; their own rules are tested elsewhere.
pub fn list<R: Listed>(items: impl RangeBounds<usize>) {
    limits(ends(&items, 0), |n| CheckedList::<R, ()>::new(vec![(); n]).is_ok());
}

/// A map, by the number of its entries.
pub fn map<R: Listed>(entries: impl RangeBounds<usize>) {
    limits(ends(&entries, 0), |n| {
        let entries = (0..n).map(|number| (number.to_string(), ()));
        CheckedMap::<R, ()>::new(entries.collect()).is_ok()
    });
}

/// A file of at most this many bytes, of a media type that is allowed.
pub fn file<R: Uploaded>(bytes: impl RangeBounds<usize>) {
    let (field, allowed) = (R::RULE.field, R::RULE.media_types);
    let first = allowed.first().unwrap_or(&"text/plain").replace('*', "x-invented");
    let kept = |media_type: &str, n: usize| {
        Upload::<R>::new("가.a", media_type, vec![0; n]).is_ok()
    };
    limits(ends(&bytes, 0), |n| kept(&first, n));
    assert_eq!(kept("x-invented/none", 0), allowed.is_empty(), "{field}");
    assert!(!kept("none", 0), "{field}");
    for media_type in allowed {
        assert!(kept(&media_type.replace('*', "x-invented"), 0), "{field}: {media_type}");
    }
}

/// A text of digits.
pub fn digit_text<R: TextRule>(length: impl RangeBounds<usize>) {
    let (min, max) = ends(&length, 1);
    limits((min, max), |n| kept::<R>(&"7".repeat(n)));
    let least = min.unwrap_or(0).max(1);
    for stranger in ["a", "가", "７", "-", " "] {
        let text = stranger.to_owned() + &"7".repeat(least - 1);
        assert!(!kept::<R>(&text), "{}: digits alone", R::RULE.field);
    }
}

/// A text of a shape.
pub fn shaped<R: TextRule>(length: impl RangeBounds<usize>) {
    let (field, sample) = (R::RULE.field, sample(&R::RULE.shape, ends(&length, 0).0));
    let count = sample.chars().count();
    assert!(length.contains(&count), "{field}: {count} characters");
    assert!(kept::<R>(&sample), "{field}: {sample}");
    for broken in broken(&sample) {
        assert!(!kept::<R>(&broken), "{field}: {broken}");
    }
}

/// A date.
pub fn date<R: TextRule>() {
    let (field, sample) = (R::RULE.field, sample(&R::RULE.shape, None));
    let first = Date::<R>::new(2000, 1, 1).expect("the first of January 2000 exists");
    assert_eq!(first.as_str(), sample, "{field}");
    assert_eq!(Date::<R>::parse(&sample), Ok(first.clone()), "{field}");
    same_after_json(&first);
    assert!(Date::<R>::new(2001, 2, 29).is_err(), "{field}: no such day");
    for broken in broken(&sample) {
        assert!(Date::<R>::parse(&broken).is_err(), "{field}: {broken}");
    }
}

/// The first instant of the year 2000 in a shape, with zeros for other parts. Free digits fill it
/// up to its minimum length.
fn sample(shape: &Shape, least: Option<usize>) -> String {
    let zeros = |n: u32| "0".repeat(n as usize);
    let mut sample: String = shape
        .0
        .iter()
        .map(|part| match part {
            Part::Year4 => "2000".to_owned(),
            Part::Month | Part::Day => "01".to_owned(),
            Part::Year2 | Part::Hour | Part::Minute | Part::Second => zeros(2),
            Part::Millisecond => zeros(3),
            Part::Hex(n) | Part::Digits(n) | Part::Counter(n) | Part::Header(_, n) => {
                zeros(*n)
            }
            Part::EpochSeconds => zeros(10),
            Part::EpochMilliseconds => zeros(13),
            Part::Uuid => [8, 4, 4, 4, 12].map(zeros).join("-"),
            Part::AnyDigits | Part::Decimal => zeros(1),
            Part::Offset => "+00:00".to_owned(),
            Part::Literal(text) => (*text).to_owned(),
            Part::Base64(bytes) => {
                let padding = (3 - bytes % 3) % 3;
                let letters = bytes.div_ceil(3) * 4 - padding;
                "A".repeat(letters as usize) + &"=".repeat(padding as usize)
            }
        })
        .collect();
    if shape.0.last() == Some(&Part::AnyDigits) {
        let missing = least.unwrap_or(0).saturating_sub(sample.chars().count());
        sample.push_str(&"0".repeat(missing));
    }
    sample
}

/// A whole number.
pub fn number<R: Numeric>(range: impl RangeBounds<i128>) {
    let bound = |bound: Bound<&i128>| match bound {
        Bound::Included(value) => Some(*value),
        _ => None,
    };
    let (min, max) = (bound(range.start_bound()), bound(range.end_bound()));
    let field = R::RULE.field;
    let kept = |value: i128| match Number::<R>::new(value) {
        Ok(number) => {
            assert_eq!(number.get(), value, "{field}");
            same_after_json(&number);
            true
        }
        Err(_) => false,
    };
    for end in [min, max].into_iter().flatten() {
        assert!(kept(end), "{field}: {end}");
    }
    let beyond =
        [min.and_then(|n| n.checked_sub(1)), max.and_then(|n| n.checked_add(1))];
    for beyond in beyond.into_iter().flatten() {
        assert!(!kept(beyond), "{field}: {beyond}");
    }
}

/// A whole number of at most this many digits.
pub fn digits<R: Numeric>(most: u32) {
    if let Some(too_long) = 10_i128.checked_pow(most) {
        assert!(Number::<R>::new(too_long).is_err(), "{}: {too_long}", R::RULE.field);
    }
}

/// A decimal number of at most this many decimals.
pub fn decimal<R: Fractional>(places: u32, range: impl RangeBounds<&'static str>) {
    let field = R::RULE.field;
    let bound = |bound: Bound<&&'static str>| match bound {
        Bound::Included(value) => Some(value.parse().expect("a limit is a number")),
        _ => None,
    };
    let ends: [Option<Decimal>; 2] =
        [bound(range.start_bound()), bound(range.end_bound())];
    for (end, step) in ends.into_iter().zip([-1, 1]) {
        let Some(end) = end else { continue };
        let number = DecimalNumber::<R>::new(end).expect(field);
        assert_eq!(number.get(), end, "{field}");
        same_after_json(&number);
        let Some(units) = end.units(places) else { continue };
        let beyond = Decimal::new(units.saturating_add(step), places);
        assert!(DecimalNumber::<R>::new(beyond).is_err(), "{field}: {beyond}");
    }
    let finer = Decimal::new(1, places + 1);
    assert!(DecimalNumber::<R>::new(finer).is_err(), "{field}: {finer}");
}

/// A whole number that is a multiple of `step`.
pub fn multiples<R: Numeric>(step: i128, range: impl RangeBounds<i128>) {
    let ends = [range.start_bound(), range.end_bound()].map(|end| match end {
        Bound::Included(end) => Some(*end),
        _ => None,
    });
    steps(step, ends, |number| match Number::<R>::new(number) {
        Ok(kept) => {
            same_after_json(&kept);
            true
        }
        Err(_) => false,
    });
}

/// A decimal number of at most this many decimals that is a multiple of `step`.
pub fn decimal_multiples<R: Fractional>(
    places: u32,
    step: &str,
    range: impl RangeBounds<&'static str>,
) {
    let units = |text: &str| {
        let number: Decimal = text.parse().expect("a limit is a number");
        number.units(places).expect("a limit has no more decimals than its numbers")
    };
    let ends = [range.start_bound(), range.end_bound()].map(|end| match end {
        Bound::Included(end) => Some(units(end)),
        _ => None,
    });
    steps(units(step), ends, |units| {
        DecimalNumber::<R>::new(Decimal::new(units, places)).is_ok()
    });
    let finer = Decimal::new(1, places + 1);
    assert!(DecimalNumber::<R>::new(finer).is_err(), "{}: {finer}", R::RULE.field);
}

/// Multiples of `step` up to both limits are accepted; other numbers, and multiples beyond the
/// limits, are not.
fn steps(step: i128, [min, max]: [Option<i128>; 2], kept: impl Fn(i128) -> bool) {
    let first = min.map(|min| min + (step - min.rem_euclid(step)) % step);
    let last = max.map(|max| max - max.rem_euclid(step));
    let any = [0, step].into_iter().filter(|n| {
        min.is_none_or(|min| *n >= min) && max.is_none_or(|max| *n <= max)
    });
    for multiple in [first, last].into_iter().flatten().chain(any) {
        assert!(kept(multiple), "{multiple} is a multiple of {step}");
        for beside in [multiple - 1, multiple + 1].into_iter().filter(|_| step > 1) {
            assert!(!kept(beside), "{beside} is no multiple of {step}");
        }
    }
    let beyond = [first.map(|first| first - step), last.map(|last| last + step)];
    for beyond in beyond.into_iter().flatten() {
        assert!(!kept(beyond), "{beyond} is beyond the limits");
    }
}

/// A code table with this many documented codes.
pub fn table<T: CodeTable + Debug>(known: usize) {
    assert_eq!(T::ROWS.len(), known);
    for (value, row) in T::ROWS {
        assert_eq!(code::parse::<T>(row.code()).as_ref(), Ok(value));
        assert_eq!(code::code(value), row.code(), "{value:?}");
    }
    let Some((_, first)) = T::ROWS.first() else { return };
    // Every code of a short form may be documented.
    let Some(strange) = strange_code::<T>(first.code()) else { return };
    assert!(strange.as_undocumented().is_some(), "{strange:?}");
    assert!(T::ROWS.iter().all(|(value, _)| *value != strange), "{strange:?}");
}

/// An undocumented code of the right form.
fn strange_code<T: CodeTable>(known: &str) -> Option<T> {
    let stem: String = known.chars().take(known.chars().count().saturating_sub(1)).collect();
    let stem = if T::NUMBERS { known.to_owned() } else { stem };
    let codes = ('0'..='9').chain('a'..='z').map(|end| format!("{stem}{end}"));
    let mut read = codes.filter_map(|code| code::parse::<T>(&code).ok());
    read.find(|code| code.as_undocumented().is_some())
}

fn kept<R: TextRule>(text: &str) -> bool {
    match Text::<R>::new(text) {
        Ok(value) => {
            assert_eq!(value.as_str(), text, "{}", R::RULE.field);
            same_after_json(&value);
            true
        }
        Err(violations) => {
            let told = format!("{violations} {violations:?}");
            // The text may consist of the shape's literals only.
            let declared = format!("{0} {0:?}", R::RULE.shape);
            let secret = text.len() >= 4 && !declared.contains(text);
            assert!(!secret || !told.contains(text), "{told}");
            false
        }
    }
}

fn same_after_json<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) {
    let json = serde_json::to_string(value).expect("a value can be written");
    let read: T = serde_json::from_str(&json).expect("a value can be read");
    assert_eq!(&read, value);
}

/// One character fewer, one more, and one of another kind.
fn broken(sample: &str) -> [String; 3] {
    let shorter = sample.chars().take(sample.chars().count() - 1).collect();
    let strange = "가".chars().chain(sample.chars().skip(1)).collect();
    [shorter, format!("{sample}가"), strange]
}

type Ends = (Option<usize>, Option<usize>);

fn ends(length: &impl RangeBounds<usize>, least: usize) -> Ends {
    let bound = |bound: Bound<&usize>| match bound {
        Bound::Included(value) => Some(*value),
        _ => None,
    };
    (bound(length.start_bound()).or(Some(least)), bound(length.end_bound()))
}

fn limits((min, max): Ends, kept: impl Fn(usize) -> bool) {
    for end in [min, max].into_iter().flatten() {
        assert!(kept(end), "{end} characters");
    }
    let below = min.filter(|min| *min > 0).map(|min| min - 1);
    let above = max.map(|max| max + 1).or(None);
    for beyond in [below, above].into_iter().flatten() {
        assert!(!kept(beyond), "{beyond} characters");
    }
}
