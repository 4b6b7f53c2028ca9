use serde::Deserialize;

use super::{Cite, Resolution};

/// `codes/<table>.yaml`: a list of codes and what they stand for.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeTable {
    /// The file's name without its ending.
    pub id: String,
    /// The name of the Rust type, where the id gives a poor one.
    pub type_name: Option<String>,
    /// What the codes are, in our own words.
    pub about: Option<String>,
    /// What the page says of them, as it is printed.
    pub wording: Option<String>,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
    /// Where the table is documented.
    pub cite: Option<Cite>,
    /// The length of a code in characters.
    pub length: Option<u32>,
    /// The form of a code.
    pub form: Option<String>,
    /// In the page's order.
    pub codes: Vec<Code>,
    /// Contradictions about the facts of this file.
    #[serde(default)]
    pub resolutions: Vec<Resolution>,
}

/// One code. It is quoted, so that YAML does not read `004` as a number.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Code {
    /// The code on the wire.
    pub code: String,
    /// The vendor's name for it.
    pub name: String,
    /// The name of the Rust variant, where the vendor's name gives a poor one.
    pub variant: Option<String>,
    /// Why this is to be confirmed: what the page leaves open, and how it was read.
    pub confirm: Option<String>,
    /// For a table of time zones: what the zone adds to UTC, as `+09:00`.
    pub utc_offset: Option<String>,
}
