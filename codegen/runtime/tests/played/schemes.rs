//! Credentials with a scheme on the command line and at the mock server.

use super::calls::NICK;
use super::cli::Desk;
use super::described::{PAY, VENDOR};
use super::fake::{found, send};
use crate::runtime::description::{Description, Setting, Vendor};
use crate::runtime::fake::Fake;
use crate::runtime::{
    Authentication, Encryption, Header, Known, Method, Need, Protocol, Redact, Repeat,
    RequestBody, Rule, Scheme, Spec,
};
use crate::vendor::PROTOCOL;
use http::Request;

static HEADERS: [Header; 1] = [Header {
    name: "Authorization",
    lower: "authorization",
    need: Need::Required,
    echoes: &[],
    rule: Rule {
        field: "Authorization",
        redact: Redact::Hidden,
        ..Rule::ANY
    },
}];

static GUARDED: Vendor = Vendor {
    protocol: &Protocol {
        headers: &HEADERS,
        configured: &["Authorization"],
        authentication: Authentication {
            schemes: &[("Authorization", Scheme::BasicUser)],
            ..Authentication::NONE
        },
        signing: None,
        encryption: None,
        ..PROTOCOL
    },
    settings: &[Setting {
        name: "pass",
        header: "Authorization",
        codes: None,
        offset: None,
    }],
    operations: &[Description {
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
    }],
    ..VENDOR
};

#[test]
fn the_command_line_takes_the_bare_credential() {
    let fake = Fake::of(&GUARDED, 0).unwrap();
    let bare = fake.credentials().header("Authorization").to_owned();
    let desk = Desk::of(&fake, "schemes").with("PASS", &bare);
    let arguments = ["call", "enter", "--nick", "a"];
    let mut out = Vec::new();
    let (code, err) = desk.run_in(&GUARDED, &arguments, &mut out, &|_| ());
    assert_eq!(code, 0, "{err}");
    assert!(err.contains("\nAuthorization: ..\n") && !err.contains(&bare), "{err}");
    let received = fake.take_received();
    // The Base64 of `fake-pass:` by the command `base64`.
    assert_eq!(received[0].header("Authorization"), Some("Basic ZmFrZS1wYXNzOg=="));
    assert!(received[0].findings().is_empty(), "{received:?}");
    let desk = desk.with("PASS", "planted:");
    let (code, err) = desk.run_in(&GUARDED, &arguments, &mut out, &|_| ());
    assert!(err.contains("TEST_VENDOR_PASS") && err.contains("bare user"), "{err}");
    assert!(code == 2 && !err.contains("planted"), "{err}");
    assert!(fake.take_received().is_empty());
}

#[test]
fn the_mock_server_checks_what_is_written() {
    let fake = Fake::of(&GUARDED, 0).unwrap();
    let found_in = |value: &str| {
        let request = Request::post(format!("{}/v1/enter", fake.base_url()))
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("authorization", value);
        drop(send(request.body(b"nick=a".to_vec()).unwrap()));
        found(&fake)
    };
    assert_eq!(found_in("Basic ZmFrZS1wYXNzOg=="), "");
    let scheme = "Authorization: not written by the scheme basic-user";
    // Bare, without the colon, and by another scheme.
    for other in ["fake-pass", "Basic ZmFrZS1wYXNz", "Bearer fake-pass"] {
        assert!(found_in(other).contains(scheme), "{}", found_in(other));
    }
    let other = found_in("Basic b3RoZXI6");
    assert!(other.contains("Authorization: not the value issued"), "{other}");
}
