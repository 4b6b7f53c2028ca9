//! Values of which there may be several.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, Error, SeqAccess, Unexpected, Visitor};

use super::{Fact, Facts, Value};

/// One value, or a list of values: `200`, `[200, 201]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Several<T>(pub Vec<T>);

impl<T> Default for Several<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: Facts> Facts for Several<T> {
    const FACTS: &'static [Fact] = T::FACTS;

    fn value(&self) -> Value<'_> {
        match self.0.as_slice() {
            [one] => one.value(),
            _ => self.0.value(),
        }
    }
}

/// A value that stands for itself where a list could stand.
pub trait Single: Sized {
    /// What is expected, in words.
    const EXPECTED: &'static str;

    /// Reads it. An empty text stands for what is reported elsewhere.
    fn single(text: &str) -> Option<Self>;
}

impl Single for String {
    const EXPECTED: &'static str = "a text in quotes, or a list of them";

    fn single(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Single for u16 {
    const EXPECTED: &'static str = "a number, or a list of them";

    fn single(text: &str) -> Option<Self> {
        // To other readers of YAML, a number that begins with 0 has the base 8.
        let is_plain = |number: &Self| number.to_string() == text;
        if text.is_empty() { Some(0) } else { text.parse().ok().filter(is_plain) }
    }
}

impl<'de, T: Single + Deserialize<'de>> Deserialize<'de> for Several<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrMore(PhantomData))
    }
}

struct OneOrMore<T>(PhantomData<T>);

impl<'de, T: Single + Deserialize<'de>> Visitor<'de> for OneOrMore<T> {
    type Value = Several<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Several<T>, E> {
        let one = T::single(text);
        let one = one.ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))?;
        Ok(Several(vec![one]))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Several<T>, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Several<T>, A::Error> {
        let mut all = Vec::new();
        while let Some(item) = items.next_element()? {
            all.push(item);
        }
        Ok(Several(all))
    }
}
