//! The digest of the changes since the last release.

use std::collections::HashSet;
use std::io;
use std::path::Path;

use codegen::emit::changelog_line;
use codegen::history::History;
use codegen::raw::Exception;
use codegen::semver::{Change, Digest, Verdict, Version};

use crate::output;

/// The name of the last release, and the folder of its spec.
pub(crate) struct LastRelease {
    version: Version,
    name: String,
    folder: String,
    unrecorded: bool,
}

impl LastRelease {
    /// The last release of a client, if there was any.
    pub(crate) fn of(history: &History, folder: &str) -> Option<Self> {
        let version = history.releases.first()?.version;
        Some(Self {
            version,
            unrecorded: history.unrecorded,
            name: version.to_string(),
            folder: format!("{folder}/{}", codegen::release::FOLDER),
        })
    }

    pub(crate) fn digest<'a>(
        &'a self,
        client: &'a str,
        now: Version,
        folder: &'a str,
        changes: &'a [Change],
        exceptions: &'a [Exception],
    ) -> Digest<'a> {
        Digest {
            changes,
            exceptions,
            base: &self.name,
            old_folder: &self.folder,
            folder,
            unrecorded: self.unrecorded,
            client,
            versions: (self.version, now),
        }
    }
}

/// A folder as messages show it.
pub(crate) fn slashed(folder: &Path) -> String {
    folder.to_string_lossy().replace('\\', "/").trim_end_matches('/').to_owned()
}

/// The lines of the changelog that is there, which is the one before the run.
pub(crate) fn listed(out: &Path) -> HashSet<String> {
    let text = std::fs::read_to_string(out.join("CHANGELOG.md")).unwrap_or_default();
    text.lines().map(str::to_owned).collect()
}

/// The digest of a run: the changes since the last release that were not listed before it, with the
/// verdict on all of them. Empty when nothing has changed.
pub(crate) fn of_run(
    client: &str,
    (history, exceptions): (&History, &[Exception]),
    spec: &Path,
    before: &HashSet<String>,
) -> String {
    let folder = slashed(spec);
    let Some(last) = LastRelease::of(history, &folder) else { return String::new() };
    let all = &history.unreleased;
    let is_new = |change: &&Change| !before.contains(&changelog_line(change));
    let new: Vec<Change> = all.iter().filter(is_new).cloned().collect();
    if new.is_empty() {
        return String::new();
    }
    let digest = last.digest(client, history.version, &folder, &new, exceptions);
    let text = digest.human(output::style(&io::stdout()));
    match all.len() - new.len() {
        0 => format!("\n{text}"),
        known => {
            let verdict = Verdict::of(all).name();
            let were = if known == 1 { "was" } else { "were" };
            format!(
                "\n{text}with {known} more that {were} listed before this run: {verdict}\n"
            )
        }
    }
}
