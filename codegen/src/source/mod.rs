//! Files, spans and positions; the only place that names the YAML crates.
//!
//! A file is read once: into its index, which holds the place of every key and value. That
//! finds syntax errors, and refuses what the format leaves out (anchors, aliases, tags, several
//! documents) before anything is expanded. The model is read from the index, so that no second
//! reader of YAML can take a value for another one.

mod excerpt;
mod joined;
mod meant;
mod structure;
mod structure_error;

pub(crate) use meant::meant;
pub use yaml_index::{
    Expected, Fault, FaultKind, File, FileId, Files, Node, NodeKind, NodeRef, Position,
    Span,
};

use serde::de::DeserializeOwned;

/// The largest file that is read, in bytes. A transcribed page has a few thousand.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Why there is no model of a file.
#[derive(Debug)]
pub struct Unreadable {
    /// Every fault; a syntax error ends the search.
    pub faults: Vec<Fault>,
    /// What the file begins with, if it is YAML.
    pub top: Option<Top>,
}

/// What a file is as a whole.
#[derive(Debug)]
pub enum Top {
    /// A map with these keys.
    Keys(Vec<String>),
    /// One text.
    Text,
    /// A list.
    List,
}

impl Top {
    fn of(root: &Node) -> Self {
        match &root.kind {
            NodeKind::Map(entries) => {
                Self::Keys(entries.iter().map(|(key, _)| key.clone()).collect())
            }
            NodeKind::Scalar { .. } => Self::Text,
            NodeKind::List(_) => Self::List,
        }
    }
}

/// The model of a file, and its index.
///
/// # Errors
/// When the file cannot be read as a `T`.
pub fn read<T: DeserializeOwned>(
    files: &Files,
    id: FileId,
) -> Result<(T, Node), Unreadable> {
    let text = files.get(id).map_or("", |file| file.text.as_str());
    let (index, mut faults) = yaml_index::index(text, id);
    let Some(root) = index else { return Err(Unreadable { faults, top: None }) };
    match structure::read(id, text.len(), &root) {
        Ok(value) if faults.is_empty() => return Ok((value, root)),
        Ok(_) => {}
        Err(others) => faults.extend(others),
    }
    Err(Unreadable {
        faults,
        top: Some(Top::of(&root)),
    })
}
