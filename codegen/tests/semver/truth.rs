//! Whether the code of callers compiles, as the verdict says: an old caller against the client of
//! every edit.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use codegen::semver::{Callers, Verdict};

use super::edits::{EDITS, Edit};
use super::vendor::{self, Spec, changes, edited, model, new, old};

/// A client, and what is to become of the old caller.
struct Case {
    name: String,
    spec: Spec,
    /// What the verdict says.
    callers: Callers,
}

#[test]
fn callers_compile_where_the_verdict_says_so() {
    let cases = cases();
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join("callers");
    let members: Vec<_> = cases.iter().map(|case| member(&workspace, case)).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    write(&workspace.join("Cargo.toml"), &manifest);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, workspace.join("Cargo.lock")).unwrap();

    let sound = compiled(&workspace);
    let mut lies = Vec::new();
    for Case { name, callers, .. } in &cases {
        let client = format!("boat-{name}");
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

/// Every edit that breaks a caller has a client of its own. Those that break none are made
/// together, as far as they go together: one that does would break them all.
fn cases() -> Vec<Case> {
    let verdict = |edit: &Edit| Verdict::of(&changes(edit)).callers;
    let (harmless, breaking): (Vec<_>, Vec<_>) =
        EDITS.iter().partition(|edit| verdict(edit) == Callers::Compile);
    let mut cases: Vec<_> = breaking
        .into_iter()
        .map(|edit| Case {
            name: edit.name.to_owned(),
            spec: new(edit),
            callers: verdict(edit),
        })
        .collect();
    let harmless_case = |name: &str, spec| Case {
        name: name.to_owned(),
        spec,
        callers: Callers::Compile,
    };
    cases.push(harmless_case("unedited", old()));
    let mut left = harmless;
    while let Some(first) = left.first() {
        let mut spec = new(first);
        let name = format!("{}-and-more", first.name);
        left.remove(0);
        left.retain(|edit| {
            let next = edited(&spec, edit).filter(|next| vendor::sound(next).is_ok());
            let stays = next.is_none();
            if let Some(next) = next {
                spec = next;
            }
            stays
        });
        cases.push(harmless_case(&name, spec));
    }
    cases
}

/// A client, and the old caller beside it.
fn member(workspace: &Path, case: &Case) -> String {
    let Case { name, spec, .. } = case;
    let mut spec = spec.clone();
    // Two packages of a workspace cannot have the same name; that is told by itself.
    let api = spec.get_mut("api.yaml").unwrap();
    *api = api.replace("id: paper-boat", &format!("id: boat-{name}"));
    let client = codegen::generate(&model(&spec)).unwrap();
    client.write(&workspace.join("clients").join(name)).unwrap();
    let manifest = format!(
        "[package]\nname = \"{name}\"\nedition = \"2024\"\n\n[[bin]]\nname = \"{name}\"\n\
         path = \"{}\"\n\n[dependencies.client]\npackage = \"boat-{name}\"\n\
         path = \"../../clients/{name}\"\ndefault-features = false\n",
        Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/semver/caller.rs")
            .display()
            .to_string()
            .replace('\\', "/"),
    );
    write(&workspace.join("callers").join(name).join("Cargo.toml"), &manifest);
    format!("callers/{name}")
}

/// Leaves a file alone that is as it should be, so that cargo does too.
fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// The names of the clients and callers that compile.
fn compiled(workspace: &Path) -> Vec<String> {
    let check = ["check", "--keep-going", "--message-format=json", "--workspace"];
    let Output { stdout, stderr, .. } = cargo(workspace, &check).output().unwrap();
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

fn run(workspace: &Path, name: &str) -> Option<i32> {
    cargo(workspace, &["run", "--package", name]).output().unwrap().status.code()
}

fn cargo(workspace: &Path, arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target: PathBuf = workspace.with_file_name("callers-target");
    let mut command = Command::new(cargo);
    command
        .args(arguments)
        .args(["--offline", "--quiet", "--target-dir"])
        .arg(target)
        .current_dir(workspace)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS");
    command
}
