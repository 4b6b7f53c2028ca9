//! Files, spans and positions; the only place that names the YAML crate.
//!
//! A file is read twice. The index comes first: it finds true syntax errors, refuses what
//! the format leaves out (anchors, aliases, tags, several documents) before anything is
//! expanded, and holds the place of every key and value. The model comes second. Only when
//! that is refused does `misfit` look for everything in the file that does not fit.

mod build;
mod cause;
mod excerpt;
mod index;
mod misfit;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

pub use index::{At, Node, Shape};
use serde::de::DeserializeOwned;

/// The largest file that is read, in bytes. A transcribed page has a few thousand.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;

/// A file of the spec, by its place in [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

impl FileId {
    /// Stands for a file that could not be taken in.
    pub const NONE: Self = Self(u32::MAX);
}

/// A stretch of a file, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
}

/// A line and a column, both counted from 1; columns count characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column.
    pub column: u32,
}

/// One file of the spec.
#[derive(Debug)]
pub struct File {
    /// The path below the spec's folder, with forward slashes.
    pub name: String,
    /// The path as messages show it.
    pub path: String,
    /// The text; empty when it could not be read.
    pub text: String,
    line_starts: Vec<u32>,
}

/// Every file that was read.
#[derive(Debug, Default)]
pub struct Files(Vec<File>);

impl Files {
    /// Takes a file in and gives it an id.
    pub fn add(&mut self, name: String, path: String, text: String) -> FileId {
        let id = FileId(u32::try_from(self.0.len()).unwrap_or(u32::MAX));
        let ends = text.match_indices('\n');
        let line_starts = std::iter::once(0)
            .chain(ends.map(|(at, _)| u32::try_from(at + 1).unwrap_or(u32::MAX)))
            .collect();
        self.0.push(File {
            name,
            path,
            text,
            line_starts,
        });
        id
    }

    /// The file with this id.
    #[must_use]
    pub fn get(&self, id: FileId) -> Option<&File> {
        self.0.get(id.0 as usize)
    }

    /// Where a span begins.
    #[must_use]
    pub fn position(&self, span: Span) -> Position {
        self.get(span.file)
            .map_or(Position { line: 1, column: 1 }, |file| file.position(span.start))
    }

    /// The line in which a span begins.
    #[must_use]
    pub fn line(&self, span: Span) -> u32 {
        self.get(span.file).map_or(1, |file| file.line(span.start))
    }

    /// `path:line:column` of a span's beginning.
    #[must_use]
    pub fn locate(&self, span: Span) -> String {
        let path = self.get(span.file).map_or("", |file| file.path.as_str());
        let Position { line, column } = self.position(span);
        format!("{path}:{line}:{column}")
    }
}

impl File {
    /// Counted from 1.
    pub(crate) fn line(&self, offset: u32) -> u32 {
        let line = self.line_starts.partition_point(|start| *start <= offset).max(1);
        u32::try_from(line).unwrap_or(u32::MAX)
    }

    fn position(&self, offset: u32) -> Position {
        let line = self.line(offset);
        let start =
            self.line_starts.get(line as usize - 1).copied().unwrap_or(0) as usize;
        let before = self.text.get(start..offset as usize).unwrap_or("");
        Position {
            line,
            column: u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX),
        }
    }
}

impl Span {
    /// The bytes of the span, for slicing the file's text.
    #[must_use]
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The empty span at the beginning of a file.
    #[must_use]
    pub fn top_of(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }
}

/// Why a file's text is no usable YAML.
#[derive(Debug)]
pub struct Fault {
    /// What kind of fault it is.
    pub kind: FaultKind,
    /// What is wrong, in a few words.
    pub message: String,
    /// Where.
    pub span: Span,
    /// What would fit there.
    pub wanted: Option<Wanted>,
}

/// What would fit in the place of what does not.
#[derive(Debug)]
pub enum Wanted {
    /// One of these words.
    OneOf {
        /// The word that stands there.
        found: String,
        /// The words that can stand there.
        possible: &'static [&'static str],
    },
    /// A value of another kind, in words: `a whole number`.
    Value(Cow<'static, str>),
    /// A key that the block lacks.
    Key(&'static str),
}

/// The kinds of [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// Not YAML.
    Syntax,
    /// YAML that the format leaves out: anchors, aliases, tags, merge keys, several documents.
    Unsupported,
    /// The same key twice in one map.
    DuplicateKey,
    /// Nested too deeply.
    TooDeep,
    /// Valid YAML that does not have the format's structure.
    Structure,
}

/// The model of a file, and its index.
///
/// # Errors
/// Every fault of the file; a syntax error ends the search.
pub fn read<T: DeserializeOwned>(
    files: &Files,
    id: FileId,
) -> Result<(T, Node), Vec<Fault>> {
    let text = files.get(id).map_or("", |file| file.text.as_str());
    let (index, mut faults) = build::index(text, id);
    let Some(root) = index else { return Err(faults) };
    let refused = match serde_yaml::from_str(text) {
        Ok(value) if faults.is_empty() => return Ok((value, root)),
        Ok(_) => None,
        Err(error) => Some(error),
    };
    faults.extend(misfit::find::<T>(id, &root));
    if let (Some(error), true) = (refused, faults.is_empty()) {
        faults.push(Fault {
            kind: FaultKind::Structure,
            message: error.to_string(),
            span: root.at(id).span(),
            wanted: None,
        });
    }
    Err(faults)
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
