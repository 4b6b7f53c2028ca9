//! What commands print in JSON fits the schemas of `spec/schema`, which each run of these tests
//! checks where `json` is asked for: here is one of each.

use std::collections::BTreeSet;

use super::pages;
use super::support::Location;

/// Each command that prints JSON.
const PRINTED: [&[&str]; 8] = [
    &["lint"],
    &["catalog"],
    &["errata"],
    &["import", "--rename"],
    &["import", "page.txt", "--dry-run"],
    &["audit", "page.txt"],
    &["pages"],
    &["diff", "spec"],
];

#[test]
fn each_command_that_prints_json_has_a_schema() {
    let place = pages::place();
    place.xtask(&["import", "page.txt"]);
    place.write(
        "spec/catalog.yaml",
        "cite: { source: find-books, section: 목록 }\napis:\n  - name: Pay\n  - name: 환불\n",
    );
    for arguments in PRINTED {
        let told = place.xtask(&[arguments, &["--format", "json"]].concat());
        assert!(!told.out.is_empty(), "{arguments:?}: {told:#?}");
        let is_json = serde_json::from_str::<serde_json::Value>(&told.out).is_ok();
        // Else it would not be compared with its schema.
        assert!(is_json && matches!(told.code, Some(0 | 1)), "{arguments:?}: {told:#?}");
    }
}

#[test]
fn no_command_that_prints_json_is_missing_above() {
    let place = Location::new();
    let help = place.xtask(&["--help"]).out;
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let names = commands.lines().map_while(|line| line.split_whitespace().next());
    let prints = |name: &&str| {
        let help = place.xtask(&[name, "--help"]).out;
        let format = help.split_once("--format <");
        // The possible values are told at the option.
        format.is_some_and(|(_, it)| {
            it.split("\n\n").next().is_some_and(|it| it.contains("json"))
        })
    };
    let printing: BTreeSet<_> = names.filter(prints).collect();
    let checked: BTreeSet<_> = PRINTED.iter().map(|arguments| arguments[0]).collect();
    assert!(printing.contains("lint"), "{help}");
    assert_eq!(printing, checked);
}
