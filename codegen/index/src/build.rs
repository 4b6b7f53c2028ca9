//! Builds the index from the events of the YAML parser.

use std::borrow::Cow;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks};

use crate::cause::{self, Cause};
use crate::fault::{Expected, Fault, FaultKind};
use crate::files::{FileId, Span};
use crate::layout;
use crate::node::{Node, NodeKind};
use crate::open::{Entries, Open};
use crate::slip;

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

    /// The sign of the comment that ends a plain text.
    fn comment_behind(&self, text: Span) -> Option<Span> {
        let sign = slip::comment_behind(self.text, text.range().end)?;
        Some(self.place(sign..sign + 1))
    }

    fn place(&self, bytes: Range<usize>) -> Span {
        let [start, end] =
            [bytes.start, bytes.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        Span {
            file: self.file,
            start,
            end,
        }
    }

    fn fault(&mut self, kind: FaultKind, message: impl Into<String>, span: Span) {
        self.faults.push(Fault {
            kind,
            message: message.into(),
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
                let quoted = style != ScalarStyle::Plain;
                let comment = if quoted { None } else { self.comment_behind(span) };
                let span = self.first_line(span);
                self.refuse(anchor, tag.is_some(), span)?;
                self.scalar(text, quoted, span, comment)?;
            }
            Event::SequenceStart(anchor, tag) => {
                let span = self.span(marks);
                self.refuse(anchor, tag.is_some(), span)?;
                self.begin(Entries::List(Vec::new()), span)?;
            }
            Event::MappingStart(anchor, tag) => {
                let span = self.span(marks);
                self.refuse(anchor, tag.is_some(), span)?;
                self.begin(Entries::map(), span)?;
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
        } else {
            let at = span.range().start;
            let cause = cause::of_refusal(self.text, why, at)
                .or_else(|| layout::of_refusal(self.text, why, at));
            match cause {
                Some(cause) => self.caused(cause),
                None => self.fault(FaultKind::Syntax, why, span),
            }
        }
    }

    fn caused(&mut self, Cause { message, place }: Cause) {
        self.fault(FaultKind::Syntax, message, self.place(place));
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
        self.fault(FaultKind::Syntax, "a key must be a plain text", span);
        Some(span)
    }

    fn scalar(
        &mut self,
        text: Cow<'_, str>,
        quoted: bool,
        span: Span,
        comment: Option<Span>,
    ) -> Flow {
        let expects_key = matches!(
            self.open.last(),
            Some(Open {
                entries: Entries::Map { key: None, .. },
                ..
            })
        );
        if expects_key {
            return self.map_key(text.into_owned(), quoted, span);
        }
        if !quoted && slip::is_in_typographic_quotes(&text) {
            self.fault(FaultKind::Quotes, "typographic quotes around a text", span);
        }
        let key = self.key_of_value(span);
        if let Some(key) = key.filter(|_| !quoted && text.is_empty()) {
            self.comma(key);
        }
        let kind = NodeKind::Scalar {
            text: text.into_owned(),
            quoted,
        };
        self.put(Node {
            key,
            value: span,
            comment,
            kind,
        });
        Flow::Continue(())
    }

    /// Reports a key that is the piece of a text in braces behind its comma, the first of them.
    fn comma(&mut self, piece: Span) {
        let Some(Open {
            entries: Entries::Map { done, .. },
            ..
        }) = self.open.last()
        else {
            return;
        };
        let Some((name, node)) = done.last() else { return };
        let NodeKind::Scalar { text, quoted: false } = &node.kind else { return };
        if text.is_empty() || !slip::is_bare(self.text, piece.range()) {
            return;
        }
        let whole = slip::with_commas(self.text, node.value.range().start);
        let message = format!("a comma ends the text of `{name}`");
        let help = format!("put the text into double quotes: `{name}: \"{whole}\"`");
        self.faults.push(Fault {
            kind: FaultKind::Structure,
            message,
            span: piece,
            expected: Some(Expected::Do(help.into())),
        });
    }

    fn map_key(&mut self, name: String, quoted: bool, span: Span) -> Flow {
        if name == "<<" && !quoted {
            self.unsupported("a merge key (<<)", span);
            return Flow::Break(());
        }
        if self.begins_an_item(&name) {
            let message = format!("a second `{name}` in one item of the list");
            self.faults.push(Fault {
                kind: FaultKind::DuplicateKey,
                message,
                span,
                expected: Some(Expected::Do(
                    "write `- ` before it if another item begins here; else remove one of the two"
                        .into(),
                )),
            });
            self.end();
            self.open.push(Open {
                key: None,
                start: span,
                entries: Entries::map(),
            });
        }
        let Some(Open {
            entries: Entries::Map { key, seen, repeated, .. },
            ..
        }) = self.open.last_mut()
        else {
            return Flow::Continue(());
        };
        *key = Some((name.clone(), span));
        *repeated = seen.contains(&name);
        if *repeated {
            let message = format!("duplicate key `{name}`");
            self.fault(FaultKind::DuplicateKey, message, span);
        } else {
            seen.insert(name);
        }
        Flow::Continue(())
    }

    /// Whether a key is the first one of the item that is open: the next item begins with it, and
    /// its dash was forgotten.
    fn begins_an_item(&self, name: &str) -> bool {
        let [.., list, item] = self.open.as_slice() else { return false };
        matches!((&list.entries, &item.entries),
            (Entries::List(_), Entries::Map { done, .. })
                if done.first().is_some_and(|(first, _)| first == name))
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
        self.put(Node {
            key,
            value: start,
            comment: None,
            kind,
        });
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
        let goes_on = [FaultKind::DuplicateKey, FaultKind::Quotes];
        let whole = self.faults.iter().all(|fault| goes_on.contains(&fault.kind));
        (self.root.filter(|_| whole), self.faults)
    }
}
