use serde::Deserialize;

use super::{Cite, FieldType, Mode, Need};

/// `pages.yaml`: how the vendor's portal lays out the page of an API, as text.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Pages {
    /// Where the layout was seen.
    pub cite: Option<Cite>,
    /// Lines that belong to the portal, not to the API.
    #[serde(default)]
    pub chrome: Vec<String>,
    /// Signs before the lines of a list.
    #[serde(default)]
    pub bullets: Vec<String>,
    /// What is glued to the title.
    #[serde(default)]
    pub modes: Vec<ModeLabel>,
    /// The headings and words of the page, each in every language of the portal.
    pub labels: Labels,
    /// What the page prints for a type.
    pub types: Vec<TypeLabel>,
    /// What the page prints for a need.
    pub needs: Vec<NeedLabel>,
    /// Buttons and values of the portal's form, printed among the lines of a field.
    #[serde(default)]
    pub widgets: Vec<Widget>,
    /// The row for the items of an array, and what is printed behind its name.
    pub items: Option<ItemRow>,
    /// Objects whose fields are known, since no page marks where they end.
    #[serde(default)]
    pub objects: Vec<KnownObject>,
}

/// The headings and words of a page, each in every language of the portal.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Labels {
    /// Before a version.
    pub version: Vec<String>,
    /// The heading of the request's headers.
    pub request_headers: Vec<String>,
    /// The heading of the request's parameters.
    pub request_parameters: Vec<String>,
    /// The heading of the response's headers.
    pub response_headers: Vec<String>,
    /// The heading of the response's parameters.
    pub response_parameters: Vec<String>,
    /// The heading of the results.
    pub response_codes: Vec<String>,
    /// Before the code of a result.
    pub code: Vec<String>,
    /// Before the message of a result.
    pub message: Vec<String>,
    /// Before the description of a result.
    pub description: Vec<String>,
    /// The button that shows further results.
    pub show_all: Vec<String>,
    /// The heading of the test cases.
    pub test_cases: Vec<String>,
    /// The line at which the page's own facts end.
    pub end: Vec<String>,
    /// The mark of an encrypted body.
    pub encrypted: Vec<String>,
    /// The lines that follow the mark.
    #[serde(default)]
    pub encrypted_note: Vec<String>,
    /// Before an exact length.
    pub length: Vec<String>,
    /// Before a number of digits.
    pub value: Vec<String>,
    /// Before a least length or value.
    pub min: Vec<String>,
    /// Before a greatest length or value.
    pub max: Vec<String>,
    /// Before a form, within the prose.
    pub form: Vec<String>,
    /// Before a default, within the prose.
    pub default: Vec<String>,
    /// With which a sentence tells on what a need depends.
    #[serde(default)]
    pub condition: Vec<String>,
}

/// A mode, as it is printed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ModeLabel {
    /// The page's word.
    pub label: String,
    /// What it stands for.
    pub mode: Mode,
}

/// A type, as it is printed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct TypeLabel {
    /// The page's word.
    pub label: String,
    /// What it stands for.
    #[serde(rename = "type")]
    pub kind: FieldType,
}

/// A need, as it is printed.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct NeedLabel {
    /// The page's word.
    pub label: String,
    /// What it stands for.
    pub need: Need,
}

/// Lines of the portal's form among the lines of a field.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Widget {
    /// The type of the fields that have it.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// The lines, in order.
    pub lines: Vec<String>,
}

/// The row for the items of an array: `<array><suffix>`.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ItemRow {
    /// What is printed behind the name of the array.
    pub suffix: String,
    /// What is printed behind the row's name in the line above its fields.
    pub caption: Option<String>,
}

/// An object whose fields are known.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct KnownObject {
    /// Its name.
    pub name: String,
    /// The names of its fields.
    pub fields: Vec<String>,
    /// Whether it has no others.
    #[serde(default)]
    pub complete: bool,
    /// Whether it stands beside all other objects, in none of them.
    #[serde(default)]
    pub outermost: bool,
}
