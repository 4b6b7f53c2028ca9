//! Fields of which `null` is a value.

use super::{
    CheckedList, CheckedMap, Content, Decimal, DecimalNumber, Flag, Fractional,
    IntoField, Listed, Number, Numeric, Value, Violations, object::Shown,
};
use serde::{Serialize, Serializer};
use std::{collections::BTreeMap, fmt, str::FromStr};

/// A value, or `null`, where the documentation says what `null` does: as a rule it clears what is
/// stored. A field that is left out is neither.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum Nullable<T> {
    /// `null`.
    #[default]
    Null,
    /// A value.
    Value(T),
}

impl<T> Nullable<T> {
    /// Returns the value; `None` is `null`.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }
}

/// `null`, for a builder: `.remark(Null)`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Null;

/// Shows the value as far as its rule allows.
impl<T: Content> fmt::Debug for Nullable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Value(value) => Shown(value).fmt(f),
        }
    }
}

impl<T: Content> Value for Nullable<T> {}

impl<T: Serialize> Serialize for Nullable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Value(value) => value.serialize(serializer),
        }
    }
}

/// A value in its wire form; the text `null` is a text.
impl<T: FromStr<Err = Violations>> FromStr for Nullable<T> {
    type Err = Violations;

    fn from_str(text: &str) -> Result<Self, Violations> {
        text.parse().map(Self::Value)
    }
}

impl<T> IntoField<Nullable<T>> for Null {
    fn into_field(self) -> Result<Nullable<T>, Violations> {
        Ok(Nullable::Null)
    }
}

/// A checked value.
impl<T: Value> IntoField<Nullable<T>> for T {
    fn into_field(self) -> Result<Nullable<T>, Violations> {
        Ok(Nullable::Value(self))
    }
}

/// The result of a constructor or builder.
impl<T: Value> IntoField<Nullable<T>> for Result<T, Violations> {
    fn into_field(self) -> Result<Nullable<T>, Violations> {
        self.map(Nullable::Value)
    }
}

/// Lets a nullable field be set to whatever sets a field of its type.
macro_rules! as_value {
    ($([$($of:ident: $bound:path),* $(; $n:ident)?] $given:ty => $field:ty;)*) => {
        $(impl<$($of: $bound,)* $(const $n: usize)?> IntoField<Nullable<$field>> for $given {
            fn into_field(self) -> Result<Nullable<$field>, Violations> {
                IntoField::<$field>::into_field(self).map(Nullable::Value)
            }
        })*
    };
}

/// Whole numbers.
macro_rules! integers {
    ($($integer:ty)*) => {
        as_value! {$(
            [R: Numeric] $integer => Number<R>;
            [R: Fractional] $integer => DecimalNumber<R>;
        )*}
    };
}

integers!(u8 u16 u32 u64 i8 i16 i32 i64 i128);

as_value! {
    [S: Sized] bool => Flag<S>;
    [R: Fractional] Decimal => DecimalNumber<R>;
    [R: Listed, T: Sized, I: IntoField<T>] Vec<I> => CheckedList<R, T>;
    [R: Listed, T: Sized, I: IntoField<T>; N] [I; N] => CheckedList<R, T>;
    [R: Listed, T: Sized, K: Into<String>, I: IntoField<T>] Vec<(K, I)> => CheckedMap<R, T>;
    [R: Listed, T: Sized, K: Into<String>, I: IntoField<T>; N] [(K, I); N] => CheckedMap<R, T>;
    [R: Listed, T: Sized, K: Into<String>, I: IntoField<T>] BTreeMap<K, I> => CheckedMap<R, T>;
}
