//! The only place where Rust identifiers are made. A name that gives none, or is taken, is an
//! error: nothing is renamed silently, except for the underscore that a keyword gets.

use std::collections::BTreeMap;
use std::fmt;

use heck::{ToSnakeCase, ToUpperCamelCase};

/// A valid Rust identifier.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ident(String);

/// Why a text gives no identifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameError {
    /// No letter or digit is in it.
    Empty,
    /// It has letters beyond a to z: callers everywhere have to be able to type a name.
    NotAscii,
    /// It begins with a digit.
    LeadingDigit,
}

impl Ident {
    /// A type's or a variant's name: `Shinhan Bank` gives `ShinhanBank`.
    ///
    /// # Errors
    /// When the text gives no identifier.
    pub fn upper_camel(text: &str) -> Result<Self, NameError> {
        checked(without_apostrophes(text).to_upper_camel_case(), text)
    }

    /// A field's, a function's or a module's name: `bankAccount` gives `bank_account`.
    ///
    /// # Errors
    /// When the text gives no identifier.
    pub fn snake(text: &str) -> Result<Self, NameError> {
        checked(without_apostrophes(text).to_snake_case(), text)
    }

    /// This name as a constant's: `request` gives `REQUEST`.
    #[must_use]
    pub fn constant(&self) -> Self {
        Self(self.0.to_uppercase())
    }

    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This name with another word behind it: `BankAccount` and `Rule` give `BankAccountRule`.
    #[must_use]
    pub fn with(&self, word: &str) -> Self {
        Self(format!("{}{word}", self.0))
    }
}

fn without_apostrophes(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '\'' | '’')).collect()
}

fn checked(name: String, text: &str) -> Result<Ident, NameError> {
    if text.chars().any(|c| c.is_alphanumeric() && !c.is_ascii()) {
        return Err(NameError::NotAscii);
    }
    match name.chars().next() {
        None => Err(NameError::Empty),
        Some(first) if first.is_ascii_digit() => Err(NameError::LeadingDigit),
        Some(_) if KEYWORDS.contains(&name.as_str()) => Ok(Ident(format!("{name}_"))),
        Some(_) => Ok(Ident(name)),
    }
}

/// The keywords of every edition, and those reserved.
const KEYWORDS: [&str; 52] = [
    "Self",
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
];

impl fmt::Display for Ident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for NameError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "it has no letter",
            Self::NotAscii => "it has letters other than a to z",
            Self::LeadingDigit => "it begins with a digit",
        })
    }
}

/// The names of one scope, each with its owner.
#[derive(Debug)]
pub struct Scope<T> {
    reserved: Vec<&'static str>,
    taken: BTreeMap<Ident, T>,
}

/// Why a name cannot be claimed.
#[derive(Debug)]
pub enum ClaimError<'a, T> {
    /// It is reserved for the client.
    Reserved,
    /// It has another owner.
    Taken(&'a T),
}

impl<T> Scope<T> {
    /// An empty scope in which some names belong to the client itself.
    #[must_use]
    pub fn new(reserved: &[&'static str]) -> Self {
        Self {
            reserved: reserved.to_vec(),
            taken: BTreeMap::new(),
        }
    }

    /// The scope with more such names.
    #[must_use]
    pub fn and(mut self, reserved: impl Iterator<Item = &'static str>) -> Self {
        self.reserved.extend(reserved);
        self
    }

    /// Whether a name is neither reserved nor taken.
    #[must_use]
    pub fn is_free(&self, name: &Ident) -> bool {
        !self.reserved.contains(&name.as_str()) && !self.taken.contains_key(name)
    }

    /// Claims a name.
    ///
    /// # Errors
    /// When the name is reserved or taken; the scope stays as it was.
    pub fn claim(&mut self, name: &Ident, owner: T) -> Result<(), ClaimError<'_, T>> {
        if self.reserved.contains(&name.as_str()) {
            return Err(ClaimError::Reserved);
        }
        if self.taken.contains_key(name) {
            return self
                .taken
                .get(name)
                .map_or(Ok(()), |owner| Err(ClaimError::Taken(owner)));
        }
        self.taken.insert(name.clone(), owner);
        Ok(())
    }
}
