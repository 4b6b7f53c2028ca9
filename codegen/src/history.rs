//! The version and the changelog of the client: its releases, and the changes since the last one.

use crate::semver::{self, Change, Effect, Group, Part, Version};

/// The releases of the client, and the changes since the last one.
#[derive(Debug, Clone)]
pub struct History {
    /// The version of the client.
    pub version: Version,
    /// What has changed since the last release, in the spec and in the client's own interface.
    pub unreleased: Vec<Change>,
    /// Whether the last release has no record of the client's own interface, or the present state
    /// has none: then its changes are not known.
    pub unrecorded: bool,
    /// The newest first; none before the first.
    pub releases: Vec<Release>,
}

/// One release.
#[derive(Debug, Clone)]
pub struct Release {
    /// The version.
    pub version: Version,
    /// The day, as `2026-01-31`.
    pub date: String,
    /// What had changed since the one before, a line each.
    pub changes: Vec<String>,
}

impl Default for History {
    fn default() -> Self {
        Self {
            version: Version::FIRST,
            unreleased: Vec::new(),
            unrecorded: false,
            releases: Vec::new(),
        }
    }
}

/// A change as the changelog lists it, in one line of plain text.
#[must_use]
pub fn entry(change: &Change) -> String {
    let Effect { group, kind, .. } = change.effect;
    let group = match (kind.part(), group) {
        (Part::Spec, group) => group.name().to_owned(),
        (part, Group::Documentation) => part.name().to_owned(),
        (part, group) => format!("{}, {}", part.name(), group.name()),
    };
    format!("{group}: {}", semver::line(change))
}
