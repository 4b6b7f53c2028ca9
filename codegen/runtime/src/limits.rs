//! Limits with a minimum and a maximum.

use std::borrow::Cow;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A range of numbers with inclusive bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits<T> {
    min: Option<T>,
    max: Option<T>,
    charset: Option<Charset>,
}

/// Limits of a text's length in characters or bytes, or of a number's decimal digits.
pub type Length = Limits<u32>;

/// Limits of a number's value.
pub type Range = Limits<i128>;

impl<T: Copy> Limits<T> {
    /// From `min` to `max`, each optional.
    #[must_use]
    pub const fn of(min: Option<T>, max: Option<T>) -> Self {
        Self { min, max, charset: None }
    }

    /// From `min` to `max`.
    #[must_use]
    pub const fn between(min: T, max: T) -> Self {
        Self::of(Some(min), Some(max))
    }

    /// `n` and nothing else.
    #[must_use]
    pub const fn exactly(n: T) -> Self {
        Self::between(n, n)
    }

    /// `min` or more.
    #[must_use]
    pub const fn at_least(min: T) -> Self {
        Self::of(Some(min), None)
    }

    /// `max` or less.
    #[must_use]
    pub const fn at_most(max: T) -> Self {
        Self::of(None, Some(max))
    }

    /// No limit.
    #[must_use]
    pub const fn any() -> Self {
        Self::of(None, None)
    }

    /// Returns the minimum, if there is one.
    #[must_use]
    pub const fn min(&self) -> Option<T> {
        self.min
    }

    /// Returns the maximum, if there is one.
    #[must_use]
    pub const fn max(&self) -> Option<T> {
        self.max
    }
}

/// A charset whose bytes are counted, identified by its name.
#[derive(Clone, Copy)]
struct Charset {
    name: &'static str,
    bytes: fn(&str) -> Option<usize>,
}

impl Length {
    /// Counts bytes in a charset instead of characters. `bytes` counts them, if the charset can
    /// encode the whole text.
    #[must_use]
    pub const fn bytes_of(
        self,
        name: &'static str,
        bytes: fn(&str) -> Option<usize>,
    ) -> Self {
        let charset = Some(Charset { name, bytes });
        Self { charset, ..self }
    }

    /// Returns the number of bytes in a result of the crate `encoding_rs`, if it could encode the
    /// whole text.
    #[must_use]
    pub fn encoded<E>((bytes, _, is_lossy): (Cow<'_, [u8]>, E, bool)) -> Option<usize> {
        (!is_lossy).then_some(bytes.len())
    }

    /// Returns the charset whose bytes are counted, or `None` if characters are.
    #[must_use]
    pub const fn charset(&self) -> Option<&'static str> {
        match self.charset {
            Some(charset) => Some(charset.name),
            None => None,
        }
    }

    /// The length of a text, if the charset can encode it.
    pub(super) fn count(&self, text: &str) -> Option<u32> {
        let count = match self.charset {
            Some(charset) => (charset.bytes)(text)?,
            // Most texts are ASCII, which is checked faster than characters are counted.
            None if text.is_ascii() => text.len(),
            None => text.chars().count(),
        };
        Some(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

impl PartialEq for Charset {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Charset {}

impl Hash for Charset {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
    }
}

impl fmt::Debug for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl<T: Copy + PartialOrd> Limits<T> {
    /// The position of `n`.
    pub(super) fn side(&self, n: T) -> Side<T> {
        match (self.min, self.max) {
            (Some(min), _) if n < min => Side::Below(min),
            (_, Some(max)) if n > max => Side::Above(max),
            _ => Side::Within,
        }
    }
}

/// The position of a number, with the limit that it exceeds.
pub(super) enum Side<T> {
    Below(T),
    Within,
    Above(T),
}

/// `exactly 3`, `2 to 5`, `at least 2`, `at most 5`, `any number of`.
impl<T: fmt::Display + PartialEq> fmt::Display for Limits<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.min, &self.max) {
            (Some(min), Some(max)) if min == max => write!(f, "exactly {min}"),
            (Some(min), Some(max)) => write!(f, "{min} to {max}"),
            (Some(min), None) => write!(f, "at least {min}"),
            (None, Some(max)) => write!(f, "at most {max}"),
            (None, None) => f.write_str("any number of"),
        }
    }
}
