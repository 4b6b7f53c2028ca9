//! The names of staging folders.

use std::ffi::{OsStr, OsString};
use std::path::Path;
use std::{fs, io};

pub(super) const NEW: &str = "new";
pub(super) const OLD: &str = "old";
/// How many random letters and digits end the name of a staging folder.
pub(super) const RANDOM: usize = 6;

/// What the names of all that is ours beside the output begin with.
pub(super) fn prefix(name: &OsStr) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(".regen-");
    prefix
}

/// Whether a path is a staging folder (and no link to one) for an output, with nothing in it but
/// what a run puts there.
pub(super) fn is_staging(out: &Path, path: &Path) -> bool {
    let is_named = |name: &OsStr| {
        let prefix = prefix(out.file_name().unwrap_or_default());
        let end = name.as_encoded_bytes().strip_prefix(prefix.as_encoded_bytes());
        end.is_some_and(|end| {
            end.len() == RANDOM && end.iter().all(u8::is_ascii_alphanumeric)
        })
    };
    let ours = |entry: io::Result<fs::DirEntry>| {
        entry.is_ok_and(|entry| entry.file_name() == NEW || entry.file_name() == OLD)
    };
    path.file_name().is_some_and(is_named)
        && fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
        && fs::read_dir(path).is_ok_and(|mut entries| entries.all(ours))
}
