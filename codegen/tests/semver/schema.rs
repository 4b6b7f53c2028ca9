//! The digest for programs is what its schema says.

use std::fs;
use std::path::Path;

use codegen::raw::{Accepted, Exception};
use codegen::semver::{Change, Digest, Kind};
use serde_json::Value;

use super::edits::EDITS;
use super::fits::fits;
use super::told::digest;
use super::vendor::changes;

/// A file of the project, by its path from there.
fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path))
        .unwrap()
}

fn schema() -> Value {
    serde_json::from_str(&read("spec/schema/digest.json")).unwrap()
}

#[test]
fn what_the_readme_shows_fits_the_schema() {
    let readme = read("README.md");
    let block = readme.split("```json\n").nth(1).and_then(|it| it.split("```").next());
    let shown: Value = serde_json::from_str(block.unwrap()).unwrap();
    fits(&schema(), &shown);
    let change = &shown["changes"][0];
    let kind = Kind::of(change["id"].as_str().unwrap()).unwrap();
    assert!(kind.example().contains(change["fact"].as_str().unwrap()), "{change}");
    let mut blocks = readme.split("```yaml\n").skip(1);
    let exceptions = blocks.find(|it| it.contains("accepted.json")).unwrap();
    let exceptions: Accepted =
        serde_yaml::from_str(exceptions.split("```").next().unwrap()).unwrap();
    let exception = &exceptions.exceptions[0];
    assert_eq!(exception.change, kind.id());
    assert_eq!(change["subject"], exception.subject);
    assert_eq!(change["accepted"]["because"], exception.because);
}

#[test]
fn every_digest_fits_its_schema() {
    let schema = schema();
    for edit in EDITS {
        let changes = changes(edit);
        let exceptions: Vec<_> = changes.iter().take(1).map(exception).collect();
        let told = Digest {
            exceptions: &exceptions,
            ..digest(&changes)
        };
        let json = told.json();
        let told: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(told["schema"], 1);
        fits(&schema, &told);
    }
}

fn exception(change: &Change) -> Exception {
    Exception {
        change: change.effect.kind.id().to_owned(),
        subject: change.subject.clone(),
        operation: change.operations.first().cloned(),
        new: change.new.clone(),
        because: "모두 알고 있다.".to_owned(),
        by: "The pilot".to_owned(),
    }
}
