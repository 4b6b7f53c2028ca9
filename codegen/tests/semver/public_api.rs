//! Whether the verdicts agree with `cargo semver-checks`, which compares public APIs.
//!
//! It is no part of `cargo test`, since it needs that tool: `tests/semver/public-api` runs it.
//! The tool knows less than a compiler that has a caller's code before it, see `judge`. So it
//! may find nothing in a client of which the verdict is that callers must change; never the
//! other way round.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test fails by panicking, and this one is run to be read"
)]

mod cases;
mod edits;
#[path = "../../runtime/tests/commands/process.rs"]
mod process;
mod vendor;
#[path = "../workspace/mod.rs"]
mod workspace;

use std::fs;
use std::path::{Path, PathBuf};

use cases::{Case, cases};
use codegen::semver::Callers;
use workspace::{CLIENTS, Workspace, target};

#[test]
fn no_verdict_is_milder_than_that_of_cargo_semver_checks() {
    let cases = cases();
    let names: Vec<_> = cases.iter().map(|case| case.name.clone()).collect();
    let workspace = Workspace::new("public-api", &names);
    for case in &cases {
        case.write(&workspace.folder.join(&case.name));
    }
    document(&workspace);

    let unedited = api("unedited");
    let (mut lies, mut blind) = (Vec::new(), Vec::new());
    for Case { name, callers, .. } in &cases {
        let found = breaks(&unedited, &api(name));
        println!("{name}: callers' code {}; the tool finds {found:?}", callers.name());
        match (callers, found.is_empty()) {
            (Callers::Compile | Callers::Refused, false) => lies.push(name),
            (Callers::MustChange, true) => blind.push(name),
            _ => {}
        }
    }
    println!("{} clients; nothing found in {blind:?}", cases.len());
    assert!(lies.is_empty(), "verdicts that are too mild: {lies:#?}");
    assert!(
        blind.len() < cases.len() / 2,
        "the tool finds next to nothing: is it run well?"
    );
}

/// Writes down the public API of every client, as JSON.
fn document(workspace: &Workspace) {
    let status = workspace
        .cargo(&["doc", "--no-deps", "--lib", "--no-default-features"])
        .args(CLIENTS)
        // The format is not stable yet; the tool tells by itself whether it knows it.
        .env("RUSTC_BOOTSTRAP", "1")
        .env("RUSTDOCFLAGS", "-Zunstable-options --output-format=json --cap-lints=allow")
        .status()
        .unwrap();
    assert!(status.success(), "{status}");
}

/// The API of a client, under the same name for all.
fn api(name: &str) -> PathBuf {
    let lib = format!("boat-{name}").replace('-', "_");
    let folder = target().join("doc");
    let json = fs::read_to_string(folder.join(format!("{lib}.json"))).unwrap();
    let named = folder.join("named");
    fs::create_dir_all(&named).unwrap();
    let path = named.join(format!("{name}.json"));
    fs::write(&path, json.replace(&format!("\"{lib}\""), "\"boat\"")).unwrap();
    path
}

/// The lints by which the tool finds that a release breaks callers.
fn breaks(old: &Path, new: &Path) -> Vec<String> {
    let output = process::command("cargo")
        .args(["semver-checks", "--color", "never", "--release-type", "minor"])
        .arg("--baseline-rustdoc")
        .arg(old)
        .arg("--current-rustdoc")
        .arg(new)
        .output()
        .unwrap();
    let told = [output.stdout, output.stderr].concat();
    let told = String::from_utf8(told).unwrap();
    assert!(matches!(output.status.code(), Some(0 | 1 | 100)), "{told}");
    let lints = told.lines().filter_map(|line| line.strip_prefix("--- failure "));
    let lints: Vec<_> =
        lints.map(|it| it.split(':').next().unwrap_or(it).to_owned()).collect();
    assert_eq!(lints.is_empty(), output.status.success(), "{told}");
    lints
}
