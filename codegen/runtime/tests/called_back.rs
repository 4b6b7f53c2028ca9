//! Callbacks of an invented vendor, received as they are sent.
//!
//! The signatures in `VECTORS` were computed by the modules `hmac` and `hashlib` of Python.

use crate::runtime::macros::response;
use crate::runtime::{
    Algorithm, AnswerBody, BinaryEncoding, CallbackAge, CallbackAnswer, CallbackBody,
    CallbackError, CallbackProtocol, CallbackReceiver, CallbackSigning, CallbackSpec,
    FixedClock, HashFunction, Hashed, Json, Method, Part, Reading, Reason, SecretKey,
    Shape, SignaturePlace, SignedCallback, SignedPart, Signing, SigningAlgorithm,
    UnsignedCallback, UnverifiedCallback,
};
use http::{HeaderMap, HeaderName, HeaderValue, Response};
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

pub(crate) const KEY: &str = "invented-callback-key";
pub(crate) const BODY: &str =
    r#"{"eventNumber":"e-1","owner":"홍길동","amount":1200,"later":{"x":1}}"#;
/// In seconds since 1970: 2026-09-21T14:13:20Z.
pub(crate) const SENT: u64 = 1_790_000_000;

/// `hmac.new(key, f"{time}.".encode() + body, "sha256")` in Base64.
const PLAIN: &str = "v1:T5b1BVWA6byCZtnCF8Tj5T3Fp+C04qVu286GCoaZFFY=";
/// `hmac.new(key, b"POST\n" + time + b"." + sha256(body).hexdigest(), "sha1")` in hex.
const HASHED: &str = "48ba1e61c4fb018368dd822da80330f3fe3eb8a2";
/// `hashlib.sha256(key + b"|" + body)` in hex.
const KEYLESS: &str = "2fab5258bdb7c337a1392ad2a70f41821b53c4911ea29ef33ecc1192f710d27c";

/// A callback of this recipe, with this kind of body, whose fields are hidden but for the number of the event.
macro_rules! callback {
    ($name:ident: $protocol:expr) => {
        crate::called_back::callback!($name: $protocol, Object, false);
    };
    ($name:ident: $protocol:expr, $body:ident, $encrypted:literal) => {
        #[derive(Clone)]
        pub(crate) struct $name(Json);

        response!($name);

        impl $name {
            fn known() -> &'static [&'static str] {
                &["eventNumber", "owner"]
            }

            fn shown() -> &'static [&'static str] {
                &["eventNumber"]
            }
        }

        impl CallbackBody for $name {
            const SPEC: CallbackSpec = CallbackSpec {
                id: stringify!($name),
                method: Method::Post,
                signed: true,
                encrypted: $encrypted,
                body: AnswerBody::$body,
                event: Some("eventNumber"),
                protocol: &$protocol,
            };

            fn json(&self) -> &Json {
                &self.0
            }
        }

        impl SignedCallback for $name {}
    };
}

pub(crate) use callback;

pub(crate) const fn signing(
    algorithm: Algorithm,
    signs: &'static [SignedPart],
    encoding: BinaryEncoding,
    written: &'static [SignedPart],
) -> CallbackSigning {
    CallbackSigning {
        recipe: Signing {
            algorithm,
            signs,
            claims: &[],
            encoding,
            place: SignaturePlace::Header("X-Bell"),
            written,
            key_form: None,
        },
        separator: None,
    }
}

pub(crate) const AGE: CallbackAge = CallbackAge {
    header: "X-Rung",
    separator: None,
    around: ("", ""),
    form: Shape(&[Part::EpochSeconds]),
    offset: 0,
    limit: Some(Duration::from_secs(300)),
};

const ANSWER: CallbackAnswer = CallbackAnswer {
    status: 202,
    content_type: Some("text/plain"),
    body: "OK",
};

pub(crate) const PROTOCOL: CallbackProtocol = CallbackProtocol {
    signing: Some(signing(
        Algorithm::HMAC_SHA256,
        &[SignedPart::Header("X-Rung"), SignedPart::Text("."), SignedPart::Body],
        BinaryEncoding::Base64,
        &[SignedPart::Text("v1:"), SignedPart::Signature],
    )),
    age: Some(AGE),
    encryption: None,
    answer: ANSWER,
};

callback!(Rung: PROTOCOL);
callback!(Hashed1: CallbackProtocol {
    signing: Some(signing(
        Algorithm::hmac::<hmac::Hmac<sha1::Sha1>>(SigningAlgorithm::HmacSha1),
        &[
            SignedPart::Method,
            SignedPart::Text("\n"),
            SignedPart::Header("X-Rung"),
            SignedPart::Text("."),
            SignedPart::Hash(Hashed::Body, HashFunction::Sha256, BinaryEncoding::Hex),
        ],
        BinaryEncoding::Hex,
        &[SignedPart::Signature],
    )),
    ..PROTOCOL
});
callback!(Keyless: CallbackProtocol {
    signing: Some(signing(
        Algorithm::SHA256,
        &[SignedPart::Key, SignedPart::Text("|"), SignedPart::Body],
        BinaryEncoding::Hex,
        &[SignedPart::Signature],
    )),
    age: None,
    ..PROTOCOL
});
callback!(Several: CallbackProtocol {
    signing: Some(CallbackSigning {
        separator: Some(","),
        ..PROTOCOL.signing.unwrap()
    }),
    ..PROTOCOL
});
callback!(Unproved: CallbackProtocol { signing: None, ..PROTOCOL });
impl UnsignedCallback for Unproved {}

pub(crate) fn receiver() -> CallbackReceiver {
    CallbackReceiver::new(SecretKey::new(KEY).unwrap()).clock(at(SENT + 10))
}

pub(crate) fn at(seconds: u64) -> FixedClock {
    FixedClock(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

fn headers(signature: &str) -> HeaderMap {
    headers_of(&[("x-bell", signature), ("x-rung", &SENT.to_string())])
}

pub(crate) fn headers_of(pairs: &[(&str, &str)]) -> HeaderMap {
    let pair = |(name, value): &(&str, &str)| {
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        (name, HeaderValue::from_str(value).unwrap())
    };
    pairs.iter().map(pair).collect()
}

fn refused<C: SignedCallback>(headers: &HeaderMap, body: &str) -> CallbackError {
    receiver().decode::<C>(headers, body.as_bytes()).map(drop).unwrap_err()
}

#[test]
fn signatures_of_another_program_are_verified() {
    let receiver = receiver();
    receiver.verify::<Rung>(&headers(PLAIN), BODY.as_bytes()).unwrap();
    receiver.verify::<Hashed1>(&headers(HASHED), BODY.as_bytes()).unwrap();
    let capitals = headers(&HASHED.to_uppercase());
    receiver.verify::<Hashed1>(&capitals, BODY.as_bytes()).unwrap();
    receiver.verify::<Keyless>(&headers(KEYLESS), BODY.as_bytes()).unwrap();
}

#[test]
fn what_is_verified_is_read_with_unknown_fields_kept() {
    let rung: Rung = receiver().decode(&headers(PLAIN), BODY.as_bytes()).unwrap();
    assert_eq!(rung.event_key().as_deref(), Some("e-1"));
    assert_eq!(rung.json().text("owner").value(), Some(Cow::from("홍길동")));
    assert_eq!(rung.json().integer("amount").value(), Some(1200));
    assert!(matches!(rung.json().object::<Json>("later"), Reading::Value(_)));
    assert_eq!(
        format!("{rung:?}"),
        r#"Rung { eventNumber: "e-1", owner: .., other fields: 2 }"#
    );
    let answer: Response<&str> = Rung::answer().into_response();
    assert_eq!((answer.status().as_u16(), *answer.body()), (202, "OK"));
    assert_eq!(answer.headers()["content-type"], "text/plain");
}

#[test]
fn nothing_of_what_is_signed_can_be_changed() {
    let altered = BODY.replace("1200", "1201");
    assert_eq!(
        refused::<Rung>(&headers(PLAIN), &altered),
        CallbackError::WrongSignature
    );
    let spaced = format!("{BODY} ");
    assert_eq!(refused::<Rung>(&headers(PLAIN), &spaced), CallbackError::WrongSignature);
    let later = headers_of(&[("x-bell", PLAIN), ("x-rung", "1790000001")]);
    assert_eq!(refused::<Rung>(&later, BODY), CallbackError::WrongSignature);
    let one_off = PLAIN.replacen("T5b1", "T5b2", 1);
    assert_eq!(refused::<Rung>(&headers(&one_off), BODY), CallbackError::WrongSignature);
}

#[test]
fn a_header_without_a_signature_of_the_form_is_told_apart() {
    let missing = headers_of(&[("x-rung", "1790000000")]);
    assert_eq!(refused::<Rung>(&missing, BODY), CallbackError::NoHeader("X-Bell"));
    let timeless = headers_of(&[("x-bell", PLAIN)]);
    assert_eq!(refused::<Rung>(&timeless, BODY), CallbackError::NoHeader("X-Rung"));
    let bare = PLAIN.trim_start_matches("v1:");
    for other in [bare, "", "v1:", "v1:!", "v2:T5b1"] {
        let told = refused::<Rung>(&headers(other), BODY);
        let is_of_form = other == "v1:";
        let expected = if is_of_form {
            CallbackError::WrongSignature
        } else {
            CallbackError::NotASignature("X-Bell")
        };
        assert_eq!(told, expected, "{other}");
    }
    for short in [&HASHED[..38], &HASHED[..39], ""] {
        let told = receiver().verify::<Hashed1>(&headers(short), BODY.as_bytes());
        assert!(told.is_err(), "{short}");
    }
    for short in [&KEYLESS[..62], ""] {
        let told = receiver().verify::<Keyless>(&headers(short), BODY.as_bytes());
        assert_eq!(told, Err(CallbackError::WrongSignature), "{short}");
    }
}

#[test]
fn one_of_several_signatures_and_one_of_several_keys_is_enough() {
    let other = "v1:AAAABVWA6byCZtnCF8Tj5T3Fp+C04qVu286GCoaZFFY=";
    let both = headers(&format!("{other}, {PLAIN},v0:x"));
    receiver().verify::<Several>(&both, BODY.as_bytes()).unwrap();
    let neither = headers(&format!("{other},{other}"));
    assert_eq!(refused::<Several>(&neither, BODY), CallbackError::WrongSignature);
    // Where one is documented, several are none.
    assert!(receiver().verify::<Rung>(&both, BODY.as_bytes()).is_err());
    let old = CallbackReceiver::new(SecretKey::new("old-key").unwrap());
    let old = old.clock(at(SENT));
    assert_eq!(
        old.verify::<Rung>(&headers(PLAIN), BODY.as_bytes()),
        Err(CallbackError::WrongSignature)
    );
    let new = old.or_key(SecretKey::new(KEY).unwrap());
    new.verify::<Rung>(&headers(PLAIN), BODY.as_bytes()).unwrap();
}

#[test]
fn the_age_is_limited_in_both_directions() {
    let verify = |now: u64| {
        let receiver = receiver().clock(at(now));
        receiver.verify::<Rung>(&headers(PLAIN), BODY.as_bytes())
    };
    let limit = Duration::from_secs(300);
    for now in [SENT - 300, SENT, SENT + 300] {
        verify(now).unwrap();
    }
    let age = Duration::from_secs(301);
    assert_eq!(verify(SENT + 301), Err(CallbackError::TooOld { age, limit }));
    let ahead = age;
    assert_eq!(verify(SENT - 301), Err(CallbackError::FromTheFuture { ahead, limit }));
    // Of what is not proved the time says nothing.
    let old = receiver().clock(at(SENT + 301));
    let told = old.verify::<Rung>(&headers(PLAIN), b"{}");
    assert_eq!(told, Err(CallbackError::WrongSignature));
}

#[test]
fn times_are_read_in_every_form() {
    const DATED: CallbackAge = CallbackAge {
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
            Part::Offset,
        ]),
        ..AGE
    };
    const MILLISECONDS: CallbackAge = CallbackAge {
        form: Shape(&[Part::EpochMilliseconds]),
        ..AGE
    };
    let checked = |age: &CallbackAge, text: &str| {
        age.checked(&headers_of(&[("x-rung", text)]), at(SENT).0)
    };
    for text in [
        "2026-09-21T14:13:20Z",
        "2026-09-21T23:13:20+09:00",
        "2026-09-21T05:43:20-08:30",
        "2026-09-21T14:18:20Z",
        "2026-09-21T14:08:20Z",
    ] {
        checked(&DATED, text).unwrap();
    }
    assert!(matches!(
        checked(&DATED, "2026-09-21T14:13:20+09:00"),
        Err(CallbackError::TooOld { .. })
    ));
    checked(&MILLISECONDS, "1790000000123").unwrap();
    for text in ["", "2026-09-21T14:13:20", "2026-02-30T14:13:20Z", "내일", "1790000000"]
    {
        let headers = HeaderMap::from_iter([(
            HeaderName::from_static("x-rung"),
            HeaderValue::from_bytes(text.as_bytes()).unwrap(),
        )]);
        let told = DATED.checked(&headers, at(SENT).0);
        assert_eq!(told, Err(CallbackError::NotATime("X-Rung")), "{text}");
    }
}

#[test]
fn bodies_that_are_no_object_are_told_without_quoting_them() {
    for (body, is_it) in [
        ("", (|it| it == Reason::Empty) as fn(Reason) -> bool),
        ("[1]", |it| matches!(it, Reason::NotJson(_))),
        ("{\"owner\":\"홍길동\"", |it| matches!(it, Reason::NotJson(_))),
    ] {
        let told = UnverifiedCallback::<Unproved>::decode(body.as_bytes()).unwrap_err();
        let CallbackError::Body(reason) = told else { panic!("{told}") };
        assert!(is_it(reason), "{body}: {reason}");
        assert!(!told.to_string().contains("홍길동"), "{told}");
        assert_eq!(told.answer().status, 400);
    }
}

#[test]
fn what_is_not_signed_is_never_taken_for_proved() {
    let unverified = UnverifiedCallback::<Unproved>::decode(BODY.as_bytes()).unwrap();
    let shown = format!("{unverified:?}");
    assert!(shown.starts_with("UnverifiedCallback(Unproved {"), "{shown}");
    assert!(!shown.contains("홍길동"), "{shown}");
    assert_eq!(unverified.trust().event_key().as_deref(), Some("e-1"));
    let told = receiver().verify::<Unproved>(&headers(PLAIN), BODY.as_bytes());
    assert_eq!(told, Err(CallbackError::NoRecipe));
}

#[test]
fn errors_say_what_is_wrong_and_nothing_secret() {
    let all = [
        CallbackError::NoHeader("X-Bell"),
        CallbackError::NotASignature("X-Bell"),
        CallbackError::WrongSignature,
        CallbackError::NotATime("X-Rung"),
    ];
    for error in all {
        assert_eq!(error.answer().status, 401, "{error}");
        let told = format!("{error} {error:?}");
        assert!(!told.contains(KEY) && !told.contains("T5b1"), "{told}");
    }
    assert_eq!(format!("{:?}", receiver()), "CallbackReceiver(1 keys)");
}
