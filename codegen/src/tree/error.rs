//! The errors of a tree, each with what to do about it.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{fmt, io};

use super::change::slashed;
use crate::escape::escaped;
use crate::shown;

/// Why a tree could not be built, compared or written. Whenever one is returned the old tree
/// is in its place, but for a failure in the middle of [`Swap::InPlace`](super::Swap).
#[derive(Debug)]
#[non_exhaustive]
pub enum TreeError {
    /// The path cannot be a file of the tree.
    Name {
        /// The path as it was given.
        path: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// Two paths that some file system takes for the same one, or a file that is also a
    /// folder.
    Collision {
        /// The path as it was given.
        path: String,
        /// What is in the tree already.
        with: String,
    },
    /// The tree does not carry the marker by which the next run would know its folder.
    Unmarked {
        /// The marker.
        marker: String,
    },
    /// The output folder is not one to write to. Nothing was touched.
    Refused {
        /// The output folder.
        out: PathBuf,
        /// The reason.
        why: Refusal,
    },
    /// Files would be lost that are not the generator's. Nothing was touched.
    Losses(Vec<Loss>),
    /// The operating system said no.
    Io {
        /// What was being done, to go after "cannot".
        doing: &'static str,
        /// The file or folder it was done to.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

/// Something in an output folder that is not the generator's, and would be gone after a run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// Relative to the output folder.
    pub path: PathBuf,
    /// What it is.
    pub kind: LossKind,
}

/// The kinds of [`Loss`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LossKind {
    /// A file, or something else, that no run has written.
    Foreign,
    /// A file of the generator's with an edit in it.
    Edited,
}

/// Why an output folder is not written to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refusal {
    /// It has no name of its own: the root of a file system, or a path that ends in `..`.
    Nameless,
    /// It is a symbolic link.
    Symlink,
    /// It is a file, or something else that is not a folder.
    NotAFolder,
    /// It holds files, and no sign that they are the generator's: neither its `Cargo.toml`
    /// nor, where that is missing or empty, any file of the tree has the marker in its first
    /// lines.
    Foreign {
        /// The marker that was looked for.
        marker: String,
    },
    /// It holds a repository, whose history would be lost.
    Repository(PathBuf),
}

impl TreeError {
    /// For `map_err`: says what was being done to which path.
    pub(super) fn io(
        doing: &'static str,
        path: &Path,
    ) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io {
            doing,
            path: path.to_owned(),
            source,
        }
    }
}

impl fmt::Display for TreeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name { path, why } => {
                write!(f, "`{path}` cannot be a file of the output: {why}")
            }
            Self::Collision { path, with } if path == with => {
                write!(f, "`{path}` is in the output twice: rename one")
            }
            Self::Collision { path, with } => write!(
                f,
                "`{path}` and `{with}` cannot both be in the output: some file systems treat them \
                 as the same, or one would be a file and a folder; rename one"
            ),
            Self::Unmarked { marker } => write!(
                f,
                "no file of the output has `{marker}` in its first lines, as its Cargo.toml \
                 should: the next run would not recognise the folder as its own"
            ),
            Self::Refused { out, why } => {
                write!(f, "will not write to `{}`: {why}", shown::path(out))
            }
            Self::Losses(losses) => {
                f.write_str("nothing was written, since this would be lost:")?;
                losses.iter().try_for_each(|loss| write!(f, "\n  {loss}"))
            }
            Self::Io { doing, path, source } => {
                write!(f, "cannot {doing} `{}`: {source}", shown::path(path))?;
                hint(source).map_or(Ok(()), |hint| write!(f, "; {hint}"))
            }
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nameless => f.write_str("it is not the name of a folder; name one"),
            Self::Symlink => {
                f.write_str("it is a symbolic link; name the folder that it points to")
            }
            Self::NotAFolder => {
                f.write_str("it is not a folder; name another, or move the file away")
            }
            Self::Foreign { marker } => write!(
                f,
                "it contains files that this generator did not write (its Cargo.toml has no line \
                 with `{marker}`); name another folder, or empty this one first"
            ),
            Self::Repository(path) => write!(
                f,
                "it contains the repository `{}`; name another folder, or move the repository \
                 away",
                shown::path(path)
            ),
        }
    }
}

/// What somebody can do about it; every path here says what it is about already.
fn hint(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            Some("check the permissions, and that no other program has it open")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            Some("name a folder on another file system")
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Some("free some space and run again")
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            Some("a file stands where a folder should; move it away")
        }
        io::ErrorKind::CrossesDevices => Some(
            "something in the output is mounted; unmount it, or name another folder",
        ),
        io::ErrorKind::InvalidFilename => Some("a shorter name is needed"),
        _ => None,
    }
}

impl Error for TreeError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Io { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = slashed(&self.path);
        let what = match self.kind {
            LossKind::Foreign => "not written by the generator",
            LossKind::Edited => "edited by hand",
        };
        write!(f, "{}: {what}", escaped(&path))
    }
}
