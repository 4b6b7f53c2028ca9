use serde::Serialize;

use super::renaming::Renaming;
use super::report::{ImportReport, PageImport};
use crate::diagnostic::{Finding, findings};
use crate::json;
use crate::source::Files;

#[derive(Serialize)]
struct Document<'a> {
    pages: Vec<Entry<'a>>,
    files: Vec<&'a String>,
}

#[derive(Serialize)]
struct Entry<'a> {
    page: &'a str,
    status: &'a str,
    operation: &'a str,
    to_confirm: usize,
    notes: &'a [String],
    findings: Vec<Finding<'a>>,
}

/// The report of an import as JSON: an object with arrays of pages and of files.
#[must_use]
pub fn to_json(imported: &ImportReport) -> String {
    let pages = imported.pages.iter().map(|result| entry(&imported.files, result));
    let document = Document {
        pages: pages.collect(),
        files: imported.writes.keys().collect(),
    };
    json::document(&document)
}

#[derive(Serialize)]
struct Names<'a> {
    notes: &'a [String],
    files: Vec<&'a String>,
    removed: Vec<&'a String>,
}

/// Names that are given again as JSON: an object with what is another name, and of files.
#[must_use]
pub fn renaming_to_json(renaming: &Renaming) -> String {
    json::document(&Names {
        notes: &renaming.notes,
        files: renaming.writes.keys().collect(),
        removed: renaming.removes.iter().collect(),
    })
}

fn entry<'a>(files: &'a Files, result: &'a PageImport) -> Entry<'a> {
    Entry {
        page: &result.page,
        status: result.status.word(),
        operation: &result.id,
        to_confirm: result.to_confirm,
        notes: &result.notes,
        findings: findings(files, &result.findings),
    }
}
