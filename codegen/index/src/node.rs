//! The index of a YAML file: the place of every key and value.

use crate::files::{FileId, Span};

/// A value of the file, with its place.
#[derive(Debug)]
pub struct Node {
    /// Where its key stands, for a value in a map.
    pub key: Option<Span>,
    /// Where the value stands.
    pub value: Span,
    /// The sign of a comment that ends a plain text on its line.
    pub comment: Option<Span>,
    /// What it is.
    pub kind: NodeKind,
}

/// The kind of a [`Node`].
#[derive(Debug)]
pub enum NodeKind {
    /// A text, a number, a truth value or nothing.
    Scalar {
        /// The text, without quotes and escapes.
        text: String,
        /// Written in quotes or as a block.
        quoted: bool,
    },
    /// Keys and their values, in order.
    Map(Vec<(String, Node)>),
    /// Items in order.
    List(Vec<Node>),
}

/// A reference to a node of the index. A step to something that does not exist stays where it was.
#[derive(Debug, Clone, Copy)]
pub struct NodeRef<'a> {
    file: FileId,
    node: &'a Node,
    exists: bool,
}

impl Node {
    /// The top of the file.
    #[must_use]
    pub fn at(&self, file: FileId) -> NodeRef<'_> {
        NodeRef {
            file,
            node: self,
            exists: true,
        }
    }

    /// The value of a key.
    #[must_use]
    pub fn entry(&self, name: &str) -> Option<&Self> {
        match &self.kind {
            NodeKind::Map(entries) => {
                entries.iter().find(|(key, _)| key == name).map(|(_, node)| node)
            }
            _ => None,
        }
    }

    /// Whether nothing stands here, or YAML's words for it.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, NodeKind::Scalar { text, quoted: false }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }
}

impl<'a> NodeRef<'a> {
    /// The value of a key.
    #[must_use]
    pub fn key(self, name: &str) -> Self {
        self.step(self.node.entry(name))
    }

    /// An item of a list, counted from 0.
    #[must_use]
    pub fn item(self, position: usize) -> Self {
        let found = match &self.node.kind {
            NodeKind::List(items) => items.get(position),
            _ => None,
        };
        self.step(found)
    }

    fn step(self, found: Option<&'a Node>) -> Self {
        match found {
            Some(node) => Self {
                node,
                exists: self.exists,
                ..self
            },
            None => Self { exists: false, ..self },
        }
    }

    /// Whether every step led to something.
    #[must_use]
    pub fn exists(self) -> bool {
        self.exists
    }

    /// The file.
    #[must_use]
    pub fn file(self) -> FileId {
        self.file
    }

    /// Where the value stands. Of a map or a list it is the key, or the first entry's key: a marker
    /// under a whole block would not help. Where there is no value, it is the key.
    #[must_use]
    pub fn span(self) -> Span {
        match &self.node.kind {
            NodeKind::Scalar { .. } if self.node.value.start == self.node.value.end => {
                self.node.key.unwrap_or(self.node.value)
            }
            NodeKind::Scalar { .. } => self.node.value,
            NodeKind::Map(entries) => self.node.key.unwrap_or_else(|| {
                let first = entries.first().and_then(|(_, node)| node.key);
                first.unwrap_or(self.node.value)
            }),
            NodeKind::List(_) => self.node.key.unwrap_or(self.node.value),
        }
    }

    /// Where the key stands; for an item of a list, where the item stands.
    #[must_use]
    pub fn key_span(self) -> Span {
        self.node.key.unwrap_or_else(|| self.span())
    }

    /// The sign of the comment that ends a plain text on its line.
    #[must_use]
    pub fn comment(self) -> Option<Span> {
        self.node.comment
    }

    /// Whether the value is a text in quotes or a block.
    #[must_use]
    pub fn is_quoted(self) -> bool {
        matches!(self.node.kind, NodeKind::Scalar { quoted: true, .. })
    }

    /// The value's text as it is written; absent for a map, a list, nothing, or a step that
    /// led to nothing.
    #[must_use]
    pub fn text(self) -> Option<&'a str> {
        match &self.node.kind {
            NodeKind::Scalar { text, .. } if self.exists && !self.node.is_null() => {
                Some(text)
            }
            _ => None,
        }
    }

    /// Where a character of the value stands, counted from 0; the whole value where escapes
    /// or line breaks keep it from being counted.
    #[must_use]
    pub fn span_of_char(self, position: usize) -> Span {
        self.span_of_chars(position, 1)
    }

    /// Where some characters of the value stand, see [`NodeRef::span_of_char`].
    #[must_use]
    pub fn span_of_chars(self, position: usize, count: usize) -> Span {
        let whole = self.span();
        let Some(text) = self.text() else { return whole };
        let quotes = u32::from(self.is_quoted());
        let bytes = |skip, take| {
            text.chars().skip(skip).take(take).map(char::len_utf8).sum::<usize>()
        };
        let (before, length) = (bytes(0, position), bytes(position, count));
        match (u32::try_from(text.len()), u32::try_from(before), u32::try_from(length)) {
            (Ok(all), Ok(before), Ok(length @ 1..))
                if whole.end - whole.start == all + 2 * quotes =>
            {
                let start = whole.start + quotes + before;
                Span {
                    start,
                    end: start + length,
                    ..whole
                }
            }
            _ => whole,
        }
    }

    /// What the value is.
    #[must_use]
    pub fn kind(self) -> &'a NodeKind {
        &self.node.kind
    }
}
