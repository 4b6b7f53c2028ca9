//! The digest for programs. Its structure is its own: what is told here stays told, and whoever
//! reads it is told by `schema` when that could not be.

use serde::Serialize;

use super::super::{Bump, Change, Group, Part};
use super::content::Digest;
use crate::json;

/// The version of the structure. It is another one when a key is gone or means something else;
/// keys that are new are no reason.
const SCHEMA: u32 = 1;

/// What `cargo xtask diff --format json` prints.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Digest"))]
pub(crate) struct Document<'a> {
    /// The version of this structure: 1. New keys may come without another version.
    schema: u32,
    /// What the old state is called: `main (merge base 1a2b3c4d5e6f)`.
    base: &'a str,
    /// Every change, the worst first.
    changes: Vec<Entry<'a>>,
    /// Whether the client's own interface and what it sends are compared too. Otherwise not both
    /// states have a record of it, and nothing is known of its changes.
    client_compared: bool,
    /// What all of them do, those that are accepted too.
    verdict: Conclusion,
}

/// One change.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Change"))]
struct Entry<'a> {
    /// The id of its kind, which `cargo xtask explain` knows: `C304`.
    #[cfg_attr(feature = "schema", schemars(regex(pattern = "^C[0-9]{3}$")))]
    id: &'a str,
    /// What it is a change of: spec, interface (of the client's own code), or sent (what that code
    /// sends and how it reads answers).
    part: &'a str,
    /// How bad it is: wire-breaking, type-breaking, behaviour, additive or documentation.
    group: &'a str,
    /// The operations that it concerns; none where it concerns all of them.
    operations: &'a [String],
    /// What has changed: `request.bankAccount`, `codes.banks.088`.
    subject: &'a str,
    /// Which fact of it: `length`, `added`.
    fact: &'a str,
    /// What it was, if it was.
    old: Option<&'a str>,
    /// What it is, if it is.
    new: Option<&'a str>,
    /// What becomes of a client that is deployed: works, unknown, depends, fails or does harm.
    deployed: Outcome,
    /// What becomes of the code of callers: compiles, refused, differs or must change.
    callers: Outcome,
    /// Why it is accepted, if it is.
    accepted: Option<Accepted<'a>>,
    /// The page or guide that documents it.
    page: &'a str,
    /// The heading there.
    section: &'a str,
    /// Which state the place is in: old or new.
    state: &'a str,
    /// The file: of the spec, or of the generator.
    file: String,
    /// The line in that file.
    line: u32,
}

/// An exception of `accepted.yaml`.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Accepted<'a> {
    /// Why.
    because: &'a str,
    /// Who says so.
    by: &'a str,
}

/// What becomes of something, and why.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Outcome {
    /// The word for it.
    outcome: &'static str,
    /// Why; empty where there is nothing to say.
    because: &'static str,
}

/// What all changes together do.
#[derive(Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Verdict"))]
struct Conclusion {
    /// What becomes of a client that is deployed, at the worst.
    deployed: &'static str,
    /// What becomes of the code of callers, at the worst.
    callers: &'static str,
    /// What the version of the crate has to move: none, patch, minor or major.
    semver: &'static str,
    /// The version of the client in the old state.
    old_version: String,
    /// The version of the client in the new state.
    new_version: String,
}

pub(super) fn render(digest: &Digest<'_>) -> String {
    let verdict = digest.verdict();
    let document = Document {
        schema: SCHEMA,
        base: digest.base,
        changes: digest.changes.iter().map(|change| entry(digest, change)).collect(),
        client_compared: !digest.unrecorded,
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

fn entry<'a>(digest: &'a Digest<'_>, change: &'a Change) -> Entry<'a> {
    let effect = &change.effect;
    Entry {
        id: effect.kind.id(),
        part: match effect.kind.part() {
            Part::Spec => "spec",
            Part::Interface => "interface",
            Part::Sent => "sent",
        },
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
        accepted: digest.exception(change).map(|it| Accepted {
            because: &it.because,
            by: &it.by,
        }),
        page: &change.page,
        section: &change.section,
        state: if change.is_gone() { "old" } else { "new" },
        file: digest.file(change),
        line: change.line,
    }
}
