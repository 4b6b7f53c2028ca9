//! The subjects of resolutions: every fact of a file under its name in resolutions.

use std::borrow::Cow;

use super::view::View;
use super::walk;
use crate::closest::closest;
use crate::load::{Loaded, Located, OperationField};
use crate::lower::rules;
use crate::raw::{
    Api, Callback, CodeTable, Fact, Facts, Header, Operation, Resolvable, TestCase,
};
use crate::resolution;
use crate::source::{FileId, NodeKind, NodeRef};

/// The subject whose value is counted, not transcribed.
pub(super) const TEST_CASES: &str = "test_cases.codes";

/// The fact of a name that several requests have: each of its rules.
pub(super) const RULES: &str = "rules";

/// The item that a subject refers to.
pub(super) enum Subject<'a> {
    /// Nothing in the file has that name.
    Gone,
    /// The thing is there, but has no fact of that name; here are those that it may have.
    NoFact(Vec<&'static str>),
    /// The value as transcribed, and whether the client takes the fact from a resolution. Any other
    /// fact is only documented by one: the reading that it adopts has to be the one that is
    /// transcribed.
    Fact(Option<Cow<'a, str>>, Option<&'static Fact>),
    /// A header as one page prints it: what the shared set says, and what is adopted for it.
    Shared(Option<&'a str>, Option<&'a str>),
}

/// An item with facts: a field, a header, the page.
#[derive(Clone, Copy)]
struct Owner<'a> {
    at: NodeRef<'a>,
    /// Its keys; none where something is counted instead.
    facts: &'static [Fact],
}

impl Owner<'_> {
    /// The facts that a resolution can be about.
    fn facts(self) -> Vec<&'static str> {
        match self.facts {
            [] => vec!["codes"],
            facts => resolvable(facts).map(|it| it.key).collect(),
        }
    }
}

fn resolvable(facts: &'static [Fact]) -> impl Iterator<Item = &'static Fact> {
    facts.iter().filter(|it| it.resolvable != Resolvable::No)
}

/// The item that a subject of a file refers to.
pub(super) fn find<'a>(view: &View<'a>, file: FileId, subject: &str) -> Subject<'a> {
    let (name, fact) = subject.rsplit_once('.').unwrap_or((subject, ""));
    if let Some((set, header)) = header_of_page(view, file, name) {
        let mut headers = walk::headers(view.spec());
        let shared = headers.find(|(it, found)| it.id == set && found.name == header);
        let facts: Vec<_> = resolvable(Header::facts()).map(|it| it.key).collect();
        if !facts.contains(&fact) {
            return Subject::NoFact(facts);
        }
        let value = shared.and_then(|(_, found)| found.at.key(fact).text());
        let resolutions = &view.spec().api.resolutions;
        let adopted = resolution::adopted(resolutions, &format!("{set}.{header}"), fact);
        return Subject::Shared(value, adopted.map(|it| it.adopted.as_str()));
    }
    if let Some(wire) = name.strip_prefix("fields.").filter(|_| view.api.file == file) {
        if fact != RULES {
            return Subject::NoFact(vec![RULES]);
        }
        let mut all = rules::differing(view.spec()).into_iter();
        let says = all.find(|(name, _)| name == wire);
        let says = says.map(|(name, uses)| rules::disagreement(&name, &uses).says());
        return Subject::Fact(says.map(Cow::Owned), None);
    }
    let mut found = None;
    each_owner(view, file, &mut |parts, owner| {
        if found.is_none() && is_called(name, parts) {
            found = Some(owner);
        }
    });
    match found {
        None => Subject::Gone,
        Some(owner) if !owner.facts().contains(&fact) => Subject::NoFact(owner.facts()),
        Some(_) if subject == TEST_CASES => {
            let operation = view.spec().operations.iter().find(|it| it.file == file);
            let without = operation.and_then(|it| without_code(it));
            Subject::Fact(without.map(Cow::Owned), None)
        }
        Some(owner) => {
            let is_it =
                |it: &&Fact| it.key == fact && it.resolvable == Resolvable::Applied;
            let value = owner.at.key(fact).text().map(Cow::Borrowed);
            Subject::Fact(value, owner.facts.iter().find(is_it))
        }
    }
}

/// The value of a subject as it is transcribed.
pub(super) fn transcribed<'a>(
    view: &View<'a>,
    file: FileId,
    subject: &str,
) -> Option<Cow<'a, str>> {
    match find(view, file, subject) {
        Subject::Fact(value, _) => value,
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

/// Every item of a file that a resolution can be about.
pub(super) fn names(view: &View<'_>, file: FileId) -> Vec<String> {
    let mut names = Vec::new();
    each_owner(view, file, &mut |parts, _| names.push(parts.concat()));
    names
}

/// The subject that a misspelt one of this file stands for.
pub(super) fn meant(view: &View<'_>, file: FileId, subject: &str) -> Option<String> {
    let (owner, fact) = subject.rsplit_once('.')?;
    match find(view, file, subject) {
        Subject::Gone => {
            let names = names(view, file);
            let owner = closest(owner, names.iter().map(String::as_str))?;
            Some(format!("{owner}.{fact}"))
        }
        Subject::NoFact(facts) => Some(format!("{owner}.{}", closest(fact, facts)?)),
        Subject::Fact(..) | Subject::Shared(..) => None,
    }
}

/// Whether a name consists of these parts.
fn is_called(name: &str, parts: &[&str]) -> bool {
    let rest = parts.iter().try_fold(name, |rest, part| rest.strip_prefix(part));
    rest == Some("")
}

/// `3 of 13 cases have no code`; nothing when each of them has one.
pub(super) fn without_code(operation: &Operation) -> Option<String> {
    let cases = &operation.test_cases.as_ref()?.cases;
    let without = cases.iter().filter(|case| is_without_code(operation, case)).count();
    let all = cases.len();
    (without > 0).then(|| format!("{without} of {all} cases have no code"))
}

/// Whether nothing tells the result of a case: neither a code nor its HTTP status alone.
pub(super) fn is_without_code(operation: &Operation, case: &TestCase) -> bool {
    let mut rows = operation.response_codes.codes.iter();
    case.code.is_none() && !rows.any(|row| row.code.is_none() && row.http == case.http)
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
    if let Some((callback, fields)) = view.callbacks().find(|(it, _)| it.file == file) {
        for placed in fields {
            visit(&[&placed.subject], owner(placed.field));
        }
        visit(&["callback"], owner(callback.located()));
        blocks(callback.located().at, Callback::facts(), visit);
    }
}

type Visit<'v, 'a> = &'v mut dyn FnMut(&[&str], Owner<'a>);

fn owner<T: Facts>(located: Located<'_, T>) -> Owner<'_> {
    Owner {
        at: located.at,
        facts: T::facts(),
    }
}

/// Blocks that are there once.
fn blocks<'a>(at: NodeRef<'a>, keys: &'static [Fact], visit: Visit<'_, 'a>) {
    for Fact { key, inner, .. } in keys {
        let (at, facts) = (at.key(key), inner());
        let is_block = at.exists() && matches!(at.kind(), NodeKind::Map(_));
        if is_block && resolvable(facts).next().is_some() {
            visit(&[key], Owner { at, facts });
        }
    }
}

fn of_api<'a>(api: &'a Loaded<Api>, visit: Visit<'_, 'a>) {
    let top = api.located();
    blocks(top.at, Api::facts(), visit);
    for set in top.each("header_sets", |api| &api.header_sets) {
        for header in set.each("headers", |set| &set.headers) {
            visit(&[&set.id, ".", &header.name], owner(header));
        }
    }
    for recipe in top.each("recipes", |api| &api.recipes) {
        visit(&["recipes.", recipe.id.as_deref().unwrap_or_default()], owner(recipe));
    }
    for environment in top.each("environments", |api| &api.environments) {
        visit(&["environments.", &environment.id], owner(environment));
    }
}

fn of_table<'a>(table: &'a Loaded<CodeTable>, visit: Visit<'_, 'a>) {
    let top = table.located();
    visit(&["codes"], owner(top));
    for code in top.each("codes", |table| &table.codes) {
        visit(&["codes.", &code.code], owner(code));
    }
}

fn of_operation<'a>(
    operation: &'a Loaded<Operation>,
    fields: &[OperationField<'a>],
    visit: Visit<'_, 'a>,
) {
    let top = operation.located();
    for placed in fields {
        visit(&[&placed.subject], owner(placed.field));
    }
    visit(&["operation"], owner(top));
    blocks(top.at, Operation::facts(), visit);
    let cases = top.at.key("test_cases");
    if cases.exists() {
        visit(&["test_cases"], Owner { at: cases, facts: &[] });
    }
    for code in walk::response_codes(operation) {
        visit(&["response_codes.", &code.name()], owner(code));
    }
}
