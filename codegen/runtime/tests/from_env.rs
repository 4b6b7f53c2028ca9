//! Settings of a client from the environment, told all at once when they are wrong.

use crate::runtime::{BuildError, Setup, VariableError, Variables};
use crate::vendor::{AccessKey, Name, PROTOCOL};

const OTHER: &str = "PLANTED_OTHER_PROCESS";

/// Runs a test of this file in a process of its own, with these variables.
fn elsewhere(test: &str, variables: &[(&str, &str)]) {
    let output = crate::process::command(std::env::current_exe().unwrap())
        .args([&format!("from_env::{test}"), "--exact"])
        .env(OTHER, "1")
        .envs(variables.iter().copied())
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && shown.contains("1 passed"), "{shown}");
}

fn is_elsewhere() -> bool {
    std::env::var_os(OTHER).is_some()
}

const KEY: [&str; 3] = ["VENDOR_KEY_ID", "VENDOR_CERT", "VENDOR_KEY"];

#[test]
fn everything_wrong_is_told_at_once_with_its_variable() {
    if !is_elsewhere() {
        return elsewhere(
            "everything_wrong_is_told_at_once_with_its_variable",
            &[
                ("VENDOR_ACCESS_KEY", "planted"),
                ("VENDOR_BASE_URL", "planted.example"),
                ("VENDOR_KEY_ID", "열쇠"),
                ("VENDOR_CERT", "/planted/없음.pem"),
                ("VENDOR_KEY", "/planted/없음.pem"),
                ("VENDOR_UTC_OFFSET", "841"),
            ],
        );
    }
    let mut variables = Variables::default();
    assert!(variables.base_url("VENDOR_BASE_URL").is_none());
    assert!(variables.required::<Name>("VENDOR_NAME").is_none());
    assert!(variables.required::<AccessKey>("VENDOR_ACCESS_KEY").is_none());
    assert!(variables.secret_key("VENDOR_SECRET_KEY").is_none());
    assert!(variables.crypto_key(KEY).is_none());
    assert!(variables.utc_offset("VENDOR_UTC_OFFSET").is_none());
    let errors = variables.errors();
    let named: Vec<_> = errors.iter().map(VariableError::variable).collect();
    let expected =
        ["BASE_URL", "NAME", "ACCESS_KEY", "SECRET_KEY", "CERT", "UTC_OFFSET"]
            .map(|it| format!("VENDOR_{it}"));
    assert_eq!(named, expected);
    let error = BuildError::from(errors);
    let told = error.to_string();
    assert_eq!(format!("{error:?}"), told);
    insta::assert_snapshot!(told, @r"
    environment variable VENDOR_BASE_URL: base URL: not an http or https URL with a host and no query
    environment variable VENDOR_NAME: not set
    environment variable VENDOR_ACCESS_KEY: X-Access-Key: 7 characters, exactly 8 are required (Vendor, Guide)
    environment variable VENDOR_SECRET_KEY: not set
    environment variable VENDOR_CERT: server's certificate or public key (/planted/없음.pem): no such file; check the path
    environment variable VENDOR_UTC_OFFSET: UTC offset: more than the maximum of 840
    ");
}

#[test]
fn what_is_right_is_taken_and_what_may_be_missing_may_be_empty() {
    if !is_elsewhere() {
        return elsewhere(
            "what_is_right_is_taken_and_what_may_be_missing_may_be_empty",
            &[
                ("VENDOR_NAME", "홍길동"),
                ("VENDOR_EMPTY", ""),
                ("VENDOR_BASE_URL", "https://vendor.example/api"),
                ("VENDOR_WRONG", "planted"),
                ("VENDOR_UTC_OFFSET", "-840"),
            ],
        );
    }
    let mut variables = Variables::default();
    let name = variables.required::<Name>("VENDOR_NAME");
    assert_eq!(name.unwrap().as_str(), "홍길동");
    assert!(matches!(variables.optional::<AccessKey>("VENDOR_EMPTY"), Some(None)));
    assert!(matches!(variables.optional_base_url("VENDOR_NO_URL"), Some(None)));
    assert!(variables.optional_base_url("VENDOR_BASE_URL").flatten().is_some());
    assert_eq!(variables.utc_offset("VENDOR_UTC_OFFSET"), Some(-840));
    assert_eq!(variables.errors().iter().count(), 0);
    let mut variables = Variables::default();
    assert!(variables.optional::<AccessKey>("VENDOR_WRONG").is_none());
    let told = format!("{:?}", variables.errors());
    assert!(told.contains("VENDOR_WRONG") && !told.contains("planted"), "{told}");
}

#[test]
fn an_offset_from_utc_that_no_place_has_is_refused() {
    let wrong = |minutes| {
        let setup = Setup::new(&PROTOCOL, "https://vendor.example").zone(minutes);
        setup.build().map(drop).unwrap_err().to_string()
    };
    assert!(wrong(Some(841)).contains("UTC offset: more than the maximum of 840"));
    assert!(wrong(Some(-841)).contains("UTC offset: less than the minimum of -840"));
    assert!(wrong(None).contains("UTC offset: required"));
    assert!(!wrong(Some(-840)).contains("UTC offset"));
}
