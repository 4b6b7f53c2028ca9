//! Code tables: enums of the documented codes that accept undocumented ones too.

use super::{
    Decimal, Redact, Rule, ViolationKind, Violations, plain::plain, redacted::Redacted,
    text::read_text,
};
use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};
use std::{fmt, marker::PhantomData};

/// The documentation of one code.
pub trait Row: 'static {
    /// The code on the wire.
    fn code(&self) -> &'static str;
}

/// A code on the wire and its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Named(pub &'static str, pub &'static str);

impl Row for Named {
    fn code(&self) -> &'static str {
        self.0
    }
}

/// An enum of documented codes, with a variant for undocumented ones. Implemented by the macro
/// `code_table`.
pub trait Coded: Clone + PartialEq + Send + Sync + 'static {
    /// Creates the variant of an undocumented code.
    fn undocumented(code: Undocumented<Self>) -> Self;
    /// Returns the undocumented code, if it is one.
    fn as_undocumented(&self) -> Option<&Undocumented<Self>>;
}

/// A code table.
pub trait CodeTable: Coded {
    /// The documentation of each code.
    type Row: Row;
    /// The form of every code, documented or not.
    const RULE: Rule;
    /// Whether the codes are whole numbers on the wire, and not texts.
    const NUMBERS: bool = false;
    /// Every documented code with its variant.
    const ROWS: &'static [(Self, Self::Row)];
}

/// A code that has the form of the table `T` and is not documented. It is created by parsing
/// only, so it never holds a documented code.
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

/// Parses a code.
///
/// # Errors
///
/// Returns an error if the code is not documented and does not have the form of this table's
/// codes.
pub fn parse<T: CodeTable>(text: &str) -> Result<T, Violations> {
    if T::NUMBERS {
        // However a number is written, it is one code.
        let whole = || T::RULE.violated(ViolationKind::NotANumber);
        let number = text.parse().ok().and_then(|number: Decimal| number.whole());
        return known_or_new(&number.ok_or_else(whole)?.to_string());
    }
    known_or_new(text)
}

fn known_or_new<T: CodeTable>(text: &str) -> Result<T, Violations> {
    if let Some((known, _)) = T::ROWS.iter().find(|(_, row)| row.code() == text) {
        return Ok(known.clone());
    }
    T::RULE.check(text)?;
    Ok(T::undocumented(Undocumented {
        code: text.into(),
        rule: PhantomData,
    }))
}

/// Returns the documentation of a code, or `None` for an undocumented one.
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

/// Returns the name of a code, or `None` for an undocumented one.
pub fn name<T: CodeTable<Row = Named>>(value: &T) -> Option<&'static str> {
    row(value).map(|row| row.1)
}

/// Writes a code for `Debug`, as far as its rule allows: `BankCode(088)`.
///
/// # Errors
///
/// Returns the formatter's errors.
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

/// Serializes a code as a string, or as a number if the table's codes are numbers.
pub fn serialize<T: CodeTable, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match code(value).parse() {
        Ok(number) if T::NUMBERS => serializer.serialize_i128(number),
        _ => serializer.serialize_str(code(value)),
    }
}

/// Deserializes a code from a string, or from a number if the table's codes are numbers.
pub fn deserialize<'de, T: CodeTable, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    if T::NUMBERS {
        // An error from serde would quote the value.
        let number = i128::deserialize(deserializer).map_err(|_| {
            D::Error::custom(T::RULE.violated(ViolationKind::NotANumber))
        })?;
        return parse(&number.to_string()).map_err(D::Error::custom);
    }
    parse(&read_text(deserializer, &T::RULE)?).map_err(D::Error::custom)
}
