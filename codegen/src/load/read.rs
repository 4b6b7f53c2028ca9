//! Reads the files of a spec's folder.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::fault;
use super::part::{self, FileType, Unread, part};
use crate::diagnostic::Diagnostic;
use crate::shown;
use crate::source::{FileId, Files, MAX_BYTES};

/// The bytes of one file of a spec.
#[derive(Debug, Clone, Default)]
pub struct SourceText {
    /// The path below the spec's folder, with forward slashes.
    pub name: String,
    /// The path as messages show it.
    pub shown: String,
    /// The content; of a file beyond [`MAX_BYTES`], one byte more than that.
    pub bytes: Vec<u8>,
    /// Why there is no content, where there can be none.
    pub unread: Option<Unread>,
}

/// Why a spec's folder could not be read at all.
#[derive(Debug)]
pub struct LoadError {
    /// What could not be read.
    pub path: PathBuf,
    /// Why.
    pub error: io::Error,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "cannot read `{}`: {}", shown::path(&self.path), self.error)?;
        let help = match self.error.kind() {
            io::ErrorKind::NotFound => "check the path for a typo",
            io::ErrorKind::NotADirectory => "name the folder that contains it",
            io::ErrorKind::IsADirectory => "name a file",
            io::ErrorKind::PermissionDenied => "ask its owner for the right to read it",
            _ => return Ok(()),
        };
        write!(f, "; {help}")
    }
}

impl std::error::Error for LoadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}

/// Every YAML file of a spec's folder, in the order of their names.
///
/// # Errors
/// When the folder or one of its files cannot be read.
pub fn read(folder: &Path) -> Result<Vec<SourceText>, LoadError> {
    let mut texts = Vec::new();
    walk(folder, OsStr::new(""), &mut texts)?;
    texts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(texts)
}

/// One file that belongs to no spec, such as the capture of a page.
///
/// # Errors
/// When it cannot be read.
pub fn read_file(path: &Path) -> Result<SourceText, LoadError> {
    let shown = path.to_string_lossy().replace('\\', "/");
    let failed = |error| LoadError {
        path: path.to_owned(),
        error,
    };
    Ok(SourceText {
        name: shown.clone(),
        shown,
        bytes: content(path).map_err(failed)?,
        unread: None,
    })
}

/// Reads the files of a folder at any depth, so that one in the wrong place is reported.
fn walk(
    folder: &Path,
    below: &OsStr,
    texts: &mut Vec<SourceText>,
) -> Result<(), LoadError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error| LoadError { path, error }
    };
    for entry in fs::read_dir(folder).map_err(failed(folder))? {
        let entry = entry.map_err(failed(folder))?;
        let path = entry.path();
        let mut name = below.to_owned();
        name.push(entry.file_name());
        // Of the entry itself, not of what a link leads to.
        let found = entry.file_type().map_err(failed(&path))?;
        let is_folder = found.is_dir() && !part::is_yaml(&name.to_string_lossy());
        let kind = if found.is_symlink() {
            FileType::Link
        } else if is_folder && fs::symlink_metadata(path.join(".git")).is_ok() {
            FileType::Repository
        } else {
            FileType::File
        };
        let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
        if is_folder && kind == FileType::File && !hidden {
            name.push("/");
            walk(&path, &name, texts)?;
        } else if let Some(read) = part(name.as_encoded_bytes(), kind) {
            texts.push(SourceText {
                name: name.to_string_lossy().into_owned(),
                shown: path.to_string_lossy().replace('\\', "/"),
                bytes: match read {
                    Ok(()) => content(&path).map_err(failed(&path))?,
                    Err(_) => Vec::new(),
                },
                unread: read.err(),
            });
        }
    }
    Ok(())
}

fn content(path: &Path) -> io::Result<Vec<u8>> {
    // Before it is opened: a named pipe would keep the one who opens it waiting.
    let meta = fs::metadata(path)?;
    if !meta.is_file() {
        return Err(io::Error::other("it is not a regular file"));
    }
    let size = usize::try_from(meta.len()).unwrap_or(MAX_BYTES).min(MAX_BYTES);
    let mut bytes = Vec::with_capacity(size + 1);
    File::open(path)?.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

impl SourceText {
    /// The text, taken into `files`: without byte order mark, of a sensible size.
    pub(crate) fn decode(self, files: &mut Files) -> Result<FileId, Diagnostic> {
        if let Some(why) = self.unread {
            let file = files.add(self.name.clone(), self.shown, String::new());
            return Err(fault::unread(file, &self.name, why));
        }
        if self.bytes.len() > MAX_BYTES {
            let file = files.add(self.name, self.shown, String::new());
            return Err(fault::too_large(file));
        }
        match String::from_utf8(self.bytes) {
            Ok(text) => {
                let text = match text.strip_prefix('\u{feff}') {
                    Some(rest) => rest.to_owned(),
                    None => text,
                };
                Ok(files.add(self.name, self.shown, text))
            }
            Err(error) => {
                // What stands before the first wrong byte keeps its place.
                let valid = error.utf8_error().valid_up_to();
                let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
                let file = files.add(self.name, self.shown, text);
                Err(fault::not_utf8(file, valid))
            }
        }
    }
}
