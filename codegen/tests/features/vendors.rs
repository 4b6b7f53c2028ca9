//! Vendors that have nothing in common: the clients of both pass their own tests against their
//! own fake vendor, over both transports, and on the command line.

use std::path::Path;

use super::outputs::workspace;
use super::process;
use super::support::{self, Feature};

#[test]
fn every_vendor_passes_its_own_tests() {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    let vendors = [Feature::read("second-vendor"), Feature::of_folder("library", &base)];
    cargo("vendors", &vendors, &["test", "--no-fail-fast"]);
}

/// Whatever a spec says, its rows compile.
#[test]
fn every_output_has_its_fake_vendor() {
    cargo("fakes", &support::all(), &["check", "--lib"]);
}

/// Runs cargo over outputs with all their features. What the repository's own client has compiled
/// is not compiled again.
fn cargo(name: &str, outputs: &[Feature], arguments: &[&str]) {
    let workspace = workspace(name, outputs);
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = process::command(cargo)
        .args(arguments)
        .args(["--workspace", "--all-features", "--offline", "--quiet", "--target-dir"])
        .arg(target)
        .current_dir(workspace)
        .output()
        .unwrap();
    let told =
        [output.stdout, output.stderr].map(|text| String::from_utf8(text).unwrap());
    let told = told.concat();
    assert!(output.status.success(), "{told}");
    assert!(!told.contains("warning"), "{told}");
}
