//! One run at a time beside an output folder.

use std::fs::File;
use std::io;
use std::path::Path;

use super::disk::OutputFolder;
use super::error::TreeError;

/// Waits until no other run holds the lock; it ends with the file, and with the process.
///
/// The folder above the output is locked itself, which leaves nothing behind. Where a folder
/// cannot be (Windows; NFS, which locks only what is open for writing), a file beside the
/// output is. That file stays: whoever deletes it takes it from under a run that waits.
pub(super) fn exclusive(place: &OutputFolder) -> Result<File, TreeError> {
    if let Ok(folder) = File::open(&place.parent).and_then(wait) {
        return Ok(folder);
    }
    let mut name = super::staging::prefix(&place.name);
    name.push("lock");
    let path = place.parent.join(name);
    open(&path).and_then(wait).map_err(TreeError::io("lock", &path))
}

fn open(path: &Path) -> io::Result<File> {
    File::options().create(true).truncate(false).write(true).open(path)
}

/// A signal may end the wait early.
fn wait(file: File) -> io::Result<File> {
    loop {
        match file.lock() {
            Ok(()) => return Ok(file),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
