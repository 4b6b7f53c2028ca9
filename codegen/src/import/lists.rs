//! Lists of codes that captures of one page print for one field, and do not print alike.

use super::readings::{NOTHING, Reading};
use super::work::{each_field, placed};
use crate::draft::id;
use crate::page::has_hangul;
use crate::raw::{CodeTable, Field, Operation, Resolution};
use crate::resolution::{self, LIST, of_list};

/// What a resolution says of a page: of a list, the table has it.
pub(super) fn says(resolution: &Resolution) -> (Option<&str>, Option<&str>) {
    let page = resolution.page_says.as_deref();
    let elsewhere = resolution.elsewhere.as_ref().map(|it| it.says.as_str());
    (page.filter(|_| of_list(resolution).is_none()), elsewhere)
}

/// Whether two lists are one, as far as can be told: in two languages, names tell nothing.
pub(super) fn are_one(page: &CodeTable, known: &CodeTable) -> bool {
    let is_called = |own: &str, other: &str| {
        own.starts_with(other)
            || other.starts_with(own)
            || has_hangul(own) != has_hangul(other)
    };
    known.has_same_codes(page)
        && page.codes.iter().all(|own| {
            let mut same = known.codes.iter().filter(|it| it.code == own.code);
            same.all(|it| is_called(&own.name, &it.name))
                || known.is_called_otherwise(&own.code, &own.name)
        })
}

/// What a list says: the key has the id of its table.
pub(super) fn reading(table: Option<&CodeTable>) -> Reading {
    let Some(table) = table else { return Reading::of(LIST, NOTHING) };
    Reading {
        key: LIST.to_owned(),
        value: table.id.clone(),
        says: table.listed(),
    }
}

/// What the list says that an operation has for a field.
pub(super) fn reading_of<'a>(
    operation: &Operation,
    owner: &str,
    mut all: impl Iterator<Item = &'a CodeTable>,
) -> Reading {
    let fields = placed(operation);
    let field = fields.iter().find(|(subject, _)| subject == owner);
    let id = field.and_then(|(_, field)| field.codes.as_ref());
    reading(all.find(|it| Some(&it.id) == id))
}

/// Lets the resolutions of lists quote the tables by the ids that the fields have.
pub(super) fn quote(operation: &mut Operation) {
    let fields = placed(operation);
    let codes = |field: &Field| field.codes.clone();
    let fields: Vec<_> =
        fields.into_iter().map(|(subject, field)| (subject, codes(field))).collect();
    for resolution in &mut operation.resolutions {
        let owner = of_list(resolution);
        let field = fields.iter().find(|(subject, _)| Some(subject.as_str()) == owner);
        let Some(codes) = field.and_then(|(_, codes)| codes.clone()) else { continue };
        if resolution.page_says.as_ref() == Some(&resolution.adopted) {
            resolution.adopted.clone_from(&codes);
        }
        resolution.page_says = Some(codes);
    }
}

/// Stands before the id of a table of another capture, until it is known which ids are free.
const OF_OTHER: char = '\u{2}';

/// A table of another capture, as one of the operation's own.
pub(super) fn taken(table: CodeTable, tables: &mut Vec<CodeTable>) -> String {
    let id = format!("{OF_OTHER}{}", table.id);
    let id = id::free(&id, |id| tables.iter().all(|it| it.id != id));
    tables.push(CodeTable { id: id.clone(), ..table });
    id
}

/// Takes away the tables that no field has, and gives those of other captures their ids.
pub(super) fn settle(operation: &mut Operation, tables: &mut Vec<CodeTable>) {
    let fields = placed(operation);
    let codes = |table: &CodeTable| {
        fields.iter().any(|(_, field)| field.codes.as_ref() == Some(&table.id))
    };
    tables.retain(codes);
    for at in 0..tables.len() {
        let before = tables.get(at).map(|it| it.id.clone()).unwrap_or_default();
        let Some(wanted) = before.strip_prefix(OF_OTHER) else { continue };
        let id = id::free(wanted, |id| tables.iter().all(|it| it.id != id));
        if let Some(table) = tables.get_mut(at) {
            table.id.clone_from(&id);
        }
        each_field(operation, |field| {
            if field.codes.as_ref() == Some(&before) {
                field.codes = Some(id.clone());
            }
        });
    }
}

/// Whether copies of the page have other lists than a table that fields of an operation name.
pub(super) fn is_recorded(operation: &Operation, id: &str) -> bool {
    let fields = placed(operation);
    let mut fields = fields.iter().filter(|(_, it)| it.codes.as_deref() == Some(id));
    fields.any(|(subject, _)| {
        let mut resolutions = operation.resolutions.iter();
        resolutions.any(|it| of_list(it) == Some(subject))
    })
}

/// Whether a copy of the page is recorded to have a list.
pub(super) fn is_of_copy(operation: &Operation, owner: &str, table: &CodeTable) -> bool {
    let subject = format!("{owner}.{LIST}");
    let says = table.listed();
    let mut resolutions = operation.resolutions.iter();
    resolutions.any(|it| resolution::is_of_copy(it, &subject, Some(&says)))
}
