//! Writes operations and code tables as the YAML of the spec: every key in the order of its
//! declaration.

use std::fmt::{Display, Write as _};

use crate::raw::{Fact, Facts, TextKind, Value};

/// A file of the spec.
pub(super) fn file(model: &impl Facts) -> String {
    let mut yaml = Yaml::default();
    yaml.entries(&model.value().entries());
    yaml.out
}

/// As wide as a list in one line may be.
const WIDEST: usize = 80;

#[derive(Default)]
struct Yaml {
    out: String,
    indent: usize,
    /// The next line begins an item of a list.
    item: bool,
}

impl Yaml {
    fn line(&mut self, text: impl Display) {
        let indent = self.indent;
        let sign = if std::mem::take(&mut self.item) { "- " } else { "" };
        let spaces = indent - sign.len();
        // Writing to a string does not fail.
        let _ = writeln!(self.out, "{:spaces$}{sign}{text}", "");
    }

    fn entries(&mut self, entries: &[(&Fact, Value<'_>)]) {
        for (fact, value) in entries {
            if value.word().is_none_or(|word| fact.implied != Some(word)) {
                self.entry(fact, value);
            }
        }
    }

    fn entry(&mut self, fact: &Fact, value: &Value<'_>) {
        let key = fact.key;
        if fact.text == TextKind::Part && !matches!(value, Value::Absent) {
            self.out.push('\n');
        }
        match value {
            Value::Absent => {}
            Value::Text(text) if fact.text == TextKind::Lines => self.lines(key, text),
            Value::Text(text) => {
                self.line(format_args!("{key}: {}", scalar(fact, text)));
            }
            Value::Word(word) => self.line(format_args!("{key}: {word}")),
            Value::Map(entries) => {
                self.line(format_args!("{key}:"));
                self.indented(2, |yaml| yaml.entries(entries));
            }
            Value::List(items) => self.items(fact, items),
        }
    }

    fn items(&mut self, fact: &Fact, items: &[Value<'_>]) {
        let key = fact.key;
        let texts: Vec<_> = items.iter().filter_map(Value::word).map(quoted).collect();
        let inline = texts.join(", ");
        if !texts.is_empty() && inline.len() <= WIDEST {
            self.line(format_args!("{key}: [{inline}]"));
            return;
        }
        self.line(format_args!("{key}:"));
        self.indented(4, |yaml| {
            for text in texts {
                yaml.item = true;
                yaml.line(text);
            }
            for item in items {
                yaml.item = matches!(item, Value::Map(_));
                if let Value::Map(entries) = item {
                    yaml.entries(entries);
                }
            }
        });
    }

    /// The page's words line by line.
    fn lines(&mut self, key: &str, text: &str) {
        let fits =
            |line: &str| !line.is_empty() && line.trim() == line && is_shown(line);
        if text.contains('\n') && text.lines().all(fits) {
            self.line(format_args!("{key}: |-"));
            self.indented(2, |yaml| text.lines().for_each(|line| yaml.line(line)));
        } else {
            self.line(format_args!("{key}: {}", quoted(text)));
        }
    }

    fn indented(&mut self, by: usize, fill: impl FnOnce(&mut Self)) {
        self.indent += by;
        fill(self);
        self.indent -= by;
    }
}

/// A name as it stands, where YAML reads it as a text; all else in quotes.
fn scalar(fact: &Fact, text: &str) -> String {
    match fact.text {
        TextKind::Data | TextKind::Code | TextKind::Sentence | TextKind::Lines => {
            quoted(text)
        }
        _ if !is_plain(text) => quoted(text),
        _ => text.to_owned(),
    }
}

/// Whether YAML reads the text as it stands, and as a text.
fn is_plain(text: &str) -> bool {
    let is_inner =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '/' | '.');
    let begins = |c: char| c.is_ascii_alphabetic() || c == '/';
    let words = ["true", "false", "yes", "no", "on", "off", "y", "n", "null"];
    let is_word = words.iter().any(|word| word.eq_ignore_ascii_case(text));
    text.starts_with(begins)
        && text.chars().all(|c| is_inner(c) || c == ' ')
        && text.trim() == text
        && !is_word
}

/// Whether every character can stand in a file as it is.
fn is_shown(text: &str) -> bool {
    let is_odd = |c: char| {
        c.is_control()
            || matches!(
                c,
                '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}'..='\u{FFFF}'
            )
    };
    !text.chars().any(is_odd)
}

/// A text as JSON writes it, which YAML reads too.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if is_shown(c.encode_utf8(&mut [0; 4])) => out.push(c),
            c => {
                let _ = write!(out, "\\u{:04X}", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}
