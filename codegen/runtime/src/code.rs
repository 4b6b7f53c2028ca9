//! Code tables: enums whose variants are the documented codes, open to others.

use super::{
    Redact, Rule, Violations, plain::plain, redacted::Redacted, text::read_text,
};
use serde::{Deserializer, Serializer, de::Error as _};
use std::{fmt, marker::PhantomData};

/// What the documentation says about a code.
pub trait Row: 'static {
    /// The code on the wire.
    fn code(&self) -> &'static str;
}

/// A code on the wire, and what it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Named(pub &'static str, pub &'static str);

impl Row for Named {
    fn code(&self) -> &'static str {
        self.0
    }
}

/// An enum that holds a documented code or else an undocumented one. The macro `code_table`
/// implements it.
pub trait Coded: Clone + PartialEq + Send + Sync + 'static {
    /// The variant for a code that the table does not have.
    fn undocumented(code: Undocumented<Self>) -> Self;
    /// The code that the table does not have, if it is one.
    fn as_undocumented(&self) -> Option<&Undocumented<Self>>;
}

/// A code table.
pub trait CodeTable: Coded {
    /// What the documentation says about each code.
    type Row: Row;
    /// The form of every code, documented or not.
    const RULE: Rule;
    /// Every documented code, with the variant that stands for it.
    const ROWS: &'static [(Self, Self::Row)];
}

/// A code of the right form that is not in the table `T`. Only reading a code makes one, so
/// it never holds a documented code.
pub struct Undocumented<T> {
    code: Box<str>,
    rule: PhantomData<fn() -> T>,
}

plain!(Undocumented, code);

impl<T> Clone for Undocumented<T> {
    fn clone(&self) -> Self {
        Self {
            code: self.code.clone(),
            rule: PhantomData,
        }
    }
}

impl<T> Undocumented<T> {
    /// The code.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.code
    }
}

impl<T: CodeTable> fmt::Debug for Undocumented<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", Redacted(T::RULE.redact, &self.code))
    }
}

/// Reads a code.
///
/// # Errors
///
/// It is not documented, and does not have the form of a code of this table either.
pub fn parse<T: CodeTable>(text: &str) -> Result<T, Violations> {
    if let Some((known, _)) = T::ROWS.iter().find(|(_, row)| row.code() == text) {
        return Ok(known.clone());
    }
    T::RULE.check(text)?;
    Ok(T::undocumented(Undocumented {
        code: text.into(),
        rule: PhantomData,
    }))
}

/// What the documentation says about a code, unless it is undocumented.
pub fn row<T: CodeTable>(value: &T) -> Option<&'static T::Row> {
    T::ROWS.iter().find(|(known, _)| known == value).map(|(_, row)| row)
}

/// The code on the wire.
pub fn code<T: CodeTable>(value: &T) -> &str {
    match value.as_undocumented() {
        Some(undocumented) => undocumented.as_str(),
        // Every other variant has its row, so the empty code is never returned.
        None => row(value).map_or("", Row::code),
    }
}

/// What a code stands for, unless it is undocumented.
pub fn name<T: CodeTable<Row = Named>>(value: &T) -> Option<&'static str> {
    row(value).map(|row| row.1)
}

/// Writes a code for people who look for a fault, as far as its rule allows: `BankCode(088)`.
///
/// # Errors
///
/// The formatter's own.
pub fn debug<T: CodeTable>(
    value: &T,
    title: &str,
    f: &mut fmt::Formatter<'_>,
) -> fmt::Result {
    match value.as_undocumented() {
        Some(undocumented) => write!(f, "{title}({undocumented:?})"),
        None if T::RULE.redact == Redact::Shown => write!(f, "{title}({})", code(value)),
        None => write!(f, "{title}({})", Redacted(T::RULE.redact, code(value))),
    }
}

/// Writes a code as a text.
pub fn serialize<T: CodeTable, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(code(value))
}

/// Reads a code from a text.
pub fn deserialize<'de, T: CodeTable, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    parse(&read_text(deserializer, &T::RULE)?).map_err(D::Error::custom)
}
