//! The list of questions, as the vendor gets it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;

use codegen::errata;

fn of_the_base_spec() -> Vec<errata::Erratum> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    errata::collect(&codegen::check_folder(&folder).unwrap().api.unwrap())
}

#[test]
fn to_the_vendor() {
    let open = of_the_base_spec();
    insta::assert_snapshot!(errata::to_markdown("Paper Lantern Library", &open, &[]));
}

#[test]
fn to_programs() {
    let text = errata::to_json(&of_the_base_spec());
    let list: serde_json::Value = serde_json::from_str(&text).unwrap();
    let kinds: Vec<_> = list.as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    for kind in ["contradiction", "gap", "hidden rows", "inferred rule"] {
        assert!(kinds.iter().any(|it| *it == kind), "no {kind} among {kinds:?}");
    }
}

#[test]
fn nothing_open_is_said() {
    insta::assert_snapshot!(errata::to_markdown("작은 등불", &[], &[]), @r"
    # Questions about the documentation of 작은 등불

    There are no open questions.
    ");
}
