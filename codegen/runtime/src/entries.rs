//! The entries of JSON objects, in the order received.

use serde::{Deserialize, Deserializer, de};
use serde_json::value::RawValue;
use std::{borrow::Cow, fmt, marker::PhantomData};

/// The name of a field.
#[derive(Clone)]
pub(super) struct Name(pub(super) String);

impl<'de> Deserialize<'de> for Name {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        // A lone surrogate is not text. Such a name is kept as written; it is never looked up.
        Ok(Self(text(raw.get()).map_or_else(|| raw.get().to_owned(), Cow::into_owned)))
    }
}

/// The entries of an object, with values of their own or where they stay.
pub(super) struct Entries<V>(pub(super) Vec<(Name, V)>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Visitor(PhantomData)).map(Self)
    }
}

struct Visitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> de::Visitor<'de> for Visitor<V> {
    type Value = Vec<(Name, V)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON object")
    }

    fn visit_map<A: de::MapAccess<'de>>(
        self,
        mut map: A,
    ) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}

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
