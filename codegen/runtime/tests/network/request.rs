//! What is sent, byte by byte, at a fixed time and with fixed ids.

use super::given::{PERSON, core, find, setup, setup_of};
use crate::runtime::{
    Algorithm, Authentication, BinaryEncoding, Core, Encrypting, Encryption, Endpoint,
    Error, FixedClock, Header, Method, Need, Outgoing, Plain, Prepared, Protocol,
    Reached, Remedy, Rule, SecretKey, SentBy, Setup, Shape, SignaturePlace, SignedPart,
    Signing, Untyped, ViolationKind, Violations,
};
use crate::vendor::{Find, HEADERS, Look, Name, PROTOCOL, Sealed};
use http::{HeaderMap, Request};
use std::marker::PhantomData;

/// Computed by Python's `hmac` over `{"name":"planted-person"}`.
const MAC: &str = "/YzZTzdSNtl8GrN7EfClzKBzCE+jgIRyHihX2o2ApII=";
/// The same over nothing.
const MAC_OF_NOTHING: &str = "GoND7BdoUfjaZn2WcDNfLs4Gys0sBkAfOWqnc5ebiQs=";

/// The token that `body` has at the fixed time.
#[cfg(feature = "encryption")]
pub(super) fn token(body: &[u8]) -> String {
    use aws_lc_rs::hmac::{HMAC_SHA256, Key, sign};
    use base64::{Engine as _, engine::general_purpose::STANDARD};

    let mac = sign(&Key::new(HMAC_SHA256, super::given::SECRET_KEY.as_bytes()), body);
    format!("V1:20261124085959987:{}", STANDARD.encode(mac))
}

pub(super) fn http<K, A: Endpoint + SentBy<K>>(core: &Core<K>, ask: &A) -> Outgoing<A> {
    core.prepare(ask).and_then(Prepared::into_http).unwrap()
}

fn headers(request: &Request<Vec<u8>>) -> Vec<(&str, &str)> {
    request
        .headers()
        .iter()
        .map(|(name, value)| (name.as_str(), value.to_str().unwrap()))
        .collect()
}

#[test]
fn headers_have_the_documented_order_and_one_instant() {
    let (request, sent) = http(&core(), &find());
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://vendor.example/api/v1/names");
    assert_eq!(request.body(), br#"{"name":"planted-person"}"#);
    assert_eq!(
        headers(&request),
        [
            ("accept", "application/json"),
            ("content-type", "application/json"),
            ("x-user", "user-1"),
            ("x-call-id", "261124085959-fedcba9"),
            ("x-access-key", "pl-acc-k"),
            ("x-token", &format!("V1:20261124085959987:{MAC}")),
            ("x-time", "20261124085959"),
        ]
    );
    assert_eq!(sent.correlation_id(), Some("261124085959-fedcba9"));
    let sensitive = |name| request.headers()[name].is_sensitive();
    assert!(sensitive("x-token") && sensitive("x-access-key") && !sensitive("x-user"));
}

#[test]
fn what_is_prepared_is_what_is_sent() {
    let core = core();
    for ask in
        [Untyped::post("/v1/이름", &PERSON, Encryption::No), Untyped::get("v1?a=홍")]
    {
        let prepared = core.prepare(&ask).unwrap();
        let lines: Vec<_> = prepared
            .headers()
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect();
        let (method, url) = (prepared.method(), prepared.url());
        let (body, id) =
            (prepared.body().to_owned(), prepared.correlation_id().map(str::to_owned));
        let (request, sent) = prepared.into_http().unwrap();
        let sent_lines = request.headers().iter();
        let sent_lines =
            sent_lines.map(|(name, value)| (name.as_str(), value.as_bytes()));
        assert!(lines.iter().map(|(name, value)| (&**name, &**value)).eq(sent_lines));
        assert_eq!(
            (method.as_str(), url),
            (request.method().as_str(), request.uri().to_string())
        );
        assert_eq!((&body, id.as_deref()), (request.body(), sent.correlation_id()));
        assert!(request.uri().to_string().is_ascii(), "{}", request.uri());
    }
}

#[test]
fn a_request_without_a_body_has_none_and_is_signed_all_the_same() {
    let (request, _) = http(&core(), &Look(Name::unchecked("a b/ㄱ")));
    assert_eq!(request.method(), "GET");
    assert_eq!(request.uri(), "https://vendor.example/api/v1/names/a%20b%2F%E3%84%B1");
    assert!(request.body().is_empty());
    assert!(!request.headers().contains_key("content-type"));
    assert_eq!(
        request.headers()["x-token"],
        format!("V1:20261124085959987:{MAC_OF_NOTHING}")
    );
}

#[test]
fn an_untyped_request_is_like_any_other() {
    let body = serde_json::json!({ "name": PERSON });
    for path in ["/v1/names", "v1/names"] {
        let untyped = Untyped::post(path, &body, Encryption::No);
        let ((one, _), (two, _)) = (http(&core(), &untyped), http(&core(), &find()));
        assert_eq!(one.uri(), two.uri());
        assert_eq!(one.headers(), two.headers());
        assert_eq!(one.body(), two.body());
    }
    let get = Untyped::get("/v1/x?page=1").with_method(Method::Delete);
    let (request, _) = http(&core(), &get);
    assert_eq!(request.uri(), "https://vendor.example/api/v1/x?page=1");
    assert_eq!((request.method(), request.body().len()), (&http::Method::DELETE, 0));
}

fn broken<C>(result: Result<impl Sized, Error<C>>) -> Vec<(String, ViolationKind)> {
    match result {
        Err(Error::Invalid(violations)) => list(violations),
        _ => Vec::new(),
    }
}

pub(super) fn list(violations: Violations) -> Vec<(String, ViolationKind)> {
    violations.into_iter().map(|v| (v.path.into_owned(), v.kind)).collect()
}

#[test]
fn an_untyped_request_cannot_go_astray() {
    let refused = |path: &str| {
        let untyped = Untyped::post(path, &0, Encryption::No);
        broken(core().prepare(&untyped))
    };
    for path in [
        "/../x",
        "a/./b",
        "..",
        "/a/..?b",
        "/%2e%2e/x",
        "/a/.%2E?b=c",
        "/a%2f..%2Fb",
        "/a\\..\\b",
        "/..;x/b",
        "//evil.example/x",
        "https://evil.example/x",
    ] {
        assert_eq!(
            refused(path),
            [("path".to_owned(), ViolationKind::OtherPath)],
            "{path}"
        );
    }
    for path in [
        "/a b",
        "/a#b",
        "/a\\b",
        "/a\n",
        "/a\0",
        "/이\u{a0}름",
        "/이\u{202e}름",
        "/a?b=#c",
        "/a?b=c d",
        "/a?b=c\\d",
        "/a?b=c\r\nd",
        "/a?b=\"c\"",
        "/a%",
        "/a?b=%4",
        "/{name}",
    ] {
        assert_eq!(
            refused(path),
            [("path".to_owned(), ViolationKind::NotForAPath)],
            "{path}"
        );
    }
    for path in ["/a?b=..", "a/b/?b=%ED%99%8D&c=/?:@", "/a%20b/...", "/"] {
        assert_eq!(refused(path), [], "{path}");
    }
    let map = std::collections::BTreeMap::from([((1, 2), 3)]);
    let untyped = Untyped::post("/x", &map, Encryption::No);
    assert_eq!(
        broken(core().prepare(&untyped)),
        [("body".to_owned(), ViolationKind::NotJson)]
    );
}

#[test]
fn a_path_parameter_cannot_go_astray() {
    for name in ["..", ".", "", "a/../b", "..\\a", "..;a"] {
        let broken = broken(core().prepare(&Look(Name::unchecked(name))));
        assert_eq!(broken, [("name".to_owned(), ViolationKind::OtherPath)], "{name}");
    }
    let odd = core();
    let odd = odd.prepare(&Look(Name::unchecked("홍 #%2e\n"))).unwrap();
    assert!(odd.url().ends_with("/%ED%99%8D%20%23%252e%0A"), "{}", odd.url());
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let wrong = Setup::new(&PROTOCOL, "?").header("X-Access-Key", "a\nb").build();
    let wrong = wrong.unwrap_err();
    let shown = format!("{wrong} {wrong:?}");
    assert_eq!(
        list(wrong),
        [
            ("base URL".to_owned(), ViolationKind::NotABaseUrl),
            ("X-Access-Key".to_owned(), ViolationKind::NotForAHeader),
            ("X-User".to_owned(), ViolationKind::Missing),
            ("secret key".to_owned(), ViolationKind::Missing),
        ]
    );
    assert!(!shown.contains("a\\nb") && shown.contains("(Vendor, Guide)"), "{shown}");
    let wrong = Setup::new(&PROTOCOL, "https://vendor").header("X-User", "a\nb").build();
    assert_eq!(
        list(wrong.unwrap_err()),
        [
            ("X-User".to_owned(), ViolationKind::NotForAHeader),
            ("secret key".to_owned(), ViolationKind::Missing),
        ]
    );
}

/// The protocol with one header more, of which something is wrong.
fn with_header(name: &'static str, need: Need, shape: Shape) -> &'static Protocol {
    let rule = Rule { shape, ..HEADERS[0].rule };
    let lower = name.to_ascii_lowercase().leak();
    let header = Header {
        name,
        lower,
        need,
        echoes: &[],
        rule,
    };
    let headers: Vec<_> = HEADERS.iter().copied().chain([header]).collect();
    Box::leak(Box::new(Protocol {
        headers: headers.leak(),
        ..PROTOCOL
    }))
}

fn untyped(protocol: &'static Protocol) -> Result<HeaderMap, Error<String>> {
    let core = setup_of(protocol, "https://vendor.example").build().unwrap();
    let (request, _) = core.prepare(&Untyped::get("/x"))?.into_http()?;
    Ok(request.headers().clone())
}

#[test]
fn a_header_that_cannot_be_made_is_an_error_and_no_panic() {
    let shape = Shape::DIGITS;
    assert_eq!(
        broken(untyped(with_header("X-More", Need::Required, shape))),
        [("X-More".to_owned(), ViolationKind::WrongShape { shape })]
    );
    let literal = Shape(&[crate::runtime::Part::Literal("a\nb")]);
    assert_eq!(
        broken(untyped(with_header("X-More", Need::Required, literal))),
        [("X-More".to_owned(), ViolationKind::NotForAHeader)]
    );
    let literal = Shape(&[crate::runtime::Part::Literal("a")]);
    assert_eq!(
        broken(untyped(with_header("X More", Need::Required, literal))),
        [("X More".to_owned(), ViolationKind::NotForAHeader)]
    );
    let headers = untyped(with_header("X-More", Need::Optional, literal)).unwrap();
    assert_eq!(headers["x-more"], "a");
}

#[test]
fn a_vendor_without_signing_and_encryption_has_neither() {
    static OPEN: Protocol = Protocol {
        headers: &[],
        signing: None,
        utc_offset: Some(0),
        encryption: None,
        ..PROTOCOL
    };
    let core = Setup::new(&OPEN, "https://vendor.example").build().unwrap();
    let (request, sent) = http(&core, &Untyped::get("/x"));
    assert_eq!(headers(&request), [("accept", "application/json")]);
    assert_eq!(sent.correlation_id(), None);
    let sealed = Untyped::post("/x", &0, Encryption::Yes);
    let wrong = broken(core.prepare(&sealed));
    assert_eq!(wrong, [("encryption key".to_owned(), ViolationKind::Missing)]);
}

#[test]
fn headers_of_an_operation_that_the_protocol_does_not_have_are_made_too() {
    static BARE: Protocol = Protocol { headers: &[], ..PROTOCOL };
    let core = setup_of(&BARE, "https://vendor.example");
    let core = core.clock(Box::new(FixedClock(super::given::night()))).build().unwrap();
    let (request, _) = http(&core, &find());
    let names: Vec<_> = request.headers().keys().map(http::HeaderName::as_str).collect();
    assert_eq!(names[2..], ["x-user", "x-call-id", "x-access-key", "x-token", "x-time"]);
}

/// A signature of the body, in a header of its own.
pub(super) const fn of_body(algorithm: Algorithm, header: &'static str) -> Signing {
    Signing {
        algorithm,
        signs: &[SignedPart::Body],
        claims: &[],
        encoding: BinaryEncoding::Base64,
        place: SignaturePlace::Header(header),
        written: &[SignedPart::Signature],
        key_form: None,
    }
}

#[test]
fn a_header_that_nothing_fills_is_told() {
    static SIGNED: Protocol = Protocol {
        headers: HEADERS,
        configured: &[],
        authentication: Authentication::NONE,
        given: &[],
        signing: Some(of_body(Algorithm::HMAC_SHA256, "X-Other")),
        ..PROTOCOL
    };
    static BARE: Protocol = Protocol { headers: &[], ..PROTOCOL };
    let key = SecretKey::new("key").unwrap();
    let core = Setup::new(&BARE, "https://vendor.example").signing(key).build().unwrap();
    let wrong = broken(core.prepare(&find()));
    assert_eq!(wrong, [("X-User".to_owned(), ViolationKind::Missing)]);
    let core = setup_of(&SIGNED, "https://vendor.example").build().unwrap();
    // The token is now a header like any other, and nothing fills its Base64.
    let wrong = broken(core.prepare(&find()));
    assert!(
        matches!(&*wrong, [(name, ViolationKind::WrongShape { .. })] if name == "X-Token")
    );
}

/// Whether `A` is sent by a client with keys `K`, without asking the compiler to refuse.
struct Probe<A, K>(PhantomData<(A, K)>);

trait NotSent {
    const SENT: bool = false;
}

impl<A, K> NotSent for Probe<A, K> {}

impl<A: SentBy<K>, K> Probe<A, K> {
    const SENT: bool = true;
}

#[test]
fn only_a_client_with_a_key_has_what_is_encrypted() {
    const {
        assert!(Probe::<Find, Plain>::SENT && Probe::<Find, Encrypting>::SENT);
        assert!(!Probe::<Sealed, Plain>::SENT && Probe::<Sealed, Encrypting>::SENT);
        assert!(Probe::<Untyped, Plain>::SENT && Probe::<Untyped, Encrypting>::SENT);
    }
    // What is not known before is refused before anything is sent.
    let sealed = Untyped::post("/x", &0, Encryption::Yes);
    let error = core().prepare(&sealed).unwrap_err();
    assert_eq!((error.reached(), error.remedy()), (Reached::No, Remedy::FixRequest));
    assert_eq!(
        broken::<String>(Err::<(), _>(error)),
        [("encryption key".to_owned(), ViolationKind::Missing)]
    );
}

#[test]
fn nothing_that_is_made_on_the_way_shows_what_is_in_it() {
    let (core, find) = (core(), find());
    let prepared = core.prepare(&find).unwrap();
    let untyped = Untyped::post(format!("/{PERSON}"), &PERSON, Encryption::No);
    let shown = format!("{prepared:?} {untyped:?} {core:?} {:?}", setup());
    assert!(!shown.contains("planted") && !shown.contains("pl-acc-k"), "{shown}");
    assert!(shown.contains("261124085959-fedcba9") && shown.contains("bytes: 25"));
    assert!(shown.contains("Untyped(POST ..)"), "{shown}");
    let headers = format!("{:?}", prepared.into_http().unwrap().0.headers());
    assert!(headers.contains("Sensitive") && !headers.contains("pl-acc-k"), "{headers}");
}
