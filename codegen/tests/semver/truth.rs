//! Whether the code of callers compiles, as the verdict says: an old caller against the client of
//! every edit.

use std::path::Path;
use std::process::Output;

use codegen::semver::Callers;

use super::cases::{Case, cases};
use super::workspace::{CLIENTS, Workspace, write};

#[test]
fn callers_compile_where_the_verdict_says_so() {
    let cases = cases();
    let members: Vec<_> =
        cases.iter().map(|case| format!("callers/{}", case.name)).collect();
    let workspace = Workspace::new("callers", &members);
    for case in &cases {
        member(&workspace.folder, case);
    }

    let sound = compiled(&workspace);
    let mut lies = Vec::new();
    for case in &cases {
        let Case { name, callers, .. } = case;
        let client = case.package();
        assert!(sound.contains(&client), "{client} is not among {sound:#?}");
        let compiles = sound.contains(name);
        if compiles != (*callers != Callers::MustChange) {
            lies.push(format!("{name}: the verdict is {callers:?}"));
        }
        if compiles && *callers == Callers::Refused && run(&workspace, name) != Some(3) {
            lies.push(format!("{name}: building is not refused"));
        }
    }
    assert!(lies.is_empty(), "{lies:#?}");
    assert_eq!(run(&workspace, "unedited"), Some(0), "the caller itself is wrong");
}

/// A client, and the old caller beside it.
fn member(workspace: &Path, case: &Case) {
    let name = &case.name;
    case.write(&workspace.join("clients").join(name));
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[[bin]]\nname = \"{name}\"\n\
         path = \"{}\"\n\n[dependencies.client]\npackage = \"{}\"\n\
         path = \"../../clients/{name}\"\ndefault-features = false\n",
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/semver/caller.rs")
            .display()
            .to_string()
            .replace('\\', "/"),
        case.package(),
    );
    write(&workspace.join("callers").join(name).join("Cargo.toml"), &manifest);
}

/// The names of the clients and callers that compile.
fn compiled(workspace: &Workspace) -> Vec<String> {
    let mut check = vec!["check", "--keep-going", "--message-format=json"];
    check.extend(CLIENTS);
    let Output { stdout, stderr, .. } = workspace.cargo(&check).output().unwrap();
    let finished = |line: &str| {
        let message: serde_json::Value = serde_json::from_str(line).ok()?;
        let is_artifact = message["reason"] == "compiler-artifact";
        let name = message["target"]["name"].as_str().filter(|_| is_artifact)?;
        // A library's name is that of its crate.
        Some(name.replace('_', "-"))
    };
    let names: Vec<_> =
        str::from_utf8(&stdout).unwrap().lines().filter_map(finished).collect();
    assert!(!names.is_empty(), "{}", String::from_utf8_lossy(&stderr));
    names
}

fn run(workspace: &Workspace, name: &str) -> Option<i32> {
    workspace.cargo(&["run", "--bin", name]).output().unwrap().status.code()
}
