//! Files, spans and positions; the only place that names the YAML crates.
//!
//! A file is read twice. The index comes first: it finds true syntax errors, refuses what
//! the format leaves out (anchors, aliases, tags, several documents) before anything is
//! expanded, and holds the place of every key and value. The model comes second. Only when
//! that is refused does `structure` look for everything in the file that does not fit.

mod excerpt;
mod structure;
mod structure_error;

pub use yaml_index::{
    Expected, Fault, FaultKind, File, FileId, Files, Node, NodeKind, NodeRef, Position,
    Span,
};

use serde::de::DeserializeOwned;

/// The largest file that is read, in bytes. A transcribed page has a few thousand.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The model of a file, and its index.
///
/// # Errors
/// Every fault of the file; a syntax error ends the search.
pub fn read<T: DeserializeOwned>(
    files: &Files,
    id: FileId,
) -> Result<(T, Node), Vec<Fault>> {
    let text = files.get(id).map_or("", |file| file.text.as_str());
    let (index, mut faults) = yaml_index::index(text, id);
    let Some(root) = index else { return Err(faults) };
    let refused = match serde_yaml::from_str(text) {
        Ok(value) if faults.is_empty() => return Ok((value, root)),
        Ok(_) => None,
        Err(error) => Some(error),
    };
    faults.extend(structure::find::<T>((id, text.len()), &root));
    if let (Some(error), true) = (refused, faults.is_empty()) {
        faults.push(Fault {
            kind: FaultKind::Structure,
            message: error.to_string(),
            span: root.at(id).span(),
            expected: None,
        });
    }
    Err(faults)
}
