//! Values of every kind: what is wrong with them is told at its line.

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";

/// What is found when the values stand in the place of a line: code, place and message.
fn told(from: &str, to: &str) -> String {
    let linted =
        Texts::base().without_walkthrough().replace(LEND, from, to).lint_and_lower();
    let (places, found) = (linted.places(), linted.diagnostics.iter());
    let lines =
        places.iter().zip(found).map(|(place, it)| format!("{place} {}", it.message));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn values_beside_a_field() {
    let number = "          min_value: 1\n          max_value: 28\n";
    let values = |values: &str| {
        told(
            &format!("{number}          redact: shown\n          example: \"14\""),
            values,
        )
    };
    assert_eq!(
        values(
            "          values: [{ code: \"14\", name: Two }, { code: \"21\", name: Three }]"
        ),
        ""
    );
    insta::assert_snapshot!(values("          values: []\n          codes: branches"), @r"
        L080 spec/operations/lend-book.yaml:61:11 `days` has a list of values without any
        L080 spec/operations/lend-book.yaml:61:11 `days` has both `codes` and `values`
        L024 spec/operations/lend-book.yaml:62:11 `days` is a number, which has no `codes`
        ");
    insta::assert_snapshot!(
        values("          values: [{ code: \"07\", name: Week }, { code: \"7\", name: Week }, { code: \"7\", name: Two }, { code: 9, name: Nine }]"),
        @r"
        L080 spec/operations/lend-book.yaml:61:28 the value `07` of `days` does not fit: not a whole number as JSON has it
        N002 spec/operations/lend-book.yaml:61:67 the name `Week` is taken
        L040 spec/operations/lend-book.yaml:61:83 the code `7` is defined twice
        L010 spec/operations/lend-book.yaml:61:109 the code `9` is not quoted
        "
    );
    insta::assert_snapshot!(told("form: \"'P'digits4\"", "form: \"'P'digits4\"\n      values: [{ code: \"P1\", name: One }]"), @r"
        L080 spec/operations/lend-book.yaml:72:24 the value `P1` of `pickupCode` does not fit: 2 characters, exactly 5 are required
        L027 spec/operations/lend-book.yaml:74:16 the example `P0042` of `pickupCode`: not one of the values
        ");
    insta::assert_snapshot!(told("wire: 1/0", "wire: 1/0\n      values: [{ code: \"1\", name: Yes }]"), @r"L024 spec/operations/lend-book.yaml:78:7 `remind` is a boolean, which has no `values`");
}

#[test]
fn integer_codes_are_as_json_has_them() {
    let told = |code: &str| {
        let code = format!("success_code: \"{code}\"\n  code_type: integer");
        let form = "  code_form: digits4\n";
        let linted = Texts::base().replace("api.yaml", form, "");
        let linted = linted.replace("api.yaml", "success_code: \"0000\"", &code).lint();
        let found = linted.diagnostics.iter().filter(|it| it.message.contains("JSON"));
        found.map(|it| it.message.clone()).collect::<Vec<_>>()
    };
    // The codes of its operations have four digits.
    let of_operations = told("0").len();
    assert!(of_operations > 0);
    for code in ["0000", "00", "+1", "-0"] {
        assert_eq!(told(code).len(), of_operations + 1, "{code}");
    }
}

#[test]
fn a_worked_example_does_not_give_what_the_client_sends() {
    let linted = Texts::base().replace(
        LEND,
        "          redact: hidden\n          example: 김등불",
        "          redact: hidden\n          values: [{ code: \"김\", name: Kim }]",
    );
    let linted = linted.lint_and_lower();
    insta::assert_snapshot!(linted.places().join("\n"), @r"L055 spec/walkthroughs/find-and-lend.yaml:23:17");
    insta::assert_snapshot!(linted.diagnostics[0].message, @r"the client sends `reader.fullName` by itself");
}

#[test]
fn numbers_as_texts_maps_and_times() {
    let form = |form: &str| {
        told("max_length: 20", &format!("max_length: 20\n      form: {form}"))
    };
    insta::assert_snapshot!(form("\"'a'decimal\""), @r"L020 spec/operations/lend-book.yaml:86:17 the form `\'a\'decimal` is invalid");
    insta::assert_snapshot!(form("decimal-digits2"), @r"L020 spec/operations/lend-book.yaml:86:20 the form `decimal-digits2` is invalid");
    insta::assert_snapshot!(form("decimal"), @r"L027 spec/operations/lend-book.yaml:88:16 the example `holiday` of `labels`: not of the form `decimal`");
    let labels =
        "    - name: labels\n      type: array-of-strings\n      need: optional";
    let map = |more: &str| {
        told(
            labels,
            &format!(
                "    - name: labels\n      type: map-of-strings\n      need: optional{more}"
            ),
        )
    };
    insta::assert_snapshot!(map("\n      max_items: 5"), @"");
    insta::assert_snapshot!(map("\n      max_value: 5\n      values: [{ code: \"a\", name: A }]"), @r"
        L024 spec/operations/lend-book.yaml:85:7 `labels` is a map of strings, which has no `max_value`
        L024 spec/operations/lend-book.yaml:86:7 `labels` is a map of strings, which has no `values`
        ");
    insta::assert_snapshot!(map("\n      in: query"), @r"L146 spec/operations/lend-book.yaml:83:13 `labels` is an object in a query or a form, and no `list_style` says how its values are written");
}

#[test]
fn null_is_a_value_of_what_callers_give_in_json() {
    insta::assert_snapshot!(
        told("need: optional\n      max_length: 20", "need: optional\n      nullable: true\n      max_length: 20"),
        @""
    );
    insta::assert_snapshot!(told("wire: 1/0", "wire: 1/0\n      nullable: false"), @"");
    insta::assert_snapshot!(told("form: \"'P'digits4\"", "form: \"'P'digits4\"\n      nullable: true\n      from: call"), @"L130 spec/operations/lend-book.yaml:72:7 `pickupCode` is not the caller's alone");
    let query = Texts::base().without_walkthrough().replace(
        "operations/find-books.yaml",
        "name: page\n      type: number\n      in: query",
        "name: page\n      type: number\n      in: query\n      nullable: true",
    );
    insta::assert_snapshot!(query.lint().places().join("\n"), @r"L130 spec/operations/find-books.yaml:45:7");
}

/// Only what is always sent can be empty: a path has no place for it, and nobody could choose it.
#[test]
fn a_constant_may_be_empty() {
    let of = |more: &str| {
        let lines = format!(
            "    - name: note\n      redact: shown\n      about: 빈 값.\n{more}\n"
        );
        told("    - name: labels\n", &format!("{lines}    - name: labels\n"))
    };
    let empty = "      type: string\n      need: required\n      values: [{ code: \"\", name: Nothing }]";
    insta::assert_snapshot!(of(empty), @"");
    insta::assert_snapshot!(of(&empty.replace("required", "optional")), @"L011 spec/operations/lend-book.yaml:87:24 `code` is empty");
    insta::assert_snapshot!(of(&empty.replace("\"\"", "~")), @"L011 spec/operations/lend-book.yaml:87:24 `code` is empty");
    insta::assert_snapshot!(of(&empty.replace("\"\"", "\" \"")), @"L011 spec/operations/lend-book.yaml:87:24 `code` is empty");
    insta::assert_snapshot!(of(&empty.replace("string", "number")), @"L011 spec/operations/lend-book.yaml:87:24 `code` is empty");
    insta::assert_snapshot!(of(&empty.replace("}]", "}, { code: \"A\", name: A }]")), @"L011 spec/operations/lend-book.yaml:87:24 `code` is empty");
    insta::assert_snapshot!(of(&format!("{empty}\n      min_length: 1")), @"L080 spec/operations/lend-book.yaml:87:24 the value `` of `note` does not fit: 0 characters, at least 1 are required");
}
