//! The idempotency key on the command line: printed, and given again.

use super::calls::NICK;
use super::cli::Desk;
use super::described::{PAY, VENDOR, field};
use crate::runtime::description::{
    Description, Location, Made, Parameter, ValueKind, Vendor,
};
use crate::runtime::fake::{Fake, Fault};
use crate::runtime::{
    Encryption, GivenHeader, Header, Known, Length, Method, Need, Protocol, Redact,
    Repeat, RequestBody, Rule, Shape, Spec,
};
use crate::vendor::{HEADERS, PROTOCOL};
use serde_json::Value;

const KEY: Header = Header {
    name: "Once-Key",
    lower: "once-key",
    need: Need::Optional,
    echoes: &[],
    rule: Rule {
        field: "Once-Key",
        length: Length::at_most(300),
        shape: Shape::ANY,
        redact: Redact::Shown,
        source: PAY.source,
    },
};

static WITH_KEY: [Header; 7] =
    [HEADERS[0], HEADERS[1], HEADERS[2], HEADERS[3], HEADERS[4], HEADERS[5], KEY];

pub(crate) const KEEP: Spec = Spec {
    id: "keep",
    method: Method::Post,
    path: "/v1/keep",
    body: RequestBody::Form,
    request_headers: &WITH_KEY,
    response_headers: &[],
    request_encrypted: Some(Encryption::No),
    repeat: Repeat::SafeWithKey,
    ..PAY.spec
};

pub(crate) static KEEPING: Vendor = Vendor {
    protocol: &Protocol {
        headers: &WITH_KEY,
        given: &[GivenHeader {
            header: KEY,
            idempotency: true,
        }],
        ..PROTOCOL
    },
    operations: &[Description {
        spec: KEEP,
        parameters: &[
            NICK,
            Parameter {
                place: Location::Header,
                need: Need::Optional,
                made: Some(Made::Request),
                nullable: false,
                ..field("Once-Key", "idempotency-key", ValueKind::Text(KEY.rule))
            },
        ],
        known: Known::Whole,
        ..PAY
    }],
    ..VENDOR
};

#[test]
fn a_lost_answer_is_asked_for_again_with_its_key() {
    let fake = Fake::of(&KEEPING, 0).unwrap();
    let desk = Desk::of(&fake, "once");
    let call = |more: &[&str]| {
        let arguments =
            [&["call", "keep", "--nick", "a", "--format", "json"], more].concat();
        let mut out = Vec::new();
        let (code, err) = desk.run_in(&KEEPING, &arguments, &mut out, &|_| ());
        let told: Value =
            serde_json::from_slice(&out).unwrap_or_else(|_| panic!("{err}"));
        (code, told)
    };
    fake.next(Fault::HangUpAfterReading);
    let (code, told) = call(&[]);
    assert_eq!((code, &told["remedy"]), (3, &"retry-with-key".into()), "{told}");
    let key = told["idempotency_key"].as_str().unwrap().to_owned();
    assert_eq!(key, "00000000-0000-402a-8000-00000000002a");
    let (code, told) = call(&["--idempotency-key", &key]);
    assert_eq!((code, &told["idempotency_key"]), (0, &key.clone().into()), "{told}");
    let received = fake.take_received();
    let sent: Vec<_> =
        received.iter().map(|it| it.header("Once-Key").unwrap()).collect();
    assert_eq!(sent, [&*key, &*key]);
    assert!(received.iter().all(|it| it.findings().is_empty()), "{received:?}");
    let mut out = Vec::new();
    let arguments = ["call", "keep", "--nick", "a"];
    let (_, err) = desk.run_in(&KEEPING, &arguments, &mut out, &|_| ());
    assert!(err.contains(&format!("\nidempotency key: {key}\n")), "{err}");
}
