use super::support::Location;

#[test]
fn writes_what_the_format_gives_and_nothing_else() {
    let place = Location::new();
    place.write("spec/schema/page.json", "{}");
    place.write("spec/schema/README.md", "회원");
    let missing = place.xtask(&["schema", "--check"]);
    assert_eq!(missing.code, Some(1), "{missing:?}");
    insta::assert_snapshot!(place.xtask(&["schema"]).shown(), @r"
    -- out
       wrote spec/schema/REFERENCE.md
       wrote spec/schema/accepted.json
       wrote spec/schema/api.json
       wrote spec/schema/callback.json
       wrote spec/schema/catalog.json
       wrote spec/schema/codes.json
       wrote spec/schema/decisions.json
       wrote spec/schema/digest.json
       wrote spec/schema/operation.json
       wrote spec/schema/output-audit.json
       wrote spec/schema/output-catalog.json
       wrote spec/schema/output-errata.json
       wrote spec/schema/output-import-rename.json
       wrote spec/schema/output-import.json
       wrote spec/schema/output-lint.json
       wrote spec/schema/output-pages.json
       wrote spec/schema/pages.json
       wrote spec/schema/walkthrough.json
     removed spec/schema/page.json
    18 written, 0 unchanged
    -- exit 0
    ");
    insta::assert_snapshot!(place.xtask(&["schema", "--check"]).shown(), @r"
    -- out
    18 files are up to date
    -- exit 0
    ");
    assert_eq!(place.xtask(&["lint"]).code, Some(0), "lint passes over it");
    place.edit(
        "spec/schema/codes.json",
        "\"title\": \"CodeTable\"",
        "\"title\": \"코드\"",
    );
    let before = place.files();
    insta::assert_snapshot!(place.xtask(&["schema", "--check"]).shown(), @r"
    -- err
    error: out of date in spec/schema: codes.json; run `cargo xtask schema` and commit the result
    -- exit 1
    ");
    assert_eq!(place.files(), before);
    insta::assert_snapshot!(place.xtask(&["schema"]).shown(), @r"
    -- out
       wrote spec/schema/codes.json
    1 written, 17 unchanged
    -- exit 0
    ");
    assert!(place.path("spec/schema/README.md").exists());
}

#[test]
fn a_folder_that_is_not_there_is_refused() {
    let place = Location::new();
    insta::assert_snapshot!(place.xtask(&["schema", "--spec", "elsewhere"]).shown(), @r"
    -- err
    error: there is no folder elsewhere
    -- exit 2
    ");
}
