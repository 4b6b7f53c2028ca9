//! Unified diffs, for people to read and for `patch -p1`.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use similar::{Algorithm, DiffTag, TextDiff, capture_diff_slices};

use super::change::{Change, FileChange, LineCounts};

/// The diff of one file, from the one in the folder to the one in the tree.
pub(super) fn file(
    files: &BTreeMap<String, Vec<u8>>,
    out: &Path,
    change: &FileChange,
) -> String {
    let path = change.slashed();
    match versions(files, out, change) {
        Ok((old, new)) => render(&path, old.as_deref(), new),
        Err(what) => format!("a/{path} is {what}\n"),
    }
}

/// How many lines of one file come and go.
pub(super) fn lines(
    files: &BTreeMap<String, Vec<u8>>,
    out: &Path,
    change: &FileChange,
) -> LineCounts {
    let Ok((old, new)) = versions(files, out, change) else {
        return LineCounts::default();
    };
    let (Some(old), Some(new)) = (text(old.as_deref()), text(new)) else {
        return LineCounts::default();
    };
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let (old, new) = different(&old, &new);
    let changes = capture_diff_slices(Algorithm::Myers, old, new);
    changes.iter().fold(LineCounts::default(), |lines, op| {
        let (tag, old, new) = op.as_tag_tuple();
        let (old, new) =
            if tag == DiffTag::Equal { (0, 0) } else { (old.len(), new.len()) };
        LineCounts {
            added: lines.added + new,
            removed: lines.removed + old,
        }
    })
}

/// Both without the lines that they begin and end with alike. To step over those costs far
/// less than to look for differences among them.
fn different<'a, T: PartialEq>(old: &'a [T], new: &'a [T]) -> (&'a [T], &'a [T]) {
    let same = |(old, new): &(&T, &T)| old == new;
    let start = old.iter().zip(new).take_while(same).count();
    let (_, old) = old.split_at(start);
    let (_, new) = new.split_at(start);
    let end = old.iter().rev().zip(new.iter().rev()).take_while(same).count();
    (old.split_at(old.len() - end).0, new.split_at(new.len() - end).0)
}

/// The file in the folder and the one in the tree, or what stands in the folder instead.
type Versions<'a> = (Option<Vec<u8>>, Option<&'a [u8]>);

fn versions<'a>(
    files: &'a BTreeMap<String, Vec<u8>>,
    out: &Path,
    change: &FileChange,
) -> Result<Versions<'a>, String> {
    let old = match change.change {
        Change::Added => None,
        Change::Changed | Change::Removed => Some(read(&out.join(&change.path))?),
    };
    let new = match change.change {
        Change::Removed => None,
        Change::Added | Change::Changed => files.get(&change.slashed()),
    };
    Ok((old, new.map(Vec::as_slice)))
}

/// The bytes of a regular file, or what stands there instead: a link is not followed.
fn read(path: &Path) -> Result<Vec<u8>, String> {
    let unreadable = |error: io::Error| format!("unreadable: {error}");
    let meta = fs::symlink_metadata(path).map_err(unreadable)?;
    if meta.is_symlink() {
        Err("a symbolic link".to_owned())
    } else if meta.is_dir() {
        Err("a folder".to_owned())
    } else if meta.is_file() {
        fs::read(path).map_err(unreadable)
    } else {
        Err("not a regular file".to_owned())
    }
}

fn render(path: &str, old: Option<&[u8]>, new: Option<&[u8]>) -> String {
    let a = old.map_or_else(|| "/dev/null".to_owned(), |_| format!("a/{path}"));
    let b = new.map_or_else(|| "/dev/null".to_owned(), |_| format!("b/{path}"));
    let (Some(old), Some(new)) = (text(old), text(new)) else {
        return format!("Binary files {a} and {b} differ\n");
    };
    let diff = TextDiff::from_lines(old, new);
    let mut lines = diff.unified_diff().header(&a, &b).to_string();
    // An empty file that comes or goes has no line to show.
    if lines.is_empty() {
        let _ = write!(lines, "--- {a}\n+++ {b}\n");
    }
    lines
}

/// The bytes as text, if they are.
fn text(bytes: Option<&[u8]>) -> Option<&str> {
    str::from_utf8(bytes.unwrap_or_default()).ok().filter(|text| !text.contains('\0'))
}
