//! The files of a spec, and places in them.

use std::ops::Range;

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
    #[must_use]
    pub fn line(&self, offset: u32) -> u32 {
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
