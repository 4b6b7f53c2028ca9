//! Builds the index from the events of the YAML parser.

use std::borrow::Cow;
use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks};

use crate::cause::{self, Cause};
use crate::fault::{Expected, Fault, FaultKind};
use crate::files::{FileId, Span};
use crate::node::{Node, NodeKind};

/// The deepest nesting: more than any sensible spec has, and safe for every recursion.
const MAX_DEPTH: usize = 32;

/// Builds the index of a file's text, with everything that is wrong with it. There is none where
/// the text is no YAML.
#[must_use]
pub fn index(text: &str, file: FileId) -> (Option<Node>, Vec<Fault>) {
    let mut builder = Builder::new(text, file);
    if let Some(cause) = cause::before_parsing(text) {
        builder.caused(cause);
        return builder.finish();
    }
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        match event {
            Ok((event, marks)) => {
                if builder.take(event, marks).is_break() {
                    break;
                }
            }
            Err(error) => {
                let start = builder.offset(error.marker().index());
                builder.refused(error.info(), Span { file, start, end: start });
                break;
            }
        }
    }
    builder.finish()
}

/// A map or a list whose end has not come yet.
struct Open {
    key: Option<Span>,
    start: Span,
    entries: Entries,
}

enum Entries {
    Map {
        done: Vec<(String, Node)>,
        key: Option<(String, Span)>,
        /// The key stood in the map before: its value is passed over.
        repeated: bool,
        seen: HashSet<String>,
    },
    List(Vec<Node>),
}

struct Builder<'a> {
    text: &'a str,
    file: FileId,
    /// How far the text was walked: the parser counts characters, spans count bytes.
    walked: (usize, usize),
    open: Vec<Open>,
    root: Option<Node>,
    faults: Vec<Fault>,
}

type Flow = std::ops::ControlFlow<()>;

impl<'a> Builder<'a> {
    fn new(text: &'a str, file: FileId) -> Self {
        let (walked, open, faults) = ((0, 0), Vec::new(), Vec::new());
        Self {
            text,
            file,
            walked,
            open,
            root: None,
            faults,
        }
    }

    /// The byte offset of a character index. Indices mostly grow, so the walk goes on from
    /// where the last one ended.
    fn offset(&mut self, index: usize) -> u32 {
        if index < self.walked.0 {
            self.walked = (0, 0);
        }
        let (mut chars, mut bytes) = self.walked;
        let mut rest = self.text.as_bytes().get(bytes..).unwrap_or_default();
        // Patterns cost less than iterators where nothing is optimised, and this walks all files.
        while let [byte, behind @ ..] = rest {
            let begins = *byte & 0xc0 != 0x80;
            if begins && chars == index {
                break;
            }
            chars += usize::from(begins);
            bytes += 1;
            rest = behind;
        }
        self.walked = (chars, bytes);
        u32::try_from(bytes).unwrap_or(u32::MAX)
    }

    fn span(&mut self, marks: Marks) -> Span {
        let start = self.offset(marks.start.index());
        let end = self.offset(marks.end.index()).max(start);
        Span {
            file: self.file,
            start,
            end,
        }
    }

    /// The first line of a span: a marker under several lines would not help.
    fn first_line(&self, span: Span) -> Span {
        let text = self.text.get(span.range()).unwrap_or("");
        let line = text.lines().next().unwrap_or("").len();
        let end = span.start.saturating_add(u32::try_from(line).unwrap_or(u32::MAX));
        Span { end, ..span }
    }

    fn fault(&mut self, kind: FaultKind, message: String, span: Span) {
        self.faults.push(Fault {
            kind,
            message,
            span,
            expected: None,
        });
    }

    fn take(&mut self, event: Event<'_>, marks: Marks) -> Flow {
        match event {
            Event::Alias(_) => {
                let span = self.span(marks);
                self.unsupported("an alias (*name)", span);
                return Flow::Break(());
            }
            Event::Scalar(text, style, anchor, tag) => {
                let span = self.span(marks);
                let span = self.first_line(span);
                self.refuse(anchor, tag.is_some(), span)?;
                self.scalar(text, style != ScalarStyle::Plain, span);
            }
            Event::SequenceStart(anchor, tag) => {
                let span = self.span(marks);
                self.refuse(anchor, tag.is_some(), span)?;
                self.begin(Entries::List(Vec::new()), span)?;
            }
            Event::MappingStart(anchor, tag) => {
                let span = self.span(marks);
                self.refuse(anchor, tag.is_some(), span)?;
                let (done, seen) = (Vec::new(), HashSet::new());
                let map = Entries::Map {
                    done,
                    key: None,
                    repeated: false,
                    seen,
                };
                self.begin(map, span)?;
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::DocumentStart(_) if self.root.is_some() => {
                let span = self.span(marks);
                self.unsupported("a second document (---)", span);
                return Flow::Break(());
            }
            _ => {}
        }
        Flow::Continue(())
    }

    /// A fault for what the parser refuses. Some of it is YAML that the format does not support.
    fn refused(&mut self, why: &str, span: Span) {
        if why.contains("unknown anchor") {
            self.unsupported("an alias (*name)", span);
        } else if why.contains("recursion limit") {
            self.too_deep(span);
        } else if let Some(cause) = cause::of_refusal(self.text, why, span.range().start)
        {
            self.caused(cause);
        } else {
            self.fault(FaultKind::Syntax, why.to_owned(), span);
        }
    }

    fn caused(&mut self, Cause { message, place }: Cause) {
        let [start, end] =
            [place.start, place.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        let span = Span {
            file: self.file,
            start,
            end,
        };
        self.fault(FaultKind::Syntax, message, span);
    }

    fn too_deep(&mut self, span: Span) {
        let message = format!("more than {MAX_DEPTH} levels of nesting");
        self.fault(FaultKind::TooDeep, message, span);
    }

    fn unsupported(&mut self, what: &str, span: Span) {
        let message = format!("{what} is not supported");
        self.fault(FaultKind::Unsupported, message, span);
    }

    fn refuse(&mut self, anchor: usize, tagged: bool, span: Span) -> Flow {
        let what = match (anchor, tagged) {
            (0, false) => return Flow::Continue(()),
            (0, true) => "a tag (!name)",
            _ => "an anchor (&name)",
        };
        self.unsupported(what, span);
        Flow::Break(())
    }

    fn begin(&mut self, entries: Entries, start: Span) -> Flow {
        if self.open.len() == MAX_DEPTH {
            self.too_deep(start);
            return Flow::Break(());
        }
        let key = self.key_of_value(start);
        self.open.push(Open { key, start, entries });
        Flow::Continue(())
    }

    /// The key that the value about to come belongs to. A map or a list where a key is
    /// expected is reported, and read as if its key were missing.
    fn key_of_value(&mut self, span: Span) -> Option<Span> {
        let Some(Open {
            entries: Entries::Map { key, .. },
            ..
        }) = self.open.last_mut()
        else {
            return None;
        };
        if let Some((_, place)) = key {
            return Some(*place);
        }
        *key = Some((String::new(), span));
        self.fault(FaultKind::Syntax, "a key must be a plain text".to_owned(), span);
        Some(span)
    }

    fn scalar(&mut self, text: Cow<'_, str>, quoted: bool, span: Span) {
        let expects_key = matches!(
            self.open.last(),
            Some(Open {
                entries: Entries::Map { key: None, .. },
                ..
            })
        );
        if expects_key {
            self.map_key(text.into_owned(), quoted, span);
            return;
        }
        let key = self.key_of_value(span);
        let kind = NodeKind::Scalar {
            text: text.into_owned(),
            quoted,
        };
        self.put(Node { key, value: span, kind });
    }

    fn map_key(&mut self, name: String, quoted: bool, span: Span) {
        if name == "<<" && !quoted {
            self.unsupported("a merge key (<<)", span);
        }
        let Some(Open {
            entries: Entries::Map { key, seen, repeated, .. },
            ..
        }) = self.open.last_mut()
        else {
            return;
        };
        *key = Some((name.clone(), span));
        *repeated = seen.contains(&name);
        if *repeated {
            let message = format!("duplicate key `{name}`");
            self.fault(FaultKind::DuplicateKey, message, span);
        } else {
            seen.insert(name);
        }
    }

    fn put(&mut self, node: Node) {
        match self.open.last_mut().map(|open| &mut open.entries) {
            None => self.root = Some(node),
            Some(Entries::List(items)) => items.push(node),
            Some(Entries::Map { done, key, repeated, .. }) => {
                let (name, _) =
                    key.take().unwrap_or_else(|| (String::new(), node.value));
                if !std::mem::take(repeated) {
                    done.push((name, node));
                }
            }
        }
    }

    fn end(&mut self) {
        let Some(Open { key, start, entries }) = self.open.pop() else { return };
        let kind = match entries {
            Entries::Map { done, .. } => NodeKind::Map(done),
            Entries::List(items) => NodeKind::List(items),
        };
        self.put(Node { key, value: start, kind });
    }

    fn finish(mut self) -> (Option<Node>, Vec<Fault>) {
        if self.root.is_none() && self.faults.is_empty() {
            let message = "the file is empty".to_owned();
            let expected =
                Some(Expected::Value("what the page says, or remove the file".into()));
            let (kind, span) = (FaultKind::Structure, Span::top_of(self.file));
            self.faults.push(Fault {
                kind,
                message,
                span,
                expected,
            });
        }
        // After a fault that ends the search, what has been read is not the file.
        let whole =
            self.faults.iter().all(|fault| fault.kind == FaultKind::DuplicateKey);
        (self.root.filter(|_| whole), self.faults)
    }
}
