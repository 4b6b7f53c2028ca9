//! Descriptions of items.

use super::Need;
use crate::raw::{FieldType, Known, Limits};

/// The descriptions of an item: our own, the page's, and what remains to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// A description in our own words.
    pub about: Option<String>,
    /// The page's words.
    pub wording: Option<String>,
    /// A constraint that the page prints and that sets no limit, or an unknown one.
    pub constraint: Option<String>,
    /// The value that the vendor assumes when none is sent.
    pub default: Option<String>,
    /// How much of what the page says of it is known. Of an object it is not said here: its type
    /// says how much of its fields is.
    pub known: Known,
    /// Why it is to be confirmed.
    pub confirm: Option<String>,
}

/// A field whose name is missing on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unnamed {
    /// The field that it stands behind, by its name on the wire.
    pub after: Option<String>,
    /// The type that the page prints.
    pub kind: FieldType,
    /// Whether it has to be sent.
    pub need: Need,
    /// The limits of its value.
    pub limits: Limits,
    /// Its descriptions.
    pub words: Words,
}
