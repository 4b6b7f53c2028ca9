//! Signatures in fields, in queries and in tokens. What is expected was computed by Python's
//! `hmac`, `hashlib` and `json`.

use super::given::{PERSON, night, setup_of};
use super::recipe::protocol;
use super::request::list;
use crate::runtime::{
    Algorithm, Authentication, BinaryEncoding, Claim, ClaimWhen, Encryption, Endpoint,
    Error, FixedClock, FixedIds, HashFunction, Hashed, Prepared, Protocol, SentBy,
    SignaturePlace, SignedPart, Signing, Untyped, ViolationKind,
};
use crate::runtime::{Outgoing, Plain};

fn sent<A: Endpoint + SentBy<Plain>>(
    signing: Signing,
    ask: &A,
) -> Result<Outgoing<A>, Error<A::Code>> {
    let setup = setup_of(protocol(signing), "https://vendor.example/api/");
    let ids = FixedIds(0x0123_4567_89AB_CDEF);
    let setup = setup.clock(Box::new(FixedClock(night()))).ids(Box::new(ids));
    setup.build().unwrap().prepare(ask).and_then(Prepared::into_http)
}

/// The key and some fields, hashed, in a field.
const IN_FIELD: Signing = Signing {
    algorithm: Algorithm::SHA512,
    signs: &[
        SignedPart::Key,
        SignedPart::Field("type"),
        SignedPart::Field("name"),
        SignedPart::Field("amount"),
    ],
    claims: &[],
    encoding: BinaryEncoding::Hex,
    place: SignaturePlace::Field("hashData", &[]),
    written: &[SignedPart::Signature],
    key_form: None,
};

#[test]
fn fields_are_signed_before_a_form_is_written() {
    let fields = [("amount", "1000"), ("type", "Refund"), ("name", "홍 길동")];
    let (request, _) = sent(IN_FIELD, &Untyped::post_form("/v1", fields)).unwrap();
    assert_eq!(
        str::from_utf8(request.body()).unwrap(),
        "amount=1000&type=Refund&name=%ED%99%8D+%EA%B8%B8%EB%8F%99&hashData=\
         41f90eba5881cd1e124d5147fdafb9edd0a05431848d7886e97c88304ff73e658\
         fbcc2d32ad8e90c74d453f17a323876f9e1b2205cc493f93b6c008616b8ecca"
    );
    assert!(request.headers().get("x-sign").is_none());
}

#[test]
fn fields_are_signed_before_json_is_written() {
    let signing = Signing {
        algorithm: Algorithm::SHA256,
        signs: &[
            SignedPart::Field("name"),
            SignedPart::Text("|"),
            SignedPart::Field("count"),
            SignedPart::Text("|"),
            SignedPart::Key,
        ],
        encoding: BinaryEncoding::Base64Url,
        ..IN_FIELD
    };
    let body = serde_json::json!({ "count": 7, "name": PERSON });
    let ask = Untyped::post("/v1", &body, Encryption::No);
    let (request, _) = sent(signing, &ask).unwrap();
    assert_eq!(
        str::from_utf8(request.body()).unwrap(),
        r#"{"count":7,"name":"planted-person","hashData":"zw0Rvd8U2TS_HuCEE1y4uEi9kZM7V30xF9cbyksTJTY"}"#
    );
}

#[test]
fn a_request_without_a_field_that_is_signed_is_not_sent() {
    let wrong = |ask: &Untyped| match sent(IN_FIELD, ask) {
        Err(Error::Invalid(violations)) => list(violations),
        _ => Vec::new(),
    };
    let without = Untyped::post_form("/v1", [("type", "Refund")]);
    assert_eq!(wrong(&without), [("name".to_owned(), ViolationKind::Missing)]);
    let no_object = Untyped::post("/v1", &[1], Encryption::No);
    assert_eq!(wrong(&no_object), [("body".to_owned(), ViolationKind::NotJson)]);
}

#[test]
fn a_query_is_signed_without_its_signature() {
    let signing = Signing {
        algorithm: Algorithm::HMAC_SHA256,
        signs: &[SignedPart::Query],
        place: SignaturePlace::Query("signature", &[]),
        ..IN_FIELD
    };
    let (request, _) = sent(signing, &Untyped::get("/v1?a=1&b=홍")).unwrap();
    assert_eq!(
        request.uri().query().unwrap(),
        "a=1&b=%ED%99%8D&signature=\
         eedea8a47453f21c1a0e99155a366ca1022df741b53d91146e9330a0939cea49"
    );
}

/// A token with the hash of the parameters, if there are any.
const TOKEN: Signing = Signing {
    algorithm: Algorithm::JWT_HS512,
    signs: &[],
    claims: &[
        Claim {
            name: "access_key",
            value: &[SignedPart::Header("X-Access-Key")],
            when: ClaimWhen::Always,
        },
        Claim {
            name: "nonce",
            value: &[SignedPart::Nonce],
            when: ClaimWhen::Always,
        },
        Claim {
            name: "query_hash",
            value: &[SignedPart::Hash(
                Hashed::Parameters,
                HashFunction::Sha512,
                BinaryEncoding::Hex,
            )],
            when: ClaimWhen::Parameters,
        },
        Claim {
            name: "query_hash_alg",
            value: &[SignedPart::Text("SHA512")],
            when: ClaimWhen::Parameters,
        },
    ],
    encoding: BinaryEncoding::Base64,
    place: SignaturePlace::Header("X-Sign"),
    written: &[SignedPart::Text("Bearer "), SignedPart::Signature],
    key_form: None,
};

#[test]
fn a_token_has_the_hash_of_the_parameters_before_they_are_encoded() {
    let ask = Untyped::get("/v1/orders?states%5B%5D=wait&states%5B%5D=홍&page=1");
    let (request, _) = sent(TOKEN, &ask).unwrap();
    assert_eq!(
        request.headers()["x-sign"],
        "Bearer eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJhY2Nlc3Nfa2V5IjoicGwtYWNjLWsiLCJub25jZSI6\
         IjAxMjM0NTY3LTg5YWItNGRlZi04MTIzLTQ1Njc4OWFiY2RlZiIsInF1ZXJ5X2hhc2giOiIxMjVhZDQ2NWJlMjVm\
         ZDg0NzEyNDU2M2I4ZWUyZmM0ZWIxYzAzMTkzNzc5ZDY3YTVjMGJiNzdlMjM0MzdkZWRhYWRmYzFiNTAzNDg5ZmU2\
         YTdjYWVhYmIwNzY1MmQ4ZmJkNTUyMjUzMmQxMzZiYmRlZDYyMTI4MmMzZWM2NDgxNyIsInF1ZXJ5X2hhc2hfYWxn\
         IjoiU0hBNTEyIn0.dpYSvzjZhx23VtpqA5gARkyGR3OAqK728tb1mvVkdN5JGktYy6BEV5gcK98fKSLUI9M2L21A\
         rCaEbbU3DjarMg"
    );
    let body =
        serde_json::json!({ "name": PERSON, "price": "100.0", "tags": ["a", "b"] });
    let body = serde_json::to_value(body).unwrap();
    let hs256 = Signing {
        algorithm: Algorithm::JWT_HS256,
        ..TOKEN
    };
    let (request, _) =
        sent(hs256, &Untyped::post("/v1", &body, Encryption::No)).unwrap();
    assert_eq!(
        request.headers()["x-sign"],
        "Bearer eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhY2Nlc3Nfa2V5IjoicGwtYWNjLWsiLCJub25jZSI6\
         IjAxMjM0NTY3LTg5YWItNGRlZi04MTIzLTQ1Njc4OWFiY2RlZiIsInF1ZXJ5X2hhc2giOiIxYTVmMDg1MGY1ZTcw\
         M2M3MzQ2MWIxNDAxNzk4OTkzOTNkNmI4OThlNWY1NzNmNWFmOWVhNGRkOWUwMjc3OGM0NWMyNGZiNWY3YTcwNmE1\
         NjJiMmM4NGFjMTRmMGQ3NzczZjU4MzZjOGQxMDdlNjcxZTI1NTcwNGI4NzdhYTY1ZCIsInF1ZXJ5X2hhc2hfYWxn\
         IjoiU0hBNTEyIn0.YIcC5ktk6sGo5BOz0ISCiiJ1y1KV0rcCVrEWYacRYdk"
    );
}

/// What is in the claim is in no header, and the token is the same.
#[test]
fn a_credential_that_is_signed_alone_is_not_sent() {
    let alone = Authentication {
        only_signed: &["X-Access-Key"],
        ..Authentication::NONE
    };
    let protocol: &'static Protocol = Box::leak(Box::new(Protocol {
        authentication: alone,
        ..*protocol(TOKEN)
    }));
    let setup = setup_of(protocol, "https://vendor.example/api/");
    let ids = FixedIds(0x0123_4567_89AB_CDEF);
    let setup = setup.clock(Box::new(FixedClock(night()))).ids(Box::new(ids));
    let core = setup.build().unwrap();
    let ask = Untyped::get("/v1/orders");
    let (request, _) = core.prepare(&ask).and_then(Prepared::into_http).unwrap();
    assert!(!request.headers().contains_key("x-access-key"));
    let (usual, _) = sent(TOKEN, &ask).unwrap();
    assert!(usual.headers().contains_key("x-access-key"));
    assert_eq!(request.headers()["x-sign"], usual.headers()["x-sign"]);
}

#[test]
fn a_token_of_a_request_without_parameters_has_no_hash() {
    let (request, _) = sent(TOKEN, &Untyped::get("/v1/orders")).unwrap();
    assert_eq!(
        request.headers()["x-sign"],
        "Bearer eyJhbGciOiJIUzUxMiIsInR5cCI6IkpXVCJ9.eyJhY2Nlc3Nfa2V5IjoicGwtYWNjLWsiLCJub25jZSI6\
         IjAxMjM0NTY3LTg5YWItNGRlZi04MTIzLTQ1Njc4OWFiY2RlZiJ9.elUWHwVzQcLzn2bvBH2pJvUnjvv1JavpJwp\
         VPM_ZBZNXOHUCm9uwEnEV3eFVn_TYTI9NquXYEXmzIIYaOPOrOg"
    );
}
