//! The keys of `released/release.yaml`.

use serde::Deserialize;

/// `released/release.yaml`: the record of all releases.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    /// The newest first.
    pub releases: Vec<Release>,
}

/// One release.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Release {
    /// The version of the client, as `0.1.0`.
    pub version: String,
    /// The day, as `2026-01-31`.
    pub date: String,
    /// The changes since the release before, one line each.
    pub changes: Vec<String>,
}
