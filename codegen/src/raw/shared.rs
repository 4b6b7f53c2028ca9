use serde::Deserialize;

/// Where a fact outside an operation's page comes from.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cite {
    /// The id of a source in `api.yaml`, or of an operation for its page.
    pub source: String,
    /// The heading under which the fact stands there.
    pub section: String,
}

/// How certain a fact is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// The vendor says so.
    #[default]
    Documented,
    /// Seen on the wire, in public client code or in a public sample.
    Observed,
    /// Concluded from other facts.
    Inferred,
}

/// Whether a header or a field has to be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    /// Always.
    Required,
    /// At the caller's choice.
    Optional,
    /// When the `condition` beside it holds.
    Conditional,
}

/// How a value shows itself in `Debug` output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Redact {
    /// As it is.
    Shown,
    /// By its last four characters.
    LastFour,
    /// Not at all.
    Hidden,
}

/// A contradiction, and what was decided about it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    /// Its name, unique in the file.
    pub id: String,
    /// The fact in question, as `<block>.<name>.<fact>`.
    pub subject: String,
    /// What the page says, as transcribed; absent when it says nothing.
    pub page_says: Option<String>,
    /// The statement of another source that contradicts the page.
    pub elsewhere: Option<Elsewhere>,
    /// The reading that the client follows.
    pub adopted: String,
    /// Why, in a sentence for the documentation.
    pub because: String,
    /// The sources that support the reading.
    #[serde(default)]
    pub evidence: Vec<String>,
    /// How certain the reading is.
    pub standing: Standing,
    /// Whether an inferred rule rejects values; documented and observed ones always do.
    #[serde(default)]
    pub enforce: bool,
    /// Why it is open: nobody has decided it, and the most likely reading is adopted.
    pub confirm: Option<String>,
}

/// What another source says of the same fact.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// The id of the source.
    pub source: String,
    /// Its statement.
    pub says: String,
}
