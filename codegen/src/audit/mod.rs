//! Compares pages with the spec, fact by fact, to notice that the vendor has changed a page.

mod difference;
mod fields;
mod json;
mod report;
mod unshown;
mod whole;

pub use difference::EXPLANATIONS;
#[cfg(feature = "schema")]
pub(crate) use json::Document;
pub use json::to_json;
pub use report::{AuditReport, PageAudit};

use crate::diagnostic::{self, Diagnostic};
use crate::draft::{Draft, Input, PageContext, Unusable};
use crate::load::Loaded;
use crate::page::Page;
use crate::raw::Operation;
use crate::source::Files;

/// Audits pages.
///
/// # Errors
/// When the spec cannot be read, or no layout of pages is there.
pub fn audit(input: Input) -> Result<AuditReport, Unusable> {
    audit_beside(Files::default(), input)
}

/// Audits pages; there are files already.
pub(crate) fn audit_beside(files: Files, input: Input) -> Result<AuditReport, Unusable> {
    let mut context = PageContext::load(files, input.spec, input.layout)?;
    let mut pages = Vec::new();
    for text in input.pages {
        let mut page_audit = PageAudit {
            page: text.shown.clone(),
            is_refused: false,
            id: String::new(),
            unshown: Vec::new(),
            findings: Vec::new(),
        };
        match context.read(text) {
            Err(finding) => {
                page_audit.is_refused = true;
                page_audit.findings.push(finding);
            }
            Ok(page) => {
                let draft = Draft::of(&page, &context);
                match context.operation(input.id.as_deref(), &draft.operation) {
                    Some(operation) => {
                        page_audit.id.clone_from(&operation.id);
                        page_audit.unshown = unshown::unshown(&page, operation);
                        page_audit.findings =
                            compare(&context, &page, &draft, operation);
                    }
                    None => page_audit.findings.push(difference::no_operation(&page)),
                }
                page_audit.findings.extend(page.told.iter().cloned());
            }
        }
        diagnostic::sort(&mut page_audit.findings);
        pages.push(page_audit);
    }
    Ok(AuditReport {
        files: context.files,
        pages,
    })
}

/// Every fact that the page and the operation do not agree on.
pub(crate) fn compare(
    context: &PageContext,
    page: &Page,
    draft: &Draft,
    operation: &Loaded<Operation>,
) -> Vec<Diagnostic> {
    let decisions = context.spec.decisions.as_deref();
    let mut differences = difference::Differences::new(page.file, draft, operation)
        .decided(decisions)
        .resolved(context.spec.resolutions(operation));
    whole::compare(page, operation.located(), &mut differences);
    let api = context.spec.api.located();
    let shared = context.spec.shared.iter().filter(|it| it.file == operation.file);
    let shared: Vec<_> = shared.map(|it| &it.resolution).collect();
    whole::resolutions((page, &shared), operation.located(), api, &mut differences);
    fields::compare(context, page, operation, &mut differences);
    differences.found
}
