//! The digest of every edit, as a reviewer reads it.

use std::fmt::Write as _;

use codegen::diagnostic::Style;
use codegen::semver::{Change, Digest, Version, line};

use super::edits::EDITS;
use super::vendor::changes;

fn digest(changes: &[Change]) -> Digest<'_> {
    let (base, old_folder, folder) = ("HEAD", "HEAD:spec", "spec");
    let version = Version::FIRST;
    let digest = Digest {
        changes,
        base,
        old_folder,
        folder,
        client: "paper-boat",
        versions: (version, version),
    };
    let next = version.after(digest.verdict().bump);
    Digest {
        versions: (version, next),
        ..digest
    }
}

#[test]
fn to_people() {
    let mut told = String::new();
    for edit in EDITS {
        let changes = changes(edit);
        let digest = digest(&changes).human(Style::Plain);
        let _ = writeln!(told, "===== {}\n{digest}", edit.name);
    }
    insta::assert_snapshot!("people", told);
}

#[test]
fn in_a_pull_request() {
    let all: Vec<_> = EDITS.iter().flat_map(changes).collect();
    insta::assert_snapshot!("pull-request", digest(&all).markdown());
}

#[test]
fn to_programs() {
    let some = ["field-renamed", "operation-removed", "result-description"];
    let edits = EDITS.iter().filter(|edit| some.contains(&edit.name));
    let all: Vec<_> = edits.flat_map(changes).collect();
    insta::assert_snapshot!("programs", digest(&all).json());
}

#[test]
fn in_one_line_each() {
    for edit in EDITS {
        for change in changes(edit) {
            assert_eq!(line(&change).lines().count(), 1, "{}", edit.name);
        }
    }
}
