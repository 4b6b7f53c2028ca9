//! Replaces the old tree by the new one.

use std::fs;
use std::io;
use std::path::Path;

use super::change::{Change, FileChange};
use super::disk::{OutputFolder, exists};
use super::error::TreeError;
use super::files::Tree;
use super::loss::CHECKSUMS;
use super::name::CARGOS;
use super::stage::Staging;

/// How the new tree took its place: the first of these that the file system allows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Swap {
    /// There was no folder: one rename.
    Renamed,
    /// The folders changed places in one step (Linux and macOS on their own file systems).
    /// There is no moment without a complete tree.
    Exchanged,
    /// The old folder moved away, and the new one in (Windows; NFS and others). A run killed
    /// between the two leaves no folder, and the next run puts the old one back.
    TwoRenames,
    /// Folders cannot be moved (the output or its `target/` on a mount of its own, a lower layer of overlayfs,
    /// files open on Windows): every file, complete beforehand, was renamed into the folder,
    /// the orphans being deleted last. A run killed in between leaves whole files of both
    /// trees, and the next run finishes.
    InPlace,
}

impl Swap {
    /// The ways to replace a folder, best first.
    pub(super) const ALL: [Self; 3] = [Self::Exchanged, Self::TwoRenames, Self::InPlace];
}

/// For an output folder that is not there yet.
pub(super) fn first(place: &OutputFolder, staging: &Staging) -> Result<Swap, TreeError> {
    fs::rename(staging.new_tree(), &place.out)
        .map_err(TreeError::io("create the folder", &place.out))?;
    Ok(Swap::Renamed)
}

/// Replaces the folder by the first of `ways` that works. One that fails has changed nothing,
/// so the next may be tried whatever the reason, with one exception: a folder that is closed
/// to us would let some of its files be replaced in place, and others not.
pub(super) fn replace(
    tree: &Tree,
    place: &OutputFolder,
    staging: &mut Staging,
    changes: &[FileChange],
    ways: &[Swap],
) -> Result<Swap, TreeError> {
    let ways = if place.is_mount { &[Swap::InPlace] } else { ways };
    for way in ways {
        let done = match way {
            Swap::Renamed | Swap::Exchanged => whole(place, staging, exchange),
            Swap::TwoRenames => whole(place, staging, two_renames),
            Swap::InPlace => {
                let new = staging.new_tree();
                return in_place(tree, &place.out, &new, changes).map(|()| *way);
            }
        };
        let Err(error) = done else { return Ok(*way) };
        // What is not back in its place must not be deleted with the staging folder.
        let is_back = exists(&place.out)
            && move_cargo_files(&staging.new_tree(), &place.out).is_ok();
        if !is_back {
            staging.keep();
        }
        let is_closed = cfg!(unix) && error.kind() == io::ErrorKind::PermissionDenied;
        if !is_back || is_closed {
            return Err(TreeError::io("replace the folder", &place.out)(error));
        }
    }
    let refused = io::Error::from(io::ErrorKind::Unsupported);
    Err(TreeError::io("replace the folder", &place.out)(refused))
}

/// Moves a folder as a whole. Everything that may fail comes before.
fn whole(
    place: &OutputFolder,
    staging: &Staging,
    swap: fn(&OutputFolder, &Staging) -> io::Result<()>,
) -> io::Result<()> {
    let permissions = fs::symlink_metadata(&place.out)?.permissions();
    move_cargo_files(&place.out, &staging.new_tree())?;
    swap(place, staging)?;
    // Not earlier: a staging folder that is closed to us could not be deleted.
    let _ = fs::set_permissions(&place.out, permissions);
    Ok(())
}

/// Moves what is cargo's, however large, by renaming it.
fn move_cargo_files(from: &Path, to: &Path) -> io::Result<()> {
    for name in CARGOS {
        let (from, to) = (from.join(name), to.join(name));
        if exists(&from) {
            fs::rename(from, to)?;
        }
    }
    Ok(())
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn exchange(place: &OutputFolder, staging: &Staging) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};

    let new = staging.new_tree();
    Ok(renameat_with(CWD, &new, CWD, &place.out, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn exchange(_: &OutputFolder, _: &Staging) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn two_renames(place: &OutputFolder, staging: &Staging) -> io::Result<()> {
    let old = staging.old_tree();
    fs::rename(&place.out, &old)?;
    fs::rename(staging.new_tree(), &place.out)
        .or_else(|error| fs::rename(old, &place.out).and(Err(error)))
}

/// Every file on its own: what stands in the way first, orphans last.
fn in_place(
    tree: &Tree,
    out: &Path,
    new: &Path,
    changes: &[FileChange],
) -> Result<(), TreeError> {
    // A run that is killed in here leaves files that no checksum knows. Without any, the next
    // one takes what bears the marker for the generator's; so they go first and come last.
    let sums = Path::new(CHECKSUMS);
    let is_sealed = tree.files.contains_key(CHECKSUMS);
    if is_sealed && exists(&out.join(sums)) {
        remove(out, sums)?;
    }
    let changes = changes.iter().filter(|change| !is_sealed || change.path != sums);
    let (orphans, stale): (Vec<_>, Vec<_>) =
        changes.partition(|change| change.change == Change::Removed);
    let (blocking, orphans): (Vec<_>, Vec<_>) =
        orphans.into_iter().partition(|orphan| tree.is_in_the_way(&orphan.path));
    for orphan in blocking {
        remove(out, &orphan.path)?;
    }
    let put = |path: &Path| {
        let (from, to) = (new.join(path), out.join(path));
        install(&from, &to).map_err(TreeError::io("replace", &to))
    };
    stale.into_iter().try_for_each(|change| put(&change.path))?;
    orphans.into_iter().try_for_each(|orphan| remove(out, &orphan.path))?;
    if is_sealed { put(sums) } else { Ok(()) }
}

fn install(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    // An empty folder at the place of a file; anything else withstands.
    let _ = fs::remove_dir(to);
    fs::rename(from, to)
}

/// Removes a file, a link or an empty folder, and the folders that this leaves empty. Those
/// that the tree fills are here again before a file is put into them.
fn remove(out: &Path, orphan: &Path) -> Result<(), TreeError> {
    let path = out.join(orphan);
    let is_folder = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_dir());
    let removed = if is_folder { fs::remove_dir(&path) } else { fs::remove_file(&path) };
    removed.map_err(TreeError::io("remove", &path))?;
    let above =
        orphan.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    for folder in above {
        if fs::remove_dir(out.join(folder)).is_err() {
            break;
        }
    }
    Ok(())
}
