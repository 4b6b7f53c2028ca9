//! Parts of a model, each with its place in a file.

use std::ops::Deref;

use crate::source::{FileId, Node, NodeRef, Span};

/// The model of a file, with the place of everything in it.
#[derive(Debug)]
pub struct Loaded<T> {
    /// The file.
    pub file: FileId,
    /// The file's name without folder and ending.
    pub stem: String,
    value: T,
    index: Node,
}

/// A part of a model, with its place.
#[derive(Debug)]
pub struct Located<'a, T> {
    /// The part.
    pub value: &'a T,
    /// Its place.
    pub at: NodeRef<'a>,
}

impl<T> Loaded<T> {
    pub(super) fn new(file: FileId, stem: &str, value: T, index: Node) -> Self {
        Self {
            file,
            stem: stem.to_owned(),
            value,
            index,
        }
    }

    /// The whole model, with its place.
    pub fn located(&self) -> Located<'_, T> {
        Located {
            value: &self.value,
            at: self.index.at(self.file),
        }
    }
}

impl<T> Deref for Loaded<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> Clone for Located<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Located<'_, T> {}

impl<T> Deref for Located<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value
    }
}

impl<'a, T> Located<'a, T> {
    /// The part that stands behind a key.
    pub fn part<U>(&self, key: &str, part: fn(&'a T) -> &'a U) -> Located<'a, U> {
        Located {
            value: part(self.value),
            at: self.at.key(key),
        }
    }

    /// The part that may stand behind a key.
    pub fn optional<U>(
        &self,
        key: &str,
        part: fn(&'a T) -> &'a Option<U>,
    ) -> Option<Located<'a, U>> {
        let at = self.at.key(key);
        part(self.value).as_ref().map(|value| Located { value, at })
    }

    /// The items of the list behind a key.
    pub fn each<U: 'a>(
        &self,
        key: &str,
        items: fn(&'a T) -> &'a [U],
    ) -> impl Iterator<Item = Located<'a, U>> + use<'a, T, U> {
        let at = self.at.key(key);
        let items = items(self.value).iter().enumerate();
        items.map(move |(position, value)| Located {
            value,
            at: at.item(position),
        })
    }

    /// Where the value of a key stands; the part itself where the key is absent.
    #[must_use]
    pub fn span_of(&self, key: &str) -> Span {
        self.at.key(key).span()
    }
}
