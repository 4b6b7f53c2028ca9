//! How many, how long, how large: limits with two ends.

use std::fmt;

/// The two ends, both allowed, of what a number may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Limits<T> {
    min: Option<T>,
    max: Option<T>,
}

/// How many characters a text may have, or how many decimal digits a number.
pub type Length = Limits<u32>;

/// How small and how large a number may be.
pub type Range = Limits<i128>;

impl<T: Copy> Limits<T> {
    /// From `min`, if there is a least, to `max`, if there is a most.
    #[must_use]
    pub const fn of(min: Option<T>, max: Option<T>) -> Self {
        Self { min, max }
    }

    /// From `min` to `max`.
    #[must_use]
    pub const fn between(min: T, max: T) -> Self {
        Self {
            min: Some(min),
            max: Some(max),
        }
    }

    /// `n` and nothing else.
    #[must_use]
    pub const fn exactly(n: T) -> Self {
        Self::between(n, n)
    }

    /// `min` or more.
    #[must_use]
    pub const fn at_least(min: T) -> Self {
        Self { min: Some(min), max: None }
    }

    /// `max` or less.
    #[must_use]
    pub const fn at_most(max: T) -> Self {
        Self { min: None, max: Some(max) }
    }

    /// No limit.
    #[must_use]
    pub const fn any() -> Self {
        Self { min: None, max: None }
    }

    /// The least that is allowed, if there is a least.
    #[must_use]
    pub const fn min(&self) -> Option<T> {
        self.min
    }

    /// The most that is allowed, if there is a most.
    #[must_use]
    pub const fn max(&self) -> Option<T> {
        self.max
    }
}

impl<T: Copy + PartialOrd> Limits<T> {
    /// Where `n` lies.
    pub(super) fn side(&self, n: T) -> Side<T> {
        match (self.min, self.max) {
            (Some(min), _) if n < min => Side::Below(min),
            (_, Some(max)) if n > max => Side::Above(max),
            _ => Side::Within,
        }
    }
}

/// Where a number lies, with the end that it is beyond.
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
