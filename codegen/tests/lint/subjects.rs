//! Subjects of operations.

use super::support::Texts;

const FIND: &str = "operations/find-books.yaml";

#[test]
fn an_operation_has_one() {
    let without = Texts::base().replace(FIND, "subject: catalogue\n", "").lint();
    insta::assert_snapshot!(without.rendered(), @r"
    error[L005]: `find-books` has no subject
     --> spec/operations/find-books.yaml:1:5
      |
    1 | id: find-books
      |     ^^^^^^^^^^ the line `subject: …` is missing
      |
      = help: choose one of `catalogue`, `loans`, or declare another one; `subject: unsorted` leaves it open
    ");
}

#[test]
fn one_that_is_not_declared_is_unknown() {
    let unknown =
        Texts::base().replace(FIND, "subject: catalogue", "subject: catalog").lint();
    assert_eq!(unknown.codes(), ["L003"], "{}", unknown.rendered());
    assert!(
        unknown.rendered().contains("did you mean `catalogue`?"),
        "{}",
        unknown.rendered()
    );
}

/// What nobody has decided holds nothing up.
#[test]
fn one_that_is_undecided_is_told() {
    let undecided =
        Texts::base().replace(FIND, "subject: catalogue", "subject: unsorted").lint();
    insta::assert_snapshot!(undecided.rendered(), @r"
    warning[L050]: to be confirmed: what `find-books` is about
       --> spec/operations/find-books.yaml:110:10
        |
    110 | subject: unsorted
        |          ^^^^^^^^ nobody has decided it
        |
        = help: choose one of `catalogue`, `loans`, or declare another one
    ");
}

#[test]
fn one_without_operations_is_told() {
    let idle =
        Texts::base().replace(FIND, "subject: catalogue", "subject: loans").lint();
    insta::assert_snapshot!(idle.rendered(), @r"
    warning[L005]: no operation belongs to the subject `catalogue`
       --> spec/api.yaml:182:9
        |
    182 |   - id: catalogue
        |         ^^^^^^^^^ not used
        |
        = help: name it in an operation, or remove it until one belongs to it
    ");
}

#[test]
fn a_module_of_the_client_itself_is_none() {
    for name in [
        "codes",
        "error",
        "fake",
        "runtime",
        "unsorted",
        "transport",
        "main",
        "std",
        "core",
        "http",
        "serde-json",
    ] {
        let reserved = Texts::base()
            .replace("api.yaml", "id: catalogue", &format!("id: {name}"))
            .replace(FIND, "subject: catalogue", &format!("subject: {name}"))
            .lint_and_lower();
        assert!(reserved.codes().contains(&"N002"), "{name}: {}", reserved.rendered());
    }
}

#[test]
fn a_type_that_the_client_uses_without_a_path_is_none() {
    let of = "    - name: words\n";
    for name in ["Fn", "Sync", "ToOwned", "Fake", "Fault", "Violations"] {
        let named = format!("{of}      type_name: {name}\n");
        let reserved = Texts::base().replace(FIND, of, &named).lint_and_lower();
        assert!(reserved.codes().contains(&"N002"), "{name}: {}", reserved.rendered());
    }
}
