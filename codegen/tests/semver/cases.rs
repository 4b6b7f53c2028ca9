//! The clients of all edits.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use codegen::history::History;
use codegen::semver::{Callers, Verdict};

use super::edits::{EDITS, Edit};
use super::process;
use super::vendor::{self, Spec, changes, edited, model, new, old};

/// A client, and what is to become of the old caller.
pub(crate) struct Case {
    pub(crate) name: String,
    spec: Spec,
    /// What the verdict says.
    pub(crate) callers: Callers,
}

/// Every edit that breaks a caller has a client of its own. Those that break none are made
/// together, as far as they go together: one that does would break them all.
pub(crate) fn cases() -> Vec<Case> {
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

impl Case {
    /// The name of the client's package: two of a workspace cannot have the same one.
    pub(crate) fn package(&self) -> String {
        format!("boat-{}", self.name)
    }

    /// Writes the client.
    pub(crate) fn write(&self, folder: &Path) {
        let mut spec = self.spec.clone();
        let api = spec.get_mut("api.yaml").unwrap();
        *api = api.replace("id: paper-boat", &format!("id: {}", self.package()));
        let history = History::default();
        codegen::generate(&model(&spec), &history).unwrap().write(folder).unwrap();
    }
}

/// The manifest of a workspace, and the versions that the repository has fetched.
pub(crate) fn workspace(folder: &Path, members: &[String]) {
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {members:?}\n");
    write(&folder.join("Cargo.toml"), &manifest);
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    fs::copy(lock, folder.join("Cargo.lock")).unwrap();
}

/// Leaves a file alone that is as it should be, so that cargo does too.
pub(crate) fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Cargo in a workspace, with a target of its own beside it.
pub(crate) fn cargo(workspace: &Path, arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let name = workspace.file_name().unwrap().to_str().unwrap();
    let target: PathBuf = workspace.with_file_name(format!("{name}-target"));
    let mut command = process::command(cargo);
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
