//! What resolutions speak of: every fact of a file, under the name that resolutions give it.

use std::borrow::Cow;

use super::{View, places};
use crate::load::{Loaded, Placed};
use crate::raw::{Api, CodeTable, Operation, TestCases};
use crate::resolution;
use crate::source::{At, FileId};

/// The facts that the client takes from a resolution. Of any other fact a resolution only
/// tells: the reading that it adopts has to be the one that is transcribed.
pub(super) const APPLIED: [&str; 4] = ["length", "min_length", "max_length", "form"];

/// The subject whose value is counted, not transcribed.
pub(super) const TEST_CASES: &str = "test_cases.codes";

const HEADER: &[&str] = &[
    "name",
    "need",
    "condition",
    "length",
    "min_length",
    "max_length",
    "form",
    "codes",
];
const FIELD: &[&str] = &[
    "name",
    "type",
    "in",
    "need",
    "condition",
    "length",
    "min_length",
    "max_length",
    "min_value",
    "max_value",
    "max_digits",
    "decimals",
    "form",
    "codes",
    "wire",
];
const ENVELOPE: &[&str] =
    &["object", "code", "code_form", "message", "success_http", "success_code"];

/// What a subject leads to.
pub(super) enum Subject<'a> {
    /// Nothing in the file has that name.
    Gone,
    /// The thing is there, but has no fact of that name; here are those that it may have.
    NoFact(&'static [&'static str]),
    /// The value as transcribed.
    Fact(Option<Cow<'a, str>>),
    /// A header as one page prints it: what the shared set says, and what is adopted for it.
    Shared(Option<&'a str>, Option<&'a str>),
}

/// Whatever has facts: a field, a header, the page.
#[derive(Clone, Copy)]
struct Owner<'a> {
    at: At<'a>,
    facts: &'static [&'static str],
}

/// What a subject of a file leads to.
pub(super) fn find<'a>(view: &View<'a>, file: FileId, subject: &str) -> Subject<'a> {
    let (name, fact) = subject.rsplit_once('.').unwrap_or((subject, ""));
    if let Some((set, header)) = header_of_page(view, file, name) {
        if !HEADER.contains(&fact) {
            return Subject::NoFact(HEADER);
        }
        let mut headers = places::headers(view.spec());
        let shared = headers.find(|(it, found)| it.id == set && found.name == header);
        let value = shared.and_then(|(_, found)| found.at.key(fact).text());
        let resolutions = &view.spec().api.resolutions;
        let adopted = resolution::adopted(resolutions, &format!("{set}.{header}"), fact);
        return Subject::Shared(value, adopted.map(|it| it.adopted.as_str()));
    }
    let mut found = None;
    each_owner(view, file, &mut |parts, owner| {
        if found.is_none() && is_called(name, parts) {
            found = Some(owner);
        }
    });
    match found {
        None => Subject::Gone,
        Some(owner) if !owner.facts.contains(&fact) => Subject::NoFact(owner.facts),
        Some(_) if subject == TEST_CASES => {
            let operation = view.spec().operations.iter().find(|it| it.file == file);
            let cases = operation.and_then(|it| it.test_cases.as_ref());
            Subject::Fact(cases.and_then(without_code).map(Cow::Owned))
        }
        Some(owner) => Subject::Fact(owner.at.key(fact).text().map(Cow::Borrowed)),
    }
}

/// The value of a subject as it is transcribed.
pub(super) fn transcribed<'a>(
    view: &View<'a>,
    file: FileId,
    subject: &str,
) -> Option<Cow<'a, str>> {
    match find(view, file, subject) {
        Subject::Fact(value) => value,
        Subject::Gone | Subject::NoFact(_) | Subject::Shared(..) => None,
    }
}

/// The set and the header that `request.headers.<name>` stands for.
fn header_of_page<'a>(
    view: &View<'a>,
    file: FileId,
    name: &'a str,
) -> Option<(&'a str, &'a str)> {
    let in_request = name.strip_prefix("request.headers.");
    let header = in_request.or_else(|| name.strip_prefix("response.headers."))?;
    let operation = view.spec().operations.iter().find(|it| it.file == file)?;
    let set = if in_request.is_some() {
        operation.request.headers.as_deref()
    } else {
        operation.response.as_ref().and_then(|it| it.headers.as_deref())
    };
    Some((set?, header))
}

/// Everything in a file that a resolution can speak of.
pub(super) fn names(view: &View<'_>, file: FileId) -> Vec<String> {
    let mut names = Vec::new();
    each_owner(view, file, &mut |parts, _| names.push(parts.concat()));
    names
}

/// Whether a name consists of these parts.
fn is_called(name: &str, parts: &[&str]) -> bool {
    let rest = parts.iter().try_fold(name, |rest, part| rest.strip_prefix(part));
    rest == Some("")
}

/// `3 of 13 cases have no code`; nothing when each of them has one.
pub(super) fn without_code(cases: &TestCases) -> Option<String> {
    let without = cases.cases.iter().filter(|case| case.code.is_none()).count();
    let all = cases.cases.len();
    (without > 0).then(|| format!("{without} of {all} cases have no code"))
}

/// The names come in parts: hardly any of them is ever put together.
fn each_owner<'a>(view: &View<'a>, file: FileId, visit: Visit<'_, 'a>) {
    let spec = view.spec();
    if spec.api.file == file {
        of_api(&spec.api, visit);
    }
    // The files of a kind are in order: a search, not a walk over all of them.
    let table = spec.codes.binary_search_by_key(&file, |table| table.file);
    if let Some(table) = table.ok().and_then(|position| spec.codes.get(position)) {
        of_table(table, visit);
    }
    let position = spec.operations.binary_search_by_key(&file, |it| it.file);
    let operation = position.ok().and_then(|position| spec.operations.get(position));
    if let (Ok(position), Some(operation)) = (position, operation) {
        of_operation(operation, view.fields_at(position), visit);
    }
}

type Visit<'v, 'a> = &'v mut dyn FnMut(&[&str], Owner<'a>);

/// Blocks that are there once.
fn blocks<'a>(
    at: At<'a>,
    blocks: &[(&str, &'static [&'static str])],
    visit: Visit<'_, 'a>,
) {
    for (name, facts) in blocks {
        let at = at.key(name);
        if at.exists() {
            visit(&[name], Owner { at, facts });
        }
    }
}

fn of_api<'a>(api: &'a Loaded<Api>, visit: Visit<'_, 'a>) {
    let top = api.located();
    blocks(
        top.at,
        &[
            ("service", &["name"]),
            ("signing", &["header", "algorithm", "key"]),
            (
                "encryption",
                &["key_management", "content_sent", "field", "key_id_header"],
            ),
            ("envelope", ENVELOPE),
        ],
        visit,
    );
    for set in top.each("header_sets", |api| &api.header_sets) {
        for header in set.each("headers", |set| &set.headers) {
            let owner = Owner {
                at: header.at,
                facts: HEADER,
            };
            visit(&[&set.id, ".", &header.name], owner);
        }
    }
    for environment in top.each("environments", |api| &api.environments) {
        let owner = Owner {
            at: environment.at,
            facts: &["base_url"],
        };
        visit(&["environments.", &environment.id], owner);
    }
}

fn of_table<'a>(table: &'a Loaded<CodeTable>, visit: Visit<'_, 'a>) {
    let top = table.located();
    visit(
        &["codes"],
        Owner {
            at: top.at,
            facts: &["length", "form"],
        },
    );
    for code in top.each("codes", |table| &table.codes) {
        let owner = Owner {
            at: code.at,
            facts: &["name", "utc_offset"],
        };
        visit(&["codes.", &code.code], owner);
    }
}

fn of_operation<'a>(
    operation: &'a Loaded<Operation>,
    fields: &[Placed<'a>],
    visit: Visit<'_, 'a>,
) {
    let top = operation.located();
    for placed in fields {
        visit(
            &[&placed.subject],
            Owner {
                at: placed.field.at,
                facts: FIELD,
            },
        );
    }
    visit(
        &["operation"],
        Owner {
            at: top.at,
            facts: &["method", "path", "repeat"],
        },
    );
    blocks(
        top.at,
        &[
            ("page", &["title", "version", "mode"]),
            ("request", &["headers", "encrypted"]),
            ("response", &["headers", "encrypted"]),
            ("test_cases", &["codes"]),
        ],
        visit,
    );
    for code in places::response_codes(operation) {
        let facts = &["code", "http", "message", "description", "remedy"];
        visit(&["response_codes.", &code.code], Owner { at: code.at, facts });
    }
}
