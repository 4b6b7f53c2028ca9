//! What the mock server and the command line make of values of every kind.

use super::fake::send;
use crate::runtime::description::{
    Description, Known, Location, Parameter, ResponseField, ResponseKind, Subject,
    ValueKind, Vendor,
};
use crate::runtime::fake::Fake;
use crate::runtime::{
    Encryption, Length, ListRule, ListStyle, Method, Named, Need, NumberRule, Protocol,
    Redact, Repeat, RequestBody, Rule, Shape, Source, Spec,
};
use http::{Request, header};
use serde_json::{Value, json};

const SOURCE: Source = Source {
    document: "Values",
    section: "Guide",
};

const fn field(name: &'static str, kind: ValueKind) -> Parameter {
    Parameter {
        name,
        flag: name,
        place: Location::Body,
        need: Need::Required,
        made: None,
        nullable: false,
        condition: None,
        redact: Redact::Shown,
        kind,
        style: ListStyle::Repeated,
        example: None,
        cite: None,
        about: "About.",
    }
}

fn months() -> Vec<Named> {
    vec![Named("0", "일시불"), Named("3", "Three")]
}

const fn operation(
    id: &'static str,
    path: &'static str,
    parameters: &'static [Parameter],
    answer: &'static [ResponseField],
) -> Description {
    Description {
        spec: Spec {
            id,
            title: id,
            method: Method::Post,
            path,
            host: None,
            body: RequestBody::Json,
            request_headers: &[],
            response_headers: &[],
            request_encrypted: Some(Encryption::No),
            response_encrypted: Some(Encryption::No),
            repeat: Repeat::Unsafe,
            answer: crate::runtime::AnswerFormat::PLAIN,
            pending: None,
            source: SOURCE,
        },
        subject: Subject { id: "values", title: "값" },
        about: "",
        known: Known::Whole,
        parameters,
        source: SOURCE,
        answer,
        results: Vec::new,
        second_codes: Vec::new,
        cases: &[],
    }
}

static VENDOR: Vendor = Vendor {
    id: "values",
    protocol: &Protocol {
        name: "Values",
        hosts: &[],
        headers: &[],
        response_headers: &[],
        given: &[],
        configured: &[],
        authentication: crate::runtime::Authentication::NONE,
        signing: None,
        utc_offset: Some(0),
        recipes: &[],
        encryption: None,
        answer: crate::runtime::AnswerFormat::PLAIN,
        source: SOURCE,
    },
    environments: &[],
    for_tests: &[],
    hosts: &[],
    settings: &[],
    operations: &[NOTES, CODES],
    callbacks: &[],
    tables: &[],
    #[cfg(feature = "gateway")]
    openapi: "{}",
};

const NOTES: Description = operation(
    "notes",
    "/notes",
    &[
        field(
            "metadata",
            ValueKind::Map(
                ListRule {
                    items: Length::at_most(2),
                    ..ListRule::ANY
                },
                &ValueKind::Text(Rule {
                    length: Length::at_most(3),
                    ..Rule::ANY
                }),
            ),
        ),
        field(
            "amounts",
            ValueKind::List(ListRule::ANY, &ValueKind::Number(NumberRule::ANY)),
        ),
        field(
            "price",
            ValueKind::Text(Rule {
                shape: Shape::DECIMAL,
                ..Rule::ANY
            }),
        ),
    ],
    &[
        ResponseField {
            name: "metadata",
            redact: Redact::Hidden,
            kind: ResponseKind::Map(&ResponseKind::Text),
        },
        ResponseField {
            name: "price",
            redact: Redact::Shown,
            kind: ResponseKind::Written,
        },
    ],
);

const CODES: Description = operation(
    "codes",
    "/codes",
    &[
        field("type", ValueKind::Constant("\"환불\"")),
        field("version", ValueKind::Constant("2")),
        field("months", ValueKind::NumberCode(Rule::ANY, months)),
    ],
    &[ResponseField {
        name: "months",
        redact: Redact::Shown,
        kind: ResponseKind::NumberCode(months),
    }],
);

/// What is found in a body, and the answer.
fn asked(path: &str, body: &Value) -> (String, Value) {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let request = Request::post(fake.base_url() + path)
        .header(header::ACCEPT, "application/json")
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.to_string().into_bytes())
        .unwrap();
    let answer = send(request);
    let received = fake.take_received();
    let found: Vec<_> = received[0].findings().iter().map(ToString::to_string).collect();
    (found.join("\n"), serde_json::from_slice(answer.body()).unwrap())
}

#[test]
fn constants_and_numbers_are_held_to_what_they_are() {
    let right = json!({ "type": "환불", "version": 2, "months": 12 });
    assert_eq!(asked("/codes", &right), (String::new(), json!({ "months": 0 })));
    let (found, _) = asked("/codes", &json!({ "version": "2", "months": "3" }));
    let expected = "\
type: required but missing
version: not 2
months: not a whole number of at most 128 bits";
    assert_eq!(found, expected);
    let wrong = json!({ "type": "취소", "version": 3, "months": 0.5 });
    let expected = "\
type: not \"환불\"
version: not 2
months: not a whole number of at most 128 bits";
    assert_eq!(asked("/codes", &wrong).0, expected);
}

#[test]
fn maps_and_numbers_as_texts_are_checked() {
    let right =
        json!({ "metadata": { "홍": "길동" }, "amounts": [1, 2], "price": "100.0" });
    let answer = json!({ "metadata": { "invented": "invented" }, "price": "1.50" });
    assert_eq!(asked("/notes", &right), (String::new(), answer));
    let wrong = json!({
        "metadata": { "홍": "길동", "b": 1, "c": "너무 길다" },
        "amounts": [1, "2"],
        "price": 100.0,
    });
    let expected = "\
metadata: 3 items, at most 2 are allowed
metadata[0]: not a text
metadata[1]: 5 characters, at most 3 are allowed
amounts[1]: not a whole number of at most 128 bits
price: not a text";
    assert_eq!(asked("/notes", &wrong).0, expected);
    let wrong = json!({ "metadata": ["a"], "amounts": {}, "price": "1e2" });
    let expected = "\
metadata: not an object
amounts: not a list
price: does not have the form <decimal number>";
    assert_eq!(asked("/notes", &wrong).0, expected);
}
