//! Callbacks in other forms: several parts in one header, local times, forms, encrypted bodies.
//!
//! The signatures were computed by the module `hmac` of Python.

use crate::called_back::{
    AGE, BODY, PROTOCOL, SENT, at, callback, headers_of, receiver, signing,
};
use crate::runtime::macros::response;
use crate::runtime::{
    Algorithm, AnswerBody, BinaryEncoding, CallbackAge, CallbackBody, CallbackError,
    CallbackProtocol, CallbackSigning, CallbackSpec, Json, Method, Part, Reason, Shape,
    SignedCallback, SignedPart,
};

/// `hmac.new(key, b"1790000000." + body, "sha256")` in hex.
const IN_PARTS: &str =
    "4f96f5055580e9bc8266d9c217c4e3e53dc5a7e0b4e2a56edbce860a86991456";
/// `hmac.new(key, body + b":2026-09-21T23:13:20", "sha256")` in Base64.
const LOCAL: &str = "v1:oDxz+xezJtAdYSKqwTF2wdj0JTXs/RkC9/23WWy/yic=";
const FORM: &str = "eventNumber=e-1&owner=%ED%99%8D%EA%B8%B8%EB%8F%99&note=a+b";
/// `hmac.new(key, b"1790000000." + form, "sha256")` in hex.
const OF_FORM: &str = "02cfa522494ea27900f436ab72aaad526bf3218a6a4c0a7bbb2f23d6269e4a41";

/// `t=1790000000,v1=hex`
pub(crate) const PARTS: CallbackProtocol = CallbackProtocol {
    signing: Some(CallbackSigning {
        separator: Some(","),
        ..signing(
            Algorithm::HMAC_SHA256,
            &[SignedPart::Sent, SignedPart::Text("."), SignedPart::Body],
            BinaryEncoding::Hex,
            &[SignedPart::Text("v1="), SignedPart::Signature],
        )
    }),
    age: Some(CallbackAge {
        header: "X-Bell",
        separator: Some(","),
        around: ("t=", ""),
        ..AGE
    }),
    ..PROTOCOL
};

callback!(InParts: PARTS);
callback!(InForm: PARTS, Form, false);
callback!(Ageless: CallbackProtocol {
    age: Some(CallbackAge { limit: None, ..PARTS.age.unwrap() }),
    ..PARTS
});
callback!(Local: CallbackProtocol {
    signing: Some(signing(
        Algorithm::HMAC_SHA256,
        &[SignedPart::Body, SignedPart::Text(":"), SignedPart::Sent],
        BinaryEncoding::Base64,
        &[SignedPart::Text("v1:"), SignedPart::Signature],
    )),
    age: Some(CallbackAge {
        form: Shape(&[
            Part::Year4,
            Part::Literal("-"),
            Part::Month,
            Part::Literal("-"),
            Part::Day,
            Part::Literal("T"),
            Part::Hour,
            Part::Literal(":"),
            Part::Minute,
            Part::Literal(":"),
            Part::Second,
        ]),
        offset: 540,
        ..AGE
    }),
    ..PROTOCOL
});

fn told<C: SignedCallback>(bell: &str, body: &str) -> Result<(), CallbackError> {
    receiver().verify::<C>(&headers_of(&[("x-bell", bell)]), body.as_bytes())
}

#[test]
fn a_header_of_several_parts_has_a_time_and_signatures() {
    let other = "ab".repeat(32);
    for bell in [
        format!("t=1790000000,v1={IN_PARTS}"),
        format!("t=1790000000, v1={IN_PARTS}"),
        format!("v1={IN_PARTS},t=1790000000"),
        format!("t=1790000000,v1={other},v1={IN_PARTS},v0=x"),
        format!("t=1790000000,v1={IN_PARTS},v1={other}"),
    ] {
        assert_eq!(told::<InParts>(&bell, BODY), Ok(()), "{bell}");
    }
    for (bell, error) in [
        (format!("v1={IN_PARTS}"), CallbackError::NotATime("X-Bell")),
        (format!("t=,v1={IN_PARTS}"), CallbackError::NotATime("X-Bell")),
        (format!("t=today,v1={IN_PARTS}"), CallbackError::NotATime("X-Bell")),
        // Which of the two would it be?
        (
            format!("t=1790000000,t=1790000001,v1={IN_PARTS}"),
            CallbackError::NotATime("X-Bell"),
        ),
        ("t=1790000000".to_owned(), CallbackError::NotASignature("X-Bell")),
        (format!("t=1790000000,v0={IN_PARTS}"), CallbackError::NotASignature("X-Bell")),
        (format!("t=1790000001,v1={IN_PARTS}"), CallbackError::WrongSignature),
        (format!("t=1790000000,v1={other}"), CallbackError::WrongSignature),
    ] {
        assert_eq!(told::<InParts>(&bell, BODY), Err(error), "{bell}");
    }
    let bell = format!("t=1790000000,v1={IN_PARTS}");
    let altered = format!("{BODY} ");
    assert_eq!(told::<InParts>(&bell, &altered), Err(CallbackError::WrongSignature));
}

#[test]
fn a_time_without_a_limit_is_signed_and_never_too_old() {
    let bell = format!("t=1790000000,v1={IN_PARTS}");
    let headers = headers_of(&[("x-bell", &bell)]);
    let late = receiver().clock(at(SENT + 1_000_000));
    assert_eq!(late.verify::<Ageless>(&headers, BODY.as_bytes()), Ok(()));
    let told = late.verify::<InParts>(&headers, BODY.as_bytes());
    assert!(matches!(told, Err(CallbackError::TooOld { .. })), "{told:?}");
}

#[test]
fn a_local_time_is_that_of_the_stated_offset() {
    let time = "2026-09-21T23:13:20";
    let headers = headers_of(&[("x-bell", LOCAL), ("x-rung", time)]);
    for now in [SENT - 300, SENT + 300] {
        let told = receiver().clock(at(now)).verify::<Local>(&headers, BODY.as_bytes());
        assert_eq!(told, Ok(()), "{now}");
    }
    let told =
        receiver().clock(at(SENT + 301)).verify::<Local>(&headers, BODY.as_bytes());
    assert!(matches!(told, Err(CallbackError::TooOld { .. })), "{told:?}");
    let headers = headers_of(&[("x-bell", LOCAL), ("x-rung", "2026-09-21T23:13:20Z")]);
    let told = receiver().verify::<Local>(&headers, BODY.as_bytes());
    assert_eq!(told, Err(CallbackError::NotATime("X-Rung")));
}

#[test]
fn a_form_is_read_as_texts() {
    let bell = format!("t=1790000000,v1={OF_FORM}");
    let headers = headers_of(&[("x-bell", &bell)]);
    let read: InForm = receiver().decode(&headers, FORM.as_bytes()).unwrap();
    assert_eq!(read.event_key().as_deref(), Some("e-1"));
    assert_eq!(read.json().text("owner").value().as_deref(), Some("홍길동"));
    assert_eq!(read.json().text("note").value().as_deref(), Some("a b"));
    let bell = format!("t=1790000000,v1={IN_PARTS}");
    let told =
        receiver().decode::<InForm>(&headers_of(&[("x-bell", &bell)]), BODY.as_bytes());
    assert_eq!(told.unwrap_err(), CallbackError::Body(Reason::NotPairs));
}

#[cfg(feature = "encryption")]
pub(crate) use encrypted::Sealed;

#[cfg(feature = "encryption")]
mod encrypted {
    use super::*;
    use crate::encryption::key::{ID, crypto_key};
    use crate::runtime::{
        ContentEncryption, CryptoKey, CryptoKeys, JweEncryption, JweError, JweFormat,
        KeyManagement, SecretKey, UnsignedCallback, UnverifiedCallback,
    };

    const JWE: JweEncryption = JweEncryption {
        format: JweFormat::Compact,
        key_management: KeyManagement::RsaOaep256,
        field: "sealed",
        key_id_header: None,
        sent: ContentEncryption::A256Gcm,
        accepted: &[ContentEncryption::A256Gcm],
    };

    callback!(Sealed: CallbackProtocol {
        signing: Some(signing(
            Algorithm::SHA256,
            &[SignedPart::Key, SignedPart::Body],
            BinaryEncoding::Hex,
            &[SignedPart::Signature],
        )),
        age: None,
        encryption: Some(JWE),
        ..PROTOCOL
    }, Object, true);
    impl UnsignedCallback for Sealed {}

    /// What the vendor sends for the client's key: encrypted first, signed then.
    fn sent(plain: &str) -> (http::HeaderMap, Vec<u8>) {
        let vendor =
            crypto_key("client-public-spki.pem", "server-private-pkcs8.pem").unwrap();
        let jwe = vendor.encrypt(
            plain.as_bytes(),
            JWE.key_management,
            ContentEncryption::A256Gcm,
        );
        signed(serde_json::json!({ "sealed": jwe.unwrap() }).to_string())
    }

    fn signed(body: String) -> (http::HeaderMap, Vec<u8>) {
        use sha2::Digest as _;
        use std::fmt::Write as _;
        let hash = sha2::Sha256::digest(format!("{}{body}", crate::called_back::KEY));
        let hash = hash.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        (headers_of(&[("x-bell", &hash)]), body.into_bytes())
    }

    fn key() -> CryptoKey {
        crypto_key("server-public-spki.pem", "client-private-pkcs8.pem").unwrap()
    }

    fn other() -> CryptoKey {
        crypto_key("server-public-4096.pem", "client-private-4096.pem").unwrap()
    }

    #[test]
    fn what_is_encrypted_is_read_with_any_of_the_keys() {
        let (headers, body) = sent(BODY);
        for keys in [
            CryptoKeys::new(key()),
            CryptoKeys::new(key()).with_previous(other()),
            CryptoKeys::new(other()).with_previous(key()),
        ] {
            let read: Sealed =
                receiver().decrypting(keys.clone()).decode(&headers, &body).unwrap();
            assert_eq!(read.json().text("owner").value().as_deref(), Some("홍길동"));
            let read = UnverifiedCallback::<Sealed>::decrypt(&body, &keys).unwrap();
            assert_eq!(read.trust().event_key().as_deref(), Some("e-1"));
        }
        assert_eq!(key().key_id(), ID);
    }

    #[test]
    fn what_cannot_be_decrypted_is_told_apart() {
        let (headers, body) = sent(BODY);
        let keyless = receiver().decode::<Sealed>(&headers, &body).unwrap_err();
        assert_eq!(keyless, CallbackError::Body(Reason::NoKey));
        assert_eq!(keyless.answer().status, 500);
        let unverified = UnverifiedCallback::<Sealed>::decode(&body).unwrap_err();
        assert_eq!(unverified, keyless);
        let strange = receiver().decrypting(other());
        let told = strange.decode::<Sealed>(&headers, &body).unwrap_err();
        let undecryptable =
            CallbackError::Body(Reason::NotDecrypted(JweError::Undecryptable));
        assert_eq!(told, undecryptable);
        let known = receiver().decrypting(key());
        let (headers, body) = signed(BODY.to_owned());
        let told = known.decode::<Sealed>(&headers, &body).unwrap_err();
        assert_eq!(told, CallbackError::NotEncrypted);
        assert_eq!(told.answer().status, 400);
        let (headers, body) = sent("[1]");
        let told = known.decode::<Sealed>(&headers, &body).unwrap_err();
        assert!(matches!(told, CallbackError::Body(Reason::NotJson(_))), "{told}");
        // Encryption proves nothing of who sent it.
        let stranger =
            crate::runtime::CallbackReceiver::new(SecretKey::new("x").unwrap());
        let (headers, body) = sent(BODY);
        let told = stranger.decrypting(key()).decode::<Sealed>(&headers, &body);
        assert_eq!(told.unwrap_err(), CallbackError::WrongSignature);
    }
}
