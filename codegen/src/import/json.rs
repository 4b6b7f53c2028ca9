use serde::Serialize;

use super::renaming::Renaming;
use super::report::{ImportReport, PageImport};
use crate::diagnostic::{Finding, findings};
use crate::json;
use crate::source::Files;

/// The report of an import.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Import"))]
pub(crate) struct Document<'a> {
    /// One for each capture.
    pages: Vec<Entry<'a>>,
    /// The files that were written, or would be.
    files: Vec<&'a String>,
}

/// What came of a capture.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ImportedPage"))]
struct Entry<'a> {
    /// The path of the capture.
    page: &'a str,
    /// What became of it.
    status: &'a str,
    /// The operation that it is of.
    operation: &'a str,
    /// How many facts are to be confirmed.
    to_confirm: usize,
    /// What was done beside.
    notes: &'a [String],
    /// What could not be read, or differs.
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

/// Names that were given again.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Rename"))]
pub(crate) struct Names<'a> {
    /// What has another name now.
    notes: &'a [String],
    /// The files that were written, or would be.
    files: Vec<&'a String>,
    /// The files that were removed, or would be.
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
