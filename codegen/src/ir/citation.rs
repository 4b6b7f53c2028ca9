//! Citations, and the decisions that rest on them.

use super::Standing;

/// The source of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The title of the page or guide.
    pub page: String,
    /// The heading there.
    pub section: String,
    /// The file of the spec, below its folder.
    pub file: String,
    /// The line in that file.
    pub line: u32,
    /// How certain it is.
    pub standing: Standing,
}

/// A contradiction that was decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The fact in question, the last part of the subject.
    pub fact: String,
    /// The statement of the page; absent when it has none.
    pub page_says: Option<String>,
    /// Another source, by title, and its statement.
    pub elsewhere: Option<(String, String)>,
    /// The reading that the client follows.
    pub adopted: String,
    /// Why.
    pub because: String,
    /// The sources that support it, by title.
    pub evidence: Vec<String>,
    /// How certain it is.
    pub standing: Standing,
    /// Why it is open, if it is not decided yet.
    pub confirm: Option<String>,
}
