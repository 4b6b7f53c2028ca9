//! The hidden folder beside the output in which the new tree is built.
//!
//! Into a mounted output nothing can be moved from beside it, so for one of those the folder is in
//! the output itself. `.{name}.regen-XXXXXX` holds `new`, the tree to be, and, where two folders cannot change
//! places in one step, `old`.
//!
//! # What is flushed to the disk
//!
//! A process that is killed loses nothing that it has written, so only a power loss asks for
//! a flush. Files that were linked are on the disk already; those that were written are
//! flushed in one go after the last, when a journal has their names together: few of them one
//! by one, and many on Linux by a single `syncfs`. That takes a tenth of the time (1000 new
//! files on ext4: 50 ms in all, against 470 ms), but may have to wait for what other programs
//! have written.
//! The folders are left to the journal, which has them in the order of our calls.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::change::{Change, FileChange};
use super::disk::{OutputFolder, exists};
use super::error::TreeError;
use super::name::CARGOS;
use super::staging::{NEW, OLD, RANDOM, is_staging, prefix};

/// A staging folder with the complete new tree. It is deleted when dropped, unless [`keep`]
/// was called.
///
/// [`keep`]: Self::keep
#[derive(Debug)]
pub(super) struct Staging {
    dir: TempDir,
}

impl Staging {
    /// Builds the new tree: links what is unchanged, writes the rest, and flushes it.
    pub(super) fn fill<'a>(
        place: &OutputFolder,
        files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>,
        changes: &[FileChange],
    ) -> Result<Self, TreeError> {
        // Files cannot be moved into a mounted folder from outside.
        let above = if place.is_mount { &place.out } else { &place.parent };
        let dir = tempfile::Builder::new()
            .prefix(&prefix(&place.name))
            .rand_bytes(RANDOM)
            .tempdir_in(above)
            .map_err(TreeError::io("create a folder in", above))?;
        let staging = Self { dir };
        let root = staging.new_tree();
        fs::create_dir(&root).map_err(TreeError::io("create the folder", &root))?;

        let stale: BTreeSet<&Path> = changes
            .iter()
            .filter(|change| change.change != Change::Removed)
            .map(|change| change.path.as_path())
            .collect();
        let mut written = Vec::new();
        // The files come ordered, so those of a folder mostly follow each other.
        let mut last = root.clone();
        for (path, bytes) in files {
            let (old, new) = (place.out.join(path), root.join(path));
            if let Some(folder) = new.parent().filter(|folder| **folder != last) {
                fs::create_dir_all(folder)
                    .map_err(TreeError::io("create the folder", folder))?;
                folder.clone_into(&mut last);
            }
            let is_stale = stale.contains(Path::new(path));
            if !is_stale && fs::hard_link(&old, &new).is_ok() {
                continue;
            }
            let result = if is_stale {
                write(&new, bytes).map(drop)
            } else {
                copy(&old, &new, bytes)
            };
            result.map_err(TreeError::io("write", &new))?;
            written.push(new);
        }
        flush(&staging.new_tree(), &written)?;
        Ok(staging)
    }

    /// Where the new tree is, and after an exchange the old one.
    pub(super) fn new_tree(&self) -> PathBuf {
        self.dir.path().join(NEW)
    }

    /// Where the old tree goes when it cannot be exchanged.
    pub(super) fn old_tree(&self) -> PathBuf {
        self.dir.path().join(OLD)
    }

    /// Leaves the folder to the next run, which takes back what belongs into the output.
    pub(super) fn keep(&mut self) {
        self.dir.disable_cleanup(true);
    }

    /// Deletes the folder; returns its path when it cannot be.
    pub(super) fn remove(self) -> Option<PathBuf> {
        let path = self.dir.path().to_owned();
        self.dir.close().is_err().then_some(path)
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<File> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    Ok(file)
}

/// For file systems without hard links. The bytes are those of the old file, as compared.
fn copy(old: &Path, new: &Path, bytes: &[u8]) -> io::Result<()> {
    let meta = fs::symlink_metadata(old)?;
    let file = write(new, bytes)?;
    file.set_modified(meta.modified()?)?;
    file.set_permissions(meta.permissions())
}

/// From how many files on one flush of the whole file system is cheaper.
#[cfg(any(target_os = "linux", target_os = "android"))]
const MANY: usize = 32;

fn flush(root: &Path, written: &[PathBuf]) -> Result<(), TreeError> {
    #[cfg(any(target_os = "linux", target_os = "android"))]
    if written.len() >= MANY {
        return File::open(root)
            .and_then(|folder| Ok(rustix::fs::syncfs(folder)?))
            .map_err(TreeError::io("flush to the disk", root));
    }
    let _ = root;
    written.iter().try_for_each(|path| {
        flush_file(path).map_err(TreeError::io("flush to the disk", path))
    })
}

/// `File::sync_data` would be `F_FULLFSYNC` on macOS, which empties the cache of the drive,
/// for each file.
#[cfg(unix)]
fn flush_file(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::fsync(File::open(path)?)?)
}

/// Windows flushes only what is open for writing.
#[cfg(not(unix))]
fn flush_file(path: &Path) -> io::Result<()> {
    File::options().write(true).open(path)?.sync_data()
}

/// The staging folders that killed runs have left. Only under the lock: none is in use then.
pub(super) fn stale(place: &OutputFolder) -> Result<Vec<PathBuf>, TreeError> {
    let mut stale = Vec::new();
    // In the output itself, from when it was mounted.
    for folder in [&place.parent, &place.out] {
        let failed = || TreeError::io("read the folder", folder);
        if !fs::symlink_metadata(folder).is_ok_and(|meta| meta.is_dir()) {
            continue;
        }
        for entry in fs::read_dir(folder).map_err(failed())? {
            let path = entry.map_err(failed())?.path();
            if is_staging(&place.out, &path) {
                stale.push(path);
            }
        }
    }
    Ok(stale)
}

/// Puts the old tree back that a run killed between two renames has left in `old`. What
/// cannot be put back stays where it is: [`sweep`] sees to that.
pub(super) fn restore(stale: &[PathBuf], place: &OutputFolder) {
    for staging in stale {
        let old = staging.join(OLD);
        if exists(&old) && !exists(&place.out) {
            let _ = fs::rename(old, &place.out);
        }
    }
}

/// Deletes the folders, after what is cargo's went back to the output; returns those that
/// could not be.
pub(super) fn sweep(stale: Vec<PathBuf>, place: &OutputFolder) -> Vec<PathBuf> {
    let remove = |staging: &PathBuf| {
        restore_cargo_files(staging, &place.out)
            .and_then(|()| fs::remove_dir_all(staging))
            .is_err()
    };
    stale.into_iter().filter(remove).collect()
}

fn restore_cargo_files(staging: &Path, out: &Path) -> io::Result<()> {
    if !exists(out) {
        let has_old = exists(&staging.join(OLD));
        return if has_old {
            Err(io::ErrorKind::DirectoryNotEmpty.into())
        } else {
            Ok(())
        };
    }
    for name in CARGOS {
        let (from, to) = (staging.join(NEW).join(name), out.join(name));
        if exists(&from) && !exists(&to) {
            fs::rename(from, to)?;
        }
    }
    Ok(())
}
