//! A part of a page: its fields, as they are printed.

use super::limit::Limit;
use super::line::Text;
use crate::raw::{Encrypted, FieldType, Known, Need};
use crate::source::Span;

/// The fields under a heading, flat as they are printed.
#[derive(Debug, Clone)]
pub struct Part {
    /// The heading; absent where the capture has none.
    pub heading: Option<Text>,
    /// How much of the part the capture shows.
    pub known: Known,
    /// Whether the body is marked as encrypted, as far as the capture shows it.
    pub encrypted: Encrypted,
    /// Where the mark of an encrypted body stands.
    pub mark: Option<Span>,
    /// In the page's order.
    pub blocks: Vec<Block>,
}

/// One field as it is printed.
#[derive(Debug, Clone)]
pub struct Block {
    /// Its name; absent where none is printed.
    pub name: Option<Text>,
    /// The type, and where it stands; the type is absent where it is not understood.
    pub kind: (Option<FieldType>, Span),
    /// The need, and where it stands; the need is absent where it is not understood or cut off.
    pub need: (Option<Need>, Span),
    /// The limit of the value, and its text.
    pub limit: Option<(Limit, Text)>,
    /// Its description, line by line.
    pub prose: Vec<Text>,
    /// Where a button of the portal's form stands, behind which more fields may be.
    pub button: Option<Text>,
    /// What makes the reading doubtful.
    pub doubts: Vec<String>,
    /// Whether the capture ends within it.
    pub is_cut: bool,
    /// Whether lines of its description cannot be read.
    pub is_garbled: bool,
}

impl Block {
    /// The type that it is read as.
    #[must_use]
    pub fn field_type(&self) -> FieldType {
        self.kind.0.unwrap_or_default()
    }

    /// The need that it is read with: whoever does not know it need not send it.
    #[must_use]
    pub fn field_need(&self) -> Need {
        self.need.0.unwrap_or(Need::Optional)
    }

    /// Its name, for messages; empty where it has none.
    #[must_use]
    pub fn called(&self) -> &str {
        self.name.as_ref().map_or("", |name| name.text.as_str())
    }
}

/// A part of which the capture shows nothing.
pub(super) fn unknown() -> Part {
    Part {
        heading: None,
        known: Known::None,
        encrypted: Encrypted::Unknown,
        mark: None,
        blocks: Vec::new(),
    }
}
