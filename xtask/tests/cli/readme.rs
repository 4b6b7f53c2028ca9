//! The README's samples of the digest are what the digest says.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::support::{Location, copy};

const README: &str = include_str!("../../../README.md");

/// The block of the README that begins with this.
fn block(begin: &str) -> &'static str {
    let rest = README.split_once(begin).map(|(_, rest)| rest);
    rest.and_then(|it| it.split("```").next()).unwrap_or("no such block")
}

/// The spec, and an edit of it: the field of a request is renamed. `before` is the spec without it.
fn edited() -> Location {
    let place = Location::new();
    let spec = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    for folder in ["before", "spec"] {
        let _ = fs::remove_dir_all(place.path(folder));
        copy(&spec, &place.path(folder));
        // Versions and the record of the client go on with each release.
        fs::remove_dir_all(place.path(folder).join("released")).unwrap();
    }
    let renamed = "- name: memberId\n      type_name: UserId";
    place.edit("spec/operations/cancel-membership.yaml", "- name: userId", renamed);
    place
}

#[test]
fn the_sample_for_people_is_what_is_printed() {
    let told = edited().xtask(&["diff", "before"]);
    // A folder has no record of the client, which a revision has.
    let lines =
        told.out.lines().filter(|line| !line.starts_with("the client's own interface"));
    let printed: Vec<_> = lines.collect();
    let printed = printed.join("\n") + "\n";
    assert_eq!(
        block("```text\nwire-breaking"),
        printed.trim_start_matches("wire-breaking")
    );
}

#[test]
fn the_sample_for_programs_is_what_is_printed_with_the_exception_that_is_shown() {
    let place = edited();
    place.write(
        "spec/accepted.yaml",
        block("```yaml\n# yaml-language-server: $schema=schema/accepted.json\n"),
    );
    let told = place.xtask(&["diff", "before", "--format", "json"]);
    let printed: Value = serde_json::from_str(&told.out).unwrap_or_default();
    let sample: Value = serde_json::from_str(block("```json\n")).unwrap();
    assert_eq!(sample, printed, "{}", told.out);
}
