//! States of the spec that are written in an earlier version of its format.

use std::path::{Path, PathBuf};

use codegen::BaselineError;
use codegen::load::{self, SourceText};
use codegen::release;
use codegen::semver::{self, line};

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The project's spec as it was in the last commit of version 1.
fn version_1() -> Vec<SourceText> {
    load::read(&here("tests/fixtures/format-1")).unwrap()
}

fn api(text: &str) -> Vec<SourceText> {
    vec![SourceText {
        name: "api.yaml".to_owned(),
        shown: "spec/api.yaml".to_owned(),
        bytes: text.as_bytes().to_vec(),
        unread: None,
    }]
}

#[test]
fn version_1_is_compared_with() {
    let (old, history) = release::baseline(version_1(), None).unwrap();
    assert_eq!(history.version.to_string(), "0.1.1");
    assert_eq!(old.operations.len(), 1);
    assert!(semver::diff(&old, &old).is_empty());
    let now = load::read(&here("../spec")).unwrap();
    let (now, _) = release::baseline(now, None).unwrap();
    let changes: Vec<_> = semver::diff(&old, &now).iter().map(line).collect();
    let told = |words: &str| changes.iter().any(|change| change.contains(words));
    assert!(told("subject: unsorted → account"), "{changes:#?}");
    assert!(told("subjects.account, added"), "{changes:#?}");
    assert!(!told("subjects.unsorted"), "{changes:#?}");
}

#[test]
fn version_1_can_be_the_released_state() {
    let mut texts = load::read(&here("../spec")).unwrap();
    texts.retain(|text| !text.name.starts_with("released/"));
    let released =
        version_1().into_iter().filter(|text| !text.name.starts_with("released/"));
    texts.extend(released.map(|text| SourceText {
        name: format!("released/{}", text.name),
        ..text
    }));
    let record = "releases:\n  - { version: 0.1.0, date: 2026-01-31, changes: [] }\n";
    texts.push(SourceText {
        name: "released/release.yaml".to_owned(),
        ..api(record).remove(0)
    });
    let checked = codegen::check(texts);
    assert!(checked.api.is_some(), "{:?}", checked.diagnostics);
    assert!(!checked.history.unreleased.is_empty());
}

#[test]
fn a_later_version_is_refused() {
    for (text, format) in
        [("format: 3\n배: 종이\n", "3"), ("format: '99' # later\n", "99")]
    {
        let refused = release::baseline(api(text), None).unwrap_err();
        assert!(
            matches!(&refused, BaselineError::Format(it) if it == format),
            "{refused}"
        );
        let told = refused.to_string();
        assert!(told.contains("this generator reads versions 1 to 2"), "{told}");
    }
}
