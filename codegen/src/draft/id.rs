//! Ids and names that are made from the page.

use heck::{ToKebabCase, ToUpperCamelCase};

/// The id of an operation: its path without the part that all paths have, `delete-account` of
/// `/api/v1/account/delete` being beyond what a path tells. A version that is another one than
/// most paths have is said behind it, so that no two paths have one id.
pub(crate) fn of_path(path: &str, usual_version: Option<&str>) -> String {
    let parts = path.split('/').map(kebab);
    let rest = parts.skip_while(|part| part.is_empty() || part == "api");
    let mut words: Vec<String> = rest.filter(|part| !part.is_empty()).collect();
    let is_version = |part: &String| {
        let number = part.strip_prefix('v').filter(|it| !it.is_empty());
        number.is_some_and(|it| it.bytes().all(|b| b.is_ascii_digit()))
    };
    let versions: Vec<_> = words.extract_if(.., |it| is_version(it)).collect();
    let is_unusual = |it: &String| usual_version.is_some_and(|usual| it != usual);
    words.extend(versions.into_iter().filter(is_unusual));
    let id = words.join("-");
    let id = id.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    if id.is_empty() { "operation".to_owned() } else { id.to_owned() }
}

/// Small letters, digits and hyphens.
pub(crate) fn kebab(text: &str) -> String {
    let ascii: String =
        text.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    ascii.to_kebab_case()
}

/// The name of a type.
pub(crate) fn camel(text: &str) -> String {
    text.to_upper_camel_case()
}

/// The id, or the first free one with a number after it.
pub(crate) fn free(id: &str, is_free: impl Fn(&str) -> bool) -> String {
    let id = if id.is_empty() { "codes" } else { id };
    if is_free(id) {
        return id.to_owned();
    }
    let numbered = (2..=u32::MAX).map(|number| format!("{id}-{number}"));
    numbered.into_iter().find(|id| is_free(id)).unwrap_or_default()
}
