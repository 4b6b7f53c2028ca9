//! Reads the content of the output folder. Never writes, and never follows a link.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::error::{Refusal, TreeError};
use super::name::{CARGOS, REPOSITORIES};
use super::staging::is_staging;

/// The leaves of a folder by relative path: a folder with something in it is not listed.
pub(super) type Listing = BTreeMap<PathBuf, FileType>;

/// The type of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FileType {
    /// A regular file of so many bytes.
    File(u64),
    /// A folder with nothing in it.
    EmptyFolder,
    /// A link, a socket and so on: never opened.
    Other,
}

impl FileType {
    /// The type of the file at a path; a folder counts as an empty one.
    pub(super) fn of(path: &Path) -> Result<Self, TreeError> {
        let meta = fs::symlink_metadata(path).map_err(TreeError::io("read", path))?;
        Ok(if meta.is_dir() {
            Self::EmptyFolder
        } else if meta.is_file() {
            Self::File(meta.len())
        } else {
            Self::Other
        })
    }
}

/// The path of the output folder, in parts.
#[derive(Debug)]
pub(super) struct OutputFolder {
    pub(super) out: PathBuf,
    pub(super) parent: PathBuf,
    pub(super) name: OsString,
    /// Whether the output folder is mounted: it can be neither moved nor linked into.
    pub(super) is_mount: bool,
}

impl OutputFolder {
    /// Without `.` and slashes at the end: `link/` would be the folder behind the link.
    pub(super) fn of(out: &Path) -> Result<Self, TreeError> {
        let absolute =
            std::path::absolute(out).map_err(TreeError::io("find the folder", out))?;
        match (absolute.parent(), absolute.file_name()) {
            (Some(parent), Some(name)) => Ok(Self {
                is_mount: is_mount(&parent.join(name)),
                out: parent.join(name),
                parent: parent.to_owned(),
                name: name.to_owned(),
            }),
            _ => Err(TreeError::Refused {
                out: out.to_owned(),
                why: Refusal::Nameless,
            }),
        }
    }
}

/// Whether a folder is the root of a mount; where the system does not say so, whether it is on
/// another file system than its parent.
#[cfg(unix)]
fn is_mount(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;

    #[cfg(any(target_os = "linux", target_os = "android"))]
    {
        use rustix::fs::{AtFlags, CWD, StatxAttributes, StatxFlags, statx};

        let flags = AtFlags::SYMLINK_NOFOLLOW;
        let told = statx(CWD, path, flags, StatxFlags::empty());
        if told.is_ok_and(|it| it.stx_attributes.contains(StatxAttributes::MOUNT_ROOT)) {
            return true;
        }
    }
    let device = |path: &Path| fs::symlink_metadata(path).map(|meta| meta.dev());
    match (device(path), path.parent().map(device)) {
        (Ok(own), Some(Ok(above))) => own != above,
        _ => false,
    }
}

#[cfg(not(unix))]
fn is_mount(_: &Path) -> bool {
    false
}

/// The content of the folder except for cargo's files; `None` when there is no folder.
pub(super) fn scan(out: &Path) -> Result<Option<Listing>, TreeError> {
    let refused = |why| Err(TreeError::Refused { out: out.to_owned(), why });
    match fs::symlink_metadata(out) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(TreeError::io("read", out)(error)),
        Ok(meta) if meta.is_symlink() => return refused(Refusal::Symlink),
        Ok(meta) if !meta.is_dir() => return refused(Refusal::NotAFolder),
        Ok(_) => {}
    }
    let mut listing = Listing::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(folder) = folders.pop() {
        let found = scan_folder(out, &folder, &mut listing)?;
        folders.extend(found);
    }
    Ok(Some(listing))
}

/// Lists one folder, and returns the folders in it.
fn scan_folder(
    out: &Path,
    folder: &Path,
    listing: &mut Listing,
) -> Result<Vec<PathBuf>, TreeError> {
    let full = out.join(folder);
    let is_root = folder.as_os_str().is_empty();
    let mut folders = Vec::new();
    let mut is_empty = true;
    for entry in fs::read_dir(&full).map_err(TreeError::io("read the folder", &full))? {
        let entry = entry.map_err(TreeError::io("read the folder", &full))?;
        is_empty = false;
        let name = entry.file_name();
        let is_cargos = || CARGOS.iter().any(|cargos| name == *cargos);
        if is_root && (is_cargos() || is_staging(out, &entry.path())) {
            continue;
        }
        if REPOSITORIES.iter().any(|repository| name == *repository) {
            let why = Refusal::Repository(entry.path());
            return Err(TreeError::Refused { out: out.to_owned(), why });
        }
        // Of the entry itself, not of what it may point to.
        let meta = entry.metadata().map_err(TreeError::io("read", &entry.path()))?;
        let path = folder.join(name);
        if meta.is_dir() {
            folders.push(path);
        } else {
            let kind = if meta.is_file() {
                FileType::File(meta.len())
            } else {
                FileType::Other
            };
            listing.insert(path, kind);
        }
    }
    if is_empty && !is_root {
        listing.insert(folder.to_owned(), FileType::EmptyFolder);
    }
    Ok(folders)
}

/// Whether the file at `path`, of `len` bytes, holds `bytes`.
pub(super) fn same(path: &Path, len: u64, bytes: &[u8]) -> Result<bool, TreeError> {
    if usize::try_from(len) != Ok(bytes.len()) {
        return Ok(false);
    }
    Ok(fs::read(path).map_err(TreeError::io("read", path))? == bytes)
}

/// How far into a file the marker may stand: merge-conflict markers may be above it.
const FIRST_LINES: usize = 8;
const FIRST_BYTES: u64 = 4096;

/// Whether the marker stands in one of the first lines.
pub(super) fn has_marker(bytes: &[u8], marker: &str) -> bool {
    let marker = marker.as_bytes();
    let in_line = |line: &[u8]| line.windows(marker.len()).any(|part| part == marker);
    // `windows` takes no zero, and nothing is proven by an empty marker.
    !marker.is_empty()
        && bytes.split(|byte| *byte == b'\n').take(FIRST_LINES).any(in_line)
}

/// The same for a file on disk.
pub(super) fn file_has_marker(path: &Path, marker: &str) -> Result<bool, TreeError> {
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(FIRST_BYTES).read_to_end(&mut head))
        .map_err(TreeError::io("read", path))?;
    Ok(has_marker(&head, marker))
}

/// Whether anything stands at `path`, be it a link to nowhere.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}
