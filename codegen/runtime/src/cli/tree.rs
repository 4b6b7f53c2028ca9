//! JSON that may be shown, and writing it.

use super::super::escape::is_unseen;
use super::super::values::quoted;
use std::fmt::Write as _;

/// JSON that may be shown.
#[derive(Clone)]
pub(super) enum Tree {
    /// JSON without nested values.
    Leaf(String),
    List(Vec<Self>),
    Object(Vec<(String, Self)>),
}

impl Tree {
    /// Writes it on lines indented from `depth`, or on one line.
    pub(super) fn write(&self, text: &mut String, depth: Option<usize>) {
        let line = |text: &mut String, depth: Option<usize>| {
            if let Some(depth) = depth {
                text.push('\n');
                text.push_str(&"  ".repeat(depth));
            }
        };
        let inner = depth.map(|depth| depth + 1);
        let ([opening, closing], count) = match self {
            Self::Leaf(raw) => return text.push_str(&seen(raw)),
            Self::List(items) => (['[', ']'], items.len()),
            Self::Object(fields) => (['{', '}'], fields.len()),
        };
        text.push(opening);
        for index in 0..count {
            text.push_str(if index == 0 { "" } else { "," });
            line(text, inner);
            let part = match self {
                Self::Object(fields) => fields.get(index).map(|(name, value)| {
                    text.push_str(&seen(&quoted(name)));
                    text.push_str(if depth.is_some() { ": " } else { ":" });
                    value
                }),
                Self::List(items) => items.get(index),
                Self::Leaf(_) => None,
            };
            if let Some(part) = part {
                part.write(text, inner);
            }
        }
        if count > 0 {
            line(text, depth);
        }
        text.push(closing);
    }
}

/// Equivalent JSON on one line without invisible characters, which can occur only in texts.
pub(super) fn seen(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        if is_unseen(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(text, "\\u{unit:04x}");
            }
        } else {
            text.push(c);
        }
    }
    text
}
