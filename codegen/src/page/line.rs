//! The lines of a capture, each either read or still unread.

use crate::raw::Pages;
use crate::source::{FileId, Span};

/// A piece of the page, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, with plain spaces and without characters that cannot be seen.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// One line.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) text: Text,
    /// The text as labels are compared: single spaces, and no full-width letters.
    pub(super) key: String,
    used: bool,
    /// The thing that the line may belong to, if it is not understood.
    owner: Option<String>,
}

/// A line that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The line.
    pub line: Text,
    /// The thing that it may belong to.
    pub owner: Option<String>,
}

/// All lines, and the layout by which they are read.
#[derive(Debug)]
pub(super) struct Lines<'a> {
    pub(super) layout: &'a Pages,
    all: Vec<Line>,
    file: FileId,
    /// The last line, where no line end follows: it may go on.
    torn: Option<usize>,
}

/// A stretch of lines, the second end excluded.
pub(super) type Range = std::ops::Range<usize>;

impl<'a> Lines<'a> {
    pub(super) fn new(text: &str, file: FileId, layout: &'a Pages) -> Self {
        let mut start = 0;
        let mut lines = Vec::new();
        for raw in text.split('\n') {
            lines.push(line(raw, start, file));
            start += raw.len() + 1;
        }
        let last = lines.len() - 1;
        let is_torn = lines.get(last).is_some_and(|line| !line.key.is_empty());
        let torn = is_torn.then_some(last);
        Self {
            layout,
            all: lines,
            file,
            torn,
        }
    }

    /// Whether the capture may have been cut within the line.
    pub(super) fn is_torn(&self, at: usize) -> bool {
        self.torn == Some(at)
    }

    /// The first line on which something stands.
    pub(super) fn first(&self) -> Option<usize> {
        (0..self.len()).find(|at| !self.is_blank(*at))
    }

    /// The last line on which something stands.
    pub(super) fn last(&self) -> Option<usize> {
        (0..self.len()).rev().find(|at| !self.is_blank(*at))
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn key(&self, at: usize) -> &str {
        self.all.get(at).map_or("", |line| line.key.as_str())
    }

    pub(super) fn is_blank(&self, at: usize) -> bool {
        self.key(at).is_empty()
    }

    /// The lines of a stretch on which something stands.
    pub(super) fn filled(&self, range: Range) -> Vec<usize> {
        range.filter(|at| !self.is_blank(*at)).collect()
    }

    /// The line, without deciding what it is.
    pub(super) fn peek(&self, at: usize) -> Text {
        match self.all.get(at) {
            Some(line) => line.text.clone(),
            None => Text {
                text: String::new(),
                span: Span::top_of(self.file),
            },
        }
    }

    /// The line, as something that was understood.
    pub(super) fn take(&mut self, at: usize) -> Text {
        self.pass(at);
        self.peek(at)
    }

    /// Notes that the line was understood.
    pub(super) fn pass(&mut self, at: usize) {
        if let Some(line) = self.all.get_mut(at) {
            line.used = true;
        }
    }

    pub(super) fn is(&self, at: usize, labels: &[String]) -> bool {
        has(labels, self.key(at))
    }

    pub(super) fn is_chrome(&self, at: usize) -> bool {
        self.is(at, &self.layout.chrome)
    }

    /// Notes what a line may belong to that is not understood.
    pub(super) fn leave(&mut self, at: usize, owner: &str) {
        if let Some(line) = self.all.get_mut(at) {
            line.owner = Some(owner.to_owned());
        }
    }

    /// Whether letters stand in the line that no language of the portal has.
    pub(super) fn is_garbled(&self, at: usize) -> bool {
        is_garbled(self.layout, self.key(at))
    }

    /// The lines that a wrong charset has made unreadable, each by its number.
    pub(super) fn garbled(&self) -> Vec<usize> {
        let left = |at: &usize| self.all.get(*at).is_some_and(|line| !line.used);
        (0..self.len()).filter(left).filter(|at| self.is_garbled(*at)).collect()
    }

    /// The lines that were not understood.
    pub(super) fn unread(self) -> Vec<Unread> {
        let torn = self.torn;
        let all = self.all.into_iter().enumerate();
        let layout = self.layout;
        let left = all.filter(|(at, line)| {
            let is_told = torn == Some(*at) || is_garbled(layout, &line.key);
            !line.used && !line.key.is_empty() && !is_told
        });
        let unread = |(_, Line { text, owner, .. })| Unread { line: text, owner };
        left.map(unread).collect()
    }
}

/// Whether letters stand in a text that a wrong charset has put there. The layout gives them as
/// ranges, such as `\u{E00}-\u{E7F}`, or one by one.
pub(super) fn is_garbled(layout: &Pages, text: &str) -> bool {
    let is_in = |range: &String, c: char| match range.split_once('-') {
        Some((first, last)) => {
            first.chars().all(|it| it <= c) && last.chars().all(|it| c <= it)
        }
        None => range.contains(c),
    };
    text.chars().any(|c| layout.garbled.iter().any(|range| is_in(range, c)))
}

pub(super) fn has(labels: &[String], key: &str) -> bool {
    labels.iter().any(|label| label == key)
}

/// The HTTP status that a line is.
pub(super) fn status(key: &str) -> Option<u16> {
    let is_status = key.len() == 3 && key.bytes().all(|byte| byte.is_ascii_digit());
    key.parse().ok().filter(|status| is_status && (100..600).contains(status))
}

fn line(raw: &str, start: usize, file: FileId) -> Line {
    let text = syllables(raw.chars().filter(|c| !is_hidden(*c)).map(plain));
    let text = text.trim().to_owned();
    let key = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let key = key.chars().map(narrow).collect();
    let skipped = raw.len() - raw.trim_start_matches(is_blank).len();
    let stands = raw.trim_matches(is_blank).len();
    let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let span = Span {
        file,
        start: offset(start + skipped),
        end: offset(start + skipped + stands),
    };
    Line {
        text: Text { text, span },
        key,
        used: false,
        owner: None,
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_hidden(c)
}

/// Whether a character is invisible and came along with the copy.
fn is_hidden(c: char) -> bool {
    let no_width = matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
    let direction = matches!(c, '\u{61C}' | '\u{202A}'..='\u{202E}');
    no_width || direction || (c.is_control() && c != '\t')
}

/// Any space as a plain one.
fn plain(c: char) -> char {
    if c.is_whitespace() { ' ' } else { c }
}

/// Hangul that was copied letter by letter, as some systems write it, in syllables. The numbers
/// are those of the Unicode Standard, section 3.12.
fn syllables(text: impl Iterator<Item = char>) -> String {
    let mut out = String::new();
    for next in text {
        let last = out.chars().next_back().map_or(0, u32::from);
        let joined = match (last, u32::from(next)) {
            (initial @ 0x1100..=0x1112, medial @ 0x1161..=0x1175) => {
                Some(0xAC00 + ((initial - 0x1100) * 21 + medial - 0x1161) * 28)
            }
            (open @ 0xAC00..=0xD7A3, end @ 0x11A8..=0x11C2)
                if (open - 0xAC00) % 28 == 0 =>
            {
                Some(open + end - 0x11A7)
            }
            _ => None,
        };
        if joined.is_some() {
            out.pop();
        }
        out.push(joined.and_then(char::from_u32).unwrap_or(next));
    }
    out
}

/// A full-width sign or letter as the plain one.
fn narrow(c: char) -> char {
    match u32::from(c) {
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}
