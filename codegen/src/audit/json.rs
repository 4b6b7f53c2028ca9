use serde::Serialize;

use super::report::{AuditReport, PageAudit};
use crate::diagnostic::{Finding, findings};
use crate::json;
use crate::source::Files;

/// The report of an audit.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Audit"))]
pub(crate) struct Document<'a> {
    /// One for each capture.
    pages: Vec<Entry<'a>>,
}

/// What a capture shows.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "AuditedPage"))]
struct Entry<'a> {
    /// The path of the capture.
    page: &'a str,
    /// Whether it could not be read.
    refused: bool,
    /// The operation that it is of.
    operation: &'a str,
    /// The parts that it does not show.
    unshown: &'a [&'static str],
    /// Every fact that differs.
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
