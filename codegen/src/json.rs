//! What is told to programs, as JSON.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use crate::escape::is_unseen;

/// A document with a line break at its end. Whatever a terminal would not show as it is stands
/// there by its number: people look at JSON too.
pub(crate) fn document(value: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let escaping = Escaping(PrettyFormatter::new());
    // Texts, numbers, lists and maps: there is nothing that serializing could refuse.
    let _ = value.serialize(&mut Serializer::with_formatter(&mut bytes, escaping));
    String::from_utf8(bytes).unwrap_or_default() + "\n"
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
        for part in fragment.split_inclusive(is_unseen) {
            let last = part.chars().next_back().filter(|c| is_unseen(*c));
            let seen = part.len() - last.map_or(0, char::len_utf8);
            writer.write_all(part.as_bytes().get(..seen).unwrap_or_default())?;
            for unit in last.iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()) {
                write!(writer, "\\u{unit:04x}")?;
            }
        }
        Ok(())
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
        let text = "한글\u{9b}31m\u{202e}\u{2028}\n\u{e0041}\u{1b}\"\\끝";
        let json = document(&[text]);
        assert_eq!(
            json,
            "[\n  \"한글\\u009b31m\\u202e\\u2028\\n\\udb40\\udc41\\u001b\\\"\\\\끝\"\n]\n"
        );
        assert_eq!(serde_json::from_str::<[String; 1]>(&json).unwrap(), [text]);
    }
}
