//! Credentials with a scheme on the command line and at the mock server.

use super::calls::NICK;
use super::cli::Desk;
use super::described::{PAY, VENDOR};
use super::fake::{found, send};
use crate::runtime::description::{Description, Setting, Vendor};
use crate::runtime::fake::Fake;
use crate::runtime::{
    Algorithm, Authentication, BinaryEncoding, Encryption, Header, Known, Method, Need,
    Protocol, Redact, Repeat, RequestBody, Rule, Scheme, SignaturePlace, SignedPart,
    Signing, Spec,
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
        utc_offset: Some(0),
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
    let scheme = "Authorization: not written by the scheme `Basic …`";
    // Bare, without the colon, and by another scheme.
    for other in ["fake-pass", "Basic ZmFrZS1wYXNz", "Bearer fake-pass"] {
        assert!(found_in(other).contains(scheme), "{}", found_in(other));
    }
    let other = found_in("Basic b3RoZXI6");
    assert!(other.contains("Authorization: not the value issued"), "{other}");
}

/// A key id that is signed alone, and the header with the signature.
static SIGNED: Vendor = Vendor {
    protocol: &Protocol {
        headers: &KEYED,
        configured: &["Key-Id"],
        authentication: Authentication {
            only_signed: &["Key-Id"],
            ..Authentication::NONE
        },
        signing: Some(Signing {
            algorithm: Algorithm::HMAC_SHA256,
            signs: &[SignedPart::Header("Key-Id"), SignedPart::Body],
            claims: &[],
            encoding: BinaryEncoding::Hex,
            place: SignaturePlace::Header("Authorization"),
            written: &[SignedPart::Signature],
            key_form: None,
        }),
        ..*GUARDED.protocol
    },
    settings: &[Setting {
        name: "key-id",
        header: "Key-Id",
        codes: None,
        offset: None,
    }],
    operations: &[Description {
        spec: Spec {
            request_headers: &KEYED,
            ..GUARDED.operations[0].spec
        },
        ..GUARDED.operations[0]
    }],
    ..GUARDED
};

static KEYED: [Header; 2] = [
    HEADERS[0],
    Header {
        name: "Key-Id",
        lower: "key-id",
        ..HEADERS[0]
    },
];

#[test]
fn what_is_signed_alone_is_never_sent() {
    let fake = Fake::of(&SIGNED, 0).unwrap();
    let id = fake.credentials().header("Key-Id").to_owned();
    let arguments = ["call", "enter", "--nick", "a"];
    let mut out = Vec::new();
    let desk = Desk::of(&fake, "signed-alone").with("KEY_ID", &id);
    let (code, err) = desk.run_in(&SIGNED, &arguments, &mut out, &|_| ());
    assert_eq!(code, 0, "{err}");
    assert!(!err.contains(&id) && !err.to_lowercase().contains("key-id"), "{err}");
    let received = fake.take_received();
    assert!(received[0].findings().is_empty(), "{received:?}");
    let signature = received[0].header("Authorization").unwrap().to_owned();
    let request = Request::post(format!("{}/v1/enter", fake.base_url()))
        .header("accept", "application/json")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("key-id", &id)
        .header("authorization", signature);
    drop(send(request.body(b"nick=a".to_vec()).unwrap()));
    assert_eq!(found(&fake), "Key-Id: to be signed, and never sent");
    // Another key id is another signature.
    let other = desk.with("KEY_ID", "fake-other");
    let (code, _) = other.run_in(&SIGNED, &arguments, &mut out, &|_| ());
    assert_eq!(code, 1);
    assert!(found(&fake).contains("not the signature"));
}
