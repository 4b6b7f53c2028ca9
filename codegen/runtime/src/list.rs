//! Checked lists.

use super::limits::{Length, Side};
use super::object::Shown;
use super::source::NOBODY;
use super::{
    Content, IntoField, ListStyle, Source, Value, Violation, ViolationKind, Violations,
};
use serde::{Serialize, Serializer};
use std::{fmt, marker::PhantomData};

/// The rule of a list, besides the rules of its items.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListRule {
    /// The field's name on the wire.
    pub field: &'static str,
    /// The number of items.
    pub items: Length,
    /// How it is written in a query or a form.
    pub style: ListStyle,
    /// The source in the documentation.
    pub source: Source,
}

impl ListRule {
    /// A rule that accepts every list.
    pub const ANY: Self = Self {
        field: "",
        items: Length::any(),
        style: ListStyle::Repeated,
        source: NOBODY,
    };

    /// Checks the number of items.
    ///
    /// # Errors
    ///
    /// Returns an error if there are more or fewer than allowed.
    pub fn check(&self, items: usize) -> Result<(), Violations> {
        let actual = u32::try_from(items).unwrap_or(u32::MAX);
        let broken = match self.items.side(actual) {
            Side::Within => return Ok(()),
            Side::Below(min) => ViolationKind::TooFewItems { min, actual },
            Side::Above(max) => ViolationKind::TooManyItems { max, actual },
        };
        Err(Violation::new(self.field, broken, self.source).into())
    }
}

/// A marker type for the rule of a list.
pub trait Listed {
    /// The rule.
    const RULE: ListRule;
}

/// A list of `T` that satisfies the rule `R`.
pub struct CheckedList<R, T> {
    items: Vec<T>,
    rule: PhantomData<fn() -> R>,
}

impl<R, T> CheckedList<R, T> {
    /// Creates a list without checking the rule, for lists that the vendor is known to accept
    /// although its documentation does not.
    #[must_use]
    pub fn unchecked(items: Vec<T>) -> Self {
        Self { items, rule: PhantomData }
    }

    /// Returns the items.
    #[must_use]
    pub fn get(&self) -> &[T] {
        &self.items
    }
}

impl<R: Listed, T> CheckedList<R, T> {
    /// Creates a list from `items`.
    ///
    /// # Errors
    ///
    /// Returns an error if there are more or fewer items than allowed.
    pub fn new(items: Vec<T>) -> Result<Self, Violations> {
        R::RULE.check(items.len())?;
        Ok(Self::unchecked(items))
    }
}

impl<R, T: Clone> Clone for CheckedList<R, T> {
    fn clone(&self) -> Self {
        Self::unchecked(self.items.clone())
    }
}

/// Shows the items, each as far as its rule allows.
impl<R, T: Content> fmt::Debug for CheckedList<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.items.iter().map(Shown)).finish()
    }
}

impl<R: Listed, T: Content> Value for CheckedList<R, T> {
    fn list_style(&self) -> ListStyle {
        R::RULE.style
    }
}

impl<R, T: Serialize> Serialize for CheckedList<R, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(serializer)
    }
}

/// A list of values that an item can be set to.
impl<R: Listed, T, I: IntoField<T>> IntoField<CheckedList<R, T>> for Vec<I> {
    fn into_field(self) -> Result<CheckedList<R, T>, Violations> {
        let mut all: Vec<_> =
            R::RULE.check(self.len()).err().into_iter().flatten().collect();
        let mut items = Vec::with_capacity(self.len());
        for (index, item) in self.into_iter().enumerate() {
            match item.into_field() {
                Ok(item) => items.push(item),
                Err(wrong) => all.extend(wrong.nested(&format!("[{index}]"))),
            }
        }
        Violations::gather(all).map(|()| CheckedList::unchecked(items))
    }
}

/// As `Vec`.
impl<R: Listed, T, I: IntoField<T>, const N: usize> IntoField<CheckedList<R, T>>
    for [I; N]
{
    fn into_field(self) -> Result<CheckedList<R, T>, Violations> {
        Vec::from(self).into_field()
    }
}
