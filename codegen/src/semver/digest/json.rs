use serde::Serialize;

use super::super::{Bump, Change, Group};
use super::content::Digest;
use crate::json;

#[derive(Serialize)]
struct Document<'a> {
    base: &'a str,
    changes: Vec<Entry<'a>>,
    verdict: Conclusion,
}

#[derive(Serialize)]
struct Entry<'a> {
    group: &'a str,
    operations: &'a [String],
    subject: &'a str,
    fact: &'a str,
    old: Option<&'a str>,
    new: Option<&'a str>,
    deployed: Outcome,
    callers: Outcome,
    page: &'a str,
    section: &'a str,
    /// Which state the place is in.
    state: &'a str,
    file: String,
    line: u32,
}

#[derive(Serialize)]
struct Outcome {
    outcome: &'static str,
    because: &'static str,
}

#[derive(Serialize)]
struct Conclusion {
    deployed: &'static str,
    callers: &'static str,
    semver: &'static str,
    old_version: String,
    new_version: String,
}

pub(super) fn render(digest: &Digest<'_>) -> String {
    let verdict = digest.verdict();
    let document = Document {
        base: digest.base,
        changes: digest.changes.iter().map(|change| entry(digest, change)).collect(),
        verdict: Conclusion {
            deployed: verdict.deployed.name(),
            callers: verdict.callers.name(),
            semver: match verdict.bump {
                Bump::None => "none",
                Bump::Patch => "patch",
                Bump::Minor => "minor",
                Bump::Major => "major",
            },
            old_version: digest.versions.0.to_string(),
            new_version: digest.versions.1.to_string(),
        },
    };
    json::document(&document)
}

fn entry<'a>(digest: &Digest<'_>, change: &'a Change) -> Entry<'a> {
    let effect = &change.effect;
    Entry {
        group: match effect.group {
            Group::Documentation => "documentation",
            group => group.name(),
        },
        operations: &change.operations,
        subject: &change.subject,
        fact: change.fact,
        old: change.old.as_deref(),
        new: change.new.as_deref(),
        deployed: Outcome {
            outcome: effect.deployed.name(),
            because: effect.deployed_why,
        },
        callers: Outcome {
            outcome: match effect.callers {
                super::super::Callers::Refused => "refused",
                super::super::Callers::Differs => "differs",
                callers => callers.name(),
            },
            because: effect.callers_why,
        },
        page: &change.page,
        section: &change.section,
        state: if change.is_gone() { "old" } else { "new" },
        file: digest.file(change),
        line: change.line,
    }
}
