//! What encrypted answers are taken for.

use super::answer::response;
use super::given::{PERSON, find, night, setup, setup_of};
use crate::encryption::key::{CLIENT, SERVER, crypto_key};
use crate::runtime::{
    CallResult, ContentEncryption, Core, CryptoKey, Encrypting, Encryption, Error,
    FixedClock, Json, JweError, KeyManagement, Prepared, Reached, Reason, Remedy,
    TransportFault, Untyped,
};
use crate::vendor::{Find, Name, PROTOCOL, Sealed};
use std::time::Duration;

fn core(server: &str) -> Core<Encrypting> {
    setup().encryption(crypto_key(server, CLIENT).unwrap()).build().unwrap()
}

/// The vendor's side: what the client seals it opens, and the other way round.
fn vendor() -> CryptoKey {
    crypto_key("client-public-spki.pem", "server-private-pkcs8.pem").unwrap()
}

fn open(request: &http::Request<Vec<u8>>) -> Vec<u8> {
    let json = Json::from_slice(request.body()).unwrap();
    assert_eq!(json.names().collect::<Vec<_>>(), ["sealed"]);
    let text = json.text("sealed").value().unwrap();
    vendor()
        .decrypt(&text, KeyManagement::RsaOaep256, &[ContentEncryption::A128Gcm])
        .unwrap()
}

fn sealed() -> Sealed {
    Sealed(Name::unchecked(PERSON))
}

#[test]
fn the_body_is_encrypted_and_then_signed() {
    let core = core(SERVER);
    let (request, _) = core.prepare(&sealed()).and_then(Prepared::into_http).unwrap();
    assert_eq!(open(&request), br#"{"name":"planted-person"}"#);
    assert_eq!(request.headers()["x-key-id"], crate::encryption::key::ID);
    let names: Vec<_> = request.headers().keys().map(http::HeaderName::as_str).collect();
    assert_eq!(
        names[2..],
        ["x-user", "x-call-id", "x-access-key", "x-key-id", "x-token", "x-time"]
    );
    let token = request.headers()["x-token"].to_str().unwrap();
    assert_eq!(token, super::request::token(request.body()));
}

#[test]
fn untyped_requests_are_encrypted_when_asked() {
    let body = serde_json::json!({ "name": PERSON });
    let untyped = |encryption| {
        let untyped = Untyped::post("/x", &body, encryption);
        core(SERVER).prepare(&untyped).and_then(Prepared::into_http).unwrap().0
    };
    assert_eq!(open(&untyped(Encryption::Yes)), body.to_string().as_bytes());
    let plain = untyped(Encryption::No);
    assert_eq!(plain.body(), body.to_string().as_bytes());
    assert!(!plain.headers().contains_key("x-key-id"));
}

fn answered(response: http::Response<Vec<u8>>) -> CallResult<Find> {
    let core = core(SERVER);
    core.decode(core.prepare(&find())?.into_http()?.1, response)
}

fn seal(body: &str, content: ContentEncryption) -> String {
    let jwe =
        vendor().encrypt(body.as_bytes(), KeyManagement::RsaOaep256, content).unwrap();
    format!(r#"{{"sealed":"{jwe}"}}"#)
}

#[test]
fn an_encrypted_answer_is_read_although_the_request_was_plain() {
    for content in [ContentEncryption::A128Gcm, ContentEncryption::A256Gcm] {
        let body = seal(r#"{"result":{"code":"E0"},"x":"1"}"#, content);
        let reply = answered(response(200, body)).unwrap();
        assert_eq!(reply.0.text("x").value().as_deref(), Some("1"));
    }
    let body = seal(r#"{"result":{"code":"E1"}}"#, ContentEncryption::A256Gcm);
    let Err(Error::Api(refusal)) = answered(response(400, body.clone())) else {
        panic!()
    };
    assert!(refusal.json().get("result").is_some());
    assert_eq!(refusal.answer().bytes(), body.as_bytes());
}

#[test]
fn what_cannot_be_decrypted_is_undocumented_with_its_bytes() {
    let foreign = crypto_key(SERVER, CLIENT).unwrap();
    let jwe = foreign
        .encrypt(b"{}", KeyManagement::RsaOaep256, ContentEncryption::A128Gcm)
        .unwrap();
    let inner = seal("planted", ContentEncryption::A128Gcm);
    for (body, expected) in [
        (r#"{"sealed":"planted"}"#.to_owned(), None),
        (format!(r#"{{"sealed":"{jwe}"}}"#), Some(JweError::Undecryptable)),
        (inner, None),
    ] {
        let Err(error) = answered(response(200, body.clone())) else { panic!() };
        assert_eq!(error.bytes(), Some(body.as_bytes()));
        assert_eq!(
            (error.reached(), error.remedy()),
            (Reached::Yes, Remedy::CheckOutcome)
        );
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("planted-"), "{shown}");
        let Error::Undocumented(unexpected) = error else { panic!("{error}") };
        if let Some(expected) = expected {
            assert_eq!(unexpected.reason(), Reason::NotDecrypted(expected));
        }
    }
}

#[test]
fn an_expired_certificate_is_told_and_nothing_is_sent() {
    let error = core("server-certificate-expired.pem").prepare(&sealed()).unwrap_err();
    assert_eq!((error.reached(), error.remedy()), (Reached::No, Remedy::FixRequest));
    let shown = error.to_string();
    let Error::Transport(unanswered) = error else { panic!("{shown}") };
    assert_eq!(unanswered.fault(), TransportFault::Unsendable);
    assert!(shown.contains("expired") || shown.contains("not valid"), "{shown}");
    // While it was valid, it was used.
    let clock = FixedClock(night() - Duration::from_secs(3600 * 24 * 365 * 40));
    let key = crypto_key(SERVER, CLIENT).unwrap();
    let early = setup().encryption(key).clock(Box::new(clock)).build().unwrap();
    assert!(early.prepare(&sealed()).is_err());
}

#[test]
fn a_key_id_that_breaks_the_headers_rule_is_refused() {
    let mut headers = crate::vendor::HEADERS.to_vec();
    headers[3].rule.length = crate::runtime::Length::exactly(5);
    let protocol = crate::runtime::Protocol {
        headers: headers.leak(),
        ..PROTOCOL
    };
    let protocol = Box::leak(Box::new(protocol));
    let setup = setup_of(protocol, "https://vendor.example");
    let wrong = setup.encryption(crypto_key(SERVER, CLIENT).unwrap()).build();
    let wrong = wrong.unwrap_err().to_string();
    assert!(wrong.starts_with("X-Key-Id: 32 characters, exactly 5"), "{wrong}");
}
