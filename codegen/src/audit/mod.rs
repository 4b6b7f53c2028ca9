//! Holds a page against the spec, fact by fact: so one notices that the vendor has changed it.

mod difference;
mod fields;
mod json;
mod outcome;
mod whole;

pub use difference::EXPLANATIONS;
pub use json::to_json;
pub use outcome::{Audited, Outcome};

use crate::diagnostic::{self, Diagnostic};
use crate::draft::{Draft, Input, PageContext, Unusable};
use crate::load::Loaded;
use crate::page::Page;
use crate::raw::Operation;

/// Audits pages.
///
/// # Errors
/// When the spec cannot be read, or no layout of pages is there.
pub fn audit(input: Input) -> Result<Audited, Unusable> {
    let mut context = PageContext::load(input.spec, input.layout)?;
    let mut outcomes = Vec::new();
    for text in input.pages {
        let mut outcome = Outcome {
            page: text.shown.clone(),
            is_refused: false,
            id: String::new(),
            findings: Vec::new(),
        };
        match context.read(text) {
            Err(finding) => {
                outcome.is_refused = true;
                outcome.findings.push(finding);
            }
            Ok(page) => {
                let draft = Draft::of(&page, &context);
                match context.operation(input.id.as_deref(), &draft.operation) {
                    Some(operation) => {
                        outcome.id.clone_from(&operation.id);
                        outcome.findings = compare(&context, &page, &draft, operation);
                    }
                    None => outcome.findings.push(difference::no_operation(&page)),
                }
                outcome.findings.extend(page.unread.iter().map(crate::page::unread));
            }
        }
        diagnostic::sort(&mut outcome.findings);
        outcomes.push(outcome);
    }
    Ok(Audited {
        files: context.files,
        pages: outcomes,
    })
}

/// Every fact that the page and the operation do not agree on.
pub(crate) fn compare(
    context: &PageContext,
    page: &Page,
    draft: &Draft,
    operation: &Loaded<Operation>,
) -> Vec<Diagnostic> {
    let mut differences = difference::Differences::new(page.file, draft);
    whole::compare(page, operation.located(), &mut differences);
    let api = context.spec.api.located();
    whole::resolutions(operation.located(), api, &mut differences);
    fields::compare(context, page, operation, &mut differences);
    differences.found
}
