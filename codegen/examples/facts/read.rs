//! Reads captures, facts and reasons, and imports the captures.

use std::path::Path;

use codegen::draft::Input;
use codegen::import::{self, ImportReport};
use codegen::load::{self, Loading, SourceText};
use codegen::raw::{CodeTable, Labels, Operation};

use super::Failure;
use super::known::Known;

/// What was imported: the operations with their tables.
pub(super) struct Imported {
    pub(super) operations: Vec<Operation>,
    pub(super) tables: Vec<CodeTable>,
    pub(super) labels: Labels,
}

/// What all operations of a spec share, without any operation, and without the tables that no
/// header needs.
pub(super) fn shared(spec: &Path) -> Result<Vec<SourceText>, Failure> {
    let mut texts = load::read(spec)?;
    let loaded = load::load(texts.clone()).spec.ok_or("the spec cannot be read")?;
    let headers = loaded.api.header_sets.iter().flat_map(|set| &set.headers);
    let tables: Vec<_> = headers
        .filter_map(|header| Some(format!("codes/{}.yaml", header.codes.as_ref()?)))
        .collect();
    texts.retain(|text| {
        ["api.yaml", "pages.yaml"].contains(&text.name.as_str())
            || tables.contains(&text.name)
    });
    Ok(texts)
}

/// The captures of a folder, by name.
pub(super) fn captures(folder: &Path) -> Result<Vec<SourceText>, Failure> {
    let entries = std::fs::read_dir(folder)?;
    let mut paths =
        entries.map(|it| it.map(|it| it.path())).collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| path.is_file());
    paths.sort();
    let texts = paths.iter().map(|path| load::read_file(path));
    Ok(texts.collect::<Result<_, _>>()?)
}

/// Imports captures into what all operations share.
pub(super) fn report(
    shared: &[SourceText],
    captures: &[SourceText],
) -> Result<ImportReport, Failure> {
    let input = Input {
        spec: shared.to_vec(),
        layout: None,
        pages: captures.to_vec(),
        id: None,
    };
    Ok(import::import(input, false).map_err(|_| "the spec cannot be used")?)
}

/// The files of a spec with those of an import.
pub(super) fn with(shared: &[SourceText], imported: &ImportReport) -> Vec<SourceText> {
    let mut texts = shared.to_vec();
    texts.extend(imported.writes.iter().map(|(name, text)| SourceText {
        name: name.clone(),
        shown: name.clone(),
        bytes: text.clone().into_bytes(),
        unread: None,
    }));
    texts
}

pub(super) fn import(
    shared: &[SourceText],
    captures: &[SourceText],
) -> Result<Imported, Failure> {
    let report = report(shared, captures)?;
    for page in report.pages.iter().filter(|page| page.id.is_empty()) {
        println!("{}: refused", page.page);
    }
    let Loading { spec, .. } = load::load(with(shared, &report));
    let spec = spec.ok_or("what was imported cannot be read")?;
    Ok(Imported {
        operations: spec.operations.iter().map(|it| (**it).clone()).collect(),
        labels: spec.pages.ok_or("the spec has no pages.yaml")?.labels.clone(),
        tables: spec.codes.iter().map(|it| (**it).clone()).collect(),
    })
}

/// The facts of a folder, with the name of each file.
pub(super) fn facts(folder: &Path) -> Result<Vec<(String, Known)>, Failure> {
    let mut facts = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|it| it == "json") {
            let text = std::fs::read_to_string(&path)?;
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let known = serde_json::from_str(&text);
            let known = known.map_err(|error| format!("{}: {error}", path.display()))?;
            facts.push((name.into_owned(), known));
        }
    }
    facts.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(facts)
}

/// Lines of a pattern and a reason, `pattern => reason`.
pub(super) fn reasons(file: Option<&Path>) -> Result<Vec<(String, String)>, Failure> {
    let Some(file) = file else { return Ok(Vec::new()) };
    let text = std::fs::read_to_string(file)?;
    let lines = text.lines().filter_map(|line| line.split_once(" => "));
    Ok(lines.map(|(pattern, reason)| (pattern.to_owned(), reason.to_owned())).collect())
}
