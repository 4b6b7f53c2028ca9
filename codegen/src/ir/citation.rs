//! Citations, and the decisions that rest on them.

use super::Standing;
use crate::doubt::Kind;

/// The source of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The title of the page or guide.
    pub page: String,
    /// The address of the guide, if it is known. That of a page is told of its operation.
    pub url: Option<String>,
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

/// What was decided about all doubts of a kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The kind.
    pub kind: &'static Kind,
    /// The reading, and why it is right.
    pub because: String,
    /// The sources that support it, by title.
    pub evidence: Vec<String>,
    /// How certain it is.
    pub standing: Standing,
    /// The operations whose pages have such a doubt: their ids and titles.
    pub operations: Vec<(String, String)>,
}

/// A field of requests whose pages do not have one rule for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disagreement {
    /// The name on the wire.
    pub wire: String,
    /// Each rule, with the ids of the operations that have it.
    pub rules: Vec<(String, Vec<String>)>,
}

impl Disagreement {
    /// The name by which a resolution is about it.
    #[must_use]
    pub fn subject(&self) -> String {
        format!("fields.{}.rules", self.wire)
    }

    /// Every rule with its operations, in one line.
    #[must_use]
    pub fn says(&self) -> String {
        let rules = self.rules.iter();
        let rules = rules.map(|(rule, of)| format!("{rule} ({})", of.join(", ")));
        rules.collect::<Vec<_>>().join("; ")
    }
}
