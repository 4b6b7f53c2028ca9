//! The kinds of changes: each has an id, and each id a change.

use std::fs;
use std::path::Path;

use codegen::semver::Kind;

/// The sources that judge changes.
fn judgements() -> String {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let folder = fs::read_dir(src.join("semver")).unwrap();
    let files = folder.map(|entry| entry.unwrap().path()).filter(|it| it.is_file());
    files
        .chain([src.join("raw/effect.rs")])
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

/// That every change has one is seen to by the compiler: there is no effect without a kind.
#[test]
fn every_kind_is_that_of_some_change() {
    let judgements = judgements();
    let unused = Kind::ALL.iter().map(|kind| kind.id()).filter(|id| {
        let (before, after) = (format!("Kind::{id},"), format!("Kind::{id})"));
        !judgements.contains(&before) && !judgements.contains(&after)
    });
    let unused: Vec<_> = unused.collect();
    assert!(unused.is_empty(), "no change is of the kinds {unused:?}");
}

#[test]
fn every_kind_is_explained() {
    let ids: Vec<_> = Kind::ALL.iter().map(|kind| kind.id()).collect();
    assert!(ids.is_sorted(), "{ids:?}");
    for kind in Kind::ALL {
        assert_eq!(Kind::of(&kind.id().to_lowercase()), Some(*kind));
        let (id, text, example) = (kind.id(), kind.text(), kind.example());
        assert!(text.ends_with('.'), "{id}: {text}");
        assert!(example.contains(", "), "{id}: {example}");
    }
    assert_eq!(Kind::of("C999"), None);
}
