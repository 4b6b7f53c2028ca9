//! The state of every API that the portal lists.
//!
//! A line of the list belongs to the operation that it names with `operation`, else to the one at
//! its `path`, else to the one of its name, if that name stands once in the list. Two lines of one
//! name may be two APIs, so neither is guessed.

use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::json;
use crate::load::{Loaded, Located, Spec};
use crate::raw::{CatalogEntry, Encrypted, Field, Known, Operation, Standing};

/// The portal's list, in its order.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Listing<'a> {
    /// One for each line of the list.
    pub apis: Vec<CatalogLine<'a>>,
    /// The operations that no line of the list belongs to.
    pub unlisted: Vec<&'a str>,
    /// How many there are of each kind.
    pub totals: Totals,
}

/// One line of the list.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CatalogLine<'a> {
    /// Counted from 1.
    pub position: usize,
    /// The name as printed.
    pub name: &'a str,
    /// Its state.
    pub state: State,
    /// The id of the operation that transcribes it.
    pub operation: Option<&'a str>,
    /// The path, where it is known.
    pub path: Option<&'a str>,
}

/// The state of an API: how much is known of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It is an operation of the spec, and all of its page is known.
    Transcribed,
    /// It is an operation of the spec, and its page is known in part.
    KnownInPart,
    /// Its path is known, and nothing else.
    PathKnown,
    /// Its name is all that is known.
    NameOnly,
}

/// How many lines the list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Totals {
    /// All of them.
    pub names: usize,
    /// Different names among them.
    pub distinct: usize,
    /// Those that are operations of the spec, and of whose pages all is known.
    pub transcribed: usize,
    /// Those that are operations of the spec, and of whose pages a part is known.
    pub known_in_part: usize,
    /// Those of which the path is known, and nothing else.
    pub path_known: usize,
    /// Those of which nothing but the name is known.
    pub name_only: usize,
}

/// The list of a spec; nothing where it has no `catalog.yaml`.
#[must_use]
pub fn list(spec: &Spec) -> Option<Listing<'_>> {
    let matched = matched(spec)?;
    let mut apis = Vec::with_capacity(matched.lines.len());
    for (at, (line, operation)) in matched.lines.iter().enumerate() {
        apis.push(CatalogLine {
            position: at + 1,
            name: &line.value.name,
            state: match (operation, &line.value.path) {
                (Some(it), _) if is_whole(it) => State::Transcribed,
                (Some(_), _) => State::KnownInPart,
                (None, Some(_)) => State::PathKnown,
                (None, None) => State::NameOnly,
            },
            operation: operation.map(|operation| operation.located().value.id.as_str()),
            path: operation
                .map(|operation| operation.located().value.path.as_str())
                .or(line.value.path.as_deref()),
        });
    }
    let unlisted = matched.unlisted.iter();
    Some(Listing {
        totals: totals(&apis),
        unlisted: unlisted.map(|it| it.located().value.id.as_str()).collect(),
        apis,
    })
}

/// Whether nothing of the page of an operation is unknown.
fn is_whole(operation: &Operation) -> bool {
    let response = operation.response.iter();
    let cases = operation.test_cases.iter().map(|it| it.known);
    let objects = response.clone().flat_map(|it| &it.fields);
    let mut parts = response
        .map(|it| it.known)
        .chain(cases)
        .chain([operation.request.known, operation.response_codes.known]);
    let mut bodies = operation.response.iter().map(|it| it.encrypted);
    parts.all(|known| known == Known::Whole)
        && operation.request.fields.iter().chain(objects).all(is_known)
        && operation.request.encrypted != Encrypted::Unknown
        && bodies.all(|it| it != Encrypted::Unknown)
        && operation.method_standing == Standing::Documented
}

fn is_known(field: &Field) -> bool {
    field.known == Known::Whole && field.fields.iter().all(is_known)
}

fn totals(apis: &[CatalogLine<'_>]) -> Totals {
    let count = |state| apis.iter().filter(|api| api.state == state).count();
    let names: HashSet<_> = apis.iter().map(|api| api.name).collect();
    Totals {
        names: apis.len(),
        distinct: names.len(),
        transcribed: count(State::Transcribed),
        known_in_part: count(State::KnownInPart),
        path_known: count(State::PathKnown),
        name_only: count(State::NameOnly),
    }
}

/// The lines of the list with the operations that they belong to.
pub(crate) struct Matched<'a> {
    pub(crate) lines: Vec<(Located<'a, CatalogEntry>, Option<&'a Loaded<Operation>>)>,
    /// The operations that no line belongs to.
    pub(crate) unlisted: Vec<&'a Loaded<Operation>>,
}

/// Finds the operation of each line; nothing where there is no list.
pub(crate) fn matched(spec: &Spec) -> Option<Matched<'_>> {
    let catalog = spec.catalog.as_ref()?.located();
    let lines: Vec<_> = catalog.each("apis", |catalog| &catalog.apis).collect();
    let mut of_name: HashMap<&str, usize> = HashMap::new();
    for line in &lines {
        *of_name.entry(&line.value.name).or_default() += 1;
    }
    // A file whose id is wrong is known by its name all the same.
    let by_id = index(spec, |operation| &operation.stem);
    let by_path = index(spec, |operation| without_slash(&operation.path));
    let by_title = index(spec, |operation| &operation.page.title);
    let find = |line: &Located<'_, CatalogEntry>| {
        let CatalogEntry { name, path, operation, .. } = line.value;
        match (operation, path) {
            (Some(id), _) => by_id.get(id.as_str()),
            (None, Some(path)) => by_path.get(without_slash(path)),
            (None, None) if of_name.get(name.as_str()) == Some(&1) => {
                by_title.get(name.as_str())
            }
            (None, None) => None,
        }
    };
    let lines: Vec<_> = lines
        .into_iter()
        .map(|line| {
            let found = find(&line).copied().flatten();
            (line, found)
        })
        .collect();
    let listed: HashSet<_> =
        lines.iter().filter_map(|it| it.1).map(|it| it.file).collect();
    let unlisted = spec.operations.iter().filter(|it| !listed.contains(&it.file));
    Some(Matched {
        unlisted: unlisted.collect(),
        lines,
    })
}

/// The operations by a key of theirs; nothing where several have the same one.
fn index<'a>(
    spec: &'a Spec,
    key: fn(&'a Loaded<Operation>) -> &'a str,
) -> HashMap<&'a str, Option<&'a Loaded<Operation>>> {
    let mut index = HashMap::new();
    for operation in &spec.operations {
        index
            .entry(key(operation))
            .and_modify(|it| *it = None)
            .or_insert(Some(operation));
    }
    index
}

/// A path, as some pages print it.
pub(crate) fn without_slash(path: &str) -> &str {
    path.strip_prefix('/').unwrap_or(path)
}

impl Listing<'_> {
    /// The list as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::document(self)
    }
}
