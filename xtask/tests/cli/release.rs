use std::fs;

use super::support::Location;

fn read(place: &Location, path: &str) -> String {
    fs::read_to_string(place.path(path)).unwrap()
}

fn version(place: &Location) -> String {
    let manifest = read(place, "generated/Cargo.toml");
    let line = manifest.lines().find(|line| line.starts_with("version")).unwrap();
    line.to_owned()
}

#[test]
fn version_and_changelog_follow_from_what_was_released() {
    let place = Location::new();
    place.xtask(&["regen"]);
    assert!(read(&place, "generated/CHANGELOG.md").contains("Nothing is released yet."));
    assert_eq!(place.xtask(&["release"]).code, Some(0));
    assert_eq!(version(&place), "version = \"0.1.0\"");
    assert_eq!(
        read(&place, "spec/operations/pay.yaml"),
        read(&place, "spec/released/operations/pay.yaml")
    );

    place.edit("spec/operations/pay.yaml", "about: Whose.", "about: 누구의 계좌인지.");
    insta::assert_snapshot!(place.xtask(&["regen"]).shown(), @r"
    -- out
     changed generated/.checksums (+4 -4)
     changed generated/CHANGELOG.md (+1 -1)
     changed generated/Cargo.toml (+1 -1)
     changed generated/openapi.json (+2 -2)
     changed generated/src/money/pay.rs (+3 -3)
    0 added, 5 changed, 0 removed, N unchanged; +11 -11 lines; N ms

    documentation only (1)
      C901 pay: request.account, about: Whose. → 누구의 계좌인지.
          Pay, Parameters; spec/operations/pay.yaml:11

    changes since 0.1.0: 1 documentation only
    deployed client: works
    caller's code: compiles
    verdict: compatible; small 0.1.0 → 0.1.1
    -- exit 0
    ");
    assert_eq!(version(&place), "version = \"0.1.1\"");
    place.edit("spec/operations/pay.yaml", "need: required", "need: optional");
    let told = place.xtask(&["regen"]).out;
    assert!(told.contains("with 1 more that was listed before this run"), "{told}");
    assert_eq!(version(&place), "version = \"0.2.0\"");

    assert_eq!(place.xtask(&["release"]).code, Some(0));
    assert_eq!(version(&place), "version = \"0.2.0\"");
    let changelog = read(&place, "generated/CHANGELOG.md");
    let listed = changelog.split_once("## Unreleased").unwrap().1;
    let listed: Vec<_> =
        listed.lines().map(|line| line.split(" (2").next().unwrap()).collect();
    insta::assert_snapshot!(listed.join("\n"), @r"
    No change.

    ## 0.2.0

    - type-breaking: pay: request.account, need: required → optional
    - documentation only: pay: request.account, about: Whose. → 누구의 계좌인지.

    ## 0.1.0

    The first release.
    ");
    assert_eq!(place.xtask(&["regen", "--check"]).code, Some(0));
}

#[test]
fn what_has_not_changed_is_not_released_again() {
    let place = Location::new();
    place.xtask(&["release"]);
    let before = place.files();
    insta::assert_snapshot!(place.xtask(&["release"]).shown(), @r"
    -- err
    error: nothing has changed since 0.1.0
    -- exit 1
    ");
    assert!(before == place.files());
}

#[test]
fn what_does_not_pass_lint_is_not_released() {
    let place = Location::new();
    place.edit("spec/operations/pay.yaml", "section: Pay\n", "");
    let before = place.files();
    assert_eq!(place.xtask(&["release"]).code, Some(1));
    assert!(before == place.files());
}

#[test]
fn a_broken_record_is_told_at_its_line() {
    let place = Location::new();
    place.xtask(&["release"]);
    place.edit("spec/released/release.yaml", "\"0.1.0\"", "\"영\"");
    let told = place.xtask(&["lint"]);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("`영` is not a version"), "{}", told.err);
    fs::remove_file(place.path("spec/released/release.yaml")).unwrap();
    assert!(place.xtask(&["lint"]).err.contains("it is missing"));
}

#[test]
fn the_folder_of_a_release_is_compared_with() {
    let place = Location::new();
    place.xtask(&["release"]);
    place.edit("spec/operations/pay.yaml", "need: required", "need: optional");
    let told = place.xtask(&["diff", "spec/released"]);
    assert!(told.out.contains("verdict: breaking; small 0.1.0 → 0.2.0"), "{told:?}");
}
