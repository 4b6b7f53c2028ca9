//! The tree in memory.

use std::collections::BTreeMap;
use std::path::Path;

use super::change::slashed;
use super::error::TreeError;
use super::name;

/// Everything the output folder will hold: relative path, with forward slashes, to bytes.
#[derive(Debug, Clone)]
pub struct Tree {
    pub(super) marker: String,
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Every file and folder as a file system that ignores case sees it, with its spelling
    /// here.
    names: BTreeMap<String, String>,
}

impl Tree {
    /// An empty tree. A folder belongs to the generator when `marker` stands in the first
    /// lines of its `Cargo.toml`; see [`Refusal::Foreign`](super::Refusal::Foreign). An empty marker proves nothing.
    #[must_use]
    pub fn new(marker: &str) -> Self {
        Self {
            marker: marker.to_owned(),
            files: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    /// Adds a file. The path is refused when some file system we build on cannot hold it, or
    /// cannot tell it from one that is here already.
    pub fn insert(
        &mut self,
        path: impl Into<String>,
        bytes: impl Into<Vec<u8>>,
    ) -> Result<(), TreeError> {
        let path = path.into();
        name::check(&path)?;
        self.check_collision(&path)?;
        for name in name::folders(&path).chain([path.as_str()]) {
            self.names.insert(name::folded(name), name.to_owned());
        }
        self.files.insert(path, bytes.into());
        Ok(())
    }

    /// The path itself must be new; a folder above it may be here, as a folder, spelt the same.
    fn check_collision(&self, path: &str) -> Result<(), TreeError> {
        let folder = name::folders(path).find_map(|folder| {
            let known = self.names.get(&name::folded(folder))?;
            (known != folder || self.files.contains_key(known)).then_some(known)
        });
        match folder.or_else(|| self.names.get(&name::folded(path))) {
            None => Ok(()),
            Some(with) => Err(TreeError::Collision {
                path: path.to_owned(),
                with: with.clone(),
            }),
        }
    }

    /// The files, ordered by path.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// How many files the tree holds.
    #[must_use]
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether the tree holds no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Whether the tree has a file or a folder at `path`, spelt so.
    pub(super) fn has(&self, path: &Path) -> bool {
        let path = slashed(path);
        self.names.get(&name::folded(&path)) == Some(&path)
    }

    /// Whether an orphan stands where the tree wants to put something, also on a file system
    /// that ignores case: at a name of the tree, or below one of its files.
    pub(super) fn is_in_the_way(&self, orphan: &Path) -> bool {
        let orphan = slashed(orphan);
        let known = |name: &str| self.names.get(&name::folded(name));
        known(&orphan).is_some()
            || name::folders(&orphan)
                .filter_map(known)
                .any(|spelt| self.files.contains_key(spelt))
    }
}
