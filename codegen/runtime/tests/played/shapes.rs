//! Objects of one of several shapes: on the command line, and at the mock server.

use super::cli::Desk;
use super::described::{PAY, TAG, VENDOR, field, optional};
use super::fake::{core_of, found, send};
use crate::runtime::description::{
    Description, Known, Parameter, ResponseField, ResponseKind, ValueKind, Vendor,
};
use crate::runtime::fake::{Fake, Scenario};
use crate::runtime::{
    Encryption, ListRule, Method, Prepared, Redact, Rule, ShapeSign, Spec, Untyped,
};
use serde_json::{Value, json};

const HIDDEN: Rule = Rule {
    redact: Redact::Hidden,
    ..TAG
};

const fn text(name: &'static str, rule: Rule) -> Parameter {
    field(name, name, ValueKind::Text(rule))
}

const KINDS: &[(ShapeSign, ValueKind)] = &[
    (
        ShapeSign::Value("kind", "\"카드\""),
        ValueKind::Object(
            Known::Whole,
            PAY.source,
            &[
                field("kind", "kind", ValueKind::Constant("\"카드\"")),
                text("owner", HIDDEN),
            ],
        ),
    ),
    (
        ShapeSign::Value("kind", "\"이체\""),
        ValueKind::Object(
            Known::Whole,
            PAY.source,
            &[
                field("kind", "kind", ValueKind::Constant("\"이체\"")),
                optional(&text("memo", TAG)),
            ],
        ),
    ),
];

const NAMED: &[(ShapeSign, ValueKind)] = &[
    (
        ShapeSign::Names(&["a"]),
        ValueKind::Object(Known::Whole, PAY.source, &[text("a", TAG)]),
    ),
    (
        ShapeSign::Names(&["b", "c"]),
        ValueKind::Object(Known::Whole, PAY.source, &[text("b", TAG), text("c", TAG)]),
    ),
];

const OWNER: ResponseField = ResponseField {
    name: "owner",
    redact: Redact::Shown,
    kind: ResponseKind::Text,
};

static ORDERING: Vendor = Vendor {
    operations: &[Description {
        spec: Spec {
            id: "order",
            method: Method::Post,
            path: "/v1/orders",
            request_encrypted: Some(Encryption::No),
            response_encrypted: Some(Encryption::No),
            ..PAY.spec
        },
        parameters: &[
            field("method", "method", ValueKind::OneOf(KINDS)),
            optional(&field(
                "parts",
                "parts",
                ValueKind::List(ListRule::ANY, &ValueKind::OneOf(NAMED)),
            )),
        ],
        known: Known::Whole,
        answer: &[ResponseField {
            name: "paid",
            redact: Redact::Shown,
            kind: ResponseKind::OneOf(&[
                (ShapeSign::Value("kind", "\"카드\""), &[OWNER]),
                (ShapeSign::Value("kind", "\"이체\""), &[]),
            ]),
        }],
        ..PAY
    }],
    ..VENDOR
};

/// What the mock server finds, and what it answers.
fn posted(body: &Value) -> (String, Value) {
    let fake = Fake::of(&ORDERING, 0).unwrap();
    let core = core_of(&fake, fake.crypto_key().into(), ORDERING.protocol);
    let ask = Untyped::post("/v1/orders", body, Encryption::No);
    let request = core.prepare(&ask).and_then(Prepared::into_http).unwrap().0;
    let answer = serde_json::from_slice(send(request).body()).unwrap();
    (found(&fake), answer)
}

#[test]
fn the_mock_server_holds_an_object_to_its_shape() {
    let right = json!({
        "method": { "kind": "카드", "owner": "가" },
        "parts": [{ "a": "1" }, { "b": "2", "c": "3" }],
    });
    let (found, answer) = posted(&right);
    assert_eq!(found, "");
    assert_eq!(answer["paid"], json!({ "kind": "카드", "owner": "invented" }));
    let wrong = json!({
        "method": { "kind": "이체", "owner": "가", "memo": "너무 길다" },
        "parts": [{ "a": "1", "b": "2", "c": "3" }, { "c": "3" }, 4, { "a": "1", "c": "2" }],
    });
    insta::assert_snapshot!(posted(&wrong).0, @r"
method.memo: 5 characters, at most 4 are allowed
parts[0]: of no documented shape
parts[1]: of no documented shape
parts[2]: not an object
");
    insta::assert_snapshot!(posted(&json!({ "method": { "kind": "점수" } })).0, @r"method.kind: of no documented shape");
    insta::assert_snapshot!(posted(&json!({ "method": { "owner": "가" } })).0, @r"method.kind: required but missing");
    insta::assert_snapshot!(posted(&json!({ "method": "카드" })).0, @r"method: not an object");
}

#[test]
fn a_command_gives_and_shows_a_shape_as_far_as_it_may() {
    let fake = Fake::of(&ORDERING, 0).unwrap();
    let desk = Desk::of(&fake, "shapes");
    let run = |method: &str| {
        let mut out = Vec::new();
        let arguments = ["call", "order", "--method", method];
        let (code, err) = desk.run_in(&ORDERING, &arguments, &mut out, &|_| ());
        (code, String::from_utf8(out).unwrap(), err)
    };
    let (code, out, err) = run(r#"{"kind":"카드","owner":"홍길동"}"#);
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("\nmethod: {kind: \"카드\", owner: ..}\n"), "{err}");
    assert!(out.contains("\"owner\": \"invented\""), "{out}");
    assert_eq!(fake.take_received()[0].findings(), []);
    let paid = json!({ "paid": { "kind": "점수", "owner": "홍길동" } });
    fake.next(Scenario::Answer(paid.to_string()));
    let (_, out, err) = run(r#"{"kind":"이체"}"#);
    assert!(out.contains("\"paid\": \"..\""), "{out}{err}");
    let (code, _, err) = run(r#"{"kind":"점수","owner":"홍길동"}"#);
    assert_eq!(code, 2);
    assert!(err.contains("(method.kind): of no documented shape"), "{err}");
    assert!(!err.contains("홍길동"), "{err}");
}
