use super::support::Location;

#[test]
fn nothing_is_wrong() {
    let place = Location::new();
    insta::assert_snapshot!(place.xtask(&["lint"]).shown(), @r"
    -- out
    spec: no findings
    -- exit 0
    ");
    insta::assert_snapshot!(place.xtask(&["lint", "--format", "json"]).shown(), @r"
    -- out
    []
    -- exit 0
    ");
}

#[test]
fn tells_people_what_is_wrong() {
    let place = Location::new();
    place.edit("spec/operations/pay.yaml", "name: account", "name: 계좌");
    place.edit("spec/operations/pay.yaml", "max_length", "max_lenght");
    insta::assert_snapshot!(place.xtask(&["lint"]).shown(), @r"
    -- err
    error[S005]: unknown key `max_lenght`
      --> spec/operations/pay.yaml:11:49
       |
    11 |     - { name: 계좌, type: string, need: required, max_lenght: 20, redact: shown, about: Whose. }
       |                                                   ^^^^^^^^^^ unknown
       |
       = help: did you mean `max_length`?

    1 error; see `cargo xtask explain S005`
    -- exit 1
    ");
}

#[test]
fn tells_editors_what_is_wrong() {
    let place = Location::new();
    place.edit("spec/operations/pay.yaml", "name: account", "name: 계좌");
    insta::assert_snapshot!(place.xtask(&["lint", "--format", "json"]).shown(), @r#"
    -- out
    [
      {
        "code": "N001",
        "severity": "error",
        "message": "`계좌` gives no Rust name: it has letters other than a to z",
        "file": "spec/operations/pay.yaml",
        "line": 11,
        "column": 15,
        "end_line": 11,
        "end_column": 17,
        "label": "gives no name",
        "help": [
          "choose the name in the client with `type_name: …`"
        ],
        "related": []
      }
    ]
    -- exit 1
    "#);
}

#[test]
fn findings_say_where_to_look_from_where_one_stands() {
    let place = Location::new();
    place.edit("spec/operations/pay.yaml", "max_length: 20", "max_length: 0");
    let folder = place.path("spec");
    let told = place.xtask(&["lint", "--spec", folder.to_str().unwrap()]);
    let shown = folder.join("operations/pay.yaml:11:");
    assert!(told.err.contains(shown.to_str().unwrap()), "{}", told.err);
}

/// A kind of doubt is shown alone, explained, and decided for all pages at once.
#[test]
fn a_kind_of_doubt_is_shown_and_explained() {
    let place = Location::new();
    place.edit(
        "spec/operations/pay.yaml",
        "response_codes:",
        "    - name: 계좌\n      type_name: Ledger\n      type: string\n      need: optional\n      \
         max_length: 9\n      redact: shown\n      confirm: The page does not say what it is.\n\
         response_codes:",
    );
    let only = place.xtask(&["lint", "--only", "q021"]);
    assert_eq!(only.err.matches("warning[L050]").count(), 1, "{only:?}");
    assert!(only.err.contains("`cargo xtask explain Q021`"), "{only:?}");
    let none = place.xtask(&["lint", "--only", "Q001"]);
    assert!(none.out.contains("no findings"), "{none:?}");
    let unknown = place.xtask(&["lint", "--only", "Q999"]);
    assert_eq!(unknown.code, Some(2), "{unknown:?}");
    let explained = place.xtask(&["explain", "q021"]);
    assert!(explained.out.contains("  - kind: Q021\n"), "{explained:?}");
    assert!(place.xtask(&["explain"]).out.contains("\nQ021  "));
}
