use serde::Serialize;

use super::outcome::{Audited, Outcome};
use crate::diagnostic::{Finding, findings};
use crate::json;
use crate::source::Files;

#[derive(Serialize)]
struct Document<'a> {
    pages: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Entry<'a> {
    page: &'a str,
    refused: bool,
    operation: &'a str,
    findings: Vec<Finding<'a>>,
}

/// What came of an audit, for programs: an object with an array of pages.
#[must_use]
pub fn to_json(audited: &Audited) -> String {
    let pages = audited.pages.iter().map(|outcome| entry(&audited.files, outcome));
    let document = Document { pages: pages.collect() };
    json::document(&document)
}

fn entry<'a>(files: &'a Files, outcome: &'a Outcome) -> Entry<'a> {
    Entry {
        page: &outcome.page,
        refused: outcome.is_refused,
        operation: &outcome.id,
        findings: findings(files, &outcome.findings),
    }
}
