//! A cargo workspace of generated clients, which is built in the target folder of these tests.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::process;

/// The manifest of the repository's own workspace.
const REPOSITORY: &str = include_str!("../../../Cargo.toml");

/// The clients alone: what checks and documents does not take what is built, and needs no more
/// dependencies than they do.
pub(crate) const CLIENTS: [&str; 3] = ["--workspace", "--exclude", DEPENDENCIES];

const DEPENDENCIES: &str = "dependencies";

/// A workspace in cargo's folder for temporary files.
pub(crate) struct Workspace {
    pub(crate) folder: PathBuf,
}

impl Workspace {
    pub(crate) fn new(name: &str, members: &[String]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let mut members = members.to_vec();
        members.push(DEPENDENCIES.to_owned());
        // With the same profile, what the repository has compiled is not compiled again.
        let (_, profile) = REPOSITORY.split_once("[profile.dev]").unwrap();
        write(
            &folder.join("Cargo.toml"),
            &format!(
                "[workspace]\nresolver = \"3\"\nmembers = {members:?}\n\n\
                 [profile.dev]{profile}"
            ),
        );
        write(&folder.join("dependencies/Cargo.toml"), &dependencies());
        write(
            &folder.join("dependencies/lib.rs"),
            "//! No code: only its manifest matters.\n",
        );
        // The versions that the repository has fetched.
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        fs::copy(lock, folder.join("Cargo.lock")).unwrap();
        Self { folder }
    }

    /// Cargo, offline, over all members.
    pub(crate) fn cargo(&self, arguments: &[&str]) -> Command {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut command = process::command(cargo);
        command
            .args(arguments)
            .args(["--offline", "--quiet", "--target-dir"])
            .arg(target())
            .current_dir(&self.folder)
            // A client is written anew or not at all.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        command
    }
}

/// The target folder of these tests.
pub(crate) fn target() -> &'static Path {
    Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap()
}

/// Leaves a file alone that is as it should be, so that cargo does too.
pub(crate) fn write(path: &Path, text: &str) {
    if fs::read_to_string(path).ok().as_deref() != Some(text) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// A member that asks for every dependency of the repository, with every feature that anybody
/// there asks for: cargo compiles a crate once for each set of features.
fn dependencies() -> String {
    let (_, rest) = REPOSITORY.split_once("[workspace.dependencies]\n").unwrap();
    let (asked, _) = rest.split_once("\n[").unwrap();
    let asked: Vec<_> = asked.lines().filter(|line| !line.contains("path = ")).collect();
    let syn = asked.iter().find(|line| line.starts_with("syn ")).unwrap();
    let runtime = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime");
    format!(
        "[package]\nname = \"dependencies\"\nedition = \"2024\"\n\n\
         [lib]\npath = \"lib.rs\"\ntest = false\ndoc = false\n\n\
         [dependencies]\n{}\n\
         runtime = {{ path = {runtime:?}, features = [\"cli\", \"reqwest\", \"tracing\"] }}\n\n\
         [build-dependencies]\n{syn}\n",
        asked.join("\n"),
    )
}
