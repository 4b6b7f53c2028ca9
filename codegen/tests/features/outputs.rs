//! All outputs together, as members of one workspace: they compile without a warning, their
//! tests and the examples in their documentation pass, and so does the documentation.
//!
//! The workspace stays in cargo's folder for temporary files: `.ci/run` looks at its style too,
//! and that `cargo fmt` leaves it alone.

use std::path::Path;

use super::drawn;
use super::support::{self, Feature, generate};
use super::workspace::{CLIENTS, Workspace};

/// With the rows for the mock server, which compile whatever a spec says. `.ci/run` looks at the
/// outputs without features.
#[test]
fn every_output_compiles_and_passes_its_tests() {
    let outputs = workspace("features", &joined(support::all()));
    cargo(
        &outputs,
        &["test", "--no-fail-fast", "--no-default-features", "--features", "fake"],
    );
    let doc = ["doc", "--no-deps", "--no-default-features"];
    cargo(&outputs, &[&doc, &CLIENTS[..]].concat());
}

/// The features with those joined into one vendor that say nothing about theirs, as far as their
/// names allow it: every client compiles the whole runtime. `no-fields` stays the client that has
/// less than any other.
fn joined(features: Vec<Feature>) -> Vec<Feature> {
    let api = drawn::files("joined", "").remove("api.yaml").unwrap();
    let mut outputs: Vec<Feature> = Vec::new();
    let mut groups: Vec<Feature> = Vec::new();
    for feature in features {
        let own = drawn::files(&feature.name, "").remove("api.yaml");
        if feature.name == "no-fields" || feature.spec.get("api.yaml") != own.as_ref() {
            outputs.push(feature);
            continue;
        }
        let fits = groups.iter_mut().find_map(|group| {
            let both = join(group, &feature)?;
            generate(both.texts()).ok()?;
            *group = both;
            Some(())
        });
        if fits.is_none() {
            let name = format!("joined-{}", groups.len());
            let mut group = Feature { name, ..feature };
            group.spec.insert("api.yaml".to_owned(), api.replace("joined", &group.name));
            groups.push(group);
        }
    }
    outputs.extend(groups);
    outputs
}

/// Both in one spec, unless they have files of one name.
fn join(group: &Feature, feature: &Feature) -> Option<Feature> {
    let mut both = Feature {
        name: group.name.clone(),
        shown: Vec::new(),
        spec: group.spec.clone(),
    };
    for (path, text) in feature.spec.iter().filter(|(path, _)| *path != "api.yaml") {
        if both.spec.insert(path.clone(), text.clone()).is_some() {
            return None;
        }
    }
    Some(both)
}

/// Vendors that have nothing in common: the clients of both pass their own tests against their
/// own mock server, over both transports, and on the command line.
#[test]
fn every_vendor_passes_its_own_tests() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    let own = [
        "second-vendor",
        "other-answers",
        "calls",
        "credentials",
        "no-envelope",
        "own-results",
        "multipart",
        "token-host",
    ]
    .map(Feature::read);
    let library = [Feature::of_folder("library", &base)];
    let vendors: Vec<_> = own.into_iter().chain(library).collect();
    let outputs = workspace("vendors", &vendors);
    cargo(&outputs, &["test", "--no-fail-fast", "--all-features"]);
}

/// Writes outputs as the members of a workspace.
pub(crate) fn workspace(name: &str, features: &[Feature]) -> Workspace {
    let names: Vec<_> = features.iter().map(|feature| feature.name.clone()).collect();
    let workspace = Workspace::new(name, &names);
    for feature in features {
        feature.generate().write(&workspace.folder.join(&feature.name)).unwrap();
    }
    workspace
}

/// Runs cargo, which must succeed and warn of nothing.
pub(crate) fn cargo(workspace: &Workspace, arguments: &[&str]) {
    let mut command = workspace.cargo(arguments);
    let output = command.env("RUSTDOCFLAGS", "-D warnings").output().unwrap();
    let told =
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    let told = told.concat();
    assert!(output.status.success(), "cargo {arguments:?}:\n{told}");
    assert!(!told.contains("warning"), "cargo {arguments:?}:\n{told}");
}
