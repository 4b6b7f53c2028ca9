//! The lines of a text.

/// A line of a text.
pub(crate) struct Line<'a> {
    /// Counted from 1.
    pub(crate) number: usize,
    /// The offset of its first byte.
    pub(crate) start: usize,
    pub(crate) text: &'a str,
}

impl<'a> Line<'a> {
    /// Whether it is more than blank, or a comment.
    pub(crate) fn is_said(&self) -> bool {
        let said = self.text.trim();
        !said.is_empty() && !said.starts_with('#')
    }

    /// What is behind the indentation.
    pub(crate) fn body(&self) -> &'a str {
        self.text.trim_start_matches(' ')
    }

    pub(crate) fn indent(&self) -> usize {
        self.text.len() - self.body().len()
    }

    pub(crate) fn body_at(&self) -> usize {
        self.start + self.indent()
    }

    pub(crate) fn is_item(&self) -> bool {
        self.body().starts_with("- ") || self.body() == "-"
    }

    /// The indentation of what is behind its dashes.
    pub(crate) fn key_indent(&self) -> usize {
        let mut rest = self.body();
        while let Some(behind) = rest.strip_prefix("- ") {
            rest = behind.trim_start_matches(' ');
        }
        self.text.len() - rest.len()
    }

    pub(crate) fn key_at(&self) -> usize {
        self.start + self.key_indent()
    }
}

/// The lines of a text.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').enumerate().map(move |(at, line)| {
        let number = at + 1;
        let text = line.trim_end_matches(['\n', '\r']);
        let before = start;
        start += line.len();
        Line {
            number,
            start: before,
            text,
        }
    })
}
