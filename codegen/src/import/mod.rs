//! Imports pages into the files of the spec.
//!
//! ```text
//! read → lay over → draft → merge → resolve → name → write
//! ```
//!
//! The captures of a page are read ([`crate::page`]), drafted as an operation ([`crate::draft`]), and merged with
//! the operation that is there, whose decisions stay. Each contradiction that lint reports becomes
//! an open resolution, and each name that lowering finds taken or reserved is replaced by another
//! one. Only [`write`](fn@write) touches the disk.

mod catalog;
mod copies;
mod copies_fields;
mod json;
mod laid;
mod lists;
mod merge;
mod merge_fields;
mod merging;
mod naming;
mod patch;
mod readings;
mod renaming;
mod report;
mod resolve;
mod settle;
mod tables;
mod told;
mod work;
mod write;
mod yaml;

pub use copies::EXPLANATIONS;
#[cfg(feature = "schema")]
pub(crate) use json::{Document, Names};
pub use json::{renaming_to_json, to_json};
pub use renaming::{Renaming, rename};
pub use report::{ImportReport, PageImport, Status};
pub use write::write;

use std::collections::{BTreeMap, HashSet};

use work::{Settled, Work};

use crate::draft::{self, Draft, Input, PageContext, Unusable, id};
use crate::raw::Standing;
use crate::source::{FileId, Files};
use crate::{audit, editor, page};

/// Imports pages.
///
/// What the spec has and no page shows stays. What a page shows to be otherwise is taken away
/// only where `is_accepted`.
///
/// # Errors
/// When the spec cannot be read, or no layout of pages is there.
pub fn import(input: Input, is_accepted: bool) -> Result<ImportReport, Unusable> {
    let Input {
        spec: texts,
        layout,
        pages,
        id,
    } = input;
    let mut context =
        PageContext::load(Files::default(), texts.clone(), layout.clone())?;
    let mut results: Vec<PageImport> = pages.iter().map(PageImport::of).collect();
    let mut read = Vec::new();
    for (position, text) in pages.iter().enumerate() {
        let Ok(page) = context.read(text.clone()) else { continue };
        if let Some(result) = results.get_mut(position) {
            result.notes.extend(draft::end(&context, &page));
        }
        read.push((position, page));
    }
    let (mut works, mut unchanged): (Vec<Work>, Vec<_>) = (Vec::new(), Vec::new());
    for group in groups(&context, read) {
        match begin(&context, group, id.as_deref(), is_accepted, &mut results) {
            Begun::Work(work) => works.push(*work),
            Begun::Unchanged(id, settled) => unchanged.push((id, settled)),
        }
    }
    separate(&mut works);
    let tables = tables::assign(&context.spec, &mut works);
    let decisions = context.spec.decisions.as_ref().map(|it| (**it).clone());
    let mut batch = work::Batch {
        texts,
        works,
        tables,
        decisions,
    };
    resolve::contradictions(&mut batch);
    naming::names(&mut batch);
    settle::works(&mut batch);
    let mut writes = finish(&context, &batch, &mut results);
    let decisions = settle::file(&context, &batch, &unchanged);
    writes.extend(decisions.map(|text| ("decisions.yaml".to_owned(), text)));
    let spec = work::with(batch.texts.clone(), &writes);
    if let Some(note) = renaming::advice(&context.spec, &batch, &spec)
        && let Some(position) = batch.works.first().and_then(|it| it.members.first())
        && let Some(result) = results.get_mut(*position)
    {
        result.notes.push(note);
    }
    // Whatever a capture says otherwise than the spec does now is told.
    let input = Input { spec, layout, pages, id };
    let again = audit::audit_beside(context.files, input)?;
    for (result, audited) in results.iter_mut().zip(again.pages) {
        result.findings.extend(audited.findings);
    }
    Ok(ImportReport {
        files: again.files,
        pages: results,
        writes,
    })
}

/// The captures of one page, and that page as they show it together.
struct Group {
    members: Vec<usize>,
    pages: Vec<page::Page>,
    page: page::Page,
}

/// The captures by the path of their API, and by its method where they show one.
fn groups(context: &PageContext, read: Vec<(usize, page::Page)>) -> Vec<Group> {
    let mut by_api: BTreeMap<(String, &str), Vec<(usize, page::Page)>> = BTreeMap::new();
    let path_of = |page: &page::Page| draft::path(context, page);
    let methods: Vec<_> = read
        .iter()
        .filter_map(|(_, page)| Some((path_of(page), page.method?.0.as_str())))
        .collect();
    for (position, page) in read {
        let path = path_of(&page);
        let shown = page.method.map(|(method, _)| method.as_str());
        let of_others =
            || methods.iter().find(|(own, _)| *own == path).map(|(_, it)| *it);
        let method = shown.or_else(of_others).unwrap_or_default();
        by_api.entry((path, method)).or_default().push((position, page));
    }
    let groups = by_api.into_values().filter_map(|captures| {
        let (members, pages): (Vec<_>, Vec<_>) = captures.into_iter().unzip();
        let page = draft::lay_over(&context.files, &pages)?;
        Some(Group { members, pages, page })
    });
    groups.collect()
}

/// What becomes of a page, apart from all other pages.
enum Begun {
    Work(Box<Work>),
    /// Its operation, and what the decisions settle of it.
    Unchanged(String, Settled),
}

/// Drafts a page and merges it with its operation, apart from all other pages.
fn begin(
    context: &PageContext,
    Group { members, pages, page }: Group,
    id: Option<&str>,
    is_accepted: bool,
    results: &mut [PageImport],
) -> Begun {
    let mut draft = Draft::of(&page, context);
    let existing = context.operation(id, &draft.operation);
    let differs = existing
        .is_some_and(|it| !audit::compare(context, &page, &draft, it).is_empty());
    let wanted = existing.map(|it| it.id.as_str()).or(id);
    let chosen = wanted.map_or_else(|| free_id(context, &draft), str::to_owned);
    draft.rename(&chosen);
    let settled = settle::of_page(context, &draft.operation);
    let mut contradictions = told::captures(context, &pages, &mut draft);
    tables::mark(&mut draft);
    let mut status = Status::New;
    let mut notes = Vec::new();
    if let Some(existing) = existing {
        let shared = context.spec.shared.iter().filter(|it| it.file == existing.file);
        let shared: Vec<_> = shared.map(|it| it.resolution.subject.as_str()).collect();
        contradictions.extend(told::spec(context, existing, &mut draft, is_accepted));
        let mut merged = merge::decisions(existing, &draft, is_accepted);
        let now = &merged.operation.resolutions;
        told::only_new(&mut contradictions, &context.spec.resolutions(existing), now);
        merged.operation.resolutions.retain(|it| !shared.contains(&it.subject.as_str()));
        merged.notes.extend(settle::note(context, existing));
        let is_same = merged.operation.sections() == existing.sections();
        let is_told = !contradictions.is_empty() || !merged.notes.is_empty();
        status = if differs || !is_same || is_told {
            Status::Changed
        } else {
            Status::Unchanged
        };
        notes = merged.notes;
        draft.operation = merged.operation;
    }
    notes.extend(inferred_method(&draft));
    for (position, own) in members.iter().zip(&pages) {
        if let Some(result) = results.get_mut(*position) {
            result.status = status;
            result.id.clone_from(&chosen);
            result.notes.append(&mut notes);
            result.notes.extend(draft::unimported_prose(context, own));
            let own = contradictions.extract_if(.., |it| it.file == own.file);
            result.findings.extend(own.map(|it| it.finding));
            if let Some(existing) = existing {
                result.to_confirm = work::to_confirm(&yaml::file(&**existing));
            }
        }
    }
    if status == Status::Unchanged {
        return Begun::Unchanged(chosen, settled);
    }
    Begun::Work(Box::new(Work {
        members,
        operation: draft.operation,
        tables: draft.tables,
        unsure: draft.unsure,
        existing: existing.map(|it| it.file),
        is_named: wanted.is_some(),
        fixed: HashSet::new(),
        settled,
        notes: Vec::new(),
    }))
}

/// The id of a new operation.
fn free_id(context: &PageContext, draft: &Draft) -> String {
    let operations = &context.spec.operations;
    id::free(&draft.operation.id, |id| operations.iter().all(|it| it.id != id))
}

/// A note where no capture shows the method.
fn inferred_method(draft: &Draft) -> Option<String> {
    let method = draft.operation.method.as_str();
    (draft.operation.method_standing == Standing::Inferred)
        .then(|| format!("no capture shows the method: {method} is inferred"))
}

/// Of two operations that would have one id, the second gets another one.
fn separate(works: &mut [Work]) {
    let mut seen: Vec<String> = Vec::new();
    for work in works {
        let id = work.operation.id.clone();
        let free = id::free(&id, |it| seen.iter().all(|known| known != it));
        if free != id {
            work.rename(&free);
        }
        seen.push(free);
    }
}

/// The files to write.
fn finish(
    context: &PageContext,
    batch: &work::Batch,
    results: &mut [PageImport],
) -> BTreeMap<String, String> {
    let mut writes = BTreeMap::new();
    for work in &batch.works {
        let mut notes = work.notes.clone();
        let new = &work.operation;
        let known = context.spec.operations.iter().find(|it| it.id == new.id);
        let text = match known.and_then(|it| Some((context.files.get(it.file)?, it))) {
            Some((file, old)) => {
                let (text, is_new) = patch::apply(&file.text, &**old, new);
                notes.extend(is_new.then(|| rewritten(&file.name)));
                text
            }
            None => headed("operations/it.yaml", &yaml::file(new)),
        };
        for position in &work.members {
            let Some(result) = results.get_mut(*position) else { continue };
            result.id.clone_from(&work.operation.id);
            result.to_confirm = work::to_confirm(&text);
            result.notes.append(&mut notes);
        }
        if known.is_some_and(|it| is_same(context, it.file, &text)) {
            if !batch.has_table_of(work) {
                for (position, result) in results.iter_mut().enumerate() {
                    if work.members.contains(&position) {
                        result.status = Status::Unchanged;
                    }
                }
            }
            continue;
        }
        writes.insert(format!("operations/{}.yaml", work.operation.id), text);
    }
    for table in &batch.tables {
        let known = context.spec.codes.iter().find(|it| it.id == table.id);
        let text = match known.and_then(|it| Some((context.files.get(it.file)?, it))) {
            Some((file, old)) => patch::apply(&file.text, &**old, table).0,
            None => headed("codes/it.yaml", &yaml::file(table)),
        };
        writes.insert(format!("codes/{}.yaml", table.id), text);
    }
    if let Some(catalog) = catalog::entries(context, &batch.works) {
        writes.insert("catalog.yaml".to_owned(), catalog);
    }
    writes
}

/// Whether a file has this text already.
fn is_same(context: &PageContext, file: FileId, text: &str) -> bool {
    context.files.get(file).is_some_and(|file| file.text == text)
}

fn rewritten(name: &str) -> String {
    format!("{name} is rewritten: its comments are kept, its layout is not")
}

/// A new file, with the line by which editors find its schema.
fn headed(name: &str, text: &str) -> String {
    format!("{}{text}", editor::line(name).unwrap_or_default())
}
