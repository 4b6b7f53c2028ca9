//! JSON output for programs.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use crate::escape::is_unseen;
use crate::shown::COMMAND;

/// A document with a line break at its end. Whatever a terminal would not show as it is, or GitHub
/// would take for a command, stands there by its number: people look at JSON too.
pub(crate) fn document(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let escaping = Escaping(PrettyFormatter::new());
    // Texts, numbers, lists and maps: there is nothing that serializing could refuse.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, escaping));
    String::from_utf8(bytes).unwrap_or_default() + "\n"
}

/// Adds a text in quotes, with the same escapes.
pub(crate) fn push_text(text: &str, json: &mut String) {
    let is_plain = |c: char| match c {
        '"' | '\\' | '#' => false,
        ' '..='~' => true,
        _ => !is_unseen(c),
    };
    if is_plain_ascii(text.as_bytes()) || text.chars().all(is_plain) {
        json.push('"');
        json.push_str(text);
        json.push('"');
    } else {
        json.push_str(document(&text).trim_end());
    }
}

/// Whether a text stands as it is. Most do; patterns cost less than iterators where nothing is
/// optimised.
fn is_plain_ascii(mut text: &[u8]) -> bool {
    while let [byte, behind @ ..] = text {
        if !matches!(byte, b' '..=b'~') || matches!(byte, b'"' | b'\\' | b'#') {
            return false;
        }
        text = behind;
    }
    true
}

/// Writes texts with escapes, and all else as usual.
struct Escaping<'a>(PrettyFormatter<'a>);

macro_rules! as_usual {
    ($($name:ident($($argument:ident: $type:ty)?);)*) => {$(
        fn $name<W: ?Sized + Write>(
            &mut self,
            writer: &mut W,
            $($argument: $type)?
        ) -> io::Result<()> {
            self.0.$name(writer, $($argument)?)
        }
    )*};
}

impl Formatter for Escaping<'_> {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        let next = |text: &str| {
            text.find(is_unseen).into_iter().chain(text.find(COMMAND)).min()
        };
        while let Some((before, after)) = next(rest).map(|at| rest.split_at(at)) {
            writer.write_all(before.as_bytes())?;
            let mut chars = after.chars();
            for unit in
                chars.next().iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec())
            {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = chars.as_str();
        }
        writer.write_all(rest.as_bytes())
    }

    as_usual! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }
}

#[cfg(test)]
mod tests {
    use super::document;

    #[test]
    fn what_cannot_be_seen_stands_there_by_its_number() {
        let text = "한글\u{9b}31m\u{202e}\u{2028}\n\u{e0041}\u{1b}\"\\끝 ##[error]#";
        let json = document(&[text]);
        assert_eq!(
            json,
            "[\n  \"한글\\u009b31m\\u202e\\u2028\\n\\udb40\\udc41\\u001b\\\"\\\\끝 \\u0023#[error]#\"\n]\n"
        );
        let mut pushed = String::new();
        super::push_text(text, &mut pushed);
        assert_eq!(json, format!("[\n  {pushed}\n]\n"));
        assert_eq!(serde_json::from_str::<[String; 1]>(&json).unwrap(), [text]);
    }
}
