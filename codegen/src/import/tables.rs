//! Code tables that pages list: shared with the spec or with each other, or new.

use super::lists;
use super::work::{Work, each_field, placed};
use crate::doubt;
use crate::draft::{Draft, id};
use crate::load::Spec;
use crate::page::has_hangul;
use crate::raw::{Code, CodeTable, Field, Operation};

/// The sign before the id of a table of a page, which tells it apart from those of the spec.
const OF_PAGE: char = '\u{1}';

/// Tells the tables of a draft apart from those of the spec.
pub(super) fn mark(draft: &mut Draft) {
    for table in &mut draft.tables {
        table.id.insert(0, OF_PAGE);
    }
    each_field(&mut draft.operation, |field| {
        if let Some(codes) = &mut field.codes {
            codes.insert(0, OF_PAGE);
        }
    });
    lists::quote(&mut draft.operation);
}

/// Lets every field name a table of the spec, or one of the tables that are returned: those that
/// are new, and those of the spec that have changed with their only page.
pub(super) fn assign(spec: &Spec, works: &mut [Work]) -> Vec<CodeTable> {
    let mut new: Vec<CodeTable> = Vec::new();
    for work in works {
        for table in std::mem::take(&mut work.tables) {
            let own = table.id.clone();
            let is_own = |field: &&Field| field.codes.as_deref() == Some(own.as_str());
            // A table that the spec has whole already.
            if !fields(&work.operation).iter().any(is_own) {
                continue;
            }
            let is_chosen = is_chosen(spec, work, &own);
            // Of lists that copies contradict, the one that was chosen stands as it is.
            let is_chosen_of = is_chosen || lists::is_recorded(&work.operation, &own);
            let is_it = |it: &CodeTable| {
                is_same(it, &table)
                    && (!is_chosen_of || !is_chosen && lists::are_one(&table, it))
            };
            let known = spec.codes.iter().map(|it| &**it).chain(&new);
            let known = known.into_iter().find(|it| is_it(it));
            let is_unsure = work
                .unsure
                .contains(&format!("codes.{}", own.trim_start_matches(OF_PAGE)));
            let known = known.or_else(|| {
                before(spec, work, &own).filter(|it| is_unsure && it.has_all(&table))
            });
            let known = known.map(|it| (it.id.clone(), other_names(it, &table)));
            if let Some((name, _)) = &known {
                complete(spec, &mut new, name, &table);
            }
            let (name, differences) = known.unwrap_or_else(|| {
                let id = match updated(spec, work, &table, (is_unsure, is_chosen)) {
                    Some(updated) => add_updated(&mut new, updated),
                    None => add(spec, &mut new, table, &work.operation.id),
                };
                (id, Vec::new())
            });
            each_field(&mut work.operation, |field| {
                if field.codes.as_deref() == Some(own.as_str()) {
                    field.codes = Some(name.clone());
                    let doubts = differences.join(" ");
                    if !doubts.is_empty() {
                        let before = field.confirm.take().unwrap_or_default();
                        field.confirm =
                            Some(format!("{before} {doubts}").trim().to_owned());
                    }
                }
            });
        }
        lists::quote(&mut work.operation);
    }
    new
}

/// Whether the page's list was chosen over that of the spec, which another copy of the page has.
fn is_chosen(spec: &Spec, work: &Work, own: &str) -> bool {
    let fields = placed(&work.operation);
    let mut own = fields.iter().filter(|(_, field)| field.codes.as_deref() == Some(own));
    own.any(|(owner, field)| {
        let id = field.codes.as_deref().unwrap_or_default();
        let before = before(spec, work, id);
        before.is_some_and(|it| lists::is_of_copy(&work.operation, owner, it))
    })
}

/// Takes over names that were cut off in the table that came first. A code that a page lists now
/// needs no source of its own any more.
fn complete(spec: &Spec, new: &mut Vec<CodeTable>, id: &str, other: &CodeTable) {
    let more = |code: &Code| {
        let same = other.codes.iter().find(|it| it.code == code.code)?;
        let is_more = same.name != code.name && same.name.starts_with(&code.name);
        is_more.then(|| same.name.clone())
    };
    let is_listed = |code: &Code| {
        code.cite.is_some() && other.codes.iter().any(|it| it.code == code.code)
    };
    if new.iter().all(|it| it.id != id) {
        let known = spec.codes.iter().find(|it| it.id == id);
        let is_other = |code: &Code| more(code).is_some() || is_listed(code);
        let known = known.filter(|it| it.codes.iter().any(is_other));
        new.extend(known.map(|it| (**it).clone()));
    }
    let Some(known) = new.iter_mut().find(|it| it.id == id) else { return };
    for code in &mut known.codes {
        if let Some(name) = more(code) {
            code.name = name;
        }
        if is_listed(code) {
            code.cite = None;
        }
    }
}

/// The table that the operation's field had before, with the codes that the page lists now,
/// where nothing else takes its codes from it.
fn updated(
    spec: &Spec,
    work: &Work,
    page: &CodeTable,
    (is_unsure, is_chosen): (bool, bool),
) -> Option<CodeTable> {
    let known = before(spec, work, &page.id)?;
    let old = spec.operations.iter().find(|it| it.id == work.operation.id)?;
    let id = Some(&known.id);
    let headers = spec.api.header_sets.iter().flat_map(|set| &set.headers);
    let others = spec.operations.iter().filter(|it| it.id != old.id);
    let is_shared = headers.into_iter().any(|it| it.codes.as_ref() == id)
        || others.flat_map(|it| fields(it)).any(|it| it.codes.as_ref() == id);
    if is_shared {
        return None;
    }
    let as_before = |code: &Code| {
        let before = known.codes.iter().find(|it| it.code == code.code);
        let Some(before) = before else { return code.clone() };
        // A name that was cut off, or stands there in the language that fewer read.
        let is_more = code.name.starts_with(&before.name);
        let is_translated = has_hangul(&before.name) && !has_hangul(&code.name);
        let is_new = is_more || is_translated || is_chosen;
        let name = if is_new { &code.name } else { &before.name };
        Code {
            name: name.clone(),
            // The code itself gives one to names that are none in Rust.
            variant: before.variant.clone().filter(|_| !is_translated && !is_chosen),
            cite: None,
            ..before.clone()
        }
    };
    let mut codes: Vec<Code> = page.codes.iter().map(as_before).collect();
    let is_unshown = |code: &&Code| {
        let is_listed = page.codes.iter().any(|it| it.code == code.code);
        !is_listed && (is_unsure || code.cite.is_some())
    };
    codes.extend(known.codes.iter().filter(is_unshown).cloned());
    Some(CodeTable {
        length: known.length.and(page.length),
        form: known.form.clone().filter(|form| page.form.as_ref() == Some(form)),
        codes,
        ..known.clone()
    })
}

/// The table that the field had before which now has one of the page's own tables.
fn before<'s>(spec: &'s Spec, work: &Work, own: &str) -> Option<&'s CodeTable> {
    let old = spec.operations.iter().find(|it| it.id == work.operation.id)?;
    let of_page = |(_, field): &(String, &Field)| field.codes.as_deref() == Some(own);
    let (subject, _) = placed(&work.operation).into_iter().find(of_page)?;
    let (_, before) = placed(old).into_iter().find(|(name, _)| *name == subject)?;
    let known = spec.codes.iter().find(|it| Some(&it.id) == before.codes.as_ref());
    known.map(|it| &**it)
}

fn add_updated(tables: &mut Vec<CodeTable>, updated: CodeTable) -> String {
    let id = updated.id.clone();
    tables.push(updated);
    id
}

/// Every field of an operation.
fn fields(operation: &Operation) -> Vec<&Field> {
    placed(operation).into_iter().map(|(_, field)| field).collect()
}

fn add(
    spec: &Spec,
    new: &mut Vec<CodeTable>,
    table: CodeTable,
    operation: &str,
) -> String {
    let is_free = |id: &str| {
        let mut known =
            spec.codes.iter().map(|it| &it.id).chain(new.iter().map(|it| &it.id));
        known.all(|known| known != id)
    };
    let own = table.id.trim_start_matches(OF_PAGE);
    let id = wanted(own, operation, is_free);
    new.push(CodeTable { id: id.clone(), ..table });
    id
}

/// The id of a table: the name of its field, else with that of the operation before it.
pub(super) fn wanted(
    own: &str,
    operation: &str,
    is_free: impl Fn(&str) -> bool,
) -> String {
    let wanted =
        if is_free(own) { own.to_owned() } else { format!("{operation}-{own}") };
    id::free(&wanted, is_free)
}

/// Whether two tables are one: short codes such as `01` stand for one thing here and for another
/// there. Names in two languages tell nothing; there the name of the type does.
fn is_same(known: &CodeTable, page: &CodeTable) -> bool {
    let language = |table: &CodeTable| table.codes.iter().all(|it| it.name.is_ascii());
    let differing = other_names(known, page).len();
    let kind = |table: &CodeTable| {
        table
            .type_name
            .clone()
            .unwrap_or_else(|| id::camel(table.id.trim_start_matches(OF_PAGE)))
    };
    let is_translated = language(known) != language(page) && kind(known) == kind(page);
    known.has_same_codes(page) && (is_translated || differing * 2 <= page.codes.len())
}

fn other_names(known: &CodeTable, page: &CodeTable) -> Vec<String> {
    let differing = page.codes.iter().filter_map(|code| {
        let same = known.codes.iter().find(|it| it.code == code.code)?;
        // A name may have been cut off on one of the two.
        let is_begun =
            same.name.starts_with(&code.name) || code.name.starts_with(&same.name);
        (!is_begun).then(|| doubt::other_name(&code.code, &code.name, &same.name))
    });
    differing.collect()
}
