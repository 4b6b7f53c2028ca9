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

/// The possible word that was meant by one that was found, if it is clear.
pub(crate) fn meant<'a>(found: &str, possible: &[&'a str]) -> Option<&'a str> {
    let known = OTHER_FORMATS.iter().filter(|(other, _)| *other == found);
    let mut known = known.filter_map(|(_, word)| possible.iter().find(|it| *it == word));
    known.next().copied().or_else(|| closest(found, possible.iter().copied()))
}
