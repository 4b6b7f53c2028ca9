//! What the processes that tests start know of whoever started the tests.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::process;
use super::support::Location;

/// Tests that commit, merge and ask for revisions.
const WITH_GIT: [&str; 3] = [
    "diff::a_change_is_told_and_is_a_finding",
    "diff::there_has_to_be_something_to_compare_with",
    "merge::two_operations_meet_in_lists_of_generated_files_alone",
];

/// Git sets these for its hooks, and a hook may run the tests.
#[test]
fn tests_that_a_hook_runs_leave_its_repository_alone() {
    let mine = Location::committed();
    mine.write("초안.txt", "not committed");
    mine.git(&["add", "초안.txt"]);
    let before = mine.files();
    let mut tests = process::command(std::env::current_exe().unwrap());
    tests.arg("--exact").args(WITH_GIT).current_dir(mine.path(""));
    tests.env("GIT_DIR", mine.path(".git"));
    tests.env("GIT_WORK_TREE", mine.path(""));
    tests.env("GIT_INDEX_FILE", mine.path(".git/index"));
    let output = tests.output().unwrap();
    let told = String::from_utf8_lossy(&output.stdout);
    let passed = format!("{} passed", WITH_GIT.len());
    let after = mine.files();
    let same = |path: &&PathBuf| before.get(*path) == after.get(*path);
    let touched: Vec<_> =
        before.keys().chain(after.keys()).filter(|path| !same(path)).collect();
    assert!(touched.is_empty(), "{touched:#?}");
    assert!(output.status.success() && told.contains(&passed), "{told}");
}

/// Opens a browser for whoever asks for it, which no test does.
const BROWSER: &str = "codegen/runtime/src/cli/docs/open.rs";
/// The one file that starts other programs for tests.
const HELPER: &str = "codegen/runtime/tests/commands/process.rs";

#[test]
fn no_program_is_started_but_by_the_helper() {
    let mut sources = BTreeMap::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for folder in ["codegen", "xtask"] {
        gather(&root, Path::new(folder), &mut sources);
    }
    let starters: Vec<_> =
        sources.iter().filter(|(_, text)| starts(text)).map(|(path, _)| path).collect();
    assert_eq!(
        starters,
        [BROWSER, HELPER],
        "see `command` in {HELPER}, and start it with that"
    );
}

/// Whether a source makes a command of the standard library's; clap has some of its own.
fn starts(source: &str) -> bool {
    let new = concat!("Command", "::new(");
    let is_claps = |line: &str| line.starts_with("use clap") && line.contains("Command");
    let claps = source.lines().any(is_claps);
    source.contains(&format!("process::{new}"))
        || (!claps && source.replace(&format!("clap::{new}"), "").contains(new))
}

fn gather(root: &Path, folder: &Path, sources: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let path = folder.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            if entry.file_name() != "target" {
                gather(root, &path, sources);
            }
        } else if path.extension().is_some_and(|end| end == "rs") {
            let text = fs::read_to_string(entry.path()).unwrap();
            sources.insert(path.to_string_lossy().replace('\\', "/"), text);
        }
    }
}
