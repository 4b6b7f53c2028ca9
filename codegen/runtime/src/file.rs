//! Reading small files: keys, secrets and settings.

use super::escape::escaped;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _, Take};
use std::{fmt, path::Path};
use zeroize::Zeroizing;

/// In bytes. Keys, certificate chains, secrets and settings are smaller.
pub(super) const LARGEST: usize = 64 << 10;

/// Why a file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileFault {
    /// The operating system reported this error.
    Unreadable(io::ErrorKind),
    /// It is a directory, a device, or a named pipe.
    NotAFile,
    /// It is larger than 64 KiB.
    TooLarge,
}

/// `no such file; check the path`.
impl fmt::Display for FileFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(io::ErrorKind::NotFound) => {
                f.write_str("no such file; check the path")
            }
            Self::Unreadable(io::ErrorKind::PermissionDenied) => {
                f.write_str("permission denied; check its permissions")
            }
            Self::Unreadable(kind) => write!(f, "cannot be read: {kind}"),
            Self::NotAFile => f.write_str(
                "a directory, a device or a named pipe; give the path of a file",
            ),
            Self::TooLarge => {
                f.write_str("larger than 64 KiB; check that it is the right file")
            }
        }
    }
}

/// Opens a file, of which one byte more than `largest` can be read.
fn open(path: &Path, largest: u64) -> Result<Take<File>, FileFault> {
    // Checked first: opening a named pipe waits until somebody writes to it.
    if !is_file(path, &fs::metadata(path).map_err(|it| unreadable(&it))?) {
        return Err(FileFault::NotAFile);
    }
    let file = File::open(path).map_err(|it| unreadable(&it))?;
    Ok(file.take(largest.saturating_add(1)))
}

fn unreadable(error: &io::Error) -> FileFault {
    FileFault::Unreadable(error.kind())
}

/// Reads a file of at most `largest` bytes that is no secret.
#[cfg(feature = "cli")]
pub(super) fn read_all(path: &Path, largest: u64) -> Result<Vec<u8>, FileFault> {
    let mut bytes = Vec::new();
    let count =
        open(path, largest)?.read_to_end(&mut bytes).map_err(|it| unreadable(&it))?;
    let is_too_large = u64::try_from(count).unwrap_or(u64::MAX) > largest;
    if is_too_large { Err(FileFault::TooLarge) } else { Ok(bytes) }
}

/// Reads a file into memory that is wiped when it is dropped.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, FileFault> {
    let mut file = open(path, u64::try_from(LARGEST).unwrap_or(u64::MAX))?;
    // Allocated at once: a growing buffer leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LARGEST + 1));
    file.read_to_end(&mut bytes).map_err(|it| unreadable(&it))?;
    if bytes.len() > LARGEST { Err(FileFault::TooLarge) } else { Ok(bytes) }
}

/// Whether it is a regular file, or a shell's substitute for one: `<(command)`, `command |`.
#[cfg(unix)]
fn is_file(path: &Path, metadata: &Metadata) -> bool {
    use std::os::unix::fs::FileTypeExt as _;
    let handed = ["/dev/fd", "/dev/stdin", "/proc/self/fd"];
    metadata.is_file()
        || metadata.file_type().is_fifo()
            && handed.iter().any(|folder| path.starts_with(folder))
}

#[cfg(not(unix))]
fn is_file(_: &Path, metadata: &Metadata) -> bool {
    metadata.is_file()
}

/// A path for display, unless it looks like the contents of a file that were passed as its path.
pub(super) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if text.len() > 256 || text.contains("-----BEGIN") {
        return "its contents were given instead of its path".to_owned();
    }
    escaped(&text).into_owned()
}
