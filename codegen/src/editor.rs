//! The comment by which an editor finds the schema of a file.

/// The first line of a spec's file, by its path below the spec's folder: it names the schema
/// that an editor checks the file with. Nothing where the format has no such file.
#[must_use]
pub fn line(name: &str) -> Option<String> {
    let schema = match name.split_once('/') {
        None if name == "api.yaml" => "schema/api.json",
        None if name == "accepted.yaml" => "schema/accepted.json",
        None if name == "catalog.yaml" => "schema/catalog.json",
        None if name == "decisions.yaml" => "schema/decisions.json",
        None if name == "pages.yaml" => "schema/pages.json",
        Some(("callbacks", _)) => "../schema/callback.json",
        Some(("codes", _)) => "../schema/codes.json",
        Some(("operations", _)) => "../schema/operation.json",
        Some(("walkthroughs", _)) => "../schema/walkthrough.json",
        _ => return None,
    };
    Some(format!("# yaml-language-server: $schema={schema}\n"))
}

/// The schemas that the program `schema` prints, by their files' names.
///
/// # Errors
/// When it has printed something else.
pub fn schemas(
    printed: &[u8],
) -> Result<std::collections::BTreeMap<String, String>, serde_json::Error> {
    serde_json::from_slice(printed)
}
