//! Checked maps: objects whose names are the caller's.

use super::{Content, IntoField, ListStyle, Listed, Value, Violations};
use serde::{Serialize, Serializer};
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    marker::PhantomData,
};

/// A map of texts to `T` that satisfies the rule `R`, which counts its entries. It is sent in the
/// order of the names.
pub struct CheckedMap<R, T> {
    entries: BTreeMap<String, T>,
    rule: PhantomData<fn() -> R>,
}

impl<R, T> CheckedMap<R, T> {
    /// Creates a map without checking the rule, for maps that the vendor is known to accept
    /// although its documentation does not.
    #[must_use]
    pub fn unchecked(entries: BTreeMap<String, T>) -> Self {
        Self { entries, rule: PhantomData }
    }

    /// Returns the entries, by name.
    #[must_use]
    pub fn get(&self) -> &BTreeMap<String, T> {
        &self.entries
    }
}

impl<R: Listed, T> CheckedMap<R, T> {
    /// Creates a map from `entries`.
    ///
    /// # Errors
    ///
    /// Returns an error if there are more or fewer entries than allowed.
    pub fn new(entries: BTreeMap<String, T>) -> Result<Self, Violations> {
        R::RULE.check(entries.len())?;
        Ok(Self::unchecked(entries))
    }
}

impl<R, T: Clone> Clone for CheckedMap<R, T> {
    fn clone(&self) -> Self {
        Self::unchecked(self.entries.clone())
    }
}

/// Shows the number of entries: names are the caller's, and could be personal data.
impl<R, T> fmt::Debug for CheckedMap<R, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{} entries ..}}", self.entries.len())
    }
}

impl<R: Listed, T: Content> Value for CheckedMap<R, T> {
    fn list_style(&self) -> ListStyle {
        R::RULE.style
    }
}

impl<R, T: Serialize> Serialize for CheckedMap<R, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.entries.serialize(serializer)
    }
}

/// Entries that are each a name and what a value can be set to. Of several with one name, the last
/// counts. A violation says by its number which of them is meant.
impl<R: Listed, T, N: Into<String>, I: IntoField<T>> IntoField<CheckedMap<R, T>>
    for Vec<(N, I)>
{
    fn into_field(self) -> Result<CheckedMap<R, T>, Violations> {
        let (mut entries, mut all) = (BTreeMap::new(), Vec::new());
        let mut names = BTreeSet::new();
        for (index, (name, value)) in self.into_iter().enumerate() {
            let name = name.into();
            names.insert(name.clone());
            match value.into_field() {
                Ok(value) => drop(entries.insert(name, value)),
                Err(wrong) => all.extend(wrong.nested(&format!("[{index}]"))),
            }
        }
        all.extend(R::RULE.check(names.len()).err().into_iter().flatten());
        Violations::gather(all).map(|()| CheckedMap::unchecked(entries))
    }
}

/// As `Vec`.
impl<R: Listed, T, N: Into<String>, I: IntoField<T>, const C: usize>
    IntoField<CheckedMap<R, T>> for [(N, I); C]
{
    fn into_field(self) -> Result<CheckedMap<R, T>, Violations> {
        Vec::from(self).into_field()
    }
}

/// As `Vec`.
impl<R: Listed, T, N: Into<String>, I: IntoField<T>> IntoField<CheckedMap<R, T>>
    for BTreeMap<N, I>
{
    fn into_field(self) -> Result<CheckedMap<R, T>, Violations> {
        self.into_iter().collect::<Vec<_>>().into_field()
    }
}
