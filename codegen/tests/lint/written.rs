//! Lists and objects in queries and forms.

use super::support::Texts;

/// What is found in a request of the base spec, as codes with their messages.
#[track_caller]
fn found(body: &str, field: &str) -> Vec<String> {
    let operation = format!(
        "id: order-card\nsubject: loans\npage: {{ title: Order card }}\nmethod: POST\n\
         path: /v2/cards\nsection: Order card\nrepeat: unsafe\nabout: Orders a card.\n\
         response_codes: {{ section: Results, codes: [{{ code: \"0000\", http: 200, message: \
         Done., remedy: none }}] }}\nrequest:\n  section: Parameters\n  body: {body}\n  fields:\n\
         {field}"
    );
    let mut texts =
        Texts::base().with("operations/order-card.yaml", operation.into_bytes());
    texts.0.retain(|it| it.name != "catalog.yaml");
    let linted = texts.lint();
    let found = linted.diagnostics.iter();
    found.map(|it| format!("{} {}", it.code(), it.message)).collect()
}

/// An object in a request, with this beside it, and this of the field in it.
fn object(facts: &str, of_inner: &str) -> String {
    format!(
        "    - name: card\n      need: required\n      about: 카드.\n{facts}\
         \x20     fields:\n        - {{ need: required, redact: shown, about: The owner., {of_inner} }}\n"
    )
}

const OWNER: &str = "name: owner, type: string, max_length: 9, example: 김견본";

#[test]
fn an_object_in_a_form_says_how_it_is_written() {
    let none: [&str; 0] = [];
    for body in ["form", "multipart"] {
        for style in ["brackets", "dots", "json"] {
            for kind in ["object", "array-of-objects"] {
                let facts = format!("      type: {kind}\n      list_style: {style}\n");
                assert_eq!(found(body, &object(&facts, OWNER)), none, "{facts}");
            }
        }
        for style in ["", "      list_style: comma\n"] {
            let facts = format!("      type: object\n{style}");
            assert_eq!(
                found(body, &object(&facts, OWNER)),
                [
                    "L146 `card` is an object in a query or a form, and no `list_style` says how its \
                  values are written"
                ]
            );
        }
    }
}

#[test]
fn what_is_in_json_or_within_an_object_has_no_style() {
    let facts = "      type: object\n      list_style: brackets\n";
    assert_eq!(
        found("json", &object(facts, OWNER)),
        ["L146 `card` is in JSON, and has a `list_style`"]
    );
    let tags = "name: tags, type: array-of-strings, max_length: 9, example: a, list_style: comma";
    assert_eq!(
        found("form", &object(facts, tags)),
        ["L146 `tags` is within an object, whose `list_style` is that of all in it"]
    );
    let list = "    - { name: tags, type: array-of-strings, need: required, list_style: dots, \
                max_length: 9, redact: shown, example: a, about: 표. }\n";
    assert_eq!(
        found("form", list),
        ["L146 `tags` is a list without names in it, and is written by dots"]
    );
}

#[test]
fn what_has_no_name_of_its_own_is_not_in_an_object_in_a_form() {
    let query = "      type: object\n      in: query\n      list_style: dots\n";
    for (inner, why) in [
        (
            "name: \"a.b\", type_name: Ab, type: string, max_length: 9, example: a",
            "`a.b` has a bracket",
        ),
        (
            "name: owner, type: string, max_length: 9, example: a, nullable: true",
            "`owner` can be null",
        ),
        (
            "name: rows, type: array-of-numbers, example: \"1\", rows: {}",
            "`rows` is an array of arrays",
        ),
    ] {
        let told = found("json", &object(query, inner));
        let [one] = &*told else { panic!("{told:?}") };
        assert!(one.starts_with(&format!("L146 {why}")), "{one}");
        let in_json = query.replace("dots", "json");
        assert_eq!(found("json", &object(&in_json, inner)).len(), 0, "{inner}");
    }
}
