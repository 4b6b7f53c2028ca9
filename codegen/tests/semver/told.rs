//! The digest of every edit, as a reviewer reads it.

use std::fmt::Write as _;

use codegen::diagnostic::Style;
use codegen::semver::{Change, Digest, Version, line};
use serde_json::Value;

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

/// Whoever reads the digest of one edit, in whatever format, learns what becomes of a deployed
/// client and of the code of callers.
#[test]
fn every_format_answers_both_questions() {
    for edit in EDITS {
        let (name, changes) = (edit.name, changes(edit));
        let told = digest(&changes);
        let json: Value = serde_json::from_str(&told.json()).unwrap();
        let listed = json["changes"].as_array().unwrap();
        assert_eq!(listed.len(), changes.len(), "{name}");
        for answers in listed.iter().chain([&json["verdict"]]) {
            for answer in [&answers["deployed"], &answers["callers"]] {
                let outcome = answer.get("outcome").unwrap_or(answer);
                assert!(outcome.is_string(), "{name}: {answers}");
            }
        }
        let markdown = told.markdown();
        let cells = |row: &str| row.replace("\\|", "").matches('|').count();
        let lines: Vec<_> = markdown.lines().collect();
        for rows in
            lines.windows(2).filter(|rows| rows.iter().all(|it| it.starts_with('|')))
        {
            assert_eq!(cells(rows[0]), cells(rows[1]), "{name}: {rows:#?}");
        }
        for text in [told.human(Style::Plain), markdown] {
            let answers = ["deployed client", "caller's code", "verdict"];
            let is_told = answers.iter().all(|answer| text.contains(answer));
            assert!(is_told || changes.is_empty(), "{name}: {text}");
        }
    }
}
