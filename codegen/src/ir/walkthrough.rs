//! Worked examples.

use super::{Citation, Ident};

/// A worked example of operations that follow each other.
#[derive(Debug)]
pub struct Walkthrough {
    /// The function's name.
    pub name: Ident,
    /// The spec's name.
    pub id: String,
    /// What is done.
    pub title: String,
    /// A description of it.
    pub about: String,
    /// What the caller gives.
    pub inputs: Vec<Input>,
    /// In the order of the calls.
    pub steps: Vec<Step>,
    /// Where it stands.
    pub citation: Citation,
}

/// A value that the caller gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The parameter's name.
    pub name: Ident,
    /// An invented value.
    pub example: String,
    /// A description of it.
    pub about: Option<String>,
}

/// One call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// The operation, by the spec's name.
    pub operation: String,
    /// What it is for.
    pub about: Option<String>,
    /// Why it comes here, where no value of an earlier step leads to it.
    pub because: Option<String>,
    /// The fields of the request that are given.
    pub fields: Vec<Given>,
    /// Fields that no page documents: the path of each, and its value as JSON.
    pub undocumented: Vec<(String, String)>,
    /// What is taken from the answer.
    pub takes: Vec<Taken>,
}

/// A field of a request, and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The field by its name on the wire: `loans[0].bookNumber`.
    pub path: String,
    /// Its value.
    pub value: GivenValue,
}

/// The value that a field is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GivenValue {
    /// This one.
    Literal(String),
    /// That of an input, or what an earlier step has taken.
    Named(Ident),
}

/// A value of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The variable's name.
    pub name: Ident,
    /// The field by its name on the wire: `books[0].bookNumber`.
    pub path: String,
    /// An invented value.
    pub example: String,
}

/// A part of the path to a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PathPart<'a> {
    /// The name on the wire.
    pub name: &'a str,
    /// The position in the list that it is, counted from 0.
    pub item: Option<usize>,
}

/// The parts of a path: `loans[0].bookNumber`. Nothing where it is none.
#[must_use]
pub fn path(text: &str) -> Option<Vec<PathPart<'_>>> {
    let part = |part| match str::split_once(part, '[') {
        None => Some(PathPart { name: part, item: None }),
        Some((name, item)) => Some(PathPart {
            name,
            item: Some(item.strip_suffix(']')?.parse().ok()?),
        }),
    };
    let parts: Vec<_> = text.split('.').map(part).collect::<Option<_>>()?;
    parts.iter().all(|part| !part.name.is_empty()).then_some(parts)
}
