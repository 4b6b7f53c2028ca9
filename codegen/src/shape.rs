//! Value shapes: one declaration such as `yyMMddHHmmss-hex7` gives the length, the checker and
//! the minter of a value.
//!
//! The letters are those of Java's date formats. The spellings of Oracle (`MI`, `HH24`, capital
//! `YYYY`) are understood too, since pages mix them. `xxxx` and `hex4` are four hex digits,
//! `digits3` three digits, `digits` any number of them (no digit can follow), `base64of32` the Base64 of 32 bytes,
//! `decimal` a decimal number as a text that keeps its digits (nothing else can stand beside it),
//! and `XXX` an offset from UTC such as `+09:00`, or `Z`.
//! `uuid`, `epoch-seconds` and `epoch-milliseconds` are what they say, and `counter9` is nine digits
//! or capitals that count calls. `{header:X-Merchant:10}` is what the client is configured with for a
//! header, in ten characters.
//! Literal text stands in single quotes; punctuation stands for itself.

use std::fmt;

use crate::checker::{self, Mismatch, PartOf};

/// The shape of a value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shape {
    /// In the order of the value.
    pub parts: Vec<Part>,
    /// `MM` stands for the month and for the minute.
    pub ambiguous: bool,
}

/// A part of a [`Shape`], which the spec declares.
pub type Part = PartOf<String>;

/// Whether a part is one of a time or of a day, or the offset of one.
pub(crate) const fn is_time(part: &Part) -> bool {
    matches!(
        part,
        Part::Year4
            | Part::Year2
            | Part::Month
            | Part::Day
            | Part::Hour
            | Part::Minute
            | Part::Second
            | Part::Millisecond
            | Part::Offset
    )
}

/// Why a text declares no shape.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShapeError {
    /// What is wrong.
    pub message: String,
    /// The character at which it is wrong, counted from 0.
    pub at: usize,
}

/// The letters for a part of a date or a time. Longer spellings come first.
const LETTERS: [(&str, Part); 16] = [
    ("yyyy", Part::Year4),
    ("YYYY", Part::Year4),
    ("yy", Part::Year2),
    ("YY", Part::Year2),
    ("MM", Part::Month),
    ("MI", Part::Minute),
    ("mi", Part::Minute),
    ("mm", Part::Minute),
    ("dd", Part::Day),
    ("DD", Part::Day),
    ("HH24", Part::Hour),
    ("HH", Part::Hour),
    ("SSS", Part::Millisecond),
    ("SS", Part::Second),
    ("ss", Part::Second),
    ("XXX", Part::Offset),
];

impl Shape {
    /// Reads a declaration.
    ///
    /// # Errors
    /// When the text is empty or has a part without a meaning.
    pub fn parse(text: &str) -> Result<Self, ShapeError> {
        let mut shape = Self::default();
        let mut rest = text;
        while !rest.is_empty() {
            let at = text.chars().count() - rest.chars().count();
            let error = |message| ShapeError { message, at };
            let (part, after) = next_part(rest).map_err(error)?;
            if shape.parts.last() == Some(&Part::AnyDigits) && begins_with_digit(&part) {
                let message = "`digits` matches every digit that follows: write how many there \
                               are, such as `digits4`";
                return Err(error(message.to_owned()));
            }
            shape.push(part);
            rest = after;
            if shape.parts.contains(&Part::Decimal) && shape.parts.len() > 1 {
                let message = "`decimal` is a whole text: nothing can stand beside it";
                return Err(error(message.to_owned()));
            }
        }
        match shape.parts.last() {
            Some(_) => Ok(shape),
            None => Err(ShapeError {
                message: "the form is empty".to_owned(),
                at: 0,
            }),
        }
    }

    fn push(&mut self, part: Part) {
        let twice = part == Part::Month && self.parts.contains(&Part::Month);
        let is_sign = |part: &&Part| matches!(part, Part::Literal(_));
        let after_hour =
            self.parts.iter().rev().find(|p| !is_sign(p)) == Some(&Part::Hour);
        match (part, self.parts.last_mut()) {
            (Part::Month, _) if twice || after_hour => {
                self.ambiguous |= twice;
                self.parts.push(Part::Minute);
            }
            (Part::Literal(more), Some(Part::Literal(text))) => text.push_str(&more),
            (part, _) => self.parts.push(part),
        }
    }

    /// The number of characters of every value, where it is fixed.
    #[must_use]
    pub fn length(&self) -> Option<u32> {
        checker::length(&self.parts)
    }

    /// What the client says of a text that is to have this shape.
    ///
    /// # Errors
    /// Its form is wrong, or else its date.
    pub(crate) fn check(&self, text: &str) -> Result<(), Mismatch> {
        checker::check(&self.parts, text)
    }

    /// Whether nothing but decimal digits has the shape.
    pub(crate) fn only_digits(&self) -> bool {
        self.parts.iter().all(|part| match part {
            Part::Hex(_)
            | Part::Base64(_)
            | Part::Decimal
            | Part::Offset
            | Part::Uuid
            | Part::Counter(_)
            | Part::Header(..) => false,
            Part::Literal(text) => text.bytes().all(|byte| byte.is_ascii_digit()),
            _ => true,
        })
    }

    /// Whether it is a decimal number as a text.
    #[must_use]
    pub fn is_decimal(&self) -> bool {
        self.parts == [Part::Decimal]
    }

    /// Whether it is a date and nothing else.
    #[must_use]
    pub fn is_date(&self) -> bool {
        let years = self.count(&Part::Year4) + self.count(&Part::Year2);
        let of_date = |part: &Part| {
            matches!(
                part,
                Part::Year4 | Part::Year2 | Part::Month | Part::Day | Part::Literal(_)
            )
        };
        years == 1
            && self.count(&Part::Month) == 1
            && self.count(&Part::Day) == 1
            && self.parts.iter().all(of_date)
    }

    fn count(&self, wanted: &Part) -> usize {
        self.parts.iter().filter(|part| *part == wanted).count()
    }
}

fn next_part(rest: &str) -> Result<(Part, &str), String> {
    if let Some(quoted) = rest.strip_prefix('\'') {
        return match quoted.split_once('\'') {
            Some((text, after)) if !text.is_empty() => {
                Ok((Part::Literal(text.to_owned()), after))
            }
            _ => Err("a quoted text is empty or not closed".to_owned()),
        };
    }
    if let Some(after) = rest.strip_prefix("{header:") {
        return header(after);
    }
    if let Some(after) = rest.strip_prefix("base64of") {
        return counted(after, Part::Base64);
    }
    if let Some(after) = rest.strip_prefix("hex") {
        return counted(after, Part::Hex);
    }
    if let Some(after) = rest.strip_prefix("decimal") {
        return Ok((Part::Decimal, after));
    }
    if let Some(after) = rest.strip_prefix("digits") {
        return counted(after, Part::Digits).or(Ok((Part::AnyDigits, after)));
    }
    if let Some(after) = rest.strip_prefix("counter") {
        return counted(after, Part::Counter);
    }
    let words = [
        ("uuid", Part::Uuid),
        ("epoch-seconds", Part::EpochSeconds),
        ("epoch-milliseconds", Part::EpochMilliseconds),
    ];
    let word = words
        .into_iter()
        .find_map(|(word, part)| rest.strip_prefix(word).map(|after| (part, after)));
    if let Some(found) = word {
        return Ok(found);
    }
    let letters = LETTERS.iter().find_map(|(letters, part)| {
        rest.strip_prefix(letters).map(|after| (part.clone(), after))
    });
    if let Some(found) = letters {
        return Ok(found);
    }
    let run = rest.len() - rest.trim_start_matches('x').len();
    if let (Ok(length @ 1..), Some(after)) = (u32::try_from(run), rest.get(run..)) {
        return Ok((Part::Hex(length), after));
    }
    match rest.chars().next() {
        Some(c) if is_sign(c) => {
            Ok((Part::Literal(c.to_string()), rest.get(1..).unwrap_or("")))
        }
        Some(c) => {
            Err(format!("`{c}` has no meaning; put literal text into quotes: '{c}'"))
        }
        None => Err("unexpected end".to_owned()),
    }
}

/// `X-Merchant:10}`: a configured header, and the number of its characters.
fn header(rest: &str) -> Result<(Part, &str), String> {
    let (inside, after) = rest.split_once('}').ok_or("the brace is not closed")?;
    let (name, count) = inside.rsplit_once(':').unwrap_or((inside, ""));
    let of_name = |count| Part::Header(name.to_owned(), count);
    match count.parse() {
        Ok(count @ 1..=MAX_COUNT) if !name.is_empty() => Ok((of_name(count), after)),
        _ => {
            Err("expected the name of a header and the number of its characters, as in \
                  `{header:X-Merchant:10}`"
                .to_owned())
        }
    }
}

/// Whether a text of this part can begin with a digit.
fn begins_with_digit(part: &Part) -> bool {
    match part {
        Part::Literal(text) => text.starts_with(|c: char| c.is_ascii_digit()),
        _ => true,
    }
}

/// Whether a character stands for itself.
fn is_sign(c: char) -> bool {
    c.is_ascii_punctuation() || c == ' '
}

/// The largest count that a form can declare, in characters.
const MAX_COUNT: u32 = 100_000;

fn counted(rest: &str, part: fn(u32) -> Part) -> Result<(Part, &str), String> {
    let digits =
        rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, after) = rest.split_at_checked(digits).unwrap_or((rest, ""));
    match number.parse() {
        Ok(count @ 1..=MAX_COUNT) => Ok((part(count), after)),
        _ => Err(format!("expected a count from 1 to {MAX_COUNT}")),
    }
}

impl fmt::Display for Shape {
    /// The declaration in Java's letters, whatever letters it was read from.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.parts.iter().try_for_each(|part| match part {
            Part::Year4 => f.write_str("yyyy"),
            Part::Year2 => f.write_str("yy"),
            Part::Month => f.write_str("MM"),
            Part::Day => f.write_str("dd"),
            Part::Hour => f.write_str("HH"),
            Part::Minute => f.write_str("mm"),
            Part::Second => f.write_str("ss"),
            Part::Millisecond => f.write_str("SSS"),
            Part::Hex(count) => write!(f, "hex{count}"),
            Part::Digits(count) => write!(f, "digits{count}"),
            Part::AnyDigits => f.write_str("digits"),
            Part::Decimal => f.write_str("decimal"),
            Part::Offset => f.write_str("XXX"),
            Part::Base64(bytes) => write!(f, "base64of{bytes}"),
            Part::Uuid => f.write_str("uuid"),
            Part::EpochSeconds => f.write_str("epoch-seconds"),
            Part::EpochMilliseconds => f.write_str("epoch-milliseconds"),
            Part::Counter(count) => write!(f, "counter{count}"),
            Part::Header(name, count) => write!(f, "{{header:{name}:{count}}}"),
            Part::Literal(text) if text.chars().all(is_sign) => f.write_str(text),
            Part::Literal(text) => write!(f, "'{text}'"),
        })
    }
}
