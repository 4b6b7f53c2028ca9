//! Specs and captures of pages in memory.

use std::path::Path;

use codegen::audit::{self, AuditReport};
use codegen::draft::Input;
use codegen::import::{self, ImportReport};
use codegen::load::{SourceText, read};

/// A page of the invented vendor.
pub(crate) const PAGE: &str = include_str!("../fixtures/pages/shelves.txt");

/// The invented vendor's spec.
pub(crate) fn base() -> Vec<SourceText> {
    folder("tests/fixtures/base")
}

pub(crate) fn folder(path: &str) -> Vec<SourceText> {
    read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// A spec with further files in it, or with others in the place of its own.
pub(crate) fn with(
    mut spec: Vec<SourceText>,
    files: &[(String, String)],
) -> Vec<SourceText> {
    spec.retain(|text| files.iter().all(|(name, _)| *name != text.name));
    spec.extend(files.iter().map(|(name, text)| text_of(name, text.clone())));
    spec
}

/// What every operation shares, without any operation.
pub(crate) fn without_operations(mut spec: Vec<SourceText>) -> Vec<SourceText> {
    let shared = |name: &str| !name.starts_with("operations/") && name != "catalog.yaml";
    spec.retain(|text| shared(&text.name));
    spec
}

pub(crate) fn text_of(name: &str, text: impl Into<Vec<u8>>) -> SourceText {
    SourceText {
        name: name.to_owned(),
        shown: name.to_owned(),
        bytes: text.into(),
        unread: None,
    }
}

/// Imports one page.
pub(crate) fn import(spec: Vec<SourceText>, page: impl Into<Vec<u8>>) -> ImportReport {
    import_all(spec, [page.into()], false)
}

/// Imports one page, and takes away what it shows to be gone.
pub(crate) fn accept(spec: Vec<SourceText>, page: impl Into<Vec<u8>>) -> ImportReport {
    import_all(spec, [page.into()], true)
}

/// Imports several pages in one call.
pub(crate) fn import_all(
    spec: Vec<SourceText>,
    pages: impl IntoIterator<Item = Vec<u8>>,
    is_accepted: bool,
) -> ImportReport {
    let input = Input {
        spec,
        layout: None,
        pages: pages.into_iter().map(|page| text_of("page.txt", page)).collect(),
        id: None,
    };
    import::import(input, is_accepted).unwrap()
}

/// The spec with what an import writes.
pub(crate) fn after(spec: Vec<SourceText>, imported: &ImportReport) -> Vec<SourceText> {
    let files: Vec<_> = imported
        .writes
        .iter()
        .map(|(name, text)| (name.clone(), text.clone()))
        .collect();
    with(spec, &files)
}

/// Audits one page.
pub(crate) fn audited(spec: Vec<SourceText>, page: impl Into<Vec<u8>>) -> AuditReport {
    let input = Input {
        spec,
        layout: None,
        pages: vec![text_of("page.txt", page)],
        id: None,
    };
    audit::audit(input).unwrap()
}

/// The files that the invented vendor's page becomes.
pub(crate) fn files() -> Vec<(String, String)> {
    let imported = import(base(), PAGE);
    assert!(!imported.is_refused() && !imported.has_findings(), "{:?}", imported.pages);
    imported.writes.into_iter().collect()
}
