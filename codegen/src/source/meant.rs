//! Guesses the word of the format that was meant by another one.

use crate::closest::closest;

/// Words of other formats, with those that the spec has for them.
const OTHER_FORMATS: [(&str, &str); 18] = [
    ("required", "need"),
    ("mandatory", "required"),
    ("description", "about"),
    ("summary", "about"),
    ("pattern", "form"),
    ("format", "form"),
    ("enum", "values"),
    ("maximum", "max_value"),
    ("minimum", "min_value"),
    ("status", "http"),
    ("endpoint", "path"),
    ("bool", "boolean"),
    ("integer", "number"),
    ("int", "number"),
    ("text", "string"),
    ("str", "string"),
    ("yes", "true"),
    ("no", "false"),
];

/// The possible word that was meant by one that was found, if it is clear: `string` by `String (20)`.
pub(crate) fn meant<'a>(found: &str, possible: &[&'a str]) -> Option<&'a str> {
    let before_remark = found.split(['(', '（']).next().unwrap_or(found);
    let written: String = before_remark.split_whitespace().collect();
    let lower = written.to_lowercase();
    let known = OTHER_FORMATS.iter().filter(|(other, _)| *other == lower);
    let mut known = known.filter_map(|(_, word)| possible.iter().find(|it| *it == word));
    known.next().copied().or_else(|| closest(&written, possible.iter().copied()))
}

/// The number that is meant by a text with no other, in plain digits: `1000` by `최대 1,000자`.
pub(crate) fn only_number(text: &str) -> Option<String> {
    let half = |c: char| match c {
        '０'..='９' => char::from_u32(u32::from(c) - u32::from('０') + u32::from('0')),
        '，' => Some(','),
        _ => Some(c),
    };
    let text: String = text.chars().filter_map(half).collect();
    let text = text.strip_suffix(".0").unwrap_or(&text);
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = text.split_at(start);
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '_');
    let end = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let (number, behind) = rest.split_at(end);
    let mut thousands = number.split([',', '_']).skip(1);
    let is_whole = thousands.all(|it| it.len() == 3)
        && !before.ends_with(['-', '−', '.'])
        && !behind.contains(|c: char| c.is_ascii_digit());
    let digits = number.replace([',', '_'], "");
    let digits = digits.trim_start_matches('0');
    (is_whole && !digits.is_empty()).then(|| digits.to_owned())
}
