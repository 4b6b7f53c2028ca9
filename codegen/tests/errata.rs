//! The list of questions, as the vendor gets it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

use std::path::Path;

use codegen::errata;

fn of_the_base_spec() -> Vec<errata::Erratum> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/base");
    errata::collect(&codegen::check_folder(&folder).unwrap().api.unwrap())
}

#[test]
fn to_the_vendor() {
    let open = of_the_base_spec();
    insta::assert_snapshot!(errata::to_markdown("Paper Lantern Library", &open));
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
    insta::assert_snapshot!(errata::to_markdown("작은 등불", &[]), @r"
    # Questions about the documentation of 작은 등불

    There are no open questions.
    ");
}

/// The questions about a vendor whose pages are known in part, and who has two rules for a stone.
fn of_the_incomplete_spec() -> Vec<errata::Erratum> {
    let text = include_str!("features/incomplete/spec.txt");
    let field = "    - { name: grindingId, type: string, need: optional,";
    let stone = "    - { name: stone, type_name: InquiredStone, type: string, need: optional, max_length: \
                 9, redact: shown, example: 숫돌, about: 돌. }\n";
    assert_eq!(text.matches(field).count(), 1);
    let text = text.replace(field, &format!("{stone}{field}"));
    let texts = text.split("=== ").skip(1).map(|part| {
        let (name, text) = part.split_once('\n').unwrap();
        codegen::load::SourceText {
            name: name.to_owned(),
            shown: name.to_owned(),
            bytes: text.as_bytes().to_vec(),
            unread: None,
        }
    });
    errata::collect(&codegen::check(texts.collect()).api.unwrap())
}

#[test]
fn what_is_not_known_is_asked_once_for_each_operation() {
    let open = of_the_incomplete_spec();
    let asked: Vec<_> =
        open.iter().filter(|it| it.subject == "what is not known").collect();
    let of: Vec<_> = asked.iter().map(|it| it.page.as_str()).collect();
    assert_eq!(of, ["Grind corn", "Stop the stone"]);
    assert_eq!(
        asked[0].because.as_deref().unwrap(),
        "It is not known: further parameters; the fields of Miller; further fields of Extras; \
         further fields of its answer; the fields of GrindCornSeen; further results; further test \
         cases; whether the request is encrypted; whether the answer is encrypted; its method \
         (POST is presumed)."
    );
    assert_eq!(
        asked[1].because.as_deref().unwrap(),
        "It is not known: its parameters; the fields of its answer; its results; its test cases; \
         whether the request is encrypted; whether the answer is encrypted."
    );
}

#[test]
fn several_rules_of_one_name_are_one_question() {
    let open = of_the_incomplete_spec();
    let asked: Vec<_> = open.iter().filter(|it| it.subject == "stone").collect();
    let [one] = asked.as_slice() else { panic!("{asked:#?}") };
    assert_eq!(
        one.page_says.as_deref(),
        Some(
            "string, max_length: 8 (grind-corn); string, max_length: 9 (inquire-grinding)"
        )
    );
}
