//! Callbacks whose signature is in a field of the body, over other fields, and keys that are written
//! in an encoding.
//!
//! The signatures were computed by the modules `hashlib` and `base64` of Python.

use crate::called_back::{BODY, KEY, PROTOCOL, SENT, at, callback, headers_of, signing};
use crate::runtime::macros::response;
use crate::runtime::{
    Algorithm, AnswerBody, BinaryEncoding, CallbackBody, CallbackError,
    CallbackProtocol, CallbackReceiver, CallbackSigning, CallbackSpec, Json, KeyForm,
    Method, SecretKey, SignaturePlace, SignedCallback, SignedPart, Signing,
};
use http::HeaderMap;

/// `hashlib.sha256("e-1" + "1200" + "홍길동" + key)` in hex.
const PROOF: &str = "7257ec05e759642272746cf5e7ef8fbfc45ae6d925ff3e7e3e56896b48e72789";
/// `"sk_" + base64.b64encode(key)`.
const ENCODED: &str = "sk_aW52ZW50ZWQtY2FsbGJhY2sta2V5";

const RECIPE: CallbackSigning = signing(
    Algorithm::SHA256,
    &[
        SignedPart::Field("eventNumber"),
        SignedPart::Field("amount"),
        SignedPart::Field("owner"),
        SignedPart::Key,
    ],
    BinaryEncoding::Hex,
    &[SignedPart::Signature],
);

pub(crate) const FIELDS: CallbackProtocol = CallbackProtocol {
    signing: Some(CallbackSigning {
        recipe: Signing {
            place: SignaturePlace::Field("proof", &[]),
            ..RECIPE.recipe
        },
        separator: None,
    }),
    age: None,
    ..PROTOCOL
};

/// The same over fields within an object, which has the signature too.
const NESTED: CallbackProtocol = CallbackProtocol {
    signing: Some(CallbackSigning {
        recipe: Signing {
            signs: &[
                SignedPart::Field("eventNumber"),
                SignedPart::Field("data.money.amount"),
                SignedPart::Field("data.owner"),
                SignedPart::Key,
            ],
            place: SignaturePlace::Field("data.proof", &[]),
            ..RECIPE.recipe
        },
        separator: None,
    }),
    age: None,
    ..PROTOCOL
};

callback!(Nested: NESTED);
callback!(OfFields: FIELDS);
callback!(FormOfFields: FIELDS, Form, false);
callback!(Encoded: CallbackProtocol {
    signing: Some(CallbackSigning {
        recipe: Signing {
            key_form: Some(KeyForm {
                prefix: "sk_",
                encoding: BinaryEncoding::Base64,
            }),
            ..PROTOCOL.signing.unwrap().recipe
        },
        separator: None,
    }),
    ..PROTOCOL
});

fn told<C: SignedCallback>(body: &str) -> Result<C, CallbackError> {
    let receiver = CallbackReceiver::new(SecretKey::new(KEY).unwrap());
    receiver.decode(&HeaderMap::new(), body.as_bytes())
}

fn proved(proof: &str) -> String {
    BODY.replacen('{', &format!("{{\"proof\":{proof},"), 1)
}

#[test]
fn fields_are_signed_as_they_are_read() {
    let right = proved(&format!("\"{PROOF}\""));
    told::<OfFields>(&right).unwrap();
    told::<OfFields>(&right.replace("1200", " 1200 ")).unwrap();
    // What is not signed is not proved.
    told::<OfFields>(&right.replace("\"x\":1", "\"x\":2")).unwrap();
    let form = format!(
        "eventNumber=e-1&owner=%ED%99%8D%EA%B8%B8%EB%8F%99&amount=1200&proof={PROOF}"
    );
    told::<FormOfFields>(&form).unwrap();
    for (from, to) in
        [("e-1", "e-2"), ("1200", "12000"), ("1200", "1200.0"), ("홍", "김")]
    {
        let altered = told::<OfFields>(&right.replace(from, to)).unwrap_err();
        assert_eq!(altered, CallbackError::WrongSignature, "{to}");
    }
}

#[test]
fn fields_within_objects_are_signed_as_they_are_read() {
    let right = format!(
        r#"{{"eventNumber":"e-1","data":{{"money":{{"amount":1200}},"owner":"홍길동","proof":"{PROOF}"}}}}"#
    );
    told::<Nested>(&right).unwrap();
    // A field whose name has the dot is another one.
    let beside = |name: &str, value: &str| {
        right.replacen('{', &format!("{{\"{name}\":{value},"), 1)
    };
    told::<Nested>(&beside("data.owner", "\"김철수\"")).unwrap();
    let replaced =
        beside("data.owner", "\"홍길동\"").replace(",\"owner\":\"홍길동\"", "");
    let lacking = Err(CallbackError::NoField("data.owner"));
    assert_eq!(told::<Nested>(&replaced).map(|_| ()), lacking);
    // Of two objects of one name callers read the last, and so it is the one that is proved.
    let two = right.replace("}}", "},\"data\":{\"money\":{\"amount\":9}}}");
    assert_eq!(
        told::<Nested>(&two).map(|_| ()),
        Err(CallbackError::NoField("data.proof"))
    );
    for (from, to, expected) in [
        ("1200", "1201", CallbackError::WrongSignature),
        ("홍", "김", CallbackError::WrongSignature),
        ("{\"amount\":1200}", "1200", CallbackError::NoField("data.money.amount")),
        ("1200", "null", CallbackError::NoField("data.money.amount")),
        ("\"data\"", "\"other\"", CallbackError::NoField("data.proof")),
    ] {
        let altered = told::<Nested>(&right.replace(from, to)).map(|_| ());
        assert_eq!(altered, Err(expected), "{from} {to}");
    }
}

#[test]
fn what_is_lacking_is_named() {
    let right = proved(&format!("\"{PROOF}\""));
    for (body, expected) in [
        (BODY.to_owned(), CallbackError::NoField("proof")),
        (proved("null"), CallbackError::NoField("proof")),
        (right.replace("owner", "holder"), CallbackError::NoField("owner")),
        (right.replace("1200", "null"), CallbackError::NoField("amount")),
        (proved("\"봉인\""), CallbackError::NotASignature("proof")),
    ] {
        let told = told::<OfFields>(&body).unwrap_err();
        assert_eq!(told, expected, "{body}");
        assert!(!told.to_string().contains("홍길동"), "{told}");
    }
    let told = told::<OfFields>("[\"홍길동\"]").unwrap_err();
    assert!(matches!(told, CallbackError::Body(_)), "{told}");
}

#[test]
fn an_encoded_key_signs_with_its_bytes() {
    let signature = "v1:T5b1BVWA6byCZtnCF8Tj5T3Fp+C04qVu286GCoaZFFY=";
    let headers = headers_of(&[("x-bell", signature), ("x-rung", &SENT.to_string())]);
    let told = |key: &str| {
        let receiver = CallbackReceiver::new(SecretKey::new(key).unwrap());
        receiver.clock(at(SENT)).verify::<Encoded>(&headers, BODY.as_bytes())
    };
    assert_eq!(told(ENCODED), Ok(()));
    assert_eq!(told("sk_aW52ZW50ZWQ="), Err(CallbackError::WrongSignature));
    for other in [KEY, "aW52ZW50ZWQtY2FsbGJhY2sta2V5", "sk_!", "sk_", "열쇠"] {
        let told = told(other).unwrap_err();
        assert_eq!(told, CallbackError::NotAKey);
        assert_eq!(told.answer().status, 500);
        assert!(!told.to_string().contains(other), "{told}");
    }
}
