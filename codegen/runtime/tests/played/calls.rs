//! The mock server reads what a call carries, in each encoding; its answers have the headers of all.

use super::described::{LOOK, PAY, TAG, VENDOR};
use super::fake::{call, core_of, found, payment, send};
use crate::runtime::description::{Description, Parameter, ValueKind, Vendor};
use crate::runtime::fake::{Fake, Fault};
use crate::runtime::{
    CallLimits, Encryption, Known, Length, ListRule, ListStyle, Method, Need,
    NumberRule, Prepared, RequestBody, Spec, Untyped,
};
use http::HeaderValue;

const ITEMS: ListRule = ListRule {
    field: "tags",
    items: Length::at_most(3),
    source: PAY.source,
    ..ListRule::ANY
};

const fn list(name: &'static str, style: ListStyle) -> Parameter {
    let rule = ListRule { style, ..ITEMS };
    super::described::optional(&super::described::field(
        name,
        name,
        ValueKind::List(rule, &ValueKind::Text(TAG)),
    ))
}

pub(super) const NICK: Parameter = Parameter {
    need: Need::Required,
    ..super::described::field("nick", "nick", ValueKind::Text(TAG))
};

const ENROL: Description = Description {
    spec: Spec {
        id: "enrol",
        method: Method::Post,
        path: "/v1/enrolments",
        body: RequestBody::Form,
        request_encrypted: Some(Encryption::No),
        ..PAY.spec
    },
    parameters: &[
        NICK,
        list("tags", ListStyle::Repeated),
        list("marks", ListStyle::Brackets),
        list("days", ListStyle::Comma),
        list("words", ListStyle::Json),
        Parameter {
            style: ListStyle::Brackets,
            ..super::described::optional(&super::described::field("card", "card", CARD))
        },
        Parameter {
            kind: ValueKind::List(
                ListRule {
                    style: ListStyle::Dots,
                    ..ITEMS
                },
                &CARD,
            ),
            ..list("cards", ListStyle::Dots)
        },
    ],
    known: Known::Whole,
    ..PAY
};

const CARD: ValueKind = ValueKind::Object(
    Known::Whole,
    PAY.source,
    &[
        NICK,
        super::described::optional(&super::described::field(
            "count",
            "count",
            ValueKind::Number(NumberRule::ANY),
        )),
        list("tags", ListStyle::Repeated),
    ],
);

static ENROLLING: Vendor = Vendor {
    operations: &[ENROL],
    ..VENDOR
};

/// What the mock server says of a form.
fn posted(
    fields: &[(&str, &str)],
    change: impl FnOnce(&mut http::Request<Vec<u8>>),
) -> String {
    let fake = Fake::of(&ENROLLING, 0).unwrap();
    let core = core_of(&fake, fake.crypto_key().into(), ENROLLING.protocol);
    let ask = Untyped::post_form("/v1/enrolments", fields.iter().copied());
    let (mut request, _) = core.prepare(&ask).and_then(Prepared::into_http).unwrap();
    change(&mut request);
    send(request);
    found(&fake)
}

#[test]
fn a_form_is_read_by_its_names() {
    let lists = [
        ("tags", "a&b"),
        ("tags", "+%"),
        ("marks[]", "가"),
        ("marks[]", "나"),
        ("days", "1,2"),
        ("words", r#"["a","b"]"#),
    ];
    let fields: Vec<_> = [("nick", "한 글")].into_iter().chain(lists).collect();
    assert_eq!(posted(&fields, |_| {}), "");
}

#[test]
fn a_list_in_another_style_is_found() {
    let fields = [
        ("nick", "a"),
        ("tags", "a,b,c"),
        ("marks", "a"),
        ("days", "a"),
        ("days", "b"),
        ("words", "a,b"),
    ];
    insta::assert_snapshot!(posted(&fields, |_| {}), @r"
    tags[0]: 5 characters, at most 4 are allowed
    days: not a list
    words: not a list
    marks: not a documented parameter
    ");
}

#[test]
fn a_form_can_have_objects() {
    let fields = [
        ("nick", "a"),
        ("card[nick]", "한 글"),
        ("card[count]", "12"),
        ("card[tags][0]", "a"),
        ("card[tags][1]", "나"),
        ("cards[0].nick", "b"),
        ("cards[1].nick", "c"),
    ];
    assert_eq!(posted(&fields, |_| {}), "");
}

#[test]
fn what_is_wrong_in_an_object_in_a_form_is_found() {
    let fields = [
        ("nick", "a"),
        ("card[nick]", "too long"),
        ("card[count]", "many"),
        ("card[extra]", "1"),
        ("card.nick", "a"),
        ("card[", "a"),
        ("cards[1].nick", "c"),
        ("cards[nick]", "c"),
    ];
    insta::assert_snapshot!(posted(&fields, |_| {}), @r"
    card.count: not a whole number of at most 128 bits
    cards: not a list
    card.nick: not a documented parameter
    card[: not a documented parameter
    cards[nick]: not a documented parameter
    ");
    let fields = [("nick", "a"), ("card[nick]", "too long"), ("card[extra]", "1")];
    insta::assert_snapshot!(posted(&fields, |_| {}), @r"
    card.nick: 8 characters, at most 4 are allowed
    ");
    let fields = [("nick", "a"), ("card[nick]", "b"), ("card[extra]", "1")];
    insta::assert_snapshot!(posted(&fields, |_| {}), @r"
    card.extra: not a documented field
    ");
}

#[test]
fn what_is_wrong_in_a_form_is_found() {
    let fields = [("nick", "too long"), ("tags", "a"), ("extra", "1")];
    insta::assert_snapshot!(posted(&fields, |_| {}), @r"
    nick: 8 characters, at most 4 are allowed
    extra: not a documented parameter
    ");
    let as_json = |request: &mut http::Request<Vec<u8>>| {
        let json = HeaderValue::from_static("application/json");
        request.headers_mut().insert("content-type", json);
    };
    insta::assert_snapshot!(posted(&[("nick", "a")], as_json), @"Content-Type: must be application/x-www-form-urlencoded");
    let broken = |request: &mut http::Request<Vec<u8>>| {
        *request.body_mut() = b"nick=%ff".to_vec();
    };
    insta::assert_snapshot!(posted(&[], broken), @r"
    body: not a form, percent-encoded as UTF-8
    X-Token: not the signature of the received bytes
    ");
}

#[test]
fn too_many_requests_are_answered_with_the_headers_of_other_answers() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    fake.next(Fault::TooManyRequests);
    let ask = Untyped::post("/v1/payments", &payment(), Encryption::Yes);
    let refused = call(&fake, &ask, CallLimits::default()).err().unwrap();
    assert_eq!(refused.status().unwrap(), 429);
    let id = &refused.headers().unwrap()["x-call-id"];
    assert_eq!(id.to_str().ok(), refused.correlation_id());
}

static PAIRED: Vendor = Vendor {
    operations: &[Description {
        spec: Spec {
            path: "/v1/names/{first}-{last}.json",
            ..LOOK.spec
        },
        parameters: &[
            Parameter {
                name: "first",
                ..LOOK.parameters[0]
            },
            Parameter {
                name: "last",
                ..LOOK.parameters[0]
            },
        ],
        ..LOOK
    }],
    ..VENDOR
};

#[test]
fn a_segment_may_have_several_parameters() {
    let fake = Fake::of(&PAIRED, 0).unwrap();
    let answered = |path: &str| {
        let ask = Untyped::get(path);
        let core = core_of(&fake, fake.crypto_key().into(), PAIRED.protocol);
        let (request, _) = core.prepare(&ask).and_then(Prepared::into_http).unwrap();
        let status = send(request).status().as_u16();
        (status, found(&fake))
    };
    assert_eq!(answered("/v1/names/%ED%99%8D%EA%B8%B8-ab-c.json"), (200, String::new()));
    let (_, wrong) = answered("/v1/names/a.json");
    assert!(wrong.contains("no documented"), "{wrong}");
}
