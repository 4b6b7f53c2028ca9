//! What is said of second codes.

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";
const ZONES: &str = "codes/zones.yaml";

/// What is told of an answer with this second code, where every zone has a remedy.
fn told(second: &str) -> Vec<String> {
    let envelope = format!(
        "  headers: reading\n  encrypted: true\n  envelope:\n    code: result\n    \
         code_form: digits4\n    message: note\n    success_http: 200\n    success_code: \
         \"0000\"\n    second: {second}\n    about: It has two codes.\n    cite: {{ source: \
         readers-guide, section: Answers }}\n"
    );
    let linted = Texts::base()
        .without_walkthrough()
        .replace(LEND, "  headers: reading\n  encrypted: true\n", &envelope)
        .replace(ZONES, "\"+00:00\" }", "\"+00:00\", remedy: none }")
        .replace(ZONES, "\"+05:30\" }", "\"+05:30\", remedy: ask-user }")
        .lint();
    let told = linted.diagnostics.iter();
    told.map(|it| format!("{} {}", it.explanation.code, it.message)).collect()
}

#[test]
fn a_second_code_has_a_place_and_a_table() {
    for (second, expected) in [
        ("{ code: outcome, success_code: \"UTC\", codes: zones }", None),
        (
            "{ code: outcome, success_code: \"MOON\", codes: zones }",
            Some("L052 the table has no code `MOON`"),
        ),
        (
            "{ code: result, success_code: \"UTC\", codes: zones }",
            Some("L052 `result` has another part of the result"),
        ),
        ("{ object: extras, code: result, success_code: \"UTC\", codes: zones }", None),
        (
            "{ code: extras.bank.outcome, success_code: \"UTC\", codes: zones }",
            Some("L049 no answer has a field `extras.bank.outcome`"),
        ),
        (
            "{ code: outcome, success_code: \"UTC\", codes: zones, rows: nowhere }",
            Some("L052 `nowhere` is no field of the answer of `lend-book`"),
        ),
        (
            "{ code: outcome, success_code: \"UTC\", codes: zones, rows: dueDate }",
            Some("L052 `dueDate` is no list of objects of `lend-book`"),
        ),
    ] {
        let expected: Vec<_> = expected.into_iter().collect();
        assert_eq!(told(second), expected, "{second}");
    }
    let both = told(
        "{ object: extras, code: outcome, success_code: \"UTC\", codes: zones, rows: loans }",
    );
    assert_eq!(both[0], "L052 a second code has both `rows` and an `object`");
}

#[test]
fn the_remedy_of_a_value_of_a_field_is_never_advised() {
    let value = "    values: [{ code: \"77\", name: First, remedy: none }]\n    redact: shown\n    example: \"77\"\n";
    let example = "    redact: shown\n    example: \"77\"\n";
    let linted =
        Texts::base().replace("callbacks/loan-overdue.yaml", example, value).lint();
    let rendered = linted.rendered();
    assert!(rendered.contains("the remedy of `77` is never advised"), "{rendered}");
}
