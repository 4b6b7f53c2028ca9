//! The report of an import.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::load::SourceText;
use crate::source::Files;

/// The result of an import.
#[derive(Debug)]
pub struct ImportReport {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// The result of each page, in the order of the captures.
    pub pages: Vec<PageImport>,
    /// The files to write, below the spec's folder.
    pub writes: BTreeMap<String, String>,
}

/// The result of one page.
#[derive(Debug)]
pub struct PageImport {
    /// The capture, as messages show it.
    pub page: String,
    /// What the import did with it.
    pub status: Status,
    /// The id of the operation; empty when the page is refused.
    pub id: String,
    /// Why it is refused, which of its lines are not understood, and what of it the spec says
    /// otherwise.
    pub findings: Vec<Diagnostic>,
    /// Notes about changes that may be unexpected.
    pub notes: Vec<String>,
    /// How many things are to be confirmed.
    pub to_confirm: usize,
}

impl PageImport {
    /// A capture of which nothing is known yet.
    pub(super) fn of(text: &SourceText) -> Self {
        Self {
            page: text.shown.clone(),
            status: Status::Refused,
            id: String::new(),
            findings: Vec::new(),
            notes: Vec::new(),
            to_confirm: 0,
        }
    }
}

/// What an import did with a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It was refused, since it is no page.
    Refused,
    /// Its operation is new.
    New,
    /// Its operation was there, and differs now.
    Changed,
    /// Its operation was there, and says all that the page says.
    Unchanged,
}

impl Status {
    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Refused => "refused",
            Self::New => "new",
            Self::Changed => "changed",
            Self::Unchanged => "unchanged",
        }
    }
}

impl ImportReport {
    /// Whether any page was refused.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.pages.iter().any(|page| page.status == Status::Refused)
    }

    /// Whether any line was not understood.
    #[must_use]
    pub fn has_findings(&self) -> bool {
        self.pages.iter().any(|page| !page.findings.is_empty())
    }
}
