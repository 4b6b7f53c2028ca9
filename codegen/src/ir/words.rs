//! Descriptions of items.

use super::Need;
use crate::raw::{FieldType, Limits};

/// The descriptions of an item: our own, the page's, and what remains to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// What it is, in our own words.
    pub about: Option<String>,
    /// The page's words.
    pub wording: Option<String>,
    /// A constraint that the page prints and that sets no limit, or one that cannot be told.
    pub constraint: Option<String>,
    /// What the vendor takes when nothing is sent.
    pub default: Option<String>,
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
    /// What limits its value.
    pub limits: Limits,
    /// What is said of it.
    pub words: Words,
}
