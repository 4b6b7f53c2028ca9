//! A token on the command line and at the mock server.

use super::calls::NICK;
use super::cli::Desk;
use super::described::{PAY, VENDOR};
use super::fake::{found, send};
use crate::runtime::description::{
    Description, Location, Made, Parameter, ResponseField, ResponseKind, Setting,
    ValueKind, Vendor,
};
use crate::runtime::fake::{Fake, Fault};
use crate::runtime::{
    Authentication, BlockingTransport, CallLimits, Client, Encryption, Endpoint, Header,
    Known, Method, Need, Plain, Protocol, Redact, Repeat, RequestBody, Rule, Scheme,
    Setup, Spec, TokenHeader, TokenRequest, Untyped, Ureq,
};
use crate::token::{ISSUING, Issue};
use crate::vendor::PROTOCOL;
use http::Request;

const fn header(name: &'static str, lower: &'static str, need: Need) -> Header {
    Header {
        name,
        lower,
        need,
        echoes: &[],
        rule: Rule {
            field: name,
            redact: Redact::Hidden,
            ..Rule::ANY
        },
    }
}

static HEADERS: [Header; 1] = [header("Authorization", "authorization", Need::Required)];
static FIELDS: [Header; 1] = [header("client_id", "client_id", Need::Optional)];

const ENTER: Description = Description {
    spec: Spec {
        id: "enter",
        method: Method::Post,
        path: "/v1/enter",
        body: RequestBody::Form,
        request_headers: &HEADERS,
        response_headers: &[],
        request_encrypted: Some(Encryption::No),
        repeat: Repeat::Unsafe,
        ..PAY.spec
    },
    parameters: &[NICK],
    known: Known::Whole,
    ..PAY
};

static GUARDED: Vendor = Vendor {
    protocol: &Protocol {
        headers: &HEADERS,
        configured: &["Authorization"],
        authentication: Authentication {
            only_signed: &[],
            schemes: &[("Authorization", Scheme::Bearer)],
            fields: &FIELDS,
            token: Some(TokenHeader {
                header: "Authorization",
                from: Some(ISSUING),
            }),
        },
        signing: None,
        utc_offset: Some(0),
        encryption: None,
        ..PROTOCOL
    },
    settings: &[
        Setting {
            name: "pass",
            header: "Authorization",
            codes: None,
            offset: None,
        },
        Setting {
            name: "client-id",
            header: "client_id",
            codes: None,
            offset: None,
        },
    ],
    operations: &[
        ENTER,
        Description {
            spec: Spec {
                id: "issue",
                path: "/v1/token",
                request_headers: &[],
                ..ENTER.spec
            },
            parameters: &[Parameter {
                name: "client_id",
                flag: "client-id",
                place: Location::Body,
                need: Need::Required,
                kind: ValueKind::Text(Rule {
                    field: "client_id",
                    redact: Redact::Hidden,
                    ..Rule::ANY
                }),
                made: Some(Made::Configuration),
                nullable: false,
                ..NICK
            }],
            answer: &[ResponseField {
                name: "data",
                redact: Redact::Shown,
                kind: ResponseKind::Object(&[
                    ResponseField {
                        name: "access_token",
                        redact: Redact::Hidden,
                        kind: ResponseKind::Text,
                    },
                    ResponseField {
                        name: "expires_in",
                        redact: Redact::Shown,
                        kind: ResponseKind::Number,
                    },
                ]),
            }],
            ..ENTER
        },
    ],
    ..VENDOR
};

const ARGUMENTS: [&str; 4] = ["call", "enter", "--nick", "a"];

fn operations(fake: &Fake) -> Vec<&'static str> {
    let received = fake.take_received();
    assert!(received.iter().all(|it| it.findings().is_empty()), "{received:?}");
    received.iter().filter_map(crate::runtime::fake::Received::operation).collect()
}

#[test]
fn the_command_line_fetches_its_token() {
    let fake = Fake::of(&GUARDED, 0).unwrap();
    let id = fake.credentials().header("client_id").to_owned();
    let pass = fake.credentials().header("Authorization").to_owned();
    let desk = Desk::of(&fake, "tokens").with("CLIENT_ID", &id).with("PASS", "");
    let mut out = Vec::new();
    let (code, err) = desk.run_in(&GUARDED, &ARGUMENTS, &mut out, &|_| ());
    assert_eq!(code, 0, "{err}");
    assert_eq!(operations(&fake), ["issue", "enter"]);
    let shown = err + &String::from_utf8_lossy(&out);
    assert!(
        shown.contains("\nAuthorization: ..\n") && !shown.contains(&pass),
        "{shown}"
    );
    // A dry run sends nothing, and a token that is given is not fetched.
    let dry = [&ARGUMENTS[..], &["--dry-run"]].concat();
    let (code, err) = desk.run_in(&GUARDED, &dry, &mut out, &|_| ());
    assert!(code == 0 && operations(&fake).is_empty(), "{err}");
    let desk = desk.with("PASS", &pass).with("CLIENT_ID", "");
    let (code, err) = desk.run_in(&GUARDED, &ARGUMENTS, &mut out, &|_| ());
    assert_eq!((code, operations(&fake)), (0, vec!["enter"]), "{err}");
}

#[test]
fn a_dry_run_shows_that_a_configured_field_is_sent() {
    let fake = Fake::of(&GUARDED, 0).unwrap();
    let desk = Desk::of(&fake, "dry").with("CLIENT_ID", "홍길동");
    let mut out = Vec::new();
    let dry = ["call", "issue", "--dry-run"];
    let (code, err) = desk.run_in(&GUARDED, &dry, &mut out, &|_| ());
    let shown = err + &String::from_utf8_lossy(&out);
    assert_eq!(code, 0, "{shown}");
    assert!(shown.contains("\nclient_id: ..\n") && !shown.contains("홍길동"), "{shown}");
}

#[test]
fn the_command_line_tells_why_it_has_no_token() {
    let fake = Fake::of(&GUARDED, 0).unwrap();
    let id = fake.credentials().header("client_id").to_owned();
    let desk = Desk::of(&fake, "tokenless").with("CLIENT_ID", "").with("PASS", "");
    let mut out = Vec::new();
    let (code, err) = desk.run_in(&GUARDED, &ARGUMENTS, &mut out, &|_| ());
    assert!(code == 2 && err.contains("TEST_VENDOR_CLIENT_ID"), "{err}");
    fake.next(Fault::ServerError);
    let desk = desk.with("CLIENT_ID", &id);
    let (code, _) = desk.run_in(&GUARDED, &ARGUMENTS, &mut out, &|_| ());
    let out = String::from_utf8(out).unwrap();
    assert_eq!(code, 3, "{out}");
    assert!(out.contains("no token could be fetched: issue:"), "{out}");
    assert!(out.contains("reached the vendor: no"), "{out}");
    assert!(out.contains("remedy: retry-later"), "{out}");
    assert_eq!(fake.take_received().len(), 1);
}

#[test]
fn the_mock_server_refuses_other_tokens_with_401() {
    let fake = Fake::of(&GUARDED, 0).unwrap();
    let status = |token: &str| {
        let request = Request::post(format!("{}/v1/enter", fake.base_url()))
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded");
        let request = match token {
            "" => request,
            token => request.header("authorization", token),
        };
        let answer = send(request.body(b"nick=a".to_vec()).unwrap());
        (answer.status().as_u16(), found(&fake))
    };
    let pass = fake.credentials().header("Authorization");
    assert_eq!(status(&format!("Bearer {pass}")), (200, String::new()));
    for other in ["Bearer other", "Basic b3RoZXI6", ""] {
        let (status, found) = status(other);
        assert_eq!(status, 401, "{found}");
        assert!(found.contains("Authorization: "), "{found}");
    }
}

#[test]
fn a_client_calls_the_mock_server_with_the_token_that_it_fetches() {
    let fake = Fake::of(&GUARDED, 0).unwrap();
    let id = fake.credentials().header("client_id");
    let request = TokenRequest::of::<Issue>(|protocol, minter| {
        Issue::new().draft(protocol, minter)
    });
    let setup = Setup::new(GUARDED.protocol, &fake.base_url()).token_request(request);
    let setup = setup.header("client_id", id);
    let core = setup.build().unwrap();
    let client: Client<Plain, Ureq> =
        Client::new(core, Ureq::new(), CallLimits::default());
    for _ in 0..2 {
        client.call(Untyped::post_form("/v1/enter", [("nick", "a")])).send().unwrap();
    }
    assert_eq!(operations(&fake), ["issue", "enter", "enter"]);
    // Its answers are made like any other: one that is given is not replaced.
    let answer = Ureq::new().send(
        Request::post(format!("{}/v1/token", fake.base_url()))
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(format!("client_id={id}").into_bytes())
            .unwrap(),
        CallLimits::default(),
    );
    let body = String::from_utf8(answer.unwrap().into_body()).unwrap();
    assert!(
        body.contains(r#""data":{"access_token":"fake-pass","expires_in":3600}"#),
        "{body}"
    );
}
