//! The version and the changelog of the client: its releases, and the changes since the last one.

use crate::semver::{self, Change, Version};

/// The releases of the client, and the changes since the last one.
#[derive(Debug, Clone)]
pub struct History {
    /// The version of the client.
    pub version: Version,
    /// What has changed since the last release.
    pub unreleased: Vec<Change>,
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
            releases: Vec::new(),
        }
    }
}

/// A change as the changelog lists it, in one line of plain text.
#[must_use]
pub fn entry(change: &Change) -> String {
    format!("{}: {}", change.effect.group.name(), semver::line(change))
}
