use serde::Serialize;

use super::report::{AuditReport, PageAudit};
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
    unshown: &'a [&'static str],
    findings: Vec<Finding<'a>>,
}

/// The report of an audit as JSON: an object with an array of pages.
#[must_use]
pub fn to_json(audited: &AuditReport) -> String {
    let pages = audited.pages.iter().map(|page_audit| entry(&audited.files, page_audit));
    let document = Document { pages: pages.collect() };
    json::document(&document)
}

fn entry<'a>(files: &'a Files, page_audit: &'a PageAudit) -> Entry<'a> {
    Entry {
        page: &page_audit.page,
        refused: page_audit.is_refused,
        operation: &page_audit.id,
        unshown: &page_audit.unshown,
        findings: findings(files, &page_audit.findings),
    }
}
