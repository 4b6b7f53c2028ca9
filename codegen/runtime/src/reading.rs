//! Responses, read so that nothing the vendor changes makes them fail.

use super::escape::escaped;
use super::repair::{Repaired, mended, unmarked};
use super::{CodeTable, Decimal, code};
use serde::{Deserialize, Deserializer, de};
use serde_json::value::RawValue;
use std::{borrow::Cow, error::Error, fmt};

/// A JSON object as it came: every field is kept, known or not, and looked at only when it is
/// asked for. `Debug` shows how many fields there are, and neither names nor values.
///
/// Of fields of the same name the last counts.
#[derive(Clone, Default)]
pub struct Json {
    fields: Vec<(Name, Box<RawValue>)>,
    repaired: Option<Repaired>,
}

/// The name of a field.
#[derive(Clone)]
struct Name(String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        // A lone surrogate is no text. Such a name stays as it is written, and nobody asks for it.
        Ok(Self(text(raw.get()).map_or_else(|| raw.get().to_owned(), Cow::into_owned)))
    }
}

/// A type that is read from a JSON object.
pub trait Response: Sized {
    /// Takes the object as it is, whatever it lacks.
    fn from_json(json: Json) -> Self;
}

/// What a field turned out to be. `Debug` shows which of these, and no values.
#[derive(Clone, Copy)]
pub enum Reading<'a, T> {
    /// There is no such field.
    Missing,
    /// It is `null`.
    Null,
    /// It is what the documentation says.
    Value(T),
    /// It is something else, which is this.
    Unreadable(&'a RawValue),
}

impl<'a, T> Reading<'a, T> {
    /// The value, if the field is what the documentation says.
    pub fn value(self) -> Option<T> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }

    /// Whether there is no such field.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    fn of(raw: Option<&'a RawValue>, read: impl FnOnce(&'a str) -> Option<T>) -> Self {
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

/// What a list turned out to be. Each item is read for itself: one that is `null`, or something
/// else than the documentation says, keeps nobody from the others.
pub type ListReading<'a, T> = Reading<'a, Vec<Reading<'a, T>>>;

impl<'a, T> ListReading<'a, T> {
    /// The items that are what the documentation says, in their order; none where there is no
    /// list. What else came is passed over.
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
    /// Reads a JSON object.
    ///
    /// # Errors
    ///
    /// The bytes are not JSON in UTF-8, or JSON but not an object.
    pub fn from_slice(bytes: &[u8]) -> Result<Self, Malformed> {
        serde_json::from_slice(bytes).map_err(|error| Malformed {
            line: error.line(),
            column: error.column(),
        })
    }

    /// Reads a JSON object that was received: as much of it as can be read.
    pub(super) fn received(bytes: &[u8]) -> Result<Self, Malformed> {
        let (bytes, mut repaired) = unmarked(bytes);
        let mut json = Self::from_slice(bytes).or_else(|malformed| {
            let mended = mended(bytes, &mut repaired);
            Self::from_slice(&mended).map_err(|_| malformed)
        })?;
        json.repaired = (repaired != Repaired::default()).then_some(repaired);
        Ok(json)
    }

    /// What had to be mended for the answer to be read, if anything had: the fields of objects
    /// within it are then as they were mended. `None` is what JSON gives.
    #[must_use]
    pub const fn repaired(&self) -> Option<Repaired> {
        self.repaired
    }

    /// The field as it came.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&RawValue> {
        self.all(name).next_back()
    }

    /// The field as it came, if all fields of the name say the same.
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

    /// The names of all fields, in the order in which they came. One with a lone surrogate is
    /// there as it is written in JSON, quotes included.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.fields.iter().map(|(name, _)| name.0.as_str())
    }

    /// The names of those fields that are not among `known`.
    pub fn unknown<'a>(&'a self, known: &'a [&str]) -> impl Iterator<Item = &'a str> {
        self.names().filter(|name| !known.contains(name))
    }

    /// A text. A number is read as its digits, exactly as they came.
    #[must_use]
    pub fn text(&self, name: &str) -> Reading<'_, Cow<'_, str>> {
        Reading::of(self.get(name), text)
    }

    /// A list of texts, each as [`text`](Self::text) reads it.
    #[must_use]
    pub fn texts(&self, name: &str) -> ListReading<'_, Cow<'_, str>> {
        Reading::of(self.get(name), |raw| list(raw, text))
    }

    /// A whole number, or a text that consists of one. `1.0` and `1e3` are whole numbers too.
    #[must_use]
    pub fn integer(&self, name: &str) -> Reading<'_, i128> {
        Reading::of(self.get(name), |raw| {
            let digits = text(raw)?;
            digits.parse().ok().or_else(|| digits.parse::<Decimal>().ok()?.whole())
        })
    }

    /// A decimal number, or a text that consists of one, exactly.
    #[must_use]
    pub fn decimal(&self, name: &str) -> Reading<'_, Decimal> {
        Reading::of(self.get(name), |raw| text(raw)?.parse().ok())
    }

    /// A boolean: `true`, `1`, `"true"`, `"1"` or `"Y"`, and `false`, `0`, `"false"`, `"0"` or
    /// `"N"`.
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

    /// A code, documented or not, that has the form of a code of its table.
    #[must_use]
    pub fn code<T: CodeTable>(&self, name: &str) -> Reading<'_, T> {
        Reading::of(self.get(name), |raw| code::parse(&text(raw)?).ok())
    }

    /// An object.
    #[must_use]
    pub fn object<T: Response>(&self, name: &str) -> Reading<'_, T> {
        Reading::of(self.get(name), object)
    }

    /// A list of objects.
    #[must_use]
    pub fn list<T: Response>(&self, name: &str) -> ListReading<'_, T> {
        Reading::of(self.get(name), |raw| list(raw, object))
    }

    /// Writes the names of the fields that are `known`, with the values of those that are
    /// `shown`, and how many others there are: their names may be anything.
    ///
    /// # Errors
    ///
    /// The formatter's own.
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

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.show("Json", &[], &[], f)
    }
}

/// That fields of one name say different things.
pub(super) struct Ambiguous;

/// A text, or the digits of a number.
pub(super) fn text(raw: &str) -> Option<Cow<'_, str>> {
    match raw.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(plain) if !plain.contains('\\') => Some(plain.into()),
        Some(_) => serde_json::from_str(raw).ok().map(Cow::Owned),
        None if raw.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
            Some(raw.into())
        }
        None => None,
    }
}

pub(super) fn object<T: Response>(raw: &str) -> Option<T> {
    Json::from_slice(raw.as_bytes()).ok().map(T::from_json)
}

fn list<'a, T>(
    raw: &'a str,
    read: fn(&'a str) -> Option<T>,
) -> Option<Vec<Reading<'a, T>>> {
    let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
    Some(items.into_iter().map(|item| Reading::of_value(item, read)).collect())
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Fields)
    }
}

struct Fields;

impl<'de> de::Visitor<'de> for Fields {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = map.next_entry()? {
            fields.push(field);
        }
        Ok(Json { fields, repaired: None })
    }
}

/// What was received is not a JSON object. It says where, and quotes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// Counted from 1, or 0 where the fault has no place.
    pub line: usize,
    /// In bytes, counted from 1, or 0 where the fault has no place.
    pub column: usize,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a JSON object, at line {} column {}", self.line, self.column)
    }
}

impl Error for Malformed {}
