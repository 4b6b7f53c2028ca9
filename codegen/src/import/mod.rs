//! Imports pages into the files of the spec.
//!
//! ```text
//! read → draft → merge → resolve → name → write
//! ```
//!
//! A page is read ([`crate::page`]), drafted as an operation ([`crate::draft`]), and merged with
//! the operation that is there, whose decisions stay. Each contradiction that lint reports becomes
//! an open resolution, and each name that lowering finds taken or reserved is replaced by another
//! one. Only [`write`](fn@write) touches the disk.

mod catalog;
mod json;
mod merge;
mod naming;
mod patch;
mod report;
mod resolve;
mod tables;
mod work;
mod write;
mod yaml;

pub use json::to_json;
pub use report::{ImportReport, PageImport, Status};
pub use write::write;

use std::collections::BTreeMap;

use work::Work;

use crate::diagnostic::Diagnostic;
use crate::draft::{self, Draft, Input, PageContext, Unusable, id};
use crate::{audit, editor, page};

/// Imports pages.
///
/// # Errors
/// When the spec cannot be read, or no layout of pages is there.
pub fn import(input: Input) -> Result<ImportReport, Unusable> {
    let Input {
        spec: texts,
        layout,
        pages,
        id,
    } = input;
    let mut context = PageContext::load(texts.clone(), layout)?;
    let mut results = Vec::new();
    let mut works: Vec<Work> = Vec::new();
    for (position, text) in pages.into_iter().enumerate() {
        let page = text.shown.clone();
        let refused = |finding: Diagnostic| PageImport {
            page: page.clone(),
            status: Status::Refused,
            id: String::new(),
            findings: vec![finding],
            notes: Vec::new(),
            to_confirm: 0,
        };
        match context.read(text) {
            Err(finding) => results.push(refused(finding)),
            Ok(read) => {
                let (result, work) =
                    begin(&context, &read, id.as_deref(), position, page);
                results.push(result);
                works.extend(work);
            }
        }
    }
    separate(&mut works, &mut results);
    let tables = tables::assign(&context.spec, &mut works);
    let mut batch = work::Batch { texts, works, tables };
    resolve::contradictions(&mut batch);
    naming::names(&mut batch);
    let writes = finish(&context, &batch, &mut results);
    Ok(ImportReport {
        files: context.files,
        pages: results,
        writes,
    })
}

/// Drafts a page and merges it with its operation, apart from all other pages.
fn begin(
    context: &PageContext,
    page: &page::Page,
    id: Option<&str>,
    position: usize,
    shown: String,
) -> (PageImport, Option<Work>) {
    let mut draft = Draft::of(page, context);
    let existing = context.operation(id, &draft.operation);
    let mut result = PageImport {
        page: shown,
        status: Status::New,
        id: String::new(),
        findings: page.unread.iter().map(page::unread).collect(),
        notes: Vec::new(),
        to_confirm: 0,
    };
    result.notes.extend(draft::unimported_prose(context, page));
    let wanted = existing.map(|it| it.id.as_str()).or(id);
    let own = draft.operation.id.clone();
    let is_free = |id: &str| context.spec.operations.iter().all(|it| it.id != id);
    let chosen = wanted.map_or_else(|| id::free(&own, is_free), str::to_owned);
    draft.rename(&chosen);
    result.id.clone_from(&chosen);
    if let Some(existing) = existing {
        if audit::compare(context, page, &draft, existing).is_empty() {
            result.status = Status::Unchanged;
            result.to_confirm = work::to_confirm(&yaml::file(&**existing));
            return (result, None);
        }
        result.status = Status::Changed;
        draft.operation = merge::decisions(existing, draft.operation);
    }
    let work = Work {
        position,
        operation: draft.operation,
        tables: draft.tables,
        existing: existing.map(|it| it.file),
        is_named: wanted.is_some(),
        notes: Vec::new(),
    };
    (result, Some(work))
}

/// Of two pages for one operation, or two operations that would have one id, the second gets
/// another id, or is refused where it is the same operation.
fn separate(works: &mut Vec<Work>, results: &mut [PageImport]) {
    let mut seen: Vec<(String, String)> = Vec::new();
    works.retain_mut(|work| {
        let path = format!("{:?} {}", work.operation.method, work.operation.path);
        let id = work.operation.id.clone();
        let Some(result) = results.get_mut(work.position) else { return true };
        if seen.iter().any(|(_, known)| *known == path) {
            result.status = Status::Unchanged;
            result
                .notes
                .push(format!("`{path}` is already imported from an earlier page"));
            return false;
        }
        let free = id::free(&id, |it| seen.iter().all(|(known, _)| known != it));
        if free != id {
            work.rename(&free);
            result.id.clone_from(&free);
        }
        seen.push((free, path));
        true
    });
}

/// The files to write.
fn finish(
    context: &PageContext,
    batch: &work::Batch,
    results: &mut [PageImport],
) -> BTreeMap<String, String> {
    let mut writes = BTreeMap::new();
    for work in &batch.works {
        let Some(result) = results.get_mut(work.position) else { continue };
        let new = &work.operation;
        let known = context.spec.operations.iter().find(|it| it.id == new.id);
        let text = match known.and_then(|it| Some((context.files.get(it.file)?, it))) {
            Some((file, old)) => {
                let (text, is_new) = patch::apply(&file.text, &**old, new);
                result.notes.extend(is_new.then(|| rewritten(&file.name)));
                text
            }
            None => headed("operations/it.yaml", &yaml::file(new)),
        };
        result.id.clone_from(&work.operation.id);
        result.to_confirm = work::to_confirm(&text);
        result.notes.extend(work.notes.iter().cloned());
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

fn rewritten(name: &str) -> String {
    format!("{name} is rewritten: its comments are kept, its layout is not")
}

/// A new file, with the line by which editors find its schema.
fn headed(name: &str, text: &str) -> String {
    format!("{}{text}", editor::line(name).unwrap_or_default())
}
