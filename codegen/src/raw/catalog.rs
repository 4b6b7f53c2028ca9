use serde::Deserialize;

use super::Cite;

/// `catalog.yaml`: every API that the portal lists.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Catalog {
    /// Where the list stands.
    pub cite: Option<Cite>,
    /// In the portal's order.
    pub apis: Vec<CatalogEntry>,
}

/// One line of the portal's list.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CatalogEntry {
    /// The name as printed; several APIs may share it.
    pub name: String,
    /// The path, where it is known.
    pub path: Option<String>,
    /// Where the path is known from; the operation's own page when it is transcribed.
    pub cite: Option<Cite>,
    /// The operation that transcribes it, where neither path nor name tells.
    pub operation: Option<String>,
}
