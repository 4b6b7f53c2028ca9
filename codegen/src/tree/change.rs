//! The differences between the tree and the folder.

use std::path::{Path, PathBuf};

/// The kind of change of one file in the folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// In the tree, and not in the folder.
    Added,
    /// In both, with other bytes, or in the folder as something other than a file.
    Changed,
    /// In the folder, and not in the tree: a file, a link, or an empty folder.
    Removed,
}

impl Change {
    /// How many of `changes` are of this kind.
    #[must_use]
    pub fn count(self, changes: &[FileChange]) -> usize {
        changes.iter().filter(|change| change.change == self).count()
    }
}

/// One file of the output folder that is not as the tree has it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileChange {
    /// Relative to the output folder. Not always UTF-8: orphans may have any name.
    pub path: PathBuf,
    /// The kind of change.
    pub change: Change,
    /// How many of its lines come and go.
    pub lines: LineCounts,
}

/// The numbers of added and removed lines; both are 0 where a file is not text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineCounts {
    /// Lines that the file gets.
    pub added: usize,
    /// Lines that it loses.
    pub removed: usize,
}

impl FileChange {
    /// The path to show to people: forward slashes everywhere.
    #[must_use]
    pub fn slashed(&self) -> String {
        slashed(&self.path)
    }
}

/// A relative path with forward slashes. Bytes that are no UTF-8 become `\u{FFFD}`, which no
/// path of a tree is mistaken for: such a path is looked up only to see what it may block.
pub(super) fn slashed(path: &Path) -> String {
    let segments: Vec<_> =
        path.iter().map(|segment| segment.to_string_lossy()).collect();
    segments.join("/")
}
