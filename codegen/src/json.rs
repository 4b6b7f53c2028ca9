//! JSON output for programs.

use std::fmt::Write as _;
use std::io;

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
    json.push('"');
    push_escaped(text, json);
    json.push('"');
}

fn push_escaped(text: &str, json: &mut String) {
    let mut rest = text;
    while let Some((plain, escaped)) = rest.split_at_checked(plain_ascii(rest)) {
        json.push_str(plain);
        let mut chars = escaped.chars();
        let Some(first) = chars.next() else { return };
        match first {
            '"' => json.push_str("\\\""),
            '\\' => json.push_str("\\\\"),
            '\n' => json.push_str("\\n"),
            '\r' => json.push_str("\\r"),
            '\t' => json.push_str("\\t"),
            '\u{8}' => json.push_str("\\b"),
            '\u{c}' => json.push_str("\\f"),
            c if is_unseen(c) || escaped.starts_with(COMMAND) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(json, "\\u{unit:04x}");
                }
            }
            c => json.push(c),
        }
        rest = chars.as_str();
    }
}

/// How many bytes stand as they are. Most texts do; patterns cost less than iterators where
/// nothing is optimised.
fn plain_ascii(text: &str) -> usize {
    let mut rest = text.as_bytes();
    while let [b' '..=b'~', behind @ ..] = rest
        && !matches!(rest, [b'"' | b'\\' | b'#', ..])
    {
        rest = behind;
    }
    text.len() - rest.len()
}

/// Writes texts with escapes, and all else as usual.
struct Escaping<'a>(PrettyFormatter<'a>);

macro_rules! as_usual {
    ($($name:ident($($argument:ident: $type:ty)?);)*) => {$(
        fn $name<W: ?Sized + io::Write>(
            &mut self,
            writer: &mut W,
            $($argument: $type)?
        ) -> io::Result<()> {
            self.0.$name(writer, $($argument)?)
        }
    )*};
}

impl Formatter for Escaping<'_> {
    fn write_string_fragment<W: ?Sized + io::Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut escaped = String::new();
        push_escaped(fragment, &mut escaped);
        writer.write_all(escaped.as_bytes())
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
        let text = "\t\r\u{8}\u{c}한글\u{9b}31m\u{202e}\u{2028}\n\u{e0041}\u{1b}\"\\끝 ##[error]#";
        let json = document(&[text]);
        assert_eq!(
            json,
            "[\n  \"\\t\\r\\b\\f한글\\u009b31m\\u202e\\u2028\\n\\udb40\\udc41\\u001b\\\"\\\\끝 \\u0023#[error]#\"\n]\n"
        );
        let mut pushed = String::new();
        super::push_text(text, &mut pushed);
        assert_eq!(json, format!("[\n  {pushed}\n]\n"));
        assert_eq!(serde_json::from_str::<[String; 1]>(&json).unwrap(), [text]);
    }
}
