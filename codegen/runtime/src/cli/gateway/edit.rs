//! Changing JSON whose keys stay in order and whose numbers keep their digits.

use super::super::super::entries::{Entries, Name};
use super::super::super::values::{quoted, string};
use super::super::tree::Tree;
use serde_json::value::RawValue;

impl Tree {
    /// Reads valid JSON.
    pub(super) fn parse(raw: &str) -> Self {
        let raw = raw.trim();
        if raw.starts_with('{') {
            let entries: Option<Entries<&RawValue>> = serde_json::from_str(raw).ok();
            let entries = entries.map(|Entries(all)| all).unwrap_or_default();
            let entry =
                |(Name(name), raw): (_, &RawValue)| (name, Self::parse(raw.get()));
            Self::Object(entries.into_iter().map(entry).collect())
        } else if raw.starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(raw).unwrap_or_default();
            Self::List(items.into_iter().map(|raw| Self::parse(raw.get())).collect())
        } else {
            Self::Leaf(raw.to_owned())
        }
    }

    /// A text.
    pub(super) fn of_text(text: &str) -> Self {
        Self::Leaf(quoted(text))
    }

    /// The text of a leaf that is one.
    pub(super) fn text(&self) -> Option<String> {
        if let Self::Leaf(raw) = self { string(raw) } else { None }
    }

    /// The entries of an object.
    pub(super) fn entries(&mut self) -> impl Iterator<Item = &mut (String, Self)> {
        let entries =
            if let Self::Object(entries) = self { Some(entries) } else { None };
        entries.into_iter().flatten()
    }

    /// What is behind a key of an object.
    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(entries) = self else { return None };
        entries.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// What is behind a key of an object, to be changed.
    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        self.entries().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// Sets a key of an object, in its place if there is one.
    pub(super) fn set(&mut self, key: &str, value: Self) {
        if let Some(old) = self.get_mut(key) {
            *old = value;
        } else if let Self::Object(entries) = self {
            entries.push((key.to_owned(), value));
        }
    }

    /// Takes a key out of an object.
    pub(super) fn take(&mut self, key: &str) -> Option<Self> {
        let Self::Object(entries) = self else { return None };
        let at = entries.iter().position(|(name, _)| name == key)?;
        Some(entries.remove(at).1)
    }

    /// Gives a key of an object another name.
    pub(super) fn rename(&mut self, from: &str, to: &str) {
        if let Some((name, _)) = self.entries().find(|(name, _)| name == from) {
            to.clone_into(name);
        }
    }

    /// Keeps some items of a list; what is no list stays.
    pub(super) fn retain(&mut self, keep: impl FnMut(&Self) -> bool) {
        if let Self::List(items) = self {
            items.retain(keep);
        }
    }

    /// Whether it is an object or a list without anything in it.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::List(items) => items.is_empty(),
            Self::Object(entries) => entries.is_empty(),
        }
    }
}
