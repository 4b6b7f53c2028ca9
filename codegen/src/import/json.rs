use serde::Serialize;

use super::outcome::{Imported, Outcome};
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

/// What came of an import, for programs: an object with arrays of pages and of files.
#[must_use]
pub fn to_json(imported: &Imported) -> String {
    let pages = imported.pages.iter().map(|outcome| entry(&imported.files, outcome));
    let document = Document {
        pages: pages.collect(),
        files: imported.writes.keys().collect(),
    };
    json::document(&document)
}

fn entry<'a>(files: &'a Files, outcome: &'a Outcome) -> Entry<'a> {
    Entry {
        page: &outcome.page,
        status: outcome.status.word(),
        operation: &outcome.id,
        to_confirm: outcome.to_confirm,
        notes: &outcome.notes,
        findings: findings(files, &outcome.findings),
    }
}
