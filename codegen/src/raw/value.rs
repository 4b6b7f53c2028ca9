//! Values of the format with their keys, for code that walks over all keys alike.

use std::borrow::Cow;

use super::Fact;
use crate::choice::Choice;

/// A value of any key of the format.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// None.
    Absent,
    /// A text.
    Text(&'a str),
    /// A number, a truth value or one of the format's words.
    Word(Cow<'static, str>),
    /// Keys and values, in the order of their declaration.
    Map(Vec<(&'static Fact, Value<'a>)>),
    /// Several of one kind.
    List(Vec<Value<'a>>),
}

/// A type of values that a key of the format can have.
pub trait Facts {
    /// The keys of a struct, in the order in which they are written; those of the items of a list.
    const FACTS: &'static [Fact] = &[];

    /// The same, for what would lead back to itself as a constant.
    #[must_use]
    fn facts() -> &'static [Fact] {
        Self::FACTS
    }

    /// The value.
    fn value(&self) -> Value<'_>;

    /// Takes over what people have decided.
    fn keep(&mut self, _old: &Self) {}
}

impl<'a> Value<'a> {
    /// The keys and values of a struct.
    #[must_use]
    pub fn entries(self) -> Vec<(&'static Fact, Value<'a>)> {
        match self {
            Self::Map(entries) => entries,
            _ => Vec::new(),
        }
    }

    /// The value as one text.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Word(word) => Some(word),
            Self::Absent | Self::Map(_) | Self::List(_) => None,
        }
    }
}

impl Facts for String {
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl<T: Choice> Facts for T {
    fn value(&self) -> Value<'_> {
        Value::Text(self.word())
    }
}

impl<T: Facts> Facts for Option<T> {
    const FACTS: &'static [Fact] = T::FACTS;

    fn facts() -> &'static [Fact] {
        T::facts()
    }

    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, Facts::value)
    }
}

impl<T: Facts> Facts for Vec<T> {
    const FACTS: &'static [Fact] = T::FACTS;

    fn facts() -> &'static [Fact] {
        T::facts()
    }

    fn value(&self) -> Value<'_> {
        match self.as_slice() {
            [] => Value::Absent,
            items => Value::List(items.iter().map(Facts::value).collect()),
        }
    }
}

macro_rules! words {
    ($($plain:ty),*) => {$(
        impl Facts for $plain {
            fn value(&self) -> Value<'_> {
                Value::Word(Cow::Owned(self.to_string()))
            }
        }
    )*};
}

words!(bool, u16, u32, super::Bound);

impl Facts for super::Encrypted {
    fn value(&self) -> Value<'_> {
        Value::Word(Cow::Borrowed(self.as_str()))
    }
}
