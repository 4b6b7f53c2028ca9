//! Code tables that pages list: shared with the spec or with each other, or new.

use super::work::{Work, each_field};
use crate::doubt;
use crate::draft::id;
use crate::load::Spec;
use crate::raw::{Code, CodeTable, Field, Operation};

/// Lets every field name a table of the spec, or one of the tables that are returned: those that
/// are new, and those of the spec that have changed with their only page.
pub(super) fn assign(spec: &Spec, works: &mut [Work]) -> Vec<CodeTable> {
    let mut new: Vec<CodeTable> = Vec::new();
    for work in works {
        for table in std::mem::take(&mut work.tables) {
            let own = table.id.clone();
            let known = spec.codes.iter().map(|it| &**it).chain(&new);
            let known = known.into_iter().find(|it| is_same(it, &table));
            let known = known.map(|it| (it.id.clone(), other_names(it, &table)));
            let (name, differences) = known.unwrap_or_else(|| {
                let id = match updated(spec, work, &table) {
                    Some(updated) => add_updated(&mut new, updated),
                    None => add(spec, &mut new, table, &work.operation.id),
                };
                (id, Vec::new())
            });
            each_field(&mut work.operation, |field| {
                if field.codes.as_deref() == Some(own.as_str()) {
                    field.codes = Some(format!("\u{0}{name}"));
                    let doubts = differences.join(" ");
                    if !doubts.is_empty() {
                        let before = field.confirm.take().unwrap_or_default();
                        field.confirm =
                            Some(format!("{before} {doubts}").trim().to_owned());
                    }
                }
            });
        }
        // The mark has kept assigned ids apart from those of the page's own tables.
        each_field(&mut work.operation, |field| {
            if let Some(codes) = &mut field.codes {
                *codes = codes.trim_start_matches('\u{0}').to_owned();
            }
        });
    }
    new
}

/// The table that the operation's field had before, with the codes that the page lists now,
/// where nothing else takes its codes from it.
fn updated(spec: &Spec, work: &Work, page: &CodeTable) -> Option<CodeTable> {
    let old = spec.operations.iter().find(|it| it.id == work.operation.id)?;
    let of_page = |field: &Field| field.codes.as_ref() == Some(&page.id);
    let name = fields(&work.operation).into_iter().find(|it| of_page(it))?.name.as_str();
    let before = fields(old).into_iter().find(|it| it.name == name)?;
    let known = spec.codes.iter().find(|it| Some(&it.id) == before.codes.as_ref())?;
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
        before.unwrap_or(code).clone()
    };
    Some(CodeTable {
        length: known.length.and(page.length),
        form: known.form.clone().filter(|form| page.form.as_ref() == Some(form)),
        codes: page.codes.iter().map(as_before).collect(),
        ..(**known).clone()
    })
}

fn add_updated(tables: &mut Vec<CodeTable>, updated: CodeTable) -> String {
    let id = updated.id.clone();
    tables.push(updated);
    id
}

/// Every field of an operation.
fn fields(operation: &Operation) -> Vec<&Field> {
    fn descend<'a>(fields: &'a [Field], out: &mut Vec<&'a Field>) {
        for field in fields {
            out.push(field);
            descend(&field.fields, out);
        }
    }
    let mut out = Vec::new();
    descend(&operation.request.fields, &mut out);
    descend(operation.response.as_ref().map_or(&[], |it| &it.fields), &mut out);
    out
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
    let wanted = if is_free(&table.id) {
        table.id.clone()
    } else {
        format!("{operation}-{}", table.id)
    };
    let id = id::free(&wanted, is_free);
    new.push(CodeTable { id: id.clone(), ..table });
    id
}

/// Whether two tables are one: short codes such as `01` stand for one thing here and for another
/// there. Names in two languages tell nothing; there the name of the type does.
fn is_same(known: &CodeTable, page: &CodeTable) -> bool {
    let language = |table: &CodeTable| table.codes.iter().all(|it| it.name.is_ascii());
    let differing = other_names(known, page).len();
    let kind = |table: &CodeTable| {
        table.type_name.clone().unwrap_or_else(|| id::camel(&table.id))
    };
    let is_translated = language(known) != language(page) && kind(known) == kind(page);
    known.has_same_codes(page) && (is_translated || differing * 2 <= page.codes.len())
}

fn other_names(known: &CodeTable, page: &CodeTable) -> Vec<String> {
    let differing = page.codes.iter().filter_map(|code| {
        let same = known.codes.iter().find(|it| it.code == code.code)?;
        (same.name != code.name)
            .then(|| doubt::other_name(&code.code, &code.name, &same.name))
    });
    differing.collect()
}
