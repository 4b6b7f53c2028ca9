//! The state of the spec that the present one is compared with.

use std::fmt;
use std::path::Path;

use codegen::escape::escaped;
use codegen::load::{self, LoadError, SourceText};
use codegen::{BaselineError, history, ir, release};

use crate::git::{self, GitError};

/// Why there is nothing to compare with.
#[derive(Debug)]
pub(crate) enum BaseError {
    Folder(LoadError),
    Git(GitError),
    /// The base, and what is wrong with the spec in it.
    Spec(String, BaselineError),
}

/// Whether a base is a folder, and not a revision.
pub(crate) fn is_folder(base: &str) -> bool {
    Path::new(base).join("api.yaml").is_file()
}

/// The texts of a spec in another folder or, by a revision, in this one.
pub(crate) fn texts(base: &str, spec: &Path) -> Result<Vec<SourceText>, BaseError> {
    let folder = Path::new(base);
    if is_folder(base) {
        return load::read(folder).map_err(BaseError::Folder);
    }
    match git::texts(base, spec) {
        // What names no revision, and is a folder, was meant as one.
        Err(_) if folder.is_dir() => {
            Err(BaseError::Spec(base.to_owned(), BaselineError::NoSpec))
        }
        result => result.map_err(BaseError::Git),
    }
}

/// The model of the texts, with its history.
pub(crate) fn model(
    base: &str,
    texts: Vec<SourceText>,
) -> Result<(ir::Api, history::History), BaseError> {
    release::baseline(texts).map_err(|error| BaseError::Spec(base.to_owned(), error))
}

impl fmt::Display for BaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(error) => error.fmt(f),
            Self::Git(error) => error.fmt(f),
            Self::Spec(base, error) => {
                write!(f, "there is no comparing with {}: {error}", escaped(base))
            }
        }
    }
}

impl std::error::Error for BaseError {}
