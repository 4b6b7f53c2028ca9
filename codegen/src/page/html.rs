//! The text of a saved page, line by line as the browser shows it.

use html5gum::{Token, Tokenizer};

/// Elements whose content is never shown.
const UNSEEN: [&[u8]; 6] =
    [b"head", b"script", b"style", b"template", b"noscript", b"svg"];

/// Elements that stand within a line.
const INLINE: [&[u8]; 18] = [
    b"a",
    b"abbr",
    b"b",
    b"bdi",
    b"bdo",
    b"code",
    b"em",
    b"font",
    b"i",
    b"kbd",
    b"mark",
    b"s",
    b"small",
    b"span",
    b"strong",
    b"sub",
    b"sup",
    b"u",
];

/// Whether a file is HTML.
pub(crate) fn is_html(text: &str) -> bool {
    let begin: String = text.trim_start().chars().take(2_000).collect();
    let begin = begin.to_ascii_lowercase();
    begin.starts_with('<')
        && ["<!doctype html", "<html", "<body", "<div", "<main"]
            .iter()
            .any(|sign| begin.contains(sign))
}

/// The lines that a browser shows of a saved page.
pub(crate) fn lines_of(html: &str) -> String {
    let mut shown = Shown::default();
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => shown.begin(&tag.name, tag.self_closing),
            Token::EndTag(tag) => shown.end(&tag.name),
            Token::String(text) => {
                shown.text(&String::from_utf8_lossy(&text));
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    shown.line();
    shown.lines
}

#[derive(Default)]
struct Shown {
    lines: String,
    line: String,
    /// The element that is not shown, while its content goes by.
    unseen: Option<Vec<u8>>,
}

impl Shown {
    fn begin(&mut self, name: &[u8], is_closed: bool) {
        if self.unseen.is_none() && UNSEEN.contains(&name) && !is_closed {
            self.unseen = Some(name.to_vec());
        }
        self.edge(name);
    }

    fn end(&mut self, name: &[u8]) {
        if self.unseen.as_deref() == Some(name) {
            self.unseen = None;
        }
        self.edge(name);
    }

    /// Blocks begin and end lines, and so does everything that is not known to stand in one.
    fn edge(&mut self, name: &[u8]) {
        if !INLINE.contains(&name) {
            self.line();
        }
    }

    /// White space is one space, but for the kind that does not break.
    fn text(&mut self, text: &str) {
        if self.unseen.is_some() {
            return;
        }
        for c in text.chars() {
            let is_space = c.is_ascii_whitespace();
            if !is_space {
                self.line.push(c);
            } else if !self.line.ends_with(' ') && !self.line.is_empty() {
                self.line.push(' ');
            }
        }
    }

    fn line(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.trim().is_empty() {
            self.lines.push_str(line.trim_matches(' '));
            self.lines.push('\n');
        }
    }
}
