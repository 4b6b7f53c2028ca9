//! Callbacks that a vendor signs with its private key. What is expected was computed by OpenSSL:
//! `openssl dgst -sha256 -sign`.

use crate::called_back::{BODY, PROTOCOL, SENT, at, callback, headers_of};
use crate::runtime::macros::response;
use crate::runtime::{
    Algorithm, AnswerBody, CallbackBody, CallbackError, CallbackProtocol,
    CallbackReceiver, CallbackSigning, CallbackSpec, Json, Method, SecretKey,
    SignedCallback, Signing,
};
use std::path::Path;

const SIGNED: &str = "v1:\
    NQimPg7/vvn7u9OznPRqbt0KzDunVmLAtRUw8x6nPXLWjV+8nWkO5w54RWDfISGvEBaypjejgHtw\
    Lsz5o6+hY//a4xSGqZBWMTO7OnchxqNm73gipGAizVQo4o2mrDfkOuaU+/9TOHXNzanzIHSQSv5L\
    aEHX+PH2R6+5rJkiBxw5kAYTMNhrA+yuxVwkvm6lVYrvZKdt7ErbMn1Sc8nQnI8PWQpeikhTd4Ub\
    17/WMi9FPV8wt9uNNU8SkNAb8oK0oURoLDPEj93lo3ytveuNKMnt30F4pBkyT3kjhgi7xvla7bFP\
    kbV94KaFhFR6u67XvyxtGvFPt0cG8wYDB4OcyA==";

callback!(OfRsa: CallbackProtocol {
    signing: Some(CallbackSigning {
        recipe: Signing {
            algorithm: Algorithm::RSA_SHA256,
            ..PROTOCOL.signing.unwrap().recipe
        },
        separator: None,
    }),
    ..PROTOCOL
});

fn told(key: &str, body: &str, signature: &str) -> Result<(), CallbackError> {
    let headers = headers_of(&[("x-bell", signature), ("x-rung", &SENT.to_string())]);
    let receiver = CallbackReceiver::new(SecretKey::new(key).unwrap());
    receiver.clock(at(SENT + 10)).verify::<OfRsa>(&headers, body.as_bytes())
}

fn file(name: &str) -> String {
    let keys = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys");
    std::fs::read_to_string(keys.join(name)).unwrap().trim_end().to_owned()
}

#[test]
fn a_public_key_verifies_what_openssl_signed() {
    let public = file("client-public-spki.pem");
    for key in
        [&*public, &public.replace('\n', "\\n"), &file("client-private-pkcs8.pem")]
    {
        assert_eq!(told(key, BODY, SIGNED), Ok(()));
        let altered = BODY.replace("홍", "김");
        assert_eq!(told(key, &altered, SIGNED), Err(CallbackError::WrongSignature));
        let shorter = SIGNED.replace("NQim", "");
        assert_eq!(told(key, BODY, &shorter), Err(CallbackError::WrongSignature));
        assert_eq!(told(key, BODY, "v1:"), Err(CallbackError::WrongSignature));
    }
    for other in
        ["server-public-pkcs1.pem", "server-public-spki.pem", "server-public-4096.pem"]
    {
        let wrong = told(&file(other), BODY, SIGNED);
        assert_eq!(wrong, Err(CallbackError::WrongSignature), "{other}");
    }
}

#[test]
fn what_is_no_public_key_of_rsa_is_refused_and_not_told() {
    let two =
        [file("client-public-spki.pem"), file("server-public-spki.pem")].join("\n");
    let files = [
        "server-public-ec.pem",
        "server-public-ed25519.pem",
        "server-public-rsa-pss.pem",
        "server-public-1024.pem",
        "server-certificate.pem",
        "client-private-encrypted-pkcs8.pem",
        "README.md",
    ];
    for key in files.map(file).iter().chain([&two, &"공개 열쇠".to_owned()]) {
        let refused = told(key, BODY, SIGNED).unwrap_err();
        assert_eq!(refused, CallbackError::NotAKey, "{key}");
        assert_eq!(refused.answer().status, 500);
        assert!(!refused.to_string().contains(&**key), "{refused}");
    }
}
