//! Applies resolutions: the adopted reading replaces what the page says.

use crate::raw::Resolution;

/// The decision about a subject such as `request.birthDate.length`.
#[must_use]
pub fn adopted<'a>(
    resolutions: &'a [Resolution],
    owner: &str,
    fact: &str,
) -> Option<&'a Resolution> {
    resolutions.iter().find(|resolution| {
        resolution.subject.strip_prefix(owner).and_then(|rest| rest.strip_prefix('.'))
            == Some(fact)
    })
}

/// A length in characters after resolution: what was adopted, or else what the page says. An
/// adopted text that is not a number leaves the page's value; lint refuses it.
#[must_use]
pub fn length(
    resolutions: &[Resolution],
    owner: &str,
    fact: &str,
    page: Option<u32>,
) -> Option<u32> {
    match adopted(resolutions, owner, fact) {
        Some(resolution) => resolution.adopted.parse().ok().or(page),
        None => page,
    }
}

/// A form after resolution: what was adopted, or else what the page says.
#[must_use]
pub fn form<'a>(
    resolutions: &'a [Resolution],
    owner: &str,
    page: Option<&'a str>,
) -> Option<&'a str> {
    adopted(resolutions, owner, "form")
        .map(|resolution| resolution.adopted.as_str())
        .or(page)
}
