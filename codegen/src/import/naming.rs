//! Replaces names that are taken or reserved, each with a note.

use std::collections::HashMap;

use super::work::{Batch, Work, each_field, name_of};
use crate::diagnostic::Diagnostic;
use crate::draft::id;
use crate::load::{self, Loaded, Loading, Spec};
use crate::lower;
use crate::name::Ident;
use crate::raw::{CodeTable, Operation};
use crate::source::{Files, Span};

/// The number of names that are tried.
const TRIES: usize = 6;

/// An item that gets another name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Named {
    /// An operation whose id was made from its page.
    Operation(String),
    /// The field at this position of an operation.
    Field(String, usize),
    /// A result of an operation.
    Result(String, usize),
    /// A code of a table.
    Code(String, usize),
    /// A table.
    Table(String),
}

pub(super) fn names(batch: &mut Batch) {
    let mut tried: HashMap<Named, usize> = HashMap::new();
    for _ in 0..TRIES {
        let Loading { files, spec, .. } = load::load(batch.spec());
        let Some(spec) = spec else { return };
        let (_, problems) = lower::lower(&files, &spec);
        let mut again = Vec::new();
        for problem in &problems {
            let found = places(problem).find_map(|span| at(batch, &files, &spec, span));
            if let Some(named) = found.filter(|it| !again.contains(it)) {
                again.push(named);
            }
        }
        if again.is_empty() {
            return;
        }
        for named in again {
            let attempt = tried.entry(named.clone()).or_insert(0);
            rename(batch, &named, *attempt);
            *attempt += 1;
        }
    }
}

/// The places of names that cannot be claimed: of two that collide, the second first.
fn places(problem: &Diagnostic) -> impl Iterator<Item = Span> {
    std::iter::once(problem.span).chain(problem.related.iter().map(|(span, _)| *span))
}

/// The item at a place, if it is being imported.
fn at(batch: &mut Batch, files: &Files, spec: &Spec, span: Span) -> Option<Named> {
    let name = name_of(files, span.file);
    if let Some(work) = batch.operation(name) {
        let operation = spec.operations.iter().find(|it| it.file == span.file)?;
        if operation.located().at.key("id").span() == span && !work.is_named {
            return Some(Named::Operation(name.to_owned()));
        }
        let found = in_operation(operation, name, span)?;
        let fixed = |named: &Named| match named {
            Named::Field(_, position) => work.fixed.contains(position),
            _ => false,
        };
        return Some(found).filter(|it| !fixed(it));
    }
    batch.table(name)?;
    let table = spec.codes.iter().find(|it| it.file == span.file)?;
    let top = table.located();
    let codes = top.each("codes", |table| &table.codes);
    let code = codes.enumerate().find(|(_, code)| {
        ["name", "variant"].iter().any(|key| code.at.key(key).span() == span)
    });
    let code = code.map(|(position, _)| Named::Code(name.to_owned(), position));
    code.or_else(|| Some(Named::Table(name.to_owned())))
}

fn in_operation(operation: &Loaded<Operation>, name: &str, span: Span) -> Option<Named> {
    let is_there = |at: crate::source::NodeRef<'_>, keys: [&str; 2]| {
        keys.iter().any(|key| at.key(key).exists() && at.key(key).span() == span)
    };
    let fields = operation.fields();
    let field =
        fields.iter().position(|it| is_there(it.field.at, ["name", "type_name"]));
    if let Some(position) = field {
        return Some(Named::Field(name.to_owned(), position));
    }
    let results = operation.located().part("response_codes", |it| &it.response_codes);
    let mut codes = results.each("codes", |results| &results.codes);
    let position = codes.position(|code| is_there(code.at, ["message", "variant"]))?;
    Some(Named::Result(name.to_owned(), position))
}

fn rename(batch: &mut Batch, named: &Named, attempt: usize) {
    match named {
        Named::Operation(file) => {
            let before = batch.operation(file).map(|work| work.operation.id.clone());
            let work = batch.operation(file);
            let after = work.map(|work| rename_operation(work, attempt));
            if let (Some(before), Some(after)) = (before, after) {
                cite_again(batch, &before, &after);
            }
        }
        Named::Field(file, position) => {
            if let Some(work) = batch.operation(file) {
                rename_field(work, *position, attempt);
            }
        }
        Named::Result(file, position) => {
            let work = batch.operation(file);
            let codes = work.map(|work| &mut work.operation.response_codes.codes);
            if let Some(code) = codes.and_then(|codes| codes.get_mut(*position)) {
                code.variant = Some(variant(&code.name(), attempt));
            }
        }
        Named::Code(file, position) => {
            if let Some(code) =
                batch.table(file).and_then(|it| it.codes.get_mut(*position))
            {
                code.variant = Some(variant(&code.code, attempt));
            }
        }
        Named::Table(file) => {
            if let Some(table) = batch.table(file) {
                rename_table(table, attempt);
            }
        }
    }
}

/// A name made from the code itself, in place of the one from its message.
fn variant(code: &str, attempt: usize) -> String {
    let code = Ident::upper_camel(&format!("Code {code}"));
    let code = code.map_or_else(|_| "Code".to_owned(), |code| code.as_str().to_owned());
    if attempt == 0 { code } else { format!("{code}Or{}", attempt + 1) }
}

/// Lets the tables cite an operation by its new name.
fn cite_again(batch: &mut Batch, before: &str, after: &str) {
    let cites = batch.tables.iter_mut().filter_map(|table| table.cite.as_mut());
    for cite in cites.filter(|cite| cite.source == before) {
        after.clone_into(&mut cite.source);
    }
}

/// The method before what the path gives.
fn rename_operation(work: &mut Work, attempt: usize) -> String {
    let before = work.operation.id.clone();
    let name = match attempt {
        0 => format!("{}-{before}", work.operation.method.as_str().to_lowercase()),
        _ => format!("{before}-{}", attempt + 1),
    };
    work.rename(&name);
    work.notes.push(format!("it is named `{name}`: `{before}` is reserved or taken"));
    name
}

/// What stands behind the name of a table.
const OF_TABLE: [&str; TRIES] = ["Code", "Codes", "Table", "Values", "List", "Kind"];

/// Whether a name is one that a table is given here.
pub(super) fn is_of_table(table: &str, name: &str) -> bool {
    let choice = name.strip_prefix(&id::camel(table));
    choice.is_some_and(|it| OF_TABLE.contains(&it) || it == "Other")
}

/// Whether a name is one that the type of a field is given here.
pub(super) fn is_of_field(operation: &str, own: &str, name: &str) -> bool {
    let words: Vec<String> = operation.split('-').map(id::camel).collect();
    (0..TRIES + words.len()).any(|attempt| candidate(&words, own, attempt) == name)
}

fn rename_table(table: &mut CodeTable, attempt: usize) {
    let own = id::camel(&table.id);
    let choice = OF_TABLE.get(attempt);
    table.type_name = Some(format!("{own}{}", choice.unwrap_or(&"Other")));
}

fn rename_field(work: &mut Work, position: usize, attempt: usize) {
    let words: Vec<String> = work.operation.id.split('-').map(id::camel).collect();
    let (mut seen, mut given) = (0, None);
    each_field(&mut work.operation, |field| {
        if seen == position {
            let own = id::camel(&field.name);
            let name = candidate(&words, &own, attempt);
            given =
                Some((field.name.clone(), field.type_name.replace(name.clone()), name));
        }
        seen += 1;
    });
    if let Some((field, before, name)) = given {
        let note = |name: &str| {
            let own = id::camel(&field);
            format!(
                "the type of `{field}` is named `{name}`: `{own}` is reserved or the name of \
                 another type"
            )
        };
        // The name that was tried before was not free either.
        let earlier = before.map(|name| note(&name));
        work.notes.retain(|told| Some(told) != earlier.as_ref());
        work.notes.push(note(&name));
    }
}

/// The name of the field behind that of the operation, then behind less of it.
fn candidate(words: &[String], own: &str, attempt: usize) -> String {
    match words.get(attempt..).filter(|rest| !rest.is_empty()) {
        Some(rest) => format!("{}{own}", rest.concat()),
        None => format!("{own}{}", attempt + 2 - words.len()),
    }
}
