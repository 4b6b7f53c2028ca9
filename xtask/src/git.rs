//! Reads the spec of a git revision. Two processes, however many files there are.

use std::fmt;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use codegen::escape::escaped;
use codegen::load::{FileType, SourceText, part};
use codegen::shown;

use crate::process;

/// Why a spec cannot be read from git.
#[derive(Debug)]
pub(crate) enum GitError {
    /// Git cannot be run, or ends in the middle.
    Run(io::Error),
    /// The text names no revision.
    NoRevision { base: String, git_says: String },
    /// One side of `A..B` names no commit.
    NoCommit { revision: String, git_says: String },
    /// Two revisions have no commit in common.
    NoMergeBase { old: String, new: String, git_says: String },
    /// The revision has no file of a spec there.
    NoSpec { base: String, folder: String },
}

/// The texts of the spec in a folder as they were in a revision.
pub(crate) fn texts(base: &str, spec: &Path) -> Result<Vec<SourceText>, GitError> {
    let no_revision = |git_says: String| GitError::NoRevision {
        base: base.to_owned(),
        git_says,
    };
    if base.starts_with('-') || base.is_empty() {
        return Err(no_revision(String::new()));
    }
    // In a folder, its own files alone are listed, by their paths below it.
    let listed = git(spec).args(["ls-tree", "-r", "-z", base]).output();
    let listed = listed.map_err(GitError::Run)?;
    if !listed.status.success() {
        return Err(no_revision(said(spec, &listed)));
    }
    let Output { stdout, .. } = listed;
    let entries = stdout.split(|byte| *byte == 0);
    let files: Vec<_> = entries.filter_map(|entry| TreeEntry::of(base, entry)).collect();
    if files.is_empty() {
        let (base, folder) = (base.to_owned(), shown::path(spec));
        return Err(GitError::NoSpec { base, folder });
    }
    contents(spec, files).map_err(GitError::Run)
}

/// A file of the repository as it was in a revision, if it was there.
pub(crate) fn file(revision: &str, path: &str, spec: &Path) -> Option<String> {
    if revision.starts_with('-') {
        return None;
    }
    let shown = git(spec).arg("show").arg(format!("{revision}:{path}")).output().ok()?;
    shown.status.success().then(|| String::from_utf8_lossy(&shown.stdout).into_owned())
}

fn git(folder: &Path) -> Command {
    let mut command = process::command("git");
    command.arg("-C").arg(folder).stdin(Stdio::null());
    command
}

/// Whether a name is that of a branch, of this repository or of another one as it was fetched.
/// `HEAD` is what one stands on, although it leads to a branch.
pub(crate) fn is_branch(name: &str, spec: &Path) -> Result<bool, GitError> {
    if name.starts_with('-') || ["", "HEAD", "@"].contains(&name) {
        return Ok(false);
    }
    let asked = git(spec)
        .args(["rev-parse", "--verify", "--quiet", "--symbolic-full-name", name])
        .output()
        .map_err(GitError::Run)?;
    let is_under = |namespace: &[u8]| asked.stdout.starts_with(namespace);
    Ok(is_under(b"refs/heads/") || is_under(b"refs/remotes/"))
}

/// The commit that a revision names.
pub(crate) fn commit(revision: &str, spec: &Path) -> Result<String, GitError> {
    let no_commit = |git_says: String| GitError::NoCommit {
        revision: revision.to_owned(),
        git_says,
    };
    if revision.starts_with('-') {
        return Err(no_commit(String::new()));
    }
    let asked = git(spec)
        .args(["rev-parse", "--verify", "--quiet"])
        .arg(format!("{revision}^{{commit}}"))
        .output()
        .map_err(GitError::Run)?;
    if asked.status.success() {
        Ok(line(&asked))
    } else {
        Err(no_commit(said(spec, &asked)))
    }
}

/// The commit that the history of the new revision left that of the old one at.
pub(crate) fn merge_base(
    (old, old_commit): (&str, &str),
    (new, new_commit): (&str, &str),
    spec: &Path,
) -> Result<String, GitError> {
    let asked = git(spec).args(["merge-base", old_commit, new_commit]).output();
    let asked = asked.map_err(GitError::Run)?;
    let found = line(&asked);
    if asked.status.success() && !found.is_empty() {
        return Ok(found);
    }
    Err(GitError::NoMergeBase {
        old: old.to_owned(),
        new: new.to_owned(),
        git_says: said(spec, &asked),
    })
}

/// The one line that git has printed.
fn line(asked: &Output) -> String {
    String::from_utf8_lossy(&asked.stdout).trim().to_owned()
}

/// What git says of what it could not do, and what may be the reason.
fn said(spec: &Path, asked: &Output) -> String {
    let told = String::from_utf8_lossy(&asked.stderr);
    let told = told.trim().trim_start_matches("fatal: ");
    if !is_shallow(spec) {
        return told.to_owned();
    }
    let shallow = "the clone is shallow: `git fetch --unshallow` completes it";
    if told.is_empty() { shallow.to_owned() } else { format!("{told}; {shallow}") }
}

/// Whether older revisions were left out when the repository was cloned.
fn is_shallow(folder: &Path) -> bool {
    let asked = git(folder).args(["rev-parse", "--is-shallow-repository"]).output();
    asked.is_ok_and(|asked| asked.stdout.starts_with(b"true"))
}

/// A part of the spec in a revision, and the object that holds its content, if any is read.
struct TreeEntry {
    object: Option<String>,
    text: SourceText,
}

impl TreeEntry {
    /// Reads `100644 blob 8d0e41…\tcodes/banks.yaml`.
    fn of(base: &str, entry: &[u8]) -> Option<Self> {
        let tab = entry.iter().position(|byte| *byte == b'\t')?;
        let (meta, path) = entry.split_at_checked(tab)?;
        let path = path.strip_prefix(b"\t")?;
        let mut meta = str::from_utf8(meta).ok()?.split(' ');
        let kind = match meta.next()? {
            "120000" => FileType::Link,
            "160000" => FileType::Repository,
            _ => FileType::File,
        };
        let read = part(path, kind)?;
        let name = String::from_utf8_lossy(path).into_owned();
        Some(Self {
            object: meta.nth(1).filter(|_| read.is_ok()).map(str::to_owned),
            text: SourceText {
                shown: format!("{base}:{name}"),
                name,
                bytes: Vec::new(),
                unread: read.err(),
            },
        })
    }
}

/// The texts with their contents, by one process.
fn contents(spec: &Path, files: Vec<TreeEntry>) -> io::Result<Vec<SourceText>> {
    let mut process = git(spec)
        .args(["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let gone = || io::Error::other("git has no standard streams");
    let mut input = process.stdin.take().ok_or_else(gone)?;
    let mut output = BufReader::new(process.stdout.take().ok_or_else(gone)?);
    let mut wanted = String::new();
    for object in files.iter().filter_map(|file| file.object.as_deref()) {
        wanted.push_str(object);
        wanted.push('\n');
    }
    // Git answers while it is still being asked: neither side may wait for the other.
    let asking = std::thread::spawn(move || input.write_all(wanted.as_bytes()));
    let texts = files.into_iter().map(|TreeEntry { object, mut text }| {
        if object.is_some() {
            text.bytes = content(&mut output)?;
        }
        Ok(text)
    });
    let texts = texts.collect::<io::Result<Vec<_>>>()?;
    let asked = asking.join().unwrap_or(Ok(()));
    process.wait()?;
    asked.map(|()| texts)
}

/// The next answer: `8d0e41… blob 1234`, so many bytes, and the end of a line.
fn content(output: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut head = String::new();
    output.read_line(&mut head)?;
    let size = head.trim_end().rsplit(' ').next().and_then(|size| size.parse().ok());
    let Some(size) = size else {
        return Err(io::Error::other(format!(
            "git does not have `{}`",
            head.trim_end()
        )));
    };
    let mut bytes = Vec::new();
    output.take(size).read_to_end(&mut bytes)?;
    output.take(1).read_to_end(&mut Vec::new())?;
    if bytes.len() as u64 == size {
        Ok(bytes)
    } else {
        Err(io::Error::other("git exited in the middle of a file"))
    }
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Run(error) => write!(f, "cannot run git: {error}"),
            Self::NoRevision { base, git_says } => {
                let base = escaped(base);
                write!(
                    f,
                    "`{base}` is neither a git revision nor a folder with an api.yaml"
                )?;
                reason(f, git_says)
            }
            Self::NoCommit { revision, git_says } => {
                write!(f, "`{}` is no revision of git", escaped(revision))?;
                reason(f, git_says)
            }
            Self::NoMergeBase { old, new, git_says } => {
                let (old, new) = (escaped(old), escaped(new));
                write!(
                    f,
                    "`{old}` and `{new}` have no commit in common; `{old}..{new}` compares the \
                     two as they are"
                )?;
                reason(f, git_says)
            }
            Self::NoSpec { base, folder } => {
                write!(f, "`{}` has no spec in {folder}", escaped(base))
            }
        }
    }
}

fn reason(f: &mut fmt::Formatter<'_>, git_says: &str) -> fmt::Result {
    if git_says.is_empty() {
        return Ok(());
    }
    write!(f, " (git: {})", escaped(git_says))
}

impl std::error::Error for GitError {}
