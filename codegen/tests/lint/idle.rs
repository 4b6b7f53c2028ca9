//! What the client would not have is told.

use super::support::Texts;

/// What is told of a line that is added behind another one: place, message and help.
fn told(file: &str, before: &str, line: &str) -> String {
    let linted = Texts::base().replace(file, before, &format!("{before}{line}")).lint();
    let place = linted.places().remove(0);
    let finding = linted.only();
    format!(
        "{:?} {place}\n{}\n{}",
        finding.severity,
        finding.message,
        finding.help.join("\n")
    )
}

#[test]
fn a_source_that_nothing_cites() {
    let last = "title: Answers of the test system }\n";
    let line = "  - { id: letters, kind: observation, title: Letters of readers }\n";
    insta::assert_snapshot!(told("api.yaml", last, line), @r"
    Warning L002 spec/api.yaml:15:11
    nothing cites the source `letters`
    cite it, or remove it
    ");
}

#[test]
fn limits_of_a_field_without_a_name() {
    let unnamed = |kind: &str, limits: &str| {
        let line = format!(
            "  unnamed:\n    - {{ type: {kind}, need: optional, {limits}, confirm: What is it called? }}\n"
        );
        let linted = Texts::base()
            .replace(
                "operations/lend-book.yaml",
                "  encrypted: true\n  fields:\n    - name: reader\n",
                &format!("  encrypted: true\n{line}  fields:\n    - name: reader\n"),
            )
            .lint();
        let errors =
            linted.diagnostics.iter().filter(|it| it.explanation.code != "L050");
        errors.map(|it| it.message.clone()).collect::<Vec<_>>()
    };
    assert_eq!(unnamed("string", "min_length: 2, max_length: 9"), [""; 0]);
    assert_eq!(
        unnamed("string", "length: 8, max_length: 9"),
        ["`unnamed` has the exact length 8 and also a `max_length` of 9"]
    );
    assert_eq!(
        unnamed("number", "min_value: 9, max_value: 8"),
        ["the `min_value` of `unnamed` is above its `max_value`"]
    );
    assert_eq!(
        unnamed("string", "max_value: 8"),
        ["`unnamed` is a string, which has no `max_value`"]
    );
    assert_eq!(
        unnamed("number", "max_value: 8, length_unit: euc-kr-bytes"),
        ["`unnamed` is a number, which has no `length_unit`"]
    );
}

#[test]
fn fields_without_a_name_in_what_is_no_object() {
    let line = "          unnamed: [{ type: string, need: optional, confirm: What is it called? }]\n";
    let before = "          about: The number on the reader's card.\n";
    let linted = Texts::base()
        .replace("operations/lend-book.yaml", before, &format!("{before}{line}"))
        .lint();
    let errors = linted.diagnostics.iter().filter(|it| it.explanation.code != "L050");
    let errors: Vec<_> = errors.map(|it| &*it.message).collect();
    assert_eq!(errors, ["`readerNumber` is a string, which has no `unnamed`"]);
}
