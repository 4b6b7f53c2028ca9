//! A question to the vendor.

use crate::doubt::Kind;

/// The kind of question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ErratumKind {
    /// The documentation says two things.
    Contradiction,
    /// It does not say something.
    Gap,
    /// It has rows that cannot be seen.
    HiddenRows,
    /// A rule that follows from other facts and is stated nowhere.
    InferredRule,
    /// Something that the transcriber could not be sure of.
    ToConfirm,
}

impl ErratumKind {
    /// The name in texts and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Gap => "gap",
            Self::HiddenRows => "hidden rows",
            Self::InferredRule => "inferred rule",
            Self::ToConfirm => "to be confirmed",
        }
    }
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Erratum {
    /// The kind of question.
    pub kind: ErratumKind,
    /// The kind of doubt, if it is one.
    pub doubt: Option<&'static Kind>,
    /// The addresses of the page.
    pub urls: Vec<String>,
    /// The page or guide.
    pub page: String,
    /// The heading there.
    pub section: String,
    /// The subject of the question: `birthDate, length`.
    pub subject: String,
    /// The statement of the page, in its own words.
    pub page_says: Option<String>,
    /// The title and the statement of another source.
    pub elsewhere: Option<(String, String)>,
    /// The reading that the client follows, and its certainty.
    pub adopted: Option<(String, &'static str)>,
    /// Why.
    pub because: Option<String>,
    /// The question.
    pub question: String,
    /// The file of the spec, below its folder.
    pub file: String,
    /// The line in that file.
    pub line: u32,
}
