//! What comes of an import.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::source::Files;

/// What came of an import.
#[derive(Debug)]
pub struct Imported {
    /// Every file, for showing where findings stand.
    pub files: Files,
    /// What came of each page, in the order of the captures.
    pub pages: Vec<Outcome>,
    /// The files to write, below the spec's folder.
    pub writes: BTreeMap<String, String>,
}

/// What came of one page.
#[derive(Debug)]
pub struct Outcome {
    /// The capture, as messages show it.
    pub page: String,
    /// What became of it.
    pub status: Status,
    /// The id of the operation; empty when the page is refused.
    pub id: String,
    /// Why it is refused, or which of its lines nobody understands.
    pub findings: Vec<Diagnostic>,
    /// What was done that one might not expect.
    pub notes: Vec<String>,
    /// How many things are to be confirmed.
    pub to_confirm: usize,
}

/// What became of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is no whole page.
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

impl Imported {
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
