//! What commands print in JSON fits the schemas of `spec/schema`, which each run of these tests
//! checks where `json` is asked for: here is one of each.

use super::support::Location;

#[test]
fn each_command_that_prints_json_has_a_schema() {
    let place = Location::new();
    place.write(
        "spec/catalog.yaml",
        "cite: { source: guide, section: 목록 }\napis:\n  - name: Pay\n  - name: 환불\n",
    );
    for arguments in [
        &["lint", "--format", "json"][..],
        &["catalog", "--format", "json"],
        &["errata", "--format", "json"],
        &["import", "--rename", "--format", "json"],
    ] {
        let told = place.xtask(arguments);
        assert!(!told.out.is_empty(), "{arguments:?}: {told:#?}");
    }
}
