//! Secrets are taken when they are right, and are shown never.

use super::given::{ACCESS_KEY, SECRET_KEY};
use crate::runtime::{Broken, SecretError, SecretKey, SecretProblem};
use crate::vendor::AccessKey;

/// An environment variable that is set wherever the tests run, and too long for a key.
const SET: &str = "CARGO_PKG_DESCRIPTION";
const NOT_SET: &str = "NO_SUCH_VARIABLE_IS_EVER_SET";

#[test]
fn a_secret_is_taken_as_it_is_and_shown_as_its_type() {
    let key = AccessKey::new(ACCESS_KEY).unwrap();
    assert_eq!(key.clone().expose(), ACCESS_KEY);
    assert_eq!(format!("{key:?}"), "AccessKey(..)");
    assert_eq!("12345678".parse::<AccessKey>().unwrap().expose(), "12345678");
    let key = SecretKey::new(SECRET_KEY).unwrap();
    assert_eq!(format!("{key:?} {:?}", key.clone()), "SecretKey(..) SecretKey(..)");
}

#[test]
fn a_wrong_secret_is_refused_without_being_shown() {
    let error = AccessKey::new("planted").unwrap_err();
    assert!(matches!(error.iter().next().unwrap().broken, Broken::WrongLength { .. }));
    assert!(!format!("{error} {error:?}").contains("planted"));
    let error = SecretKey::new("").unwrap_err();
    assert_eq!(error.to_string(), "secret key: empty");
}

#[test]
fn the_environment_is_read() {
    assert!(SecretKey::from_env(SET).is_ok());
    let problem = |error: SecretError| (error.variable.unwrap(), error.problem);
    let (variable, wrong) = problem(SecretKey::from_env(NOT_SET).unwrap_err());
    assert_eq!((&*variable, wrong), (NOT_SET, SecretProblem::NotSet));
    let error = AccessKey::from_env(NOT_SET).unwrap_err();
    assert_eq!(error.to_string(), format!("environment variable {NOT_SET}: not set"));
    let error = AccessKey::from_env(SET).unwrap_err();
    let value = std::env::var(SET).unwrap();
    let shown = format!("{error} {error:?}");
    assert!(
        shown.contains("exactly 8 are needed") && !shown.contains(&value),
        "{shown}"
    );
}

/// Where one process tells itself that it is the other one.
#[cfg(unix)]
const OTHER: &str = "PLANTED_OTHER_PROCESS";

#[cfg(unix)]
#[test]
fn a_process_reads_its_environment() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt as _};

    if std::env::var_os(OTHER).is_some() {
        return what_that_process_finds();
    }
    let output = crate::process::command(std::env::current_exe().unwrap())
        .args(["network::secret::a_process_reads_its_environment", "--exact"])
        .envs([(OTHER, "1"), ("PLANTED_EMPTY", ""), ("PLANTED_KEY", "12345678")])
        .env("PLANTED_BYTES", OsStr::from_bytes(b"planted\xFF"))
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && shown.contains("1 passed"), "{shown}");
}

#[cfg(unix)]
fn what_that_process_finds() {
    let problem = |variable| SecretKey::from_env(variable).unwrap_err().problem;
    assert_eq!(problem("PLANTED_EMPTY"), SecretProblem::Empty);
    assert_eq!(problem("PLANTED_BYTES"), SecretProblem::NotUnicode);
    assert_eq!(AccessKey::from_env("PLANTED_KEY").unwrap().expose(), "12345678");
}
