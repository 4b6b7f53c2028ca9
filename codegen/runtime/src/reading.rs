//! Tolerant reading of responses: changes by the vendor do not make it fail.

use super::entries::{Entries, Name, text};
use super::escape::escaped;
use super::repair::{Repaired, mended, unmarked};
use super::{CodeTable, Decimal, Download, Malformed, WrittenDecimal, code};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt};

/// A JSON object as received: every field is kept, known or not, and parsed only when it is
/// accessed. `Debug` shows the number of fields, and neither names nor values.
///
/// If a name occurs more than once, the last field counts.
#[derive(Clone, Default)]
pub struct Json {
    fields: Vec<(Name, Box<RawValue>)>,
    repaired: Option<Repaired>,
    file: Download,
}

/// A response type, read from a JSON object.
pub trait Response: Sized {
    /// Wraps the object, whether or not fields are missing.
    fn from_json(json: Json) -> Self;
}

/// The result of reading a field. `Debug` shows the variant, and no values.
#[derive(Clone, Copy)]
pub enum Reading<'a, T> {
    /// The field is missing.
    Missing,
    /// The field is `null`.
    Null,
    /// The field has a value of the documented kind.
    Value(T),
    /// The field has another value, which is this.
    Unreadable(&'a RawValue),
}

impl<'a, T> Reading<'a, T> {
    /// Returns the value, if it is of the documented kind.
    pub fn value(self) -> Option<T> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }

    /// Returns whether the field is missing.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    pub(super) fn of(
        raw: Option<&'a RawValue>,
        read: impl FnOnce(&'a str) -> Option<T>,
    ) -> Self {
        raw.map_or(Self::Missing, |raw| Self::of_value(raw, read))
    }

    fn of_value(raw: &'a RawValue, read: impl FnOnce(&'a str) -> Option<T>) -> Self {
        match read(raw.get()) {
            Some(value) => Self::Value(value),
            None if raw.get() == "null" => Self::Null,
            None => Self::Unreadable(raw),
        }
    }
}

/// The result of reading a map, with its names in the received order. Each value is read
/// separately.
pub type MapReading<'a, T> = Reading<'a, Vec<(String, Reading<'a, T>)>>;

/// The result of reading a list. Each item is read separately: an item that is `null` or
/// unreadable does not affect the others.
pub type ListReading<'a, T> = Reading<'a, Vec<Reading<'a, T>>>;

impl<'a, T> ListReading<'a, T> {
    /// Returns the items of the documented kind in order, and skips the others; empty if there is
    /// no list.
    pub fn values(self) -> impl Iterator<Item = T> + use<'a, T> {
        self.value().into_iter().flatten().filter_map(Reading::value)
    }
}

impl<T> fmt::Debug for Reading<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Missing => "Missing",
            Self::Null => "Null",
            Self::Value(_) => "Value(..)",
            Self::Unreadable(_) => "Unreadable(..)",
        })
    }
}

impl Json {
    /// Parses a JSON object.
    ///
    /// # Errors
    ///
    /// Returns an error if the bytes are not JSON in UTF-8, or not an object.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Malformed> {
        serde_json::from_slice(bytes).map_err(|error| Malformed {
            line: error.line(),
            column: error.column(),
        })
    }

    /// Parses a received JSON object, and repairs it if necessary.
    pub(super) fn received(bytes: &[u8]) -> Result<Self, Malformed> {
        let (bytes, mut repaired) = unmarked(bytes);
        let mut json = Self::from_slice(bytes).or_else(|malformed| {
            let mended = mended(bytes, &mut repaired);
            Self::from_slice(&mended).map_err(|_| malformed)
        })?;
        json.repaired = (repaired != Repaired::default()).then_some(repaired);
        Ok(json)
    }

    /// Parses a received JSON value as the only field of an object, which has this name.
    pub(super) fn received_as(name: &str, bytes: &[u8]) -> Result<Self, Malformed> {
        let (bytes, repaired) = unmarked(bytes);
        let name = serde_json::to_string(name).unwrap_or_default();
        let opening = [b"{", name.as_bytes(), b":"].concat();
        let whole = [&opening, bytes, b"}"].concat();
        let json = Self::received(&whole).map_err(|malformed| Malformed {
            column: if malformed.line == 1 {
                malformed.column.saturating_sub(opening.len())
            } else {
                malformed.column
            },
            ..malformed
        });
        let mut json = json?;
        // What is behind the value may look like further fields.
        if json.fields.len() != 1 {
            return Err(Malformed { line: 0, column: 0 });
        }
        if repaired != Repaired::default() {
            let others = json.repaired.unwrap_or_default();
            json.repaired = Some(Repaired {
                byte_order_mark: true,
                ..others
            });
        }
        Ok(json)
    }

    /// An object of texts.
    pub(super) fn of_texts(texts: impl IntoIterator<Item = (String, String)>) -> Self {
        let fields = texts.into_iter().filter_map(|(name, text)| {
            Some((Name(name), serde_json::value::to_raw_value(&text).ok()?))
        });
        Self {
            fields: fields.collect(),
            ..Self::default()
        }
    }

    /// What an answer is that is a file: it has no fields.
    pub(super) fn of_file(bytes: Vec<u8>) -> Self {
        Self {
            file: Download(bytes),
            ..Self::default()
        }
    }

    /// Returns the answer, if it was a file.
    #[must_use]
    pub const fn file(&self) -> &Download {
        &self.file
    }

    /// Returns the repairs that reading the answer required, if any; objects inside it are then
    /// returned as repaired. `None` if the JSON was valid.
    #[must_use]
    pub const fn repaired(&self) -> Option<Repaired> {
        self.repaired
    }

    /// Returns the raw JSON of a field.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&RawValue> {
        self.all(name).next_back()
    }

    /// Returns the raw JSON of a field, if all fields of the name are equal.
    pub(super) fn only(&self, name: &str) -> Result<Option<&RawValue>, Ambiguous> {
        let mut all = self.all(name);
        let first = all.next();
        let differs = |raw: &RawValue| Some(raw.get()) != first.map(RawValue::get);
        if all.any(differs) { Err(Ambiguous) } else { Ok(first) }
    }

    fn all(&self, name: &str) -> impl DoubleEndedIterator<Item = &RawValue> {
        let named = self.fields.iter().filter(move |(field, _)| field.0 == name);
        named.map(|(_, raw)| &**raw)
    }

    /// Returns the names of all fields in the received order. A name with a lone surrogate is
    /// returned as written in JSON, with quotes.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name.0.as_str())
    }

    /// Returns the names of the fields that are not in `known`.
    pub fn unknown<'a>(&'a self, known: &'a [&str]) -> impl Iterator<Item = &'a str> {
        self.names().filter(|name| !known.contains(name))
    }

    /// Reads a text. A number is read as its digits, exactly as received.
    #[must_use]
    pub fn text(&self, name: &str) -> Reading<'_, Cow<'_, str>> {
        Reading::of(self.get(name), text)
    }

    /// Reads a list of texts, each like [`text`](Self::text).
    #[must_use]
    pub fn texts(&self, name: &str) -> ListReading<'_, Cow<'_, str>> {
        Reading::of(self.get(name), |raw| list(raw, text))
    }

    /// Reads a map of texts, each like [`text`](Self::text).
    #[must_use]
    pub fn map(&self, name: &str) -> MapReading<'_, Cow<'_, str>> {
        Reading::of(self.get(name), |raw| {
            let Entries(entries) =
                serde_json::from_str::<Entries<&RawValue>>(raw).ok()?;
            let read = |(Name(name), raw)| (name, Reading::of_value(raw, text));
            Some(entries.into_iter().map(read).collect())
        })
    }

    /// Reads a list of whole numbers, each like [`integer`](Self::integer).
    #[must_use]
    pub fn integers(&self, name: &str) -> ListReading<'_, i128> {
        Reading::of(self.get(name), |raw| list(raw, integer))
    }

    /// Reads a list of decimal numbers, each like [`decimal`](Self::decimal).
    #[must_use]
    pub fn decimals(&self, name: &str) -> ListReading<'_, Decimal> {
        Reading::of(self.get(name), |raw| list(raw, |raw| text(raw)?.parse().ok()))
    }

    /// Reads a whole number, or a text that contains one. `1.0` and `1e3` are whole numbers too.
    #[must_use]
    pub fn integer(&self, name: &str) -> Reading<'_, i128> {
        Reading::of(self.get(name), integer)
    }

    /// Reads a decimal number, or a text that contains one, exactly.
    #[must_use]
    pub fn decimal(&self, name: &str) -> Reading<'_, Decimal> {
        Reading::of(self.get(name), |raw| text(raw)?.parse().ok())
    }

    /// Reads a decimal number, and keeps the digits that were received: of a text, or of a number.
    #[must_use]
    pub fn written(&self, name: &str) -> Reading<'_, WrittenDecimal> {
        Reading::of(self.get(name), |raw| WrittenDecimal::read(&text(raw)?))
    }

    /// Reads a boolean: `true`, `1`, `"true"`, `"1"` or `"Y"`, and `false`, `0`, `"false"`, `"0"`
    /// or `"N"`.
    #[must_use]
    pub fn flag(&self, name: &str) -> Reading<'_, bool> {
        Reading::of(self.get(name), |raw| match raw {
            "true" => Some(true),
            "false" => Some(false),
            _ => match &*text(raw)? {
                "1" | "Y" | "true" => Some(true),
                "0" | "N" | "false" => Some(false),
                _ => None,
            },
        })
    }

    /// Reads a code, documented or not, that has the form of its table.
    #[must_use]
    pub fn code<T: CodeTable>(&self, name: &str) -> Reading<'_, T> {
        Reading::of(self.get(name), |raw| code::parse(&text(raw)?).ok())
    }

    /// Reads a list of codes, each like [`code`](Self::code).
    #[must_use]
    pub fn codes<T: CodeTable>(&self, name: &str) -> ListReading<'_, T> {
        Reading::of(self.get(name), |raw| list(raw, |raw| code::parse(&text(raw)?).ok()))
    }

    /// Reads an object.
    #[must_use]
    pub fn object<T: Response>(&self, name: &str) -> Reading<'_, T> {
        Reading::of(self.get(name), object)
    }

    /// Reads a list of objects.
    #[must_use]
    pub fn list<T: Response>(&self, name: &str) -> ListReading<'_, T> {
        Reading::of(self.get(name), |raw| list(raw, object))
    }

    /// Writes the names of the fields in `known`, with values for those in `shown`, and the
    /// number of other fields: their names could be sensitive.
    ///
    /// # Errors
    ///
    /// Returns the formatter's errors.
    pub fn show(
        &self,
        title: &str,
        known: &[&str],
        shown: &[&str],
        f: &mut fmt::Formatter<'_>,
    ) -> fmt::Result {
        let mut debug = f.debug_struct(title);
        for name in known {
            let Some(raw) = self.get(name) else { continue };
            let raw = if shown.contains(name) { raw.get() } else { ".." };
            debug.field(name, &format_args!("{}", escaped(raw)));
        }
        let others = self.unknown(known).count();
        if others > 0 {
            debug.field("other fields", &others);
        }
        if let Some(repaired) = self.repaired {
            debug.field("repaired", &format_args!("{repaired}"));
        }
        debug.finish()
    }
}

impl Response for Json {
    fn from_json(json: Self) -> Self {
        json
    }
}

impl Response for Download {
    fn from_json(json: Json) -> Self {
        json.file
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show("Json", &[], &[], f)
    }
}

/// Fields of the same name have different values.
pub(super) struct Ambiguous;

pub(super) fn integer(raw: &str) -> Option<i128> {
    let digits = text(raw)?;
    digits.parse().ok().or_else(|| digits.parse::<Decimal>().ok()?.whole())
}

pub(super) fn object<T: Response>(raw: &str) -> Option<T> {
    Json::from_slice(raw.as_bytes()).ok().map(T::from_json)
}

pub(super) fn list<'a, T>(
    raw: &'a str,
    read: impl Fn(&'a str) -> Option<T>,
) -> Option<Vec<Reading<'a, T>>> {
    let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
    Some(items.into_iter().map(|item| Reading::of_value(item, &read)).collect())
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Entries(fields) = Entries::deserialize(deserializer)?;
        Ok(Self { fields, ..Self::default() })
    }
}
