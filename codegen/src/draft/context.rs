//! The spec that pages are imported into or compared with.

use super::background::Background;
use crate::diagnostic::Diagnostic;
use crate::load::{self, Loaded, Loading, SourceText, Spec};
use crate::page;
use crate::raw::{Operation, Pages, Standing};
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
}

impl PageContext {
    /// Loads the spec; the given layout serves where it has none. There may be files already.
    pub(crate) fn load(
        files: Files,
        spec: Vec<SourceText>,
        layout: Option<SourceText>,
    ) -> Result<Self, Unusable> {
        let mut texts = spec;
        if !texts.iter().any(|text| text.name == "pages.yaml") {
            texts.extend(layout);
        }
        texts.sort_by(|a, b| a.name.cmp(&b.name));
        let Loading { files, spec, diagnostics } = load::load_into(files, texts);
        let pages = spec.as_ref().and_then(|spec| spec.pages.as_ref());
        let layout = pages.map(|pages| (**pages).clone());
        match (spec, layout) {
            (Some(spec), Some(layout)) if diagnostics.is_empty() => {
                Ok(Self { files, spec, layout })
            }
            _ => Err(Unusable { files, diagnostics }),
        }
    }

    pub(super) fn background(&self) -> Background<'_> {
        Background {
            layout: &self.layout,
            api: &self.spec.api,
        }
    }

    /// Takes a capture in, and reads it.
    pub(crate) fn read(&mut self, text: SourceText) -> Result<page::Page, Diagnostic> {
        let mut text = text;
        if let Some(bytes) = page::as_text(&text.bytes) {
            text.bytes = bytes;
        }
        // A capture may have been cut within a character.
        if let Err(error) = str::from_utf8(&text.bytes)
            && error.error_len().is_none()
        {
            text.bytes.truncate(error.valid_up_to());
        }
        if let Ok(html) = str::from_utf8(&text.bytes)
            && page::is_html(html)
        {
            let lines = page::lines_of(html);
            // Of HTML that shows nothing, what it is can be told.
            if !lines.is_empty() {
                text.bytes = lines.into_bytes();
            }
        }
        let file = text.decode(&mut self.files)?;
        page::read(&self.files, file, &self.layout)
    }

    /// The operation that a page documents, by what it is called or by method and path.
    pub(crate) fn operation(
        &self,
        id: Option<&str>,
        draft: &Operation,
    ) -> Option<&Loaded<Operation>> {
        let mut all = self.spec.operations.iter();
        if let Some(id) = id {
            return all.find(|it| it.id == id);
        }
        let at_path = || self.spec.operations.iter().filter(|it| it.path == draft.path);
        let same = at_path().find(|it| it.method == draft.method);
        let is_inferred = |it: &Operation| it.method_standing == Standing::Inferred;
        let mut others = at_path().filter(|it| is_inferred(draft) || is_inferred(it));
        same.or_else(|| others.next())
    }
}
