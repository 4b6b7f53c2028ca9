//! Worked examples.

use super::support::{Linted, Texts};

const FILE: &str = "walkthroughs/find-and-lend.yaml";

fn with(from: &str, to: &str) -> Linted {
    Texts::base().replace(FILE, from, to).lint_and_lower()
}

/// What is wrong with a changed worked example, and where: one finding.
#[track_caller]
fn told(from: &str, to: &str, code: &str, message: &str) {
    let linted = with(from, to);
    let rendered = linted.rendered();
    assert_eq!(linted.codes(), [code], "{rendered}");
    assert!(rendered.contains(message), "{rendered}");
    assert!(rendered.contains("spec/walkthroughs/find-and-lend.yaml:"), "{rendered}");
}

#[test]
fn an_operation_that_is_not_there_is_told_once() {
    told(
        "operation: lend-book",
        "operation: lend-boook",
        "L003",
        "did you mean `lend-book`?",
    );
}

#[test]
fn a_path_has_to_lead_to_a_value() {
    told("onShelf", "onShelve", "L054", "did you mean `onShelf`?");
    told("read: more,", "read: mores,", "L054", "did you mean `more`?");
    told("\"books[0].bookNumber\"", "\"books.bookNumber\"", "L054", "write `books[0]`");
    told("\"loans[0].days\"", "\"loans.days\"", "L054", "write `loans[0]`");
    told(
        "name: reader.birthDate",
        "name: \"reader[0].birthDate\"",
        "L054",
        "write `reader`",
    );
    told("name: reader.birthDate", "name: reader", "L054", "name a field of it");
    told("name: reader.birthDate", "name: reader..birthDate", "L054", "behind a list");
    told("\"labels[1]\"", "\"labels[-1]\"", "L054", "behind a list");
}

#[test]
fn a_name_has_to_stand_for_a_value() {
    told(
        "from: reader-number",
        "from: reader-numbr",
        "L054",
        "did you mean `reader-number`?",
    );
    told("value: 김", "value: 김, from: birth-date", "L054", "either `value` or `from`");
    told(", value: holiday", "", "L054", "either `value` or `from`");
    told(
        "{ name: birth-date, example: \"19851224\" }",
        "{ name: birth-date, example: \"19851224\" }\n  - { name: hill, example: 값 }",
        "L054",
        "no step uses the input `hill`",
    );
}

/// The program has a parameter or a variable for each.
#[test]
fn a_name_is_one_of_the_program() {
    for (name, code) in [("언덕", "N001"), ("client", "N002")] {
        let text = Texts::base().text(FILE).replace("title-words", name);
        let linted = Texts::base().with(FILE, text).lint_and_lower();
        assert_eq!(linted.codes().first(), Some(&code), "{}", linted.rendered());
    }
}

/// A value that is taken only in the step itself, or in a later one.
#[test]
fn a_step_takes_values_before_they_are_used() {
    let linted = with(
        "- { name: words, from: title-words }\n      - { name: onShelf",
        "- { name: words, from: keyword }\n      - { name: onShelf",
    );
    assert_eq!(linted.codes(), ["L054"], "{}", linted.rendered());
    assert!(
        linted.rendered().contains("take it in an earlier step"),
        "{}",
        linted.rendered()
    );
}

/// Nothing that the spec hides comes to a terminal.
#[test]
fn what_is_hidden_is_not_shown() {
    let hidden = Texts::base()
        .replace("operations/find-books.yaml", "    - name: more\n      type: boolean\n      need: required\n      redact: shown", "    - name: more\n      type: boolean\n      need: required\n      redact: hidden")
        .lint();
    assert_eq!(hidden.codes(), ["L054"], "{}", hidden.rendered());
    assert!(hidden.rendered().contains("may not be shown"), "{}", hidden.rendered());
}

#[test]
fn items_of_a_list_have_no_gaps() {
    told("\"labels[1]\"", "\"labels[2]\"", "L055", "needs `labels[1]`");
    told(
        "\"loans[0].days\"",
        "\"loans[1].days\"",
        "L055",
        "needs `loans[1].bookNumber`",
    );
}

#[test]
fn values_keep_the_rules_of_each_field() {
    told(
        "value: \"07\" }\n      - { name: words, from: title-words }\n      - { name: onShelf",
        "value: \"70\" }\n      - { name: words, from: title-words }\n      - { name: onShelf",
        "L056",
        "not a code of `branches`",
    );
    told("example: \"19851224\"", "example: \"19850230\"", "L056", "birthDate");
    told("example: \"4711\"", "example: 책", "L056", "bookNumber");
    told("example: 등대", "example: holiday", "L056", "another value of the example");
    let linted = with(
        "- { name: \"labels[0]\", from: keyword }",
        "- { name: remind, from: keyword }\n      - { name: \"labels[0]\", value: 등 }",
    );
    assert_eq!(linted.codes(), ["L056"], "{}", linted.rendered());
    assert!(linted.rendered().contains("array-of-strings"), "{}", linted.rendered());
}

#[test]
fn a_step_follows_from_an_earlier_one_or_says_why() {
    told(
        "    about: Books that are lent are left out.",
        "    because: Somebody asks for it.",
        "L057",
        "needs no reason",
    );
}

#[test]
fn a_file_without_steps_is_told() {
    let linted = Texts::base()
        .with(
            "walkthroughs/nothing.yaml",
            "id: nothing\ntitle: Nothing\nabout: 없음.\nsteps: []\n",
        )
        .lint();
    assert_eq!(linted.codes(), ["L054"], "{}", linted.rendered());
}

#[test]
fn the_file_is_named_after_its_id() {
    let linted = with("id: find-and-lend", "id: find-and-borrow");
    assert_eq!(linted.codes(), ["L014"], "{}", linted.rendered());
}

#[test]
fn the_operation_that_is_shown_is_known_whole() {
    let lend = "operations/lend-book.yaml";
    let shown = |from: &str, to: &str| Texts::base().replace(lend, from, to).lint();
    for (from, to) in [
        ("headers: lending\n", "headers: lending\n  known: part\n"),
        (
            "  headers: reading\n  encrypted: true",
            "  headers: reading\n  known: part\n  encrypted: true",
        ),
        ("      about: Who borrows.", "      about: Who borrows.\n      known: part"),
        (
            "  headers: lending\n  encrypted: true",
            "  headers: lending\n  encrypted: unknown",
        ),
        ("          example: 김등불\n", ""),
    ] {
        let linted = shown(from, to);
        assert_eq!(linted.codes(), ["L058"], "{to}\n{}", linted.rendered());
    }
    let unknown =
        Texts::base().replace("api.yaml", "example: lend-book", "example: lent").lint();
    assert_eq!(unknown.codes(), ["L003"], "{}", unknown.rendered());
}

/// An undocumented field goes where the client takes it.
#[test]
fn undocumented_fields_are_given_where_something_is_not_known() {
    let file = "    undocumented:\n      - { name: NAME, json: 'JSON' }\n  - operation: find-books\n    because";
    let with = |name: &str, json: &str| {
        let lines = file.replace("NAME", name).replace("JSON", json);
        Texts::base()
            .replace(
                "operations/lend-book.yaml",
                "      about: Who borrows.",
                "      about: Who borrows.\n      known: part",
            )
            .replace("api.yaml", "example: lend-book", "example: find-books")
            .replace(FILE, "  - operation: find-books\n    because", &lines)
            .lint_and_lower()
    };
    with("reader.memo", "[\"메모\", 1]").clean();
    for (name, json, message) in [
        ("memo", "1", "every field beside `memo` is known"),
        ("reader.fullName", "1", "`reader.fullName` is documented"),
        ("raeder.memo", "1", "there is no object"),
        ("reader.memo", "memo", "is no JSON"),
    ] {
        let linted = with(name, json);
        assert_eq!(linted.codes(), ["L054"], "{}", linted.rendered());
        assert!(linted.rendered().contains(message), "{}", linted.rendered());
    }
}
