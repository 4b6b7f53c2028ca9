//! Recipes of signatures. What is expected was computed by Python's `hmac` and `hashlib`.

use super::given::{ACCESS_KEY, PERSON, find, night, setup_of};
use super::request::{http, list, of_body};
use crate::runtime::{
    Algorithm, BinaryEncoding, Encryption, FixedClock, FixedIds, HashFunction, Hashed,
    Header, KeyForm, Need, OperationSigning, Part, Protocol, Rule, SecretKey, Setup,
    Shape, SignaturePlace, SignedPart, Signing, SigningAlgorithm, Untyped,
    ViolationKind,
};
use crate::vendor::{AccessKey, HEADERS, PROTOCOL};
use http::Request;
use std::collections::BTreeMap;

const SIGN: Header = Header {
    name: "X-Sign",
    lower: "x-sign",
    need: Need::Required,
    echoes: &[],
    rule: Rule::ANY,
};

/// The protocol of a vendor that signs by this recipe.
pub(super) fn protocol(signing: Signing) -> &'static Protocol {
    let mut headers = HEADERS.to_vec();
    headers.retain(|header| header.name != "X-Token");
    if matches!(signing.place, SignaturePlace::Header(_)) {
        headers.push(SIGN);
    }
    Box::leak(Box::new(Protocol {
        headers: headers.leak(),
        signing: Some(signing),
        ..PROTOCOL
    }))
}

fn signing(
    algorithm: Algorithm,
    encoding: BinaryEncoding,
    signs: &'static [SignedPart],
    written: &'static [SignedPart],
) -> Signing {
    Signing {
        algorithm,
        signs,
        claims: &[],
        encoding,
        place: SignaturePlace::Header("X-Sign"),
        written,
        key_form: None,
    }
}

/// A request with a body and a query.
fn ask() -> Untyped {
    let body = BTreeMap::from([("name", PERSON)]);
    Untyped::post("/v1/names?a=1&b=홍", &body, Encryption::No)
}

fn signed(signing: Signing) -> Request<Vec<u8>> {
    let setup = setup_of(protocol(signing), "https://vendor.example/api/");
    let ids = FixedIds(0x0123_4567_89AB_CDEF);
    let setup = setup.clock(Box::new(FixedClock(night()))).ids(Box::new(ids));
    http(&setup.build().unwrap(), &ask()).0
}

const DATE: Shape = Shape(&[
    Part::Year2,
    Part::Month,
    Part::Day,
    Part::Literal("T"),
    Part::Hour,
    Part::Minute,
    Part::Second,
    Part::Literal("Z"),
]);

#[test]
fn time_method_path_and_query_are_signed_as_sent() {
    let request = signed(signing(
        Algorithm::HMAC_SHA256,
        BinaryEncoding::Hex,
        &[
            SignedPart::Time(DATE),
            SignedPart::Method,
            SignedPart::Path,
            SignedPart::Query,
        ],
        &[
            SignedPart::Text("access-key="),
            SignedPart::Header("X-Access-Key"),
            SignedPart::Text(", signed-date="),
            SignedPart::Time(DATE),
            SignedPart::Text(", signature="),
            SignedPart::Signature,
        ],
    ));
    assert_eq!(
        request.headers()["x-sign"],
        "access-key=pl-acc-k, signed-date=261124T085959Z, signature=\
         15c2bde1a0004fa9c32c3257c2f1f430e93fa0a96b19cc6512d60047790b431b"
    );
    assert_eq!(request.uri().query(), Some("a=1&b=%ED%99%8D"));
}

#[test]
fn headers_and_the_time_since_1970_are_signed_as_sent() {
    let request = signed(signing(
        Algorithm::HMAC_SHA256,
        BinaryEncoding::Base64,
        &[
            SignedPart::Method,
            SignedPart::Text(" "),
            SignedPart::Path,
            SignedPart::Text("?"),
            SignedPart::Query,
            SignedPart::Text("\n"),
            SignedPart::EpochMilliseconds,
            SignedPart::Text("\n"),
            SignedPart::Header("X-User"),
        ],
        &[SignedPart::EpochMilliseconds, SignedPart::Text("."), SignedPart::Signature],
    ));
    assert_eq!(
        request.headers()["x-sign"],
        "1795478399987.8tYog7LNuYqB6H8gxYsB9BMi8UQnfwTAA93PW8vt8GA="
    );
}

#[test]
fn a_random_value_is_the_same_where_it_is_signed_and_where_it_is_sent() {
    let recipe = signing(
        Algorithm::hmac::<hmac::Hmac<sha1::Sha1>>(SigningAlgorithm::HmacSha1),
        BinaryEncoding::Hex,
        &[SignedPart::EpochSeconds, SignedPart::Nonce],
        &[
            SignedPart::EpochSeconds,
            SignedPart::Text(" "),
            SignedPart::Nonce,
            SignedPart::Text(" "),
            SignedPart::Signature,
        ],
    );
    assert_eq!(
        signed(recipe).headers()["x-sign"],
        "1795478399 01234567-89ab-4def-8123-456789abcdef dfa343cab9f7a28cdbbb18cd0049dc5ddfa96a1e"
    );
    let core = setup_of(protocol(recipe), "https://vendor.example").build().unwrap();
    let nonce = || {
        let (request, _) = http(&core, &ask());
        let text = request.headers()["x-sign"].to_str().unwrap().to_owned();
        text.split(' ').nth(1).unwrap().to_owned()
    };
    let (one, two) = (nonce(), nonce());
    assert_ne!(one, two);
    assert!(one.get(14..15) == Some("4") && two.len() == 36, "{one} {two}");
}

#[test]
fn a_hash_has_the_key_where_the_recipe_puts_it() {
    let plain = signed(signing(
        Algorithm::SHA256,
        BinaryEncoding::Base64Url,
        &[
            SignedPart::Method,
            SignedPart::Text("|"),
            SignedPart::Hash(Hashed::Body, HashFunction::Sha512, BinaryEncoding::Hex),
            SignedPart::Text("|"),
            SignedPart::Key,
        ],
        &[SignedPart::Text("Sign "), SignedPart::Signature],
    ));
    assert_eq!(
        plain.headers()["x-sign"],
        "Sign vxGm0QU54UJFr0G7P7w-lVIIbxL-KDCmonNBZx91yBQ"
    );
    let of_query = signed(signing(
        Algorithm::SHA512,
        BinaryEncoding::Hex,
        &[
            SignedPart::Hash(
                Hashed::Query,
                HashFunction::Sha256,
                BinaryEncoding::Base64,
            ),
            SignedPart::Text(":"),
            SignedPart::Key,
        ],
        &[SignedPart::Signature],
    ));
    assert_eq!(
        of_query.headers()["x-sign"],
        "abbb25e71f86d1bcea4d90bcd4d75b5c6e7b3e102013298617d5b24ec93aaf9e\
         be91534fd7e89963002b1668a51633454877faa6286b743e3c0ef09c157a650a"
    );
}

#[test]
fn a_request_without_a_header_that_is_signed_is_not_sent() {
    let recipe = signing(
        Algorithm::HMAC_SHA256,
        BinaryEncoding::Hex,
        &[SignedPart::Header("X-Nowhere")],
        &[SignedPart::Signature],
    );
    let core = setup_of(protocol(recipe), "https://vendor.example").build().unwrap();
    let error = core.prepare(&ask()).unwrap_err();
    let crate::runtime::Error::Invalid(violations) = error else { panic!("{error}") };
    assert_eq!(list(violations), [("X-Nowhere".to_owned(), ViolationKind::Missing)]);
}

#[test]
fn an_operation_can_have_a_recipe_of_its_own() {
    let usual = PROTOCOL.signing.unwrap();
    let own = Signing {
        signs: &[SignedPart::Method, SignedPart::Text(" "), SignedPart::Path],
        ..usual
    };
    let recipes = [OperationSigning {
        operations: &["Find"],
        signing: own,
    }];
    let protocol: &'static Protocol = Box::leak(Box::new(Protocol {
        recipes: Box::leak(Box::new(recipes)),
        ..PROTOCOL
    }));
    let setup = setup_of(protocol, "https://vendor.example/api/");
    let core = setup.clock(Box::new(FixedClock(night()))).build().unwrap();
    let (request, _) = http(&core, &find());
    assert_eq!(
        request.headers()["x-token"],
        "V1:20261124085959987:fVQvICGQmL38sn4n36CrtQr5TvB7i4Nfh8GEzuWFubs="
    );
    let body = BTreeMap::from([("name", PERSON)]);
    let (request, _) = http(&core, &Untyped::post("/v1/names", &body, Encryption::No));
    assert_eq!(
        request.headers()["x-token"],
        "V1:20261124085959987:/YzZTzdSNtl8GrN7EfClzKBzCE+jgIRyHihX2o2ApII="
    );
}

/// Computed by Python's `hmac` over `{"name":"planted-person"}`.
const MAC_OF_512: &str = "7c7IzOvQUTC70XI1AL2Hz9mjzmHAoGn5F2ovJQNT0p2V60+eUrVQclewcIfG8BPV\
                          zLAflzmJ8yhcos2R52DzxQ==";

#[test]
fn the_protocol_says_which_hash_signs() {
    static TOKEN: [Header; 1] = [Header {
        name: "X-Token",
        lower: "x-token",
        need: Need::Required,
        echoes: &[],
        rule: Rule {
            shape: Shape(&[Part::Base64(64)]),
            ..Rule::ANY
        },
    }];
    static OTHER: Protocol = Protocol {
        headers: &TOKEN,
        signing: Some(of_body(Algorithm::HMAC_SHA512, "X-Token")),
        ..PROTOCOL
    };
    let core = setup_of(&OTHER, "https://vendor.example").build().unwrap();
    let request =
        Untyped::post("/names", &BTreeMap::from([("name", PERSON)]), Encryption::No);
    let (request, _) = http(&core, &request);
    assert_eq!(request.headers()["x-token"], MAC_OF_512);
}

/// `hmac.new(b"invented", body, "sha256")` is what the text of the same key makes too.
#[test]
fn an_encoded_key_signs_with_its_bytes() {
    let of = |key_form| Signing {
        key_form,
        ..signing(
            Algorithm::HMAC_SHA256,
            BinaryEncoding::Hex,
            &[SignedPart::Body],
            &[SignedPart::Signature],
        )
    };
    let sign = |form, key: &str| {
        Setup::new(protocol(of(form)), "https://vendor.example/api/")
            .header("X-User", "user-1")
            .secret_header("X-Access-Key", AccessKey::new(ACCESS_KEY).unwrap())
            .signing(SecretKey::new(key).unwrap())
            .utc_offset(0)
            .build()
    };
    let signature = |form, key: &str| {
        let request = http(&sign(form, key).unwrap(), &ask()).0;
        request.headers()["x-sign"].to_str().unwrap().to_owned()
    };
    let plain = signature(None, "invented");
    for (prefix, encoding, key) in [
        ("", BinaryEncoding::Base64, "aW52ZW50ZWQ="),
        ("sk_", BinaryEncoding::Base64, "sk_aW52ZW50ZWQ="),
        ("", BinaryEncoding::Base64Url, "aW52ZW50ZWQ"),
        ("0x", BinaryEncoding::Hex, "0x696e76656E746564"),
    ] {
        let form = Some(KeyForm { prefix, encoding });
        assert_eq!(signature(form, key), plain, "{key}");
        for other in ["planted!", "plantedx열쇠", "sk_0x"] {
            let wrong = sign(form, other).map(drop).unwrap_err();
            let found: Vec<_> =
                wrong.iter().map(|it| (&*it.path, it.kind.clone())).collect();
            let kind = ViolationKind::OtherKeyForm(prefix, encoding);
            assert_eq!(found, [("secret key", kind)]);
            assert!(!format!("{wrong} {wrong:?}").contains("planted"), "{wrong}");
        }
    }
}
