//! Answers that are no JSON, and what they have no place for.

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";

/// What is found of the answer of a loan, which has a `fields` of its own.
fn told(response: &str) -> Vec<String> {
    let whole = Texts::base().text(LEND);
    let (_, rest) = whole.split_once("\nresponse:\n").unwrap();
    let (old, _) = rest.split_once("\nresponse_codes:").unwrap();
    let texts = Texts::base().without_walkthrough().replace(LEND, old, response);
    let found = texts.lint().diagnostics.into_iter();
    found.filter(|it| it.code() == "L051").map(|it| it.message).collect()
}

const DUE: &str = "{ name: dueDate, type: string, need: required, about: 반납일. }";

#[test]
fn a_body_has_what_it_has_a_place_for() {
    let no_code = "a success has no place for its code";
    let no_text = "no field describes the text";
    for (body, fields, expected) in [
        ("form", DUE, &[][..]),
        ("lines\n  charset: euc-kr", DUE, &[]),
        ("text\n  envelope: none\n  charset: euc-kr", DUE, &[]),
        ("bytes\n  envelope: none", "", &[]),
        ("text", DUE, &[no_code]),
        ("bytes", "", &[no_code]),
        ("text\n  envelope: none", "", &[no_text]),
        ("text\n  envelope: none", &DUE.replace("string", "number"), &[no_text]),
        ("bytes\n  envelope: none", DUE, &["an answer without names has fields"]),
        ("form\n  encrypted: true", DUE, &["only JSON is encrypted"]),
        ("form\n  encrypted: unknown", DUE, &["only JSON is encrypted"]),
        (
            "lines",
            &DUE.replace("string", "array-of-strings"),
            &["a value in an answer is no text"],
        ),
        (
            "bytes\n  envelope: none\n  charset: euc-kr",
            "",
            &["an answer without a text has a charset"],
        ),
        (
            "form\n  envelope: { object: result, code: code, success_http: 200, about: 결과., \
             cite: { source: lend-book, section: Answer } }",
            DUE,
            &["nothing is within an object"],
        ),
    ] {
        let response =
            format!("  section: Answer\n  body: {body}\n  fields: [{fields}]\n");
        assert_eq!(told(&response), expected, "{response}");
    }
}

#[test]
fn the_header_that_says_how_long_to_wait_is_a_header() {
    let api = Texts::base().text("api.yaml");
    let with = |name: &str| {
        Texts::base().with("api.yaml", format!("{api}retry_after: {name}\n"))
    };
    with("X-Wait").lint().clean();
    let linted = with("X-Wait 초").lint();
    assert_eq!(linted.codes(), ["L013"]);
}

#[test]
fn media_types_are_those_of_texts_and_files() {
    let found = |body: &str, fields: &str| {
        let whole = Texts::base().text(LEND);
        let (_, rest) = whole.split_once("\nresponse:\n").unwrap();
        let (old, _) = rest.split_once("\nresponse_codes:").unwrap();
        let response = format!(
            "  section: Answer\n  body: {body}\n  envelope: none\n  fields: [{fields}]\n"
        );
        let texts = Texts::base().without_walkthrough().replace(LEND, old, &response);
        let found = texts.lint().diagnostics.into_iter();
        let found: Vec<_> =
            found.filter(|it| it.code() == "L112").map(|it| it.message).collect();
        found.join("|")
    };
    for (body, fields, expected) in [
        ("bytes\n  media_types: [application/pdf, \"image/*\"]", "", ""),
        ("text\n  media_types: [text/plain]", DUE, ""),
        ("bytes\n  media_types: [pdf]", "", "`pdf` is no media type"),
        ("bytes\n  media_types: [a/b, a/b]", "", "`a/b` is listed twice"),
        (
            "lines\n  media_types: [text/plain]",
            DUE,
            "the answer of `lend-book` is read whatever its media type is",
        ),
        (
            "empty\n  media_types: [a/b]",
            "",
            "the answer of `lend-book` is read whatever its media type is",
        ),
    ] {
        assert_eq!(found(body, fields), expected, "{body}");
    }
}
