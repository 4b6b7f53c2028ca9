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
    let Output { status, stdout, stderr } = listed.map_err(GitError::Run)?;
    if !status.success() {
        let message = String::from_utf8_lossy(&stderr);
        let message = message.trim().trim_start_matches("fatal: ");
        let more = if is_shallow(spec) {
            "; the clone is shallow: `git fetch --unshallow` completes it"
        } else {
            ""
        };
        return Err(no_revision(format!("{message}{more}")));
    }
    let entries = stdout.split(|byte| *byte == 0);
    let files: Vec<_> = entries.filter_map(|entry| TreeEntry::of(base, entry)).collect();
    if files.is_empty() {
        let (base, folder) = (base.to_owned(), shown::path(spec));
        return Err(GitError::NoSpec { base, folder });
    }
    contents(spec, files).map_err(GitError::Run)
}

fn git(folder: &Path) -> Command {
    let mut command = process::command("git");
    command.arg("-C").arg(folder).stdin(Stdio::null());
    command
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
                if git_says.is_empty() {
                    Ok(())
                } else {
                    write!(f, " (git: {})", escaped(git_says))
                }
            }
            Self::NoSpec { base, folder } => {
                write!(f, "`{}` has no spec in {folder}", escaped(base))
            }
        }
    }
}

impl std::error::Error for GitError {}
