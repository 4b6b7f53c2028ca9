//! All outputs together, as members of one workspace: they compile without a warning, their
//! tests and the examples in their documentation pass, and so does the documentation.
//!
//! The workspace stays in cargo's folder for temporary files: `.ci/run` looks at its style too,
//! and that `cargo fmt` leaves it alone.

use std::path::{Path, PathBuf};

use super::process;
use super::support::{self, Feature};

#[test]
fn every_output_compiles_and_passes_its_tests() {
    let workspace = workspace("features", &support::all());
    cargo(&workspace, &["test", "--no-fail-fast"]);
    cargo(&workspace, &["doc", "--no-deps"]);
}

/// Writes outputs as the members of a workspace.
pub(crate) fn workspace(name: &str, features: &[Feature]) -> PathBuf {
    let workspace = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    for feature in features {
        feature.generate().write(&workspace.join(&feature.name)).unwrap();
    }
    let names: Vec<_> = features.iter().map(|feature| feature.name.as_str()).collect();
    let manifest = format!("[workspace]\nresolver = \"3\"\nmembers = {names:?}\n");
    std::fs::write(workspace.join("Cargo.toml"), manifest).unwrap();
    // The versions that the repository has fetched.
    let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    std::fs::copy(lock, workspace.join("Cargo.lock")).unwrap();
    workspace
}

fn cargo(workspace: &Path, arguments: &[&str]) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = process::command(cargo)
        .args(arguments)
        // Transports and encryption take a C compiler's time, and are the runtime's own affair.
        .args(["--no-default-features", "--offline", "--quiet", "--target-dir"])
        .arg(workspace.with_file_name("features-target"))
        .current_dir(workspace)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .unwrap();
    let told =
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    assert!(output.status.success(), "cargo {arguments:?}:\n{}", told.concat());
}
