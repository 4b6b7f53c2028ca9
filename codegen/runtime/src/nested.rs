//! Objects and lists of objects in queries and forms, as a pair for each value in them.

use super::entries::{Entries, Name};
use super::{Content, FilePart, ListStyle, ViolationKind};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::value::RawValue;
use std::fmt;

/// Deeper ones are no values of a form.
const DEPTH: usize = 64;

/// An object in a request, with how it is written in a query or a form.
pub struct Nested<'a, T>(pub &'a T, pub ListStyle);

impl<T: Content> Content for Nested<'_, T> {
    fn show(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.show(f)
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn list_style(&self) -> ListStyle {
        self.1
    }

    fn file(&self) -> Option<FilePart<'_>> {
        self.0.file()
    }
}

impl<T: Serialize> Serialize for Nested<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

/// Whether the JSON of a value is an object, or a list of objects.
pub(super) fn is_nested(json: &str) -> bool {
    json.starts_with('{') || json.starts_with("[{")
}

/// The values within `name`, each with its own name.
pub(super) fn values(
    name: &str,
    json: &str,
    style: ListStyle,
) -> Result<Vec<(String, String)>, ViolationKind> {
    let mut pairs = Vec::new();
    write((name, 0), json, style, &mut pairs)?;
    Ok(pairs)
}

fn write(
    (name, depth): (&str, usize),
    json: &str,
    style: ListStyle,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), ViolationKind> {
    if json == "null" || depth > DEPTH {
        return Err(ViolationKind::NotForAForm);
    }
    if json.starts_with('{') {
        for (Name(field), raw) in of_json::<Entries<&RawValue>>(json)?.0 {
            // The name would be read as another one.
            if field.is_empty() || field.contains(['[', ']', '.']) {
                return Err(ViolationKind::NotForAForm);
            }
            let inner = match style {
                ListStyle::Dots => format!("{name}.{field}"),
                _ => format!("{name}[{field}]"),
            };
            write((&inner, depth + 1), raw.get(), style, pairs)?;
        }
    } else if json.starts_with('[') {
        for (index, item) in of_json::<Vec<&RawValue>>(json)?.into_iter().enumerate() {
            let before = pairs.len();
            let inner = format!("{name}[{index}]");
            write((&inner, depth + 1), item.get(), style, pairs)?;
            // Nothing would tell that there is an item.
            if pairs.len() == before {
                return Err(ViolationKind::NotForAForm);
            }
        }
    } else {
        let is_text = json.starts_with('"');
        let text = if is_text { of_json(json)? } else { json.to_owned() };
        pairs.push((name.to_owned(), text));
    }
    Ok(())
}

fn of_json<'a, T: Deserialize<'a>>(json: &'a str) -> Result<T, ViolationKind> {
    serde_json::from_str(json).map_err(|_| ViolationKind::NotJson)
}
