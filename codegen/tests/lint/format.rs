//! Specs that are written in another version of the format.

use super::support::Texts;

/// What version 2 has and version 1 had not.
fn version_1() -> Texts {
    let base = Texts::base();
    let api = base.text("api.yaml");
    let (before, _) = api.split_once("subjects:\n").unwrap();
    let api = before.replace("format: 2", "format: 1");
    base.with("api.yaml", api)
        .replace("operations/find-books.yaml", "subject: catalogue\n", "")
        .replace("operations/lend-book.yaml", "subject: loans\n", "")
}

#[test]
fn an_earlier_one_is_told_once_with_what_to_do() {
    insta::assert_snapshot!(version_1().lint().rendered(), @r"
    error[L004]: the spec has the format version 1
     --> spec/api.yaml:2:9
      |
    2 | format: 1
      |         ^ this generator requires version 2
      |
      = help: write `format: 2`, list the subjects of the API as `subjects` below it (`- { id: …, title: …, about: …, cite: … }`), and give each operation the line `subject: <id>` or `subject: unsorted`; lint then names those that have none
    ");
}

#[test]
fn after_the_number_each_operation_is_asked_for_its_subject() {
    let migrated = version_1().replace("api.yaml", "format: 1", "format: 2").lint();
    insta::assert_snapshot!(migrated.places().join("\n"), @r"
    L005 spec/operations/find-books.yaml:1:5
    L005 spec/operations/lend-book.yaml:1:5
    ");
}

/// Neither its keys nor its values need be those of this one.
#[test]
fn of_a_later_one_nothing_else_is_told() {
    let later = Texts::base()
        .replace("api.yaml", "format: 2", "구름: [1]\r\nformat: 3 # 나중")
        .replace("operations/find-books.yaml", "repeat: safe", "repetition: often");
    insta::assert_snapshot!(later.lint().rendered(), @r"
    error[S007]: unknown format version 3
     --> spec/api.yaml:3:9
      |
    3 | format: 3 # 나중
      |         ^ this generator reads versions 1 to 2
      |
      = help: use a generator of the commit that wrote this, or a later one
    ");
}
