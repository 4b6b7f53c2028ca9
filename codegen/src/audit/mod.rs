//! Holds a page against the spec, fact by fact: so one notices that the vendor has changed it.

mod difference;
mod fields;
mod json;
mod whole;

pub use difference::EXPLANATIONS;
pub use json::to_json;

use crate::diagnostic::Diagnostic;
use crate::import::{self, Draft, Ground, Input, Unusable};
use crate::load::Loaded;
use crate::page::Page;
use crate::raw::Operation;
use crate::source::Files;

/// What came of an audit.
#[derive(Debug)]
pub struct Audited {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// What came of each page, in the order of the captures.
    pub pages: Vec<Outcome>,
}

/// What came of one page.
#[derive(Debug)]
pub struct Outcome {
    /// The capture, as messages show it.
    pub page: String,
    /// Whether it is no whole page.
    pub is_refused: bool,
    /// The id of the operation; empty when there is none.
    pub id: String,
    /// Every difference, and every line of the page that nobody understands.
    pub findings: Vec<Diagnostic>,
}

/// Audits pages.
///
/// # Errors
/// When the spec cannot be read, or no layout of pages is there.
pub fn audit(input: Input) -> Result<Audited, Unusable> {
    let mut ground = Ground::load(input.spec, input.layout)?;
    let mut outcomes = Vec::new();
    for text in input.pages {
        let mut outcome = Outcome {
            page: text.shown.clone(),
            is_refused: false,
            id: String::new(),
            findings: Vec::new(),
        };
        match ground.read(text) {
            Err(finding) => {
                outcome.is_refused = true;
                outcome.findings.push(finding);
            }
            Ok(page) => {
                let draft = Draft::of(&page, ground.background());
                match ground.operation(input.id.as_deref(), &draft.operation) {
                    Some(operation) => {
                        outcome.id.clone_from(&operation.id);
                        outcome.findings = compare(&ground, &page, &draft, operation);
                    }
                    None => outcome.findings.push(difference::no_operation(&page)),
                }
                outcome.findings.extend(page.unread.iter().map(crate::page::unread));
            }
        }
        outcome.findings = import::sorted(outcome.findings);
        outcomes.push(outcome);
    }
    Ok(Audited {
        files: ground.files,
        pages: outcomes,
    })
}

/// Every fact that the page and the operation do not agree on.
pub(crate) fn compare(
    ground: &Ground,
    page: &Page,
    draft: &Draft,
    operation: &Loaded<Operation>,
) -> Vec<Diagnostic> {
    let mut differences = difference::Differences::new(page.file, draft);
    whole::compare(page, operation.located(), &mut differences);
    let api = ground.spec.api.located();
    whole::resolutions(operation.located(), api, &mut differences);
    fields::compare(ground, page, operation, &mut differences);
    differences.found
}
