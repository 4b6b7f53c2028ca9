//! The spec that pages are imported into or compared with.

use super::background::Background;
use super::tree::KnownFields;
use crate::diagnostic::Diagnostic;
use crate::load::{self, Loaded, Loading, SourceText, Spec};
use crate::page;
use crate::raw::{Field, Operation, Pages};
use crate::source::Files;

/// Pages, and the spec that they are imported into or compared with.
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

/// Why pages cannot be read: the spec or the layout of its pages is unusable.
#[derive(Debug)]
pub struct Unusable {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// What is wrong.
    pub diagnostics: Vec<Diagnostic>,
}

/// A spec with the layout of its pages.
pub(crate) struct PageContext {
    pub(crate) files: Files,
    pub(crate) spec: Spec,
    pub(crate) layout: Pages,
    learned: KnownFields,
}

impl PageContext {
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

    pub(super) fn background(&self) -> Background<'_> {
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
fn learned(spec: &Spec) -> KnownFields {
    fn gather(fields: &[Field], learned: &mut KnownFields) {
        for field in fields.iter().filter(|field| !field.fields.is_empty()) {
            let names = field.fields.iter().map(|inner| inner.name.clone());
            learned.entry(field.name.clone()).or_default().extend(names);
            gather(&field.fields, learned);
        }
    }
    let mut found = KnownFields::new();
    for operation in &spec.operations {
        gather(&operation.request.fields, &mut found);
        if let Some(response) = &operation.response {
            gather(&response.fields, &mut found);
        }
    }
    found
}
