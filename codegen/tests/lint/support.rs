//! Specs to change and lint.

use std::path::{Path, PathBuf};

use codegen::diagnostic::{Diagnostic, Style, render};
use codegen::load::{Loading, SourceText, Spec, load, read};
use codegen::source::Files;

/// A spec as bytes, ready to be changed.
#[derive(Clone)]
pub(crate) struct Texts(pub(crate) Vec<SourceText>);

/// What came of loading and linting.
pub(crate) struct Linted {
    pub(crate) loading: Loading,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl Texts {
    /// The invented vendor's spec, from which every rule is proven.
    pub(crate) fn base() -> Self {
        Self::folder(&here("tests/fixtures/base"), "spec/")
    }

    /// The project's own spec.
    pub(crate) fn real() -> Self {
        Self::folder(&here("../spec"), "spec/")
    }

    fn folder(folder: &Path, shown: &str) -> Self {
        let mut texts = read(folder).unwrap();
        assert!(texts.len() > 3, "{} is a spec", folder.display());
        for text in &mut texts {
            text.shown = format!("{shown}{}", text.name);
        }
        Self(texts)
    }

    /// Without the worked example, for mistakes in what it uses.
    pub(crate) fn without_walkthrough(mut self) -> Self {
        self.0.retain(|text| !text.name.starts_with("walkthroughs/"));
        self.replace("api.yaml", "example: lend-book", "example: find-books")
    }

    /// Puts `bytes` in the place of a file, or beside the files.
    pub(crate) fn with(mut self, name: &str, bytes: impl Into<Vec<u8>>) -> Self {
        let bytes = bytes.into();
        if let Some(text) = self.0.iter_mut().find(|text| text.name == name) {
            text.bytes = bytes;
        } else {
            let (name, shown) = (name.to_owned(), format!("spec/{name}"));
            self.0.push(SourceText {
                name,
                shown,
                bytes,
                unread: None,
            });
        }
        self
    }

    /// Replaces a piece of a file, which has to stand there once.
    pub(crate) fn replace(self, name: &str, from: &str, to: &str) -> Self {
        let text = self.text(name);
        assert_eq!(text.matches(from).count(), 1, "`{from}` in {name}");
        self.with(name, text.replace(from, to))
    }

    pub(crate) fn text(&self, name: &str) -> String {
        let text = self.0.iter().find(|text| text.name == name).unwrap();
        String::from_utf8(text.bytes.clone()).unwrap()
    }

    pub(crate) fn lint(self) -> Linted {
        self.look_through(|_, _| Vec::new())
    }

    /// Lints, and claims every name.
    pub(crate) fn lint_and_lower(self) -> Linted {
        self.look_through(|files, spec| codegen::lower::lower(files, spec).1)
    }

    fn look_through(self, more: fn(&Files, &Spec) -> Vec<Diagnostic>) -> Linted {
        let mut loading = load(self.0);
        let mut diagnostics = std::mem::take(&mut loading.diagnostics);
        if let Some(spec) = &loading.spec {
            diagnostics.extend(codegen::lint::lint(spec));
            diagnostics.extend(more(&loading.files, spec));
        }
        codegen::diagnostic::sort(&mut diagnostics);
        Linted { loading, diagnostics }
    }
}

impl Linted {
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.diagnostics.iter().map(|diagnostic| diagnostic.explanation.code).collect()
    }

    pub(crate) fn rendered(&self) -> String {
        let render = |diagnostic| render(&self.loading.files, diagnostic, Style::Plain);
        self.diagnostics.iter().map(render).collect::<Vec<_>>().join("\n\n")
    }

    /// `code file:line:column`, one per finding.
    pub(crate) fn places(&self) -> Vec<String> {
        let place = |diagnostic: &Diagnostic| {
            let place = self.loading.files.locate(diagnostic.span);
            format!("{} {place}", diagnostic.explanation.code)
        };
        self.diagnostics.iter().map(place).collect()
    }

    /// The only finding.
    pub(crate) fn only(&self) -> &Diagnostic {
        assert_eq!(self.diagnostics.len(), 1, "{}", self.rendered());
        &self.diagnostics[0]
    }

    #[track_caller]
    pub(crate) fn clean(&self) {
        assert!(self.diagnostics.is_empty(), "{}", self.rendered());
    }
}

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
