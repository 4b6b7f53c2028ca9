//! No room: for what is printed, and for the output.

use std::fs::{self, File};

use super::process;
use super::support::{Location, Told};

/// What a full disk takes of the results is told where it can be.
#[test]
fn what_could_not_be_printed_is_told() {
    for arguments in [
        &["lint"][..],
        &["lint", "--format", "json"],
        &["diff"],
        &["explain"],
        &["errata"],
        &["--help"],
        &["regen", "--help"],
        &["regen", "--check"],
        &["regen"],
    ] {
        let place = Location::committed();
        let full = File::options().write(true).open("/dev/full").unwrap();
        let told = Told::of(place.command(arguments).stdout(full).output().unwrap());
        assert_eq!(told.code, Some(2), "{arguments:?}: {told:?}");
        let error = "cannot write to standard output: No space left on device";
        assert!(told.err.contains(error), "{arguments:?}: {told:?}");
        if arguments == ["regen"] {
            assert!(told.err.contains("generated was written, but"), "{told:?}");
            assert_eq!(place.xtask(&["regen", "--check"]).code, Some(0));
        }
        let full = File::options().write(true).open("/dev/full").unwrap();
        let ended = place.command(arguments).stderr(full).output().unwrap();
        assert!(ended.status.code().is_some_and(|code| code < 3), "{arguments:?}");
    }
}

/// The output is on a disk that is too small for two, and stays as it was. Who may not mount has
/// nothing to see here.
#[test]
fn a_full_disk_leaves_the_output_as_it_was() {
    let place = Location::new();
    fs::create_dir(place.path("disk")).unwrap();
    let script = "mount -t tmpfs -o size=$2 none disk && echo mounted >&2 \
        && \"$1\" regen --out disk/generated && cp -r disk/generated before \
        && sed -i 's/max_length: 20/max_length: 24/' spec/operations/pay.yaml \
        && head -c 9999999 /dev/zero > disk/zeros 2>/dev/null; \
        \"$1\" regen --out \"disk/generated\"; code=$?; \
        if [ -e before ]; then diff -r before disk/generated >&2; ls -A disk >&2; fi; \
        exit $code";
    for size in ["4m", "64k"] {
        let mut shell = process::command("unshare");
        shell.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
        shell.args([env!("CARGO_BIN_EXE_xtask"), size]).current_dir(place.path(""));
        let Ok(output) = shell.output() else { return };
        let told = String::from_utf8_lossy(&output.stderr);
        if !told.starts_with("mounted") {
            return;
        }
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("free some space and run again"), "{told}");
        assert!(!told.contains("diff -r") && !told.contains("Only in"), "{told}");
        assert!(!told.lines().any(|line| line.starts_with(".generated")), "{told}");
        fs::remove_dir_all(place.path("before")).unwrap_or_default();
    }
}
