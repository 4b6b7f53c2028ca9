//! Gives the names that import has made again, as one import of all pages would give them: of two
//! things that want one name, the one whose operation has the first path. Names that people have
//! chosen stay.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::work::{Batch, Work, each_field, placed};
use super::{naming, patch, tables};
use crate::draft::{about_codes, id};
use crate::load::{self, Loading, SourceText, Spec};
use crate::raw::{Cite, CodeTable, Field, Operation};

/// What giving the names again does.
#[derive(Debug, Default)]
pub struct Renaming {
    /// Each name that is another one, in a sentence.
    pub notes: Vec<String>,
    /// The files to write, below the spec's folder.
    pub writes: BTreeMap<String, String>,
    /// The files that have another name now.
    pub removes: BTreeSet<String>,
}

/// The names of a spec, given again. Nothing where the spec cannot be read.
#[must_use]
pub fn rename(texts: &[SourceText]) -> Renaming {
    let Loading { files, spec, .. } = load::load(texts.to_vec());
    let Some(spec) = spec else { return Renaming::default() };
    let mut operations: Vec<&Operation> =
        spec.operations.iter().map(|it| &**it).collect();
    operations.sort_by_key(|it| (it.path.clone(), it.method.as_str()));
    let renamed = Renamed::of(&spec, &operations);
    let mut works: Vec<Work> =
        operations.iter().map(|it| unnamed(it, &renamed.ids)).collect();
    works.sort_by(|a, b| a.operation.id.cmp(&b.operation.id));
    let kept = texts.iter().filter(|text| {
        let id =
            text.name.strip_prefix("codes/").and_then(|it| it.strip_suffix(".yaml"));
        id.is_none_or(|id| !renamed.ids.contains_key(id))
    });
    let mut batch = Batch {
        texts: kept.cloned().collect(),
        works,
        tables: renamed.tables,
        decisions: None,
    };
    naming::names(&mut batch);
    let mut out = Renaming::default();
    for work in &batch.works {
        let new = &work.operation;
        let Some(old) = spec.operations.iter().find(|it| it.id == new.id) else {
            continue;
        };
        let Some(file) = files.get(old.file) else { continue };
        let (text, _) = patch::apply(&file.text, &**old, new);
        if text != file.text {
            out.notes.extend(differences(old, new));
            out.writes.insert(file.name.clone(), text);
        }
    }
    for new in &batch.tables {
        let before = renamed.ids.iter().find(|(_, id)| **id == new.id);
        let old = spec.codes.iter().find(|it| Some(&it.id) == before.map(|(id, _)| id));
        let Some((file, old)) = old.and_then(|it| Some((files.get(it.file)?, it)))
        else {
            continue;
        };
        let (text, _) = patch::apply(&file.text, &**old, new);
        let name = format!("codes/{}.yaml", new.id);
        if text == file.text && name == file.name {
            continue;
        }
        out.notes.push(told(old, new));
        if name != file.name {
            out.removes.insert(file.name.clone());
        }
        out.writes.insert(name, text);
    }
    let writes = &out.writes;
    out.removes.retain(|name| !writes.contains_key(name));
    out
}

/// A note where names of an import are such as they are because other pages came first.
pub(super) fn advice(
    spec: &Spec,
    batch: &Batch,
    after: &[SourceText],
) -> Option<String> {
    // Whoever has the names of its own fields takes them from nobody.
    let is_own = |field: &Field| {
        let Some(codes) = &field.codes else { return field.type_name.is_none() };
        let table = batch.tables.iter().find(|it| it.id == *codes);
        let is_first = table
            .is_some_and(|it| it.type_name.is_none() && it.id == id::kebab(&field.name));
        field.type_name.is_none() && is_first
    };
    let mut fields = batch.works.iter().flat_map(|it| placed(&it.operation));
    if spec.operations.is_empty() || fields.all(|(_, field)| is_own(field)) {
        return None;
    }
    let now = rename(after).notes;
    let before = if now.is_empty() { Vec::new() } else { rename(&batch.texts).notes };
    let count = now.iter().filter(|note| !before.contains(note)).count();
    (count > 0).then(|| {
        format!(
            "{count} names would be others, had all pages come in one import: `cargo xtask import \
             --rename` gives those"
        )
    })
}

/// What is another name now.
fn told(old: &CodeTable, new: &CodeTable) -> String {
    let type_name =
        |it: &CodeTable| it.type_name.clone().unwrap_or_else(|| id::camel(&it.id));
    if old.id != new.id {
        return format!("the table `{}` is `{}`", old.id, new.id);
    }
    if type_name(old) != type_name(new) {
        return format!("the type of the table `{}` is `{}`", old.id, type_name(new));
    }
    let source = new.cite.as_ref().map_or("", |it| it.source.as_str());
    format!("the table `{}` cites `{source}`", old.id)
}

/// What is called otherwise in an operation now.
fn differences(old: &Operation, new: &Operation) -> Vec<String> {
    let id = &new.id;
    let (old, new) = (placed(old), placed(new));
    let name = |it: &Field| it.type_name.clone().unwrap_or_else(|| id::camel(&it.name));
    let pairs = old.iter().zip(&new);
    let differing = pairs.filter_map(|((subject, old), (_, new))| {
        if name(old) != name(new) || old.type_name != new.type_name {
            return Some(format!("{id}: the type of `{subject}` is `{}`", name(new)));
        }
        let codes = new.codes.as_ref().filter(|_| old.codes != new.codes);
        codes.map(|codes| format!("{id}: the table of `{subject}` is `{codes}`"))
    });
    differing.collect()
}

/// The tables that import has made, with their names given again.
#[derive(Default)]
struct Renamed {
    tables: Vec<CodeTable>,
    /// The new ids by those of before.
    ids: HashMap<String, String>,
}

impl Renamed {
    fn of(spec: &Spec, operations: &[&Operation]) -> Self {
        let made: Vec<&CodeTable> = spec
            .codes
            .iter()
            .map(|it| &**it)
            .filter(|table| is_made(table, operations))
            .collect();
        let is_made = |id: &str| made.iter().any(|it| it.id == id);
        let others = spec.codes.iter().filter(|it| !is_made(&it.id));
        let mut taken: HashSet<String> = others.map(|it| it.id.clone()).collect();
        let mut out = Self::default();
        for operation in operations {
            let mut own: Vec<(String, &str)> = Vec::new();
            for (_, field) in placed(operation) {
                let Some(codes) = field.codes.as_deref() else { continue };
                if own.iter().any(|(_, it)| *it == codes) {
                    continue;
                }
                let name = id::kebab(&field.name);
                let name = id::free(&name, |it| own.iter().all(|(own, _)| own != it));
                own.push((name.clone(), codes));
                let table = made.iter().find(|it| it.id == codes);
                let Some(table) = table.filter(|it| !out.ids.contains_key(&it.id))
                else {
                    continue;
                };
                let id = tables::wanted(&name, &operation.id, |it| !taken.contains(it));
                taken.insert(id.clone());
                out.ids.insert(table.id.clone(), id.clone());
                out.tables.push(CodeTable {
                    type_name: None,
                    about: Some(about_codes(&field.name)),
                    cite: Some(Cite {
                        source: operation.id.clone(),
                        section: field.name.clone(),
                    }),
                    id,
                    ..(*table).clone()
                });
            }
        }
        out
    }
}

/// Whether import has given a table its name, and nobody another one since.
fn is_made(table: &CodeTable, operations: &[&Operation]) -> bool {
    let is_number = |it: &str| it.bytes().all(|byte| byte.is_ascii_digit());
    let id = match table.id.rsplit_once('-') {
        Some((id, number)) if is_number(number) => id,
        _ => &table.id,
    };
    let type_name = table.type_name.as_deref();
    let is_name = type_name.is_none_or(|name| naming::is_of_table(&table.id, name));
    let of_field = |operation: &Operation, field: &Field| {
        let own = id::kebab(&field.name);
        let is_id = |it: &str| it == own || it == format!("{}-{own}", operation.id);
        field.codes.as_ref() == Some(&table.id) && (is_id(id) || is_id(&table.id))
    };
    let fields = operations
        .iter()
        .flat_map(|it| placed(it).into_iter().map(|(_, field)| (*it, field)));
    let fields: Vec<_> = fields.collect();
    let is_told = |name: &str| table.about.as_ref() == Some(&about_codes(name));
    is_name
        && fields.iter().any(|(_, field)| is_told(&field.name))
        && fields.iter().any(|(operation, field)| of_field(operation, field))
}

/// What stands before the name of a table in what lint finds.
const OF_TABLE: &str = "but the codes of ";

/// An operation without the names that import has made for its types.
fn unnamed(operation: &Operation, ids: &HashMap<String, String>) -> Work {
    let mut operation = operation.clone();
    let id = operation.id.clone();
    let (mut position, mut fixed) = (0, HashSet::new());
    each_field(&mut operation, |field| {
        if let Some(codes) = &mut field.codes
            && let Some(id) = ids.get(codes.as_str())
        {
            codes.clone_from(id);
        }
        let own = id::camel(&field.name);
        let is_made = |name: &String| naming::is_of_field(&id, &own, name);
        if field.type_name.as_ref().is_some_and(is_made) {
            field.type_name = None;
        } else if field.type_name.is_some() {
            fixed.insert(position);
        }
        position += 1;
    });
    super::lists::quote(&mut operation);
    // What import has found says the name of a table, too.
    let found = operation.resolutions.iter_mut().filter(|it| super::copies::is_open(it));
    for resolution in found {
        let Some((before, after)) = resolution.because.split_once(OF_TABLE) else {
            continue;
        };
        let (table, rest) = after.split_once(' ').unwrap_or((after, ""));
        if let Some(id) = ids.get(table) {
            resolution.because = format!("{before}{OF_TABLE}{id} {rest}");
        }
    }
    Work {
        members: Vec::new(),
        operation,
        tables: Vec::new(),
        unsure: HashSet::new(),
        existing: None,
        is_named: true,
        fixed,
        settled: super::work::Settled::default(),
        notes: Vec::new(),
    }
}
