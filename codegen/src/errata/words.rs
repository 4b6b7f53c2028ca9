//! Names of the spec in words that the vendor knows.

use std::fmt::Write as _;

use crate::doubt;
use crate::ir::{Api, Ident, Operation, Reading, TypeRef};
use crate::resolution;

/// What a decision is about: `mobileCardStatus, max length` of
/// `response.cards.mobileCardStatus.max_length`.
pub(super) fn subject(fact: &str) -> String {
    let (owner, key) = fact.rsplit_once('.').unwrap_or(("", fact));
    let key = key.replace('_', " ");
    let owner = match owner.split_once('.') {
        Some(("response_codes", code)) => format!("result {code}"),
        Some((_, below)) => below.rsplit('.').next().unwrap_or(below).to_owned(),
        None if owner == "page" || owner == "operation" => String::new(),
        None => owner.replace('_', " "),
    };
    if owner.is_empty() { key } else { format!("{owner}, {key}") }
}

/// The heading below which a decision of an operation is about something.
pub(super) fn section<'a>(operation: &'a Operation, fact: &str) -> Option<&'a str> {
    let mut parts = fact.split('.');
    let part = parts.next().unwrap_or(fact);
    // Which heading the headers stand below is not known here.
    if parts.next() == Some("headers") {
        return Some("");
    }
    match part {
        "request" => Some(operation.section.as_str()),
        "response" => Some(operation.response.as_ref()?.citation.section.as_str()),
        "response_codes" => Some(operation.code_section.as_str()),
        "test_cases" => operation.case_section.as_deref(),
        _ => None,
    }
}

/// What is adopted, without the spec's keys: `min length 1, max length 30`.
pub(super) fn reading(adopted: &str) -> String {
    let parts = adopted.split(", ").map(|part| match part.split_once(' ') {
        Some((key, value)) if resolution::is_limit(key) => {
            format!("{} {value}", key.replace('_', " "))
        }
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join(", ")
}

/// A sentence with the titles of pages in the place of the ids of operations.
pub(super) fn prose(api: &Api, text: &str) -> String {
    let is_inner = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut told = String::new();
    for piece in text.split_inclusive(|c| !is_inner(c)) {
        let id = piece.trim_end_matches(|c| !is_inner(c));
        match api.operation(id).filter(|_| id.contains('-')) {
            Some(operation) => {
                let _ = write!(told, "\"{}\"", operation.title);
                told.push_str(piece.strip_prefix(id).unwrap_or_default());
            }
            None => told.push_str(piece),
        }
    }
    told
}

/// The name on the wire of an object, which its type need not have.
pub(super) fn object<'a>(api: &'a Api, name: &'a Ident) -> &'a str {
    let operations = || api.operations.iter();
    let objects = operations().flat_map(|it| &it.objects).chain(&api.field_objects);
    let sent = operations().flat_map(|it| &it.fields);
    let mut sent = sent.chain(objects.flat_map(|it| &it.fields));
    let is_it = |ty: &TypeRef| matches!(ty, TypeRef::Object(own) if own == name);
    if let Some(field) = sent.find(|field| is_it(&field.ty)) {
        return &field.wire;
    }
    let answers = operations().flat_map(|it| &it.answers).chain(&api.field_answers);
    let answers = answers.chain(api.callbacks.iter().flat_map(|it| &it.answers));
    let read = operations().filter_map(|it| it.response.as_ref());
    let read = read.flat_map(|it| &it.fields);
    let read = read.chain(api.callbacks.iter().flat_map(|it| &it.received.fields));
    let mut read = read.chain(answers.flat_map(|it| &it.fields));
    let is_it = |reading: &Reading| match reading {
        Reading::Object(own) | Reading::Objects(own) => own == name,
        _ => false,
    };
    let field = read.find(|field| is_it(&field.reading));
    field.map_or(name.as_str(), |field| field.wire.as_str())
}

/// What import says of a contradiction that nobody has decided: the vendor is asked in words of its
/// own.
pub(super) fn is_undecided(confirm: &str) -> bool {
    let undecided = doubt::nothing_adopted();
    let code = |text: &str| {
        let kind = doubt::split(text).into_iter().find_map(|it| it.kind);
        kind.map(|it| it.code)
    };
    code(confirm).is_some() && code(confirm) == code(&undecided)
}

/// The reason of such a contradiction.
pub(super) fn reason(because: &str) -> String {
    let Some(found) = because.strip_prefix("Found on import: ") else {
        let is_shared = because.starts_with("Decided for all operations by ");
        let shared = "Decided once for all operations.";
        return if is_shared { shared } else { because }.to_owned();
    };
    let mut letters = found.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
