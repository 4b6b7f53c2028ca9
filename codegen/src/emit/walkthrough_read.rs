//! How a worked example reads a field of an answer.

use crate::ir::{Reading, ResponseField};

/// The calls that read a field, as an option of an owned value.
pub(super) fn calls(field: &ResponseField, item: Option<usize>) -> Option<Vec<String>> {
    let mut calls = vec![format!(".{}()", field.name)];
    calls.extend(match item {
        None => vec![".value()".to_owned()],
        Some(0) => vec![".values()".to_owned(), ".next()".to_owned()],
        Some(item) => vec![".values()".to_owned(), format!(".nth({item})")],
    });
    match (&field.reading, item) {
        (Reading::Text, None) | (Reading::Texts, Some(_)) => {
            calls.push(".map(String::from)".to_owned());
        }
        (
            Reading::Objects(_)
            | Reading::Codes(_)
            | Reading::Numbers
            | Reading::Decimals,
            Some(_),
        ) => {}
        (
            Reading::Texts
            | Reading::Numbers
            | Reading::Decimals
            | Reading::Map
            | Reading::Codes(_)
            | Reading::Objects(_),
            None,
        )
        | (_, Some(_)) => return None,
        _ => {}
    }
    Some(calls)
}
