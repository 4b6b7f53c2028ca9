//! Runs that meet, and runs that do not end.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use super::support::{Location, PAY};

/// Two specs: the small one, and one with an operation more.
fn two_specs() -> Location {
    let place = Location::new();
    place.write("other/api.yaml", super::support::API);
    let other = PAY.replace("max_length: 20", "max_length: 24");
    place.write("other/operations/refund.yaml", other.replace("pay", "refund"));
    place.write("other/operations/pay.yaml", other);
    place
}

/// The specs whose output is there, whole.
fn whole(place: &Location) -> Vec<&'static str> {
    let is_whole =
        |spec: &&str| place.xtask(&["regen", "--check", "--spec", spec]).code == Some(0);
    ["spec", "other"].into_iter().filter(is_whole).collect()
}

#[test]
fn runs_at_the_same_time_leave_one_whole_output() {
    let place = two_specs();
    for round in 0..3 {
        let spawn = |spec| {
            let mut command = place.command(&["regen", "--spec", spec]);
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
        };
        let children: Vec<_> =
            ["spec", "other", "spec", "other"].map(spawn).into_iter().collect();
        for child in children {
            let ended = child.wait_with_output().unwrap();
            let told = String::from_utf8_lossy(&ended.stderr).into_owned();
            assert!(ended.status.success(), "round {round}: {told}");
        }
        assert_eq!(whole(&place).len(), 1, "round {round}");
    }
}

#[test]
fn a_killed_run_leaves_the_old_output_or_the_new_one() {
    let place = two_specs();
    assert_eq!(place.xtask(&["regen"]).code, Some(0));
    for round in 0..24_u64 {
        let spec = ["other", "spec"][usize::try_from(round % 2).unwrap()];
        let mut command = place.command(&["regen", "--spec", spec]);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        thread::sleep(Duration::from_millis(round));
        child.kill().unwrap();
        child.wait().unwrap();
        assert_eq!(whole(&place).len(), 1, "round {round}");
    }
    // The next run clears away what the killed ones have left beside the output.
    assert_eq!(place.xtask(&["regen"]).code, Some(0));
    let mut names: Vec<_> = fs::read_dir(place.path(""))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.contains("lock"))
        .collect();
    names.sort();
    assert_eq!(names, ["generated", "other", "spec"]);
}
