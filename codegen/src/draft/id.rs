//! Ids and names that are made from the page.

use heck::{ToKebabCase, ToUpperCamelCase};

/// A longer name for the type of an operation is cut: callers type it.
const LONGEST: usize = 33;

/// The id of an operation: its path without the part that all paths have, `delete-account` of
/// `/api/v1/account/delete` being beyond what a path tells.
pub(crate) fn of_path(path: &str) -> String {
    let parts: Vec<String> = path.split('/').map(kebab).collect();
    let is_version = |part: &String| {
        part.strip_prefix('v').is_some_and(|it| it.bytes().all(|b| b.is_ascii_digit()))
    };
    let skipped =
        parts.iter().take_while(|part| part.is_empty() || *part == "api").count();
    let rest = parts.into_iter().skip(skipped).skip_while(is_version);
    let mut words: Vec<String> = rest.filter(|part| !part.is_empty()).collect();
    while words.len() > 1 && camel(&words.join("-")).len() > LONGEST {
        words.remove(0);
    }
    let id: String = words.join("-");
    let id = id.trim_start_matches(|c: char| !c.is_ascii_lowercase());
    let mut id = id.to_owned();
    while camel(&id).len() > LONGEST {
        let end = id.rfind('-').unwrap_or(LONGEST.min(id.len()) - 1);
        id.truncate(end);
    }
    if id.is_empty() { "operation".to_owned() } else { id }
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
