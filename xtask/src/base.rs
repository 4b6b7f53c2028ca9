//! The state of the spec that the present one is compared with.

use std::fmt;
use std::path::Path;

use codegen::escape::escaped;
use codegen::interface::{self, Interface};
use codegen::load::{self, LoadError, SourceText};
use codegen::{BaselineError, history, ir, release};

use crate::digest::slashed;
use crate::git::{self, GitError};

/// Why there is nothing to compare with.
#[derive(Debug)]
pub(crate) enum BaseError {
    Folder(LoadError),
    Git(GitError),
    /// The base, and what is wrong with the spec in it.
    Spec(String, BaselineError),
}

/// What is compared with what, as it was asked for.
pub(crate) enum Compared<'a> {
    /// The spec on the disk with one in another folder.
    Folder(&'a str),
    /// The spec on the disk with a revision of git.
    Revision(&'a str),
    /// Two revisions of git: `A..B`, or `A...B` from their merge base on.
    Range { old: &'a str, new: &'a str, merged: bool },
}

/// The old state.
pub(crate) struct Base {
    /// What people call it: `main (merge base 1a2b3c4d5e6f)`.
    pub(crate) shown: String,
    /// The folder of its spec, as messages show it: `HEAD:spec`.
    pub(crate) folder: String,
    pub(crate) texts: Vec<SourceText>,
    /// The interface of its clients, if there is a record of it.
    pub(crate) interface: Option<Interface>,
}

impl<'a> Compared<'a> {
    pub(crate) fn of(given: &'a str) -> Self {
        if Path::new(given).join("api.yaml").is_file() {
            return Self::Folder(given);
        }
        let (split, merged) = match given.split_once("...") {
            Some(split) => (Some(split), true),
            None => (given.split_once(".."), false),
        };
        // No name of a revision begins or ends with a slash: `../elsewhere` is a path.
        let is_path =
            |(old, new): (&str, &str)| old.ends_with('/') || new.starts_with('/');
        match split.filter(|it| !is_path(*it)) {
            Some((old, new)) => Self::Range {
                old: or_head(old),
                new: or_head(new),
                merged,
            },
            None => Self::Revision(given),
        }
    }

    /// The new state, and its folder as messages show it.
    pub(crate) fn new_state(
        &self,
        spec: &Path,
    ) -> Result<(Vec<SourceText>, String), BaseError> {
        match self {
            Self::Range { new, .. } => {
                git::commit(new, spec).map_err(BaseError::Git)?;
                let texts = git::texts(new, spec).map_err(BaseError::Git)?;
                Ok((texts, format!("{new}:{}", slashed(spec))))
            }
            Self::Folder(_) | Self::Revision(_) => {
                let texts = load::read(spec).map_err(BaseError::Folder)?;
                Ok((texts, slashed(spec)))
            }
        }
    }

    /// The interface of the clients of the new state, if there is a record of it.
    pub(crate) fn interface(&self, spec: &Path) -> Option<Interface> {
        match self {
            Self::Range { new, .. } => kept(new, spec),
            Self::Folder(_) | Self::Revision(_) => Some(Interface::current()),
        }
    }

    pub(crate) fn old_state(&self, spec: &Path) -> Result<Base, BaseError> {
        match *self {
            Self::Folder(folder) => {
                let texts = load::read(Path::new(folder)).map_err(BaseError::Folder)?;
                Ok(Base {
                    shown: folder.to_owned(),
                    folder: slashed(Path::new(folder)),
                    interface: release::recorded(&texts),
                    texts,
                })
            }
            Self::Range { old, new, merged: true } => forked(old, new, spec),
            Self::Range { old, .. } => {
                git::commit(old, spec).map_err(BaseError::Git)?;
                revision(old, old, spec)
            }
            Self::Revision(name) => {
                if git::is_branch(name, spec).map_err(BaseError::Git)? {
                    return forked(name, "HEAD", spec);
                }
                match revision(name, name, spec) {
                    // What names no revision, and is a folder, was meant as one.
                    Err(_) if Path::new(name).is_dir() => {
                        Err(BaseError::Spec(name.to_owned(), BaselineError::NoSpec))
                    }
                    state => state,
                }
            }
        }
    }
}

/// What git understands by no name.
const fn or_head(name: &str) -> &str {
    if name.is_empty() { "HEAD" } else { name }
}

/// The state that the new revision began at: what the old one has had since is none of its
/// changes.
fn forked(old: &str, new: &str, spec: &Path) -> Result<Base, BaseError> {
    let found = || {
        let tip = git::commit(old, spec)?;
        let merge_base =
            git::merge_base((old, &tip), (new, &git::commit(new, spec)?), spec)?;
        Ok((tip, merge_base))
    };
    let (tip, merge_base) = found().map_err(BaseError::Git)?;
    if tip == merge_base {
        return revision(old, old, spec);
    }
    let short = merge_base.get(..12).unwrap_or(&merge_base);
    revision(short, &format!("{old} (merge base {short})"), spec)
}

fn revision(name: &str, shown: &str, spec: &Path) -> Result<Base, BaseError> {
    Ok(Base {
        shown: shown.to_owned(),
        folder: format!("{name}:{}", slashed(spec)),
        texts: git::texts(name, spec).map_err(BaseError::Git)?,
        interface: kept(name, spec),
    })
}

/// The interface of clients as a revision of the generator keeps it.
fn kept(revision: &str, spec: &Path) -> Option<Interface> {
    let [listing, recording] =
        interface::KEPT.map(|file| git::file(revision, file, spec));
    Interface::of_kept(&listing?, &recording.unwrap_or_default())
}

/// The model of the texts, with its history.
pub(crate) fn model(
    base: &str,
    texts: Vec<SourceText>,
    interface: Option<Interface>,
) -> Result<(ir::Api, history::History), BaseError> {
    release::baseline(texts, interface)
        .map_err(|error| BaseError::Spec(base.to_owned(), error))
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
