//! Code tables that pages list: those of the spec, of each other, and new ones.

use super::id;
use super::work::{Work, each_field};
use crate::load::Spec;
use crate::raw::CodeTable;

/// Lets every field name a table of the spec, or one of the new tables, which are returned.
pub(super) fn settle(spec: &Spec, works: &mut [Work]) -> Vec<CodeTable> {
    let mut new: Vec<CodeTable> = Vec::new();
    for work in works {
        for table in std::mem::take(&mut work.tables) {
            let own = table.id.clone();
            let known = spec.codes.iter().map(|it| &**it).chain(&new);
            let known = known.into_iter().find(|it| is_same(it, &table));
            let (name, differences) = match known {
                Some(known) => (known.id.clone(), named_otherwise(known, &table)),
                None => (add(spec, &mut new, table, &work.operation.id), Vec::new()),
            };
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
        // What was settled must not be taken for an id of the page's own once more.
        each_field(&mut work.operation, |field| {
            if let Some(codes) = &mut field.codes {
                *codes = codes.trim_start_matches('\u{0}').to_owned();
            }
        });
    }
    new
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

/// Whether two tables have the same codes, in whatever order.
pub(crate) fn has_same_codes(one: &CodeTable, other: &CodeTable) -> bool {
    let sorted = |table: &CodeTable| {
        let mut codes: Vec<_> = table.codes.iter().map(|it| it.code.clone()).collect();
        codes.sort();
        codes
    };
    one.codes.len() == other.codes.len() && sorted(one) == sorted(other)
}

/// Whether two tables are one: short codes such as `01` stand for one thing here and for another
/// there. Names in two languages tell nothing.
fn is_same(known: &CodeTable, page: &CodeTable) -> bool {
    let language = |table: &CodeTable| table.codes.iter().all(|it| it.name.is_ascii());
    let differing = named_otherwise(known, page).len();
    has_same_codes(known, page)
        && (language(known) != language(page) || differing * 2 <= page.codes.len())
}

fn named_otherwise(known: &CodeTable, page: &CodeTable) -> Vec<String> {
    let differing = page.codes.iter().filter_map(|code| {
        let same = known.codes.iter().find(|it| it.code == code.code)?;
        (same.name != code.name).then(|| {
            format!(
                "For the code {} the page says `{}`, the table `{}`.",
                code.code, code.name, same.name
            )
        })
    });
    differing.collect()
}
