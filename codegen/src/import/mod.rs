//! Turns pages into files of the spec.
//!
//! ```text
//! read → draft → keep → resolve → name → write
//! ```
//!
//! A page is read ([`crate::page`]), drafted as an operation, and put over what people have
//! decided about the operation that is there. Lint then tells what the page contradicts, and
//! each contradiction becomes an open resolution; lowering tells which names cannot be had, and
//! each of them becomes another one. Nothing is written here.

mod catalog;
mod draft;
mod headers;
mod id;
mod json;
mod keep;
mod limits;
mod naming;
mod patch;
mod prose;
mod resolve;
mod tables;
mod tree;
mod work;
mod write;
mod yaml;

use std::collections::BTreeMap;

pub(crate) use draft::Background;
pub use draft::Draft;
pub use json::to_json;
pub(crate) use keep::is_of_page;
pub(crate) use tables::has_same_codes;
use tree::Learned;
use work::Work;
pub use write::write;

use crate::audit;
use crate::diagnostic::{self, Diagnostic};
use crate::editor;
use crate::load::{self, Loaded, Loading, SourceText, Spec};
use crate::page;
use crate::raw::{Field, Operation, Pages};
use crate::source::{FileId, Files};

/// Pages, and the spec that they are imported into or held against.
#[derive(Debug)]
pub struct Input {
    /// The files of the spec.
    pub spec: Vec<SourceText>,
    /// The layout of the pages, for a spec that has none.
    pub layout: Option<SourceText>,
    /// The captures.
    pub pages: Vec<SourceText>,
    /// The id of the operation, instead of the one with the page's method and path.
    pub id: Option<String>,
}

/// What came of an import.
#[derive(Debug)]
pub struct Imported {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// What came of each page, in the order of the captures.
    pub pages: Vec<Outcome>,
    /// The files to write, below the spec's folder.
    pub writes: BTreeMap<String, String>,
}

/// What came of one page.
#[derive(Debug)]
pub struct Outcome {
    /// The capture, as messages show it.
    pub page: String,
    /// What became of it.
    pub status: Status,
    /// The id of the operation; empty when the page is refused.
    pub id: String,
    /// Why it is refused, or which of its lines nobody understands.
    pub findings: Vec<Diagnostic>,
    /// What was done that one might not expect.
    pub notes: Vec<String>,
    /// How many things are to be confirmed.
    pub to_confirm: usize,
}

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is no whole page.
    Refused,
    /// Its operation is new.
    New,
    /// Its operation was there, and differs now.
    Changed,
    /// Its operation was there, and says all that the page says.
    Unchanged,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
        }
    }
}

/// A spec that pages cannot be read against.
#[derive(Debug)]
pub struct Unusable {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// A spec with the layout of its pages.
pub(crate) struct Ground {
    pub(crate) files: Files,
    pub(crate) spec: Spec,
    pub(crate) layout: Pages,
    pub(crate) learned: Learned,
}

impl Ground {
    /// Loads the spec; the given layout serves where it has none.
    pub(crate) fn load(
        spec: Vec<SourceText>,
        layout: Option<SourceText>,
    ) -> Result<Self, Unusable> {
        let mut texts = spec;
        if !texts.iter().any(|text| text.name == "pages.yaml") {
            texts.extend(layout);
        }
        texts.sort_by(|a, b| a.name.cmp(&b.name));
        let Loading { files, spec, diagnostics } = load::load(texts);
        let pages = spec.as_ref().and_then(|spec| spec.pages.as_ref());
        let layout = pages.map(|pages| (**pages).clone());
        match (spec, layout) {
            (Some(spec), Some(layout)) if diagnostics.is_empty() => {
                let learned = learned(&spec);
                Ok(Self {
                    files,
                    spec,
                    layout,
                    learned,
                })
            }
            _ => Err(Unusable { files, diagnostics }),
        }
    }

    pub(crate) fn background(&self) -> Background<'_> {
        Background {
            layout: &self.layout,
            api: &self.spec.api,
            learned: &self.learned,
        }
    }

    /// Takes a capture in, and reads it.
    pub(crate) fn read(&mut self, text: SourceText) -> Result<page::Page, Diagnostic> {
        let file = text.decode(&mut self.files)?;
        page::read(&self.files, file, &self.layout)
    }

    /// The operation that a page documents, by what it is called or by method and path.
    pub(crate) fn operation(
        &self,
        id: Option<&str>,
        draft: &Operation,
    ) -> Option<&Loaded<Operation>> {
        self.spec.operations.iter().find(|it| match id {
            Some(id) => it.id == id,
            None => it.method == draft.method && it.path == draft.path,
        })
    }
}

/// The fields that objects have in the operations of a spec.
fn learned(spec: &Spec) -> Learned {
    fn gather(fields: &[Field], learned: &mut Learned) {
        for field in fields.iter().filter(|field| !field.fields.is_empty()) {
            let names = field.fields.iter().map(|inner| inner.name.clone());
            learned.entry(field.name.clone()).or_default().extend(names);
            gather(&field.fields, learned);
        }
    }
    let mut found = Learned::new();
    for operation in &spec.operations {
        gather(&operation.request.fields, &mut found);
        if let Some(response) = &operation.response {
            gather(&response.fields, &mut found);
        }
    }
    found
}

/// Imports pages.
///
/// # Errors
/// When the spec cannot be read, or no layout of pages is there.
pub fn import(input: Input) -> Result<Imported, Unusable> {
    let Input {
        spec: texts,
        layout,
        pages,
        id,
    } = input;
    let mut ground = Ground::load(texts.clone(), layout)?;
    let mut outcomes = Vec::new();
    let mut works: Vec<Work> = Vec::new();
    for (position, text) in pages.into_iter().enumerate() {
        let page = text.shown.clone();
        let refused = |finding: Diagnostic| Outcome {
            page: page.clone(),
            status: Status::Refused,
            id: String::new(),
            findings: vec![finding],
            notes: Vec::new(),
            to_confirm: 0,
        };
        match ground.read(text) {
            Err(finding) => outcomes.push(refused(finding)),
            Ok(read) => {
                let (outcome, work) =
                    begin(&ground, &read, id.as_deref(), position, page);
                outcomes.push(outcome);
                works.extend(work);
            }
        }
    }
    same_twice(&mut works, &mut outcomes);
    let tables = tables::settle(&ground.spec, &mut works);
    let mut batch = work::Batch { texts, works, tables };
    resolve::contradictions(&mut batch);
    naming::names(&mut batch);
    let writes = finish(&ground, &batch, &mut outcomes);
    Ok(Imported {
        files: ground.files,
        pages: outcomes,
        writes,
    })
}

/// What a page becomes, before any other page is looked at.
fn begin(
    ground: &Ground,
    page: &page::Page,
    id: Option<&str>,
    position: usize,
    shown: String,
) -> (Outcome, Option<Work>) {
    let mut draft = Draft::of(page, ground.background());
    let existing = ground.operation(id, &draft.operation);
    let mut outcome = Outcome {
        page: shown,
        status: Status::New,
        id: String::new(),
        findings: page.unread.iter().map(page::unread).collect(),
        notes: Vec::new(),
        to_confirm: 0,
    };
    outcome.notes.extend(headers::not_taken_over(ground, page));
    let wanted = existing.map(|it| it.id.as_str()).or(id);
    let own = draft.operation.id.clone();
    let is_free = |id: &str| ground.spec.operations.iter().all(|it| it.id != id);
    let chosen = wanted.map_or_else(|| id::free(&own, is_free), str::to_owned);
    draft.rename(&chosen);
    outcome.id.clone_from(&chosen);
    if let Some(existing) = existing {
        if audit::compare(ground, page, &draft, existing).is_empty() {
            outcome.status = Status::Unchanged;
            outcome.to_confirm = work::to_confirm(&yaml::file(&**existing));
            return (outcome, None);
        }
        outcome.status = Status::Changed;
        draft.operation = keep::decisions(existing, draft.operation);
    }
    let work = Work {
        position,
        operation: draft.operation,
        tables: draft.tables,
        existing: existing.map(|it| it.file),
        is_named: wanted.is_some(),
        renamed: Vec::new(),
    };
    (outcome, Some(work))
}

/// Of two pages for one operation, or two operations that would have one id, the second gets
/// another id, or is refused where it is the same operation.
fn same_twice(works: &mut Vec<Work>, outcomes: &mut [Outcome]) {
    let mut seen: Vec<(String, String)> = Vec::new();
    works.retain_mut(|work| {
        let path = format!("{:?} {}", work.operation.method, work.operation.path);
        let id = work.operation.id.clone();
        let Some(outcome) = outcomes.get_mut(work.position) else { return true };
        if seen.iter().any(|(_, known)| *known == path) {
            outcome.status = Status::Unchanged;
            outcome
                .notes
                .push(format!("`{path}` is imported from an earlier page already"));
            return false;
        }
        let free = id::free(&id, |it| seen.iter().all(|(known, _)| known != it));
        if free != id {
            work.rename(&free);
            outcome.id.clone_from(&free);
        }
        seen.push((free, path));
        true
    });
}

/// The files to write.
fn finish(
    ground: &Ground,
    batch: &work::Batch,
    outcomes: &mut [Outcome],
) -> BTreeMap<String, String> {
    let mut writes = BTreeMap::new();
    for work in &batch.works {
        let Some(outcome) = outcomes.get_mut(work.position) else { continue };
        let new = &work.operation;
        let known = ground.spec.operations.iter().find(|it| it.id == new.id);
        let text = match known.and_then(|it| Some((ground.files.get(it.file)?, it))) {
            Some((file, old)) => {
                let (text, is_new) = patch::apply(&file.text, &**old, new);
                outcome.notes.extend(is_new.then(|| written_anew(&file.name)));
                text
            }
            None => headed("operations/it.yaml", &yaml::file(new)),
        };
        outcome.id.clone_from(&work.operation.id);
        outcome.to_confirm = work::to_confirm(&text);
        outcome.notes.extend(work.renamed.iter().cloned());
        writes.insert(format!("operations/{}.yaml", work.operation.id), text);
    }
    for table in &batch.tables {
        let known = ground.spec.codes.iter().find(|it| it.id == table.id);
        let text = match known.and_then(|it| Some((ground.files.get(it.file)?, it))) {
            Some((file, old)) => patch::apply(&file.text, &**old, table).0,
            None => headed("codes/it.yaml", &yaml::file(table)),
        };
        writes.insert(format!("codes/{}.yaml", table.id), text);
    }
    if let Some(catalog) = catalog::entries(ground, &batch.works) {
        writes.insert("catalog.yaml".to_owned(), catalog);
    }
    writes
}

fn written_anew(name: &str) -> String {
    format!("{name} is written anew: its comments are kept, its layout is not")
}

/// A new file, with the line by which editors find its schema.
fn headed(name: &str, text: &str) -> String {
    format!("{}{text}", editor::line(name).unwrap_or_default())
}

impl Imported {
    /// Whether any page was refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.pages.iter().any(|page| page.status == Status::Refused)
    }

    /// Whether any line was not understood.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        self.pages.iter().any(|page| !page.findings.is_empty())
    }
}

/// The name of a file of the spec.
pub(crate) fn name_of(files: &Files, file: FileId) -> &str {
    files.get(file).map_or("", |file| file.name.as_str())
}

/// Findings in the order in which they are shown.
pub(crate) fn sorted(mut diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    diagnostic::sort(&mut diagnostics);
    diagnostics
}
