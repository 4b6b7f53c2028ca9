//! What of an answer is shown: all of it but what nothing may show.

use super::super::Json;
use super::super::values::{quoted, string};
use serde_json::value::RawValue;

/// How much of an answer that is no JSON is shown, in characters.
const MOST: usize = 2000;

/// An answer in lines. Whatever of it is among `hidden` becomes `..`.
pub(super) fn answer(bytes: &[u8], hidden: &[String]) -> String {
    let mut text = String::new();
    let json =
        str::from_utf8(bytes).ok().and_then(|text| serde_json::from_str(text).ok());
    if let Some(raw) = json {
        write(raw, 0, hidden, &mut text);
    } else {
        let plain = without(&String::from_utf8_lossy(bytes), hidden);
        let line = |c: char| c == '\n' || !c.is_control();
        text.extend(plain.chars().take(MOST).map(|c| if line(c) { c } else { '.' }));
        if plain.chars().nth(MOST).is_some() {
            text.push_str("\n.. and so on");
        }
    }
    text
}

fn write(raw: &RawValue, depth: usize, hidden: &[String], text: &mut String) {
    let line = |text: &mut String, depth: usize| {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    };
    let raw = raw.get();
    // Deeper than that, it is shown as it came.
    let is_deep = depth > 32;
    if let Some(json) = Json::from_slice(raw.as_bytes()).ok().filter(|_| !is_deep) {
        text.push('{');
        for (index, name) in json.names().enumerate() {
            text.push_str(if index == 0 { "" } else { "," });
            line(text, depth + 1);
            text.push_str(&quoted(&without(name, hidden)));
            text.push_str(": ");
            if let Some(value) = json.get(name) {
                write(value, depth + 1, hidden, text);
            }
        }
        if json.names().next().is_some() {
            line(text, depth);
        }
        text.push('}');
    } else if let Some(items) = list(raw).filter(|_| !is_deep) {
        text.push('[');
        for (index, item) in items.iter().enumerate() {
            text.push_str(if index == 0 { "" } else { "," });
            line(text, depth + 1);
            write(item, depth + 1, hidden, text);
        }
        if !items.is_empty() {
            line(text, depth);
        }
        text.push(']');
    } else if let Some(value) = string(raw) {
        text.push_str(&quoted(&without(&value, hidden)));
    } else {
        text.push_str(&without(raw, hidden));
    }
}

fn list(raw: &str) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw).ok()
}

/// A text without any of what is hidden. One character alone hides nothing, and would take every
/// word apart.
pub(super) fn without(text: &str, hidden: &[String]) -> String {
    let mut hidden: Vec<&String> =
        hidden.iter().filter(|it| it.chars().nth(1).is_some()).collect();
    // The longest first, since one may be within another.
    hidden.sort_by_key(|it| std::cmp::Reverse(it.len()));
    hidden.into_iter().fold(text.to_owned(), |text, it| text.replace(it.as_str(), ".."))
}
