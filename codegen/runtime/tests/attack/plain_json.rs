//! Another reading of JSON than the runtime's own: made regular first, and then read whole.

use serde::de::DeserializeOwned;
use std::str::Chars;

/// What stands deeper is not looked at: `serde_json::Value` does not go deeper than 128, and no result does.
const DEEPEST: u32 = 64;

/// What `bytes` say, as far as one can know: marks at the beginning, characters that are cut or of
/// another encoding, control characters and halves of characters in texts are no reason not to
/// read the rest. Numbers are read as their digits.
#[must_use]
pub fn lenient<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{FEFF}');
    serde_json::from_str(&regular(text)).ok()
}

fn regular(text: &str) -> String {
    let (mut out, mut depth) = (String::with_capacity(text.len()), 0);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        let mut piece = String::from(c);
        match c {
            '{' | '[' => {
                depth += 1;
                if depth == DEEPEST + 1 {
                    out.push('0');
                }
            }
            '"' => string(&mut rest, &mut piece),
            '-' | '0'..='9' => {
                let tail = rest.as_str();
                let number = tail.trim_start_matches(|c: char| {
                    c.is_ascii_digit() || matches!(c, '+' | '-' | '.' | 'e' | 'E')
                });
                let digits = tail.strip_suffix(number).unwrap_or_default();
                piece = format!("\"{c}{digits}\"");
                rest = number.chars();
            }
            _ => {}
        }
        if depth <= DEEPEST {
            out.push_str(&piece);
        }
        if matches!(c, '}' | ']') {
            depth = depth.saturating_sub(1);
        }
    }
    out
}

/// The rest of a text, with its closing quotation mark.
fn string(rest: &mut Chars<'_>, out: &mut String) {
    while let Some(c) = rest.next() {
        match c {
            '"' => {
                out.push(c);
                return;
            }
            '\\' if rest.as_str().starts_with('u') => escaped(rest, out),
            '\\' => out.extend([c].into_iter().chain(rest.next())),
            c if c.is_control() => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
}

/// `u` and four digits: one half of a character alone stands for nothing.
fn escaped(rest: &mut Chars<'_>, out: &mut String) {
    let text = rest.as_str();
    let unit = |at: usize| u16::from_str_radix(text.get(at..at + 4)?, 16).ok();
    let (high, low) = (0xD800..0xDC00, 0xDC00..0xE000);
    let is_pair =
        || text.get(5..7) == Some("\\u") && unit(7).is_some_and(|it| low.contains(&it));
    let length = match unit(1) {
        Some(it) if high.contains(&it) && is_pair() => 11,
        Some(it) if high.contains(&it) || low.contains(&it) => {
            out.push('\u{FFFD}');
            *rest = text.get(5..).unwrap_or_default().chars();
            return;
        }
        _ => 1,
    };
    let (pair, after) = text.split_at_checked(length).unwrap_or((text, ""));
    out.push('\\');
    out.push_str(pair);
    *rest = after.chars();
}
