//! Lists that keep their rule.

use super::limits::{Length, Side};
use super::object::Shown;
use super::rule::NOBODY;
use super::{Content, IntoField, Source, Value, Violation, ViolationKind, Violations};
use serde::{Serialize, Serializer};
use std::{fmt, marker::PhantomData};

/// What a list has to be, beside what the rules of its items say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ListRule {
    /// The field's name on the wire.
    pub field: &'static str,
    /// How many items it has.
    pub items: Length,
    /// Who says so.
    pub source: Source,
}

impl ListRule {
    /// Every list.
    pub const ANY: Self = Self {
        field: "",
        items: Length::any(),
        source: NOBODY,
    };

    /// Checks a list of so many items.
    ///
    /// # Errors
    ///
    /// There are more, or fewer, than allowed.
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

/// A type that stands for the rule of a list.
pub trait Listed {
    /// The rule.
    const RULE: ListRule;
}

/// A list of `T` that keeps the rule `R`.
pub struct CheckedList<R, T> {
    items: Vec<T>,
    rule: PhantomData<fn() -> R>,
}

impl<R, T> CheckedList<R, T> {
    /// The one door past the rule: for a list that the vendor is known to accept although its
    /// documentation does not.
    #[must_use]
    pub fn unchecked(items: Vec<T>) -> Self {
        Self { items, rule: PhantomData }
    }

    /// The items.
    #[must_use]
    pub fn get(&self) -> &[T] {
        &self.items
    }
}

impl<R: Listed, T> CheckedList<R, T> {
    /// Takes `items` if there are as many as the rule allows.
    ///
    /// # Errors
    ///
    /// There are more, or fewer.
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

/// The items, each as far as its rule allows.
impl<R, T: Content> fmt::Debug for CheckedList<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.items.iter().map(Shown)).finish()
    }
}

impl<R, T: Content> Value for CheckedList<R, T> {}

impl<R, T: Serialize> Serialize for CheckedList<R, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.items.serialize(serializer)
    }
}

/// A list of whatever an item can be set to.
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
