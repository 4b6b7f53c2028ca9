//! The files of an output folder, in memory: compared with the folder on disk in both
//! directions, and written so that a reader finds the old tree or the new one.
//!
//! # What a run that is cut short leaves behind
//!
//! * **Killed process**: the new tree is built complete in a hidden folder beside the output
//!   (`.{name}.regen-XXXXXX`) and changes places with it in one system call. Whoever looks
//!   finds the whole old tree or the whole new one; the next run removes the hidden folder.
//! * **Power loss**: what was written is flushed to the disk before the swap, which also
//!   brings a full disk to light while the old tree is still in its place. See
//!   `stage.rs` for what the flush costs.
//! * **File systems that cannot exchange two folders** get the next best: see [`Swap`].
//!
//! What people have put into the folder is kept until they say otherwise: see `loss.rs`.
//!
//! `target/` and `Cargo.lock` at the root are cargo's. They are not a part of the comparison, and
//! move into the new folder immediately before the swap, as the last step that may fail. A run
//! killed between the two leaves the old tree without them, and the next run takes them back out of
//! the hidden folder.

mod change;
mod diff;
mod disk;
mod error;
mod files;
mod lock;
mod loss;
mod name;
mod stage;
mod staging;
mod swap;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};

pub use self::change::{Change, FileChange, LineCounts};
pub use self::error::{Loss, LossKind, Refusal, TreeError};
pub use self::files::Tree;
pub use self::swap::Swap;

use self::disk::{FileType, Listing, OutputFolder};
use self::stage::Staging;

/// What [`Tree::write`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The files that were not as the tree has them, ordered by path.
    pub changes: Vec<FileChange>,
    /// How many files were left alone: they keep their inode and time of change.
    pub unchanged: usize,
    /// How the new tree took its place; `None` when there was nothing to do.
    pub swap: Option<Swap>,
    /// Hidden folders that could not be deleted (someone holds a file of theirs open, say).
    /// The next run tries again.
    pub leftovers: Vec<PathBuf>,
}

impl Tree {
    /// What [`write`](Self::write) would change, ordered by path. Reads only, and takes no
    /// lock: next to a run that writes, it may see some of both trees.
    pub fn compare(&self, out: &Path) -> Result<Vec<FileChange>, TreeError> {
        let place = OutputFolder::of(out)?;
        self.differences(&place.out, self.read_own(&place.out)?.as_ref())
    }

    /// A unified diff from the folder (`a/`) to the tree (`b/`) of every file in `changes`,
    /// as [`compare`](Self::compare) returned them.
    #[must_use]
    pub fn diff(&self, out: &Path, changes: &[FileChange]) -> String {
        changes.iter().map(|change| diff::file(&self.files, out, change)).collect()
    }

    /// Makes the folder equal to the tree, wholly or not at all; waits for other runs that
    /// write beside it. Creates the folders above `out`. Touches nothing when nothing differs.
    pub fn write(&self, out: &Path) -> Result<Written, TreeError> {
        self.write_by(out, &Swap::ALL, false)
    }

    /// The same, unless something would be lost that is not the generator's: then nothing is
    /// touched, and the error is [`TreeError::Losses`].
    pub fn update(&self, out: &Path) -> Result<Written, TreeError> {
        self.write_by(out, &Swap::ALL, true)
    }

    fn write_by(
        &self,
        out: &Path,
        ways: &[Swap],
        keeps: bool,
    ) -> Result<Written, TreeError> {
        self.write_to(&OutputFolder::of(out)?, ways, keeps)
    }

    fn write_to(
        &self,
        place: &OutputFolder,
        ways: &[Swap],
        keeps: bool,
    ) -> Result<Written, TreeError> {
        self.check_marked()?;
        fs::create_dir_all(&place.parent)
            .map_err(TreeError::io("create the folder", &place.parent))?;
        let _lock = lock::exclusive(place)?;
        let stale = stage::stale(place)?;
        stage::restore(&stale, place);
        let listing = self.read_own(&place.out)?;
        let mut leftovers = stage::sweep(stale, place);

        let changes = self.differences(&place.out, listing.as_ref())?;
        if keeps {
            let losses = self.losses(&place.out, &changes)?;
            if !losses.is_empty() {
                return Err(TreeError::Losses(losses));
            }
        }
        let touched =
            changes.iter().filter(|change| change.change != Change::Removed).count();
        let unchanged = self.files.len() - touched;
        if changes.is_empty() {
            return Ok(Written {
                changes,
                unchanged,
                swap: None,
                leftovers,
            });
        }
        let mut staging = Staging::fill(place, &self.files, &changes)?;
        let swap = match listing {
            None => swap::first(place, &staging)?,
            Some(_) => swap::replace(self, place, &mut staging, &changes, ways)?,
        };
        leftovers.extend(staging.remove());
        Ok(Written {
            changes,
            unchanged,
            swap: Some(swap),
            leftovers,
        })
    }

    /// A tree that the next run could not recognise as ours would be refused from then on.
    fn check_marked(&self) -> Result<(), TreeError> {
        let proven = match self.files.get("Cargo.toml") {
            Some(manifest) => disk::has_marker(manifest, &self.marker),
            None => {
                self.files.values().any(|bytes| disk::has_marker(bytes, &self.marker))
            }
        };
        if proven || self.files.is_empty() {
            return Ok(());
        }
        Err(TreeError::Unmarked {
            marker: self.marker.clone(),
        })
    }

    /// What the folder holds, `None` when there is none; refuses what is not ours to change.
    fn read_own(&self, out: &Path) -> Result<Option<Listing>, TreeError> {
        let Some(listing) = disk::scan(out)? else { return Ok(None) };
        if self.owns(out, &listing)? {
            return Ok(Some(listing));
        }
        let why = Refusal::Foreign {
            marker: self.marker.clone(),
        };
        Err(TreeError::Refused { out: out.to_owned(), why })
    }

    /// The manifest decides. Without one, or with an empty one, a marked file does that
    /// stands where the tree has one too: any other would make a home folder ours, with a
    /// generated crate somewhere in it.
    fn owns(&self, out: &Path, listing: &Listing) -> Result<bool, TreeError> {
        if listing.is_empty() {
            return Ok(true);
        }
        let has_marker =
            |path: &str| disk::file_has_marker(&out.join(path), &self.marker);
        match listing.get(Path::new("Cargo.toml")) {
            Some(FileType::File(1..)) => return has_marker("Cargo.toml"),
            None | Some(FileType::File(0)) => {}
            Some(_) => return Ok(false),
        }
        for path in self.files.keys() {
            let is_file =
                matches!(listing.get(Path::new(path)), Some(FileType::File(_)));
            if is_file && has_marker(path)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn differences(
        &self,
        out: &Path,
        listing: Option<&Listing>,
    ) -> Result<Vec<FileChange>, TreeError> {
        let mut orphans = listing.cloned().unwrap_or_default();
        let mut changes = Vec::new();
        for (path, bytes) in &self.files {
            let path = PathBuf::from(path);
            let change = match orphans.remove(&path) {
                None => Change::Added,
                Some(FileType::File(len))
                    if disk::same(&out.join(&path), len, bytes)? =>
                {
                    continue;
                }
                Some(_) => Change::Changed,
            };
            changes.push(FileChange {
                path,
                change,
                lines: LineCounts::default(),
            });
        }
        // An empty folder that is about to be filled is no orphan.
        orphans.retain(|path, kind| !(*kind == FileType::EmptyFolder && self.has(path)));
        changes.extend(orphans.into_keys().map(|path| FileChange {
            path,
            change: Change::Removed,
            lines: LineCounts::default(),
        }));
        for change in &mut changes {
            change.lines = diff::lines(&self.files, out, change);
        }
        changes.sort();
        Ok(changes)
    }
}
