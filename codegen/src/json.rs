//! What is told to programs, as JSON.

use serde::Serialize;

/// A document with a line break at its end.
pub(crate) fn document(value: &impl Serialize) -> String {
    // Texts, numbers, lists and maps: there is nothing that serializing could refuse.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}
