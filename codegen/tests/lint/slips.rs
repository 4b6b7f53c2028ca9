//! Slips of the pen: each is told at its own line, with what to write instead.

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";

/// What is said of a slip: code, place, message and help.
fn told(from: &str, to: &str) -> String {
    let linted =
        Texts::base().without_walkthrough().replace(LEND, from, to).lint_and_lower();
    let place = linted.places().remove(0);
    let finding = linted.only();
    format!("{place}\n{}\n{}", finding.message, finding.help.join("\n"))
}

#[test]
fn of_colons_and_spaces() {
    insta::assert_snapshot!(told("max_length: 12", "max_length:12"), @r"
    S002 spec/operations/lend-book.yaml:26:21
    invalid YAML: no space after the colon of a key
    put a space after the colon
    ");
    insta::assert_snapshot!(told("max_length: 12", "max_length：12"), @r"
    S002 spec/operations/lend-book.yaml:26:21
    invalid YAML: a full-width colon (：) after a key
    write `: ` with an ASCII colon
    ");
    insta::assert_snapshot!(told("max_length: 12", "max_length:\u{a0}12"), @r"
    S002 spec/operations/lend-book.yaml:26:21
    invalid YAML: a no-break space (U+00A0) after a colon
    type the space after the colon again
    ");
    insta::assert_snapshot!(told("max_length: 12", "max\u{a0}length: 12"), @r"
    S005 spec/operations/lend-book.yaml:26:11
    unknown key `max\u{a0}length`
    did you mean `max_length`?
    ");
    insta::assert_snapshot!(told("max_length: 12", "최대 12"), @r"
    S002 spec/operations/lend-book.yaml:26:11
    invalid YAML: a line that is neither `key: value` nor `- item`
    put `key: ` before it, or indent it as a part of the text above
    ");
    insta::assert_snapshot!(told("          max_length: 12", "\t\tmax_length: 12"), @r"
    S002 spec/operations/lend-book.yaml:26:1
    invalid YAML: a tab where only spaces are allowed
    indent with spaces: YAML does not allow a tab there
    ");
    insta::assert_snapshot!(told("max_length: 12", "max_length:\t12 "), @r"
    S002 spec/operations/lend-book.yaml:26:22
    invalid YAML: a tab where only spaces are allowed
    indent with spaces: YAML does not allow a tab there
    ");
}

#[test]
fn of_characters_that_cannot_be_seen() {
    insta::assert_snapshot!(told("method: POST", "\u{feff}method: POST"), @r"
    S002 spec/operations/lend-book.yaml:6:1
    invalid YAML: a byte order mark (U+FEFF) in the middle of the file
    remove the character; the surest way is to type the line again
    ");
    insta::assert_snapshot!(told("김등불", "\u{1100}\u{1175}\u{11b7}등불"), @r"
    L012 spec/operations/lend-book.yaml:44:20
    `example` has decomposed Hangul
    type the word again, or copy it from the page with another program
    ");
}

#[test]
fn of_a_merge_that_was_not_finished() {
    let both = "<<<<<<< HEAD\nid: lend-book\n=======\nid: lend\n>>>>>>> 가지";
    insta::assert_snapshot!(told("id: lend-book", both), @r"
    S002 spec/operations/lend-book.yaml:1:1
    invalid YAML: an unresolved merge conflict
    choose one of the two sides, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`
    ");
}

#[test]
fn of_quotes_that_a_word_processor_made() {
    insta::assert_snapshot!(told("code: \"0203\"\n      http", "code: ”0203”\n      http"), @r#"
    S002 spec/operations/lend-book.yaml:122:13
    typographic quotes around a text
    write straight quotes; where the page prints these, put straight ones around them
    "#);
}

#[test]
fn of_days_that_the_calendar_lacks() {
    insta::assert_snapshot!(told("\"19900131\"", "\"19900230\""), @r"
    L027 spec/operations/lend-book.yaml:36:20
    the example `19900230` of `birthDate`: no such date
    invent a value that satisfies the rule, or correct the rule
    ");
}

#[test]
fn of_numbers_with_decimals() {
    insta::assert_snapshot!(told("max_value: 28", "max_value: 28.5"), @r"
    L024 spec/operations/lend-book.yaml:62:22
    `days` is a whole number, but its `max_value` is not
    write `decimals: 1` if the page says so, or correct the limit
    ");
    insta::assert_snapshot!(told("max_value: 28", "max_value: 28.55\n          decimals: 1"), @r"
    L024 spec/operations/lend-book.yaml:62:22
    the `max_value` of `days` has 2 decimals, more than 1
    write `decimals: 2` if the page says so, or correct the limit
    ");
    insta::assert_snapshot!(told("max_value: 28", "max_value: 28\n          decimals: 0"), @r"
    L024 spec/operations/lend-book.yaml:63:21
    `days` has 0 decimals at most
    write the number of decimals, or remove the line from a whole number
    ");
    insta::assert_snapshot!(told("max_value: 28", "max_value: 1,000"), @r"
    S005 spec/operations/lend-book.yaml:62:22
    expected a number of at most 38 digits, as `12` or `0.05`, found `1,000`
    write `1000`
    ");
    insta::assert_snapshot!(told("max_digits: 20", "max_digits: \"20\""), @r"
    S005 spec/operations/lend-book.yaml:54:23
    expected a whole number from 0 to 4294967295, found the text `20`
    write `20`
    ");
    insta::assert_snapshot!(told("max_digits: 20", "max_digits: 20\n          decimals: 2"), @r"
    L024 spec/operations/lend-book.yaml:54:23
    `bookNumber` has both `decimals` and `max_digits`
    state the greatest number as `max_value`
    ");
    insta::assert_snapshot!(told("\"14\"", "\"14.5\""), @r"
    L027 spec/operations/lend-book.yaml:64:20
    the example `14.5` of `days`: not a whole number of at most 128 bits
    invent a value that satisfies the rule, or correct the rule
    ");
}

#[test]
fn of_multiples() {
    let told = |lines: &str| {
        let lines = format!("min_value: 1\n          max_value: 28\n          {lines}");
        told("min_value: 1\n          max_value: 28", &lines)
    };
    insta::assert_snapshot!(told("multiple_of: 0"), @r"
    L023 spec/operations/lend-book.yaml:63:24
    no multiple of 0 but 0 is within the limits of `days`
    write a number above 0 that has a multiple within the limits, or correct the limits
    ");
    insta::assert_snapshot!(told("multiple_of: 29"), @r"
    L023 spec/operations/lend-book.yaml:63:24
    no multiple of 29 but 0 is within the limits of `days`
    write a number above 0 that has a multiple within the limits, or correct the limits
    ");
    insta::assert_snapshot!(told("multiple_of: 3"), @r"
    L027 spec/operations/lend-book.yaml:65:20
    the example `14` of `days`: not a multiple of 3
    invent a value that satisfies the rule, or correct the rule
    ");
    insta::assert_snapshot!(told("multiple_of: 0.5"), @r"
    L024 spec/operations/lend-book.yaml:63:24
    `days` is a whole number, but its `multiple_of` is not
    write `decimals: 1` if the page says so, or correct the limit
    ");
}

#[test]
fn of_units_of_length() {
    let name = "min_length: 1\n          max_length: 60";
    let bytes = |old: &str, unit: &str, lines: &str| {
        told(old, &format!("length_unit: {unit}\n{lines}"))
    };
    let short = "          min_length: 1\n          max_length: 4";
    insta::assert_snapshot!(bytes(name, "euc-kr-bytes", short), @r"
    L027 spec/operations/lend-book.yaml:45:20
    the example `김등불` of `fullName`: 6 bytes of EUC-KR, at most 4 are allowed
    invent a value that satisfies the rule, or correct the rule
    ");
    let emoji = "          length: 6\n          redact: hidden\n          example: 김😀";
    let old = format!("{name}\n          redact: hidden\n          example: 김등불");
    insta::assert_snapshot!(bytes(&old, "euc-kr-bytes", emoji), @r"
    L027 spec/operations/lend-book.yaml:44:20
    the example `김😀` of `fullName`: has a character that EUC-KR cannot encode
    invent a value that satisfies the rule, or correct the rule
    ");
    insta::assert_snapshot!(bytes(name, "utf-8-bytes", ""), @r"
    L024 spec/operations/lend-book.yaml:41:11
    `fullName` has a `length_unit`, and no length
    write the length that the page states, or remove the line
    ");
    insta::assert_snapshot!(bytes(name, "bytes", short), @r"
    S005 spec/operations/lend-book.yaml:41:24
    unknown word `bytes`
    expected one of `utf-8-bytes`, `euc-kr-bytes`
    ");
    let days = "min_value: 1\n          max_value: 28";
    let lines = format!("          {days}");
    insta::assert_snapshot!(bytes(days, "utf-8-bytes", &lines), @r"
    L024 spec/operations/lend-book.yaml:61:11
    `days` is a number, which has no `length_unit`
    lengths are those of texts; remove the line
    ");
    let form = "length: 5\n      form: \"'P'digits4\"";
    let lines = format!("      {form}");
    insta::assert_snapshot!(bytes(form, "utf-8-bytes", &lines), @r"
    L024 spec/operations/lend-book.yaml:70:7
    `pickupCode` has a `length_unit`, and a form
    remove the line
    ");
    let codes =
        "          codes: branches\n          redact: hidden\n          example: \"01\"";
    insta::assert_snapshot!(bytes(&old, "utf-8-bytes", codes), @r"
    L024 spec/operations/lend-book.yaml:41:11
    `fullName` has a `length_unit`, and a code table
    remove the line
    ");
}

#[test]
fn of_numbers_of_items() {
    let items = |lines: &str| {
        told("array-of-strings\n", &format!("array-of-strings\n      {lines}\n"))
    };
    insta::assert_snapshot!(items("min_items: 3\n      max_items: 2"), @r"
    L023 spec/operations/lend-book.yaml:84:18
    the `min_items` of `labels` is above its `max_items`
    swap the two: `min_items: 2`, `max_items: 3`
    ");
    insta::assert_snapshot!(items("max_items: 0"), @r"
    L023 spec/operations/lend-book.yaml:84:18
    `labels` has a `max_items` of 0
    remove the line: on a page, 0 means that there is no limit
    ");
    insta::assert_snapshot!(items("min_items: 100001"), @r"
    L023 spec/operations/lend-book.yaml:84:18
    `labels` has at least 100001 items
    write the least number of items, or remove the line
    ");
    insta::assert_snapshot!(items("max_items: -1"), @r"
    S005 spec/operations/lend-book.yaml:84:18
    expected a whole number from 0 to 4294967295, found `-1`
    write a whole number from 0 to 4294967295
    ");
    insta::assert_snapshot!(told("max_length: 12", "max_length: 12\n          min_items: 1"), @r"
    L024 spec/operations/lend-book.yaml:27:11
    `readerNumber` is a string, which has no `min_items`
    make the field an array, or remove the line
    ");
    insta::assert_snapshot!(told("max_length: 12", "max_length: 12\n          max_items: 1"), @r"
    L024 spec/operations/lend-book.yaml:27:11
    `readerNumber` is a string, which has no `max_items`
    make the field an array, or remove the line
    ");
    for fine in ["min_items: 0", "max_items: 1", "min_items: 2\n      max_items: 2"] {
        let lines = format!("array-of-strings\n      {fine}\n");
        Texts::base()
            .replace(LEND, "array-of-strings\n", &lines)
            .lint_and_lower()
            .clean();
    }
}
