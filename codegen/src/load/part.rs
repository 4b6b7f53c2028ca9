//! Decides which files belong to a spec, for a folder on disk and for a git revision alike.

use std::path::Path;

/// The type of a file below a spec's folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileType {
    /// A regular file.
    File,
    /// A symbolic link, whatever it leads to.
    Link,
    /// A repository of its own: a submodule.
    Repository,
}

/// Why a part of a spec is not read, whatever is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unread {
    /// It is a link. Git keeps no more of one than where it leads, which may be outside.
    Link,
    /// It is a repository of its own, of which git keeps no more than a revision.
    Repository,
    /// Its name is no UTF-8.
    Name,
}

/// Whether a file below a spec's folder is a part of the spec, and if so whether it is read. Every
/// YAML file is, at any depth, so that one in the wrong place is reported; no hidden file is.
#[must_use]
pub fn part(path: &[u8], kind: FileType) -> Option<Result<(), Unread>> {
    let name = String::from_utf8_lossy(path);
    let is_hidden = name.split('/').any(|part| part.starts_with('.'));
    if is_hidden || (kind == FileType::File && !is_yaml(&name)) {
        return None;
    }
    Some(match kind {
        FileType::Link => Err(Unread::Link),
        FileType::Repository => Err(Unread::Repository),
        FileType::File if str::from_utf8(path).is_err() => Err(Unread::Name),
        FileType::File => Ok(()),
    })
}

pub(super) fn is_yaml(name: &str) -> bool {
    let end = Path::new(name).extension();
    end.is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"))
}
