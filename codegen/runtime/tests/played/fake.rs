//! The fake vendor finds everything that is wrong, and misbehaves as it is told.

use super::described::{LOOK, VENDOR};
use crate::runtime::description::{Description, Vendor};
use crate::runtime::fake::{Fake, Fault, Scenario};
use crate::runtime::{
    BlockingTransport as _, CallLimits, Core, CryptoKeys, Encrypting, Encryption,
    Endpoint, Error, MismatchCause, Outgoing, Prepared, Protocol, Reached, Reply, Setup,
    Spec, Untyped, Ureq,
};
use crate::vendor::PROTOCOL;
use http::{HeaderValue, Request, Response};
use serde_json::{Value, json};
use std::time::Duration;

pub(super) fn core(fake: &Fake) -> Core<Encrypting> {
    core_of(fake, fake.crypto_key().into(), VENDOR.protocol)
}

pub(super) fn core_with(fake: &Fake, keys: CryptoKeys) -> Core<Encrypting> {
    core_of(fake, keys, VENDOR.protocol)
}

pub(super) fn core_of(
    fake: &Fake,
    keys: CryptoKeys,
    protocol: &'static Protocol,
) -> Core<Encrypting> {
    let credentials = fake.credentials();
    Setup::new(protocol, &fake.base_url())
        .header("X-User", credentials.header("X-User"))
        .header("X-Access-Key", credentials.header("X-Access-Key"))
        .signing(fake.secret_key())
        .encryption(keys)
        .build()
        .unwrap()
}

pub(super) fn payment() -> Value {
    json!({
        "accountNo": "110123456789", "birthDate": "19900131", "amount": 1000,
        "agreed": "Y", "bank": "004", "buyer": { "fullName": "홍길동" },
        "tags": ["한글"], "lines": [{ "id": "a" }],
    })
}

fn prepared(fake: &Fake, body: &Value) -> Outgoing<Untyped> {
    let ask = Untyped::post("/v1/payments", body, Encryption::Yes);
    core(fake).prepare(&ask).and_then(Prepared::into_http).unwrap()
}

pub(super) fn send(request: Request<Vec<u8>>) -> Response<Vec<u8>> {
    Ureq::new().send(request, CallLimits::default()).unwrap()
}

pub(super) fn call<A: Endpoint + crate::runtime::SentBy<Encrypting>>(
    fake: &Fake,
    ask: &A,
    limits: CallLimits,
) -> Result<Reply<A::Response>, Error<A::Code>> {
    let core = core(fake);
    let (request, sent) = core.prepare(ask)?.into_http()?;
    match Ureq::new().send(request, limits) {
        Ok(response) => core.decode(sent, response),
        Err(error) => Err(sent.unanswered(error)),
    }
}

/// What is found in the one request that was received.
pub(super) fn found(fake: &Fake) -> String {
    let received = fake.take_received();
    assert_eq!(received.len(), 1);
    let found: Vec<_> = received[0].findings().iter().map(ToString::to_string).collect();
    let told = format!("{received:?}{found:?}");
    for planted in ["110123456789", "홍길동", "19900131", "110x"] {
        assert!(!told.contains(planted), "{told}");
    }
    found.join("\n")
}

#[test]
fn a_proper_request_is_answered_with_success() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let ask = Untyped::post("/v1/payments", &payment(), Encryption::Yes);
    let reply = call(&fake, &ask, CallLimits::default()).unwrap();
    assert_eq!(reply.integer("total").value(), Some(1));
    assert_eq!(reply.http_headers()["X-Call-Id"], reply.correlation_id().unwrap());
    let received = fake.take_received();
    assert_eq!(received[0].findings(), []);
    assert_eq!(received[0].answered(), Some((200, Some("E0"))));
    let plain: Value = serde_json::from_slice(received[0].plain().unwrap()).unwrap();
    assert_eq!(plain, payment());
}

#[test]
fn every_header_is_checked() {
    type Change = fn(&mut Request<Vec<u8>>);
    let changes: [(Change, &str); 9] = [
        (|it| drop(it.headers_mut().remove("x-user")), "X-User: required but missing"),
        (
            |it| drop(it.headers_mut().remove("x-access-key")),
            "X-Access-Key: required but missing",
        ),
        (
            |it| drop(it.headers_mut().remove("x-key-id")),
            "X-Key-Id: required but missing",
        ),
        (
            |it| {
                it.headers_mut().append("x-user", HeaderValue::from_static("b"));
            },
            "X-User: occurs more than once",
        ),
        (
            |it| drop(it.headers_mut().insert("x-user", HeaderValue::from_static("b"))),
            "X-User: not the value issued by the mock server",
        ),
        (
            |it| {
                let time = HeaderValue::from_static("20200101000000");
                it.headers_mut().insert("x-time", time);
            },
            "X-Time: not the same instant as in X-Call-Id",
        ),
        (
            |it| it.body_mut().push(b' '),
            "X-Token: not the signature of the received bytes",
        ),
        (
            |it| drop(it.headers_mut().remove("accept")),
            "Accept: must be application/json",
        ),
        (
            |it| {
                let text = HeaderValue::from_static("text/plain");
                it.headers_mut().insert("content-type", text);
            },
            "Content-Type: must be application/json",
        ),
    ];
    let fake = Fake::of(&VENDOR, 0).unwrap();
    for (change, expected) in changes {
        let (mut request, _) = prepared(&fake, &payment());
        change(&mut request);
        let response = send(request);
        assert_eq!(response.status(), 400, "{expected}");
        let found = found(&fake);
        assert!(found.starts_with(expected), "{found}, and not {expected}");
        // It is the fake vendor that says why, and no code is invented.
        let json: Value = serde_json::from_slice(response.body()).unwrap();
        assert!(json["fake"].is_array() && json.as_object().unwrap().len() == 1);
    }
}

#[test]
fn every_field_is_checked_and_the_code_is_documented() {
    let changes = [
        (
            "accountNo",
            json!("110x"),
            "accountNo: does not have the form <digits>",
            Some("E2"),
        ),
        ("accountNo", json!(110), "accountNo: not a text", Some("E2")),
        ("accountNo", json!(null), "accountNo: required but missing", Some("E2")),
        ("birthDate", json!("19900231"), "birthDate: no such date", None),
        ("amount", json!("1"), "amount: not a whole number of at most 128 bits", None),
        ("amount", json!(0), "amount: less than the minimum of 1", None),
        ("agreed", json!(true), "agreed: neither Y nor N", None),
        ("bank", json!("99x"), "bank: does not have the form <digits>", None),
        (
            "buyer",
            json!({ "fullName": "가나다라마바" }),
            "buyer.fullName: 6 characters, at most 5 are allowed",
            None,
        ),
        ("buyer", json!({}), "buyer.fullName: required but missing", None),
        ("buyer", json!("x"), "buyer: not an object", None),
        ("tags", json!(["a", 1]), "tags[1]: not a text", None),
        ("tags", json!("a"), "tags: not a list", None),
        ("lines", json!([{ "id": "abcde" }]), "lines[0].id: 5 characters", None),
        ("lines", json!([]), "lines: 0 items, at least 1 are required", None),
        ("tags", json!(["a", "b", "다"]), "tags: 3 items, at most 2 are allowed", None),
        ("surprise", json!(1), "surprise: not a documented parameter", None),
    ];
    let fake = Fake::of(&VENDOR, 0).unwrap();
    for (name, value, expected, code) in changes {
        let mut body = payment();
        body[name] = value;
        let ask = Untyped::post("/v1/payments", &body, Encryption::Yes);
        let error = call(&fake, &ask, CallLimits::default()).unwrap_err();
        assert_eq!(error.status().unwrap(), 400, "{expected}");
        let answered = match &error {
            Error::Api(refusal) => Some(refusal.code()),
            _ => None,
        };
        assert_eq!(answered.as_deref(), code, "{expected}");
        let found = found(&fake);
        assert!(found.starts_with(expected), "{found}, and not {expected}");
    }
}

#[test]
fn what_the_client_can_send_of_a_code_table_is_taken() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let mut body = payment();
    body["bank"] = json!("999");
    let ask = Untyped::post("/v1/payments", &body, Encryption::Yes);
    assert!(call(&fake, &ask, CallLimits::default()).is_ok());
    assert_eq!(found(&fake), "");
}

#[test]
fn what_has_to_be_encrypted_is_and_what_has_not_is_not() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let plain = Untyped::post("/v1/payments", &payment(), Encryption::No);
    call(&fake, &plain, CallLimits::default()).unwrap_err();
    let found_plain = found(&fake);
    assert!(found_plain.contains("body: must be encrypted"), "{found_plain}");
    let with_body = Untyped::post("/v1/names/abc", &json!({}), Encryption::No)
        .with_method(crate::runtime::Method::Get);
    let core = core(&fake);
    let prepared = core.prepare(&with_body).and_then(Prepared::into_http);
    send(prepared.unwrap().0);
    assert!(found(&fake).contains("body: this operation has no body"));
}

#[test]
fn other_paths_and_methods_are_refused() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    for (path, status) in [("/v1/nowhere", 404), ("/v1/payments", 405)] {
        let error = call(&fake, &Untyped::get(path), CallLimits::default()).unwrap_err();
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(fake.take_received()[0].operation(), None);
    }
    let look = Untyped::get("/v1/names/%ED%99%8D%EA%B8%B8");
    call(&fake, &look, CallLimits::default()).unwrap();
    assert_eq!(found(&fake), "");
}

#[test]
fn cases_and_codes_are_played_once_each() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let ask = Untyped::post("/v1/payments", &payment(), Encryption::Yes);
    let outcome = |fake: &Fake| match call(fake, &ask, CallLimits::default()) {
        Ok(_) => "success".to_owned(),
        Err(Error::Api(refusal)) => refusal.code(),
        Err(error) => format!("{} {}", error.outcome(), error.status().unwrap()),
    };
    fake.next(Scenario::Code("E3".to_owned()));
    fake.next(Scenario::Case(2));
    fake.next(Scenario::Case(9));
    let played = [outcome(&fake), outcome(&fake), outcome(&fake), outcome(&fake)];
    let not_implemented = "undocumented 501 Not Implemented";
    assert_eq!(
        played,
        ["E3", "undocumented 400 Bad Request", not_implemented, "success"]
    );
    fake.always(Scenario::Code("E1".to_owned()));
    assert_eq!([outcome(&fake), outcome(&fake)], ["E1", "E1"]);
}

#[test]
fn an_answer_has_the_fields_that_are_given() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let invented = plain_answer(&fake, Scenario::Success);
    let given = json!({ "상태": { "남은": [1, "이"] }, "paidAt": "20260101" });
    let answer = plain_answer(&fake, Scenario::Answer(given.to_string()));
    assert_eq!(answer["상태"], given["상태"]);
    assert_eq!(answer["paidAt"], given["paidAt"]);
    for (name, value) in invented.as_object().unwrap() {
        assert!(given.get(name).is_some() || answer[name] == *value, "{name}: {answer}");
    }
    let refused = plain_answer(&fake, Scenario::Answer("[1]".to_owned()));
    assert_eq!(
        refused,
        json!({ "fake": ["the fields to answer with are no JSON object"] })
    );
}

/// The JSON of the answer to a proper request.
fn plain_answer(fake: &Fake, scenario: Scenario) -> Value {
    fake.next(scenario);
    let answer = send(prepared(fake, &payment()).0);
    serde_json::from_slice(answer.body()).unwrap()
}

#[test]
fn it_misbehaves_as_it_is_told() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let ask = Untyped::post("/v1/payments", &payment(), Encryption::Yes);
    let limits = CallLimits {
        total: Duration::from_millis(600),
        ..CallLimits::default()
    };
    for (name, how) in Fault::ALL {
        fake.next(how);
        let limits = match how {
            Fault::Delay(_) => limits,
            _ => CallLimits::default(),
        };
        let told = match call(&fake, &ask, limits) {
            Ok(_) => "success".to_owned(),
            Err(Error::Api(refusal)) => format!("api {}", refusal.code()),
            Err(error) => format!("{} {}", error.outcome(), error.reached().as_str()),
        };
        let expected = match how {
            Fault::EncryptedAnswer => "success",
            Fault::UnknownCode => "api E99",
            Fault::OtherCallsId | Fault::NoId | Fault::MalformedId => "mismatch yes",
            Fault::Delay(_) | Fault::HangUpBeforeReading | Fault::HangUpAfterReading => {
                "transport maybe"
            }
            _ => "undocumented yes",
        };
        assert_eq!(told, expected, "{name}");
    }
}

static BARE: Vendor = Vendor {
    protocol: &PROTOCOL,
    operations: &[Description {
        spec: Spec {
            response_headers: &[],
            ..LOOK.spec
        },
        ..LOOK
    }],
    ..VENDOR
};

#[test]
fn it_answers_with_what_is_not_this_calls() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let ask = Untyped::post("/v1/payments", &payment(), Encryption::Yes);
    let before = call(&fake, &ask, CallLimits::default()).unwrap();
    for (how, cause, received) in [
        (Fault::OtherCallsId, MismatchCause::OtherCall, before.correlation_id()),
        (Fault::NoId, MismatchCause::Missing, None),
        (Fault::MalformedId, MismatchCause::WrongForm, Some("?")),
    ] {
        fake.next(how);
        match call(&fake, &ask, CallLimits::default()) {
            Err(Error::Mismatch(mismatch)) => {
                assert_eq!(mismatch.cause(), cause);
                if mismatch.header() == "X-Call-Id" {
                    assert_eq!(mismatch.received(), received);
                }
            }
            other => panic!("{other:?}"),
        }
    }
    // Answers that have no such header.
    let fake = Fake::of(&BARE, 0).unwrap();
    let core = core_of(&fake, fake.crypto_key().into(), BARE.protocol);
    let answer = || {
        let look = core.prepare(&Untyped::get("/v1/names/abc")).unwrap();
        send(look.into_http().unwrap().0)
    };
    for how in [Fault::OtherCallsId, Fault::NoId, Fault::MalformedId] {
        fake.next(how);
        assert_eq!(answer().status(), 501);
    }
    assert_eq!(answer().status(), 200);
}

#[test]
fn an_answer_is_encrypted_when_it_is_told_to() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    for (play, is_sealed) in
        [(Scenario::Success, false), (Fault::EncryptedAnswer.into(), true)]
    {
        fake.next(play);
        let (request, _) = prepared(&fake, &payment());
        let json: Value = serde_json::from_slice(send(request).body()).unwrap();
        assert_eq!(json.get("sealed").is_some(), is_sealed);
    }
}

#[test]
fn half_an_answer_is_kept() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let ask = Untyped::post("/v1/payments", &payment(), Encryption::Yes);
    fake.next(Fault::HangUpWhileAnswering);
    let error = call(&fake, &ask, CallLimits::default()).unwrap_err();
    assert_eq!(error.reached(), Reached::Yes);
    assert!(error.bytes().unwrap().starts_with(b"{"), "{error}");
}

#[test]
fn it_ends_when_it_is_dropped() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let port = fake.base_url().rsplit(':').next().unwrap().parse().unwrap();
    assert!(Fake::of(&VENDOR, port).is_err(), "the port is taken");
    drop(fake);
    drop(Fake::of(&VENDOR, port).expect("the port is free again"));
}
