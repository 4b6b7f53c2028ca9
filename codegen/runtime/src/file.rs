//! Small files, which hold keys, secrets and settings, and what keeps them from being read.

use super::escape::escaped;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::{fmt, path::Path};
use zeroize::Zeroizing;

/// In bytes: keys, certificates with their chains, secrets and settings are smaller.
pub(super) const LARGEST: usize = 64 << 10;

/// Why a file was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FileFault {
    /// The system does not let it be read, for this reason.
    Unreadable(io::ErrorKind),
    /// It is a folder, a device, or a named pipe.
    NotAFile,
    /// It has more than 64 KiB.
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
                f.write_str("this user may not read it; check its permissions")
            }
            Self::Unreadable(kind) => write!(f, "cannot be read: {kind}"),
            Self::NotAFile => f.write_str(
                "a folder, a device or a named pipe; the path of a file is needed",
            ),
            Self::TooLarge => f.write_str(
                "larger than 64 KiB, as no such file is; check that it is the right one",
            ),
        }
    }
}

/// The bytes of a file, which are wiped from memory when they are dropped.
pub(super) fn read(path: &Path) -> Result<Zeroizing<Vec<u8>>, FileFault> {
    let unreadable = |error: io::Error| FileFault::Unreadable(error.kind());
    // Asked first: to open a named pipe is to wait until somebody writes to it.
    if !is_file(path, &fs::metadata(path).map_err(unreadable)?) {
        return Err(FileFault::NotAFile);
    }
    // Room for all of it at once: what grows leaves copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(LARGEST + 1));
    let limit = u64::try_from(LARGEST).unwrap_or(u64::MAX).saturating_add(1);
    let file = File::open(path).map_err(unreadable)?;
    file.take(limit).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() > LARGEST { Err(FileFault::TooLarge) } else { Ok(bytes) }
}

/// Whether it is a file, or what a shell hands over in its place: `<(command)`, `command |`.
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

/// A path as it may be shown: what should stand in the file may have been given in its place.
pub(super) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    if text.len() > 256 || text.contains("-----BEGIN") {
        return "given its contents in the place of its path".to_owned();
    }
    escaped(&text).into_owned()
}
