//! What is read of a map or a list before its end has come.

use std::collections::HashSet;

use crate::files::Span;
use crate::node::Node;

/// A map or a list whose end has not come yet.
pub(crate) struct Open {
    pub(crate) key: Option<Span>,
    pub(crate) start: Span,
    pub(crate) entries: Entries,
}

pub(crate) enum Entries {
    Map {
        done: Vec<(String, Node)>,
        key: Option<(String, Span)>,
        /// The key stood in the map before: its value is passed over.
        repeated: bool,
        seen: HashSet<String>,
    },
    List(Vec<Node>),
}

impl Entries {
    pub(crate) fn map() -> Self {
        Self::Map {
            done: Vec::new(),
            key: None,
            repeated: false,
            seen: HashSet::new(),
        }
    }
}
