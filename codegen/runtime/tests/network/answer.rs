//! What answers are taken for.

use super::given::{core, find, setup_of};
use crate::runtime::{
    AnswerFormat, CallResult, ContentEncoding, Envelope, Error, Incomplete, Json,
    Malformed, Prepared, Protocol, Reason, Reply, Untyped,
};
use crate::vendor::{ANSWER, Find, Outcome, PROTOCOL};
use http::Response;

pub(super) fn response(status: u16, body: impl Into<Vec<u8>>) -> Response<Vec<u8>> {
    let response = Response::builder().status(status).header("X-Seen", "planted");
    response.body(body.into()).unwrap()
}

/// What the answer to a [`Find`] is taken for.
pub(super) fn decoded(response: Response<Vec<u8>>) -> CallResult<Find> {
    let core = core();
    core.decode(core.prepare(&find()).and_then(Prepared::into_http).unwrap().1, response)
}

fn reason(response: Response<Vec<u8>>) -> Option<Reason> {
    match decoded(response) {
        Err(Error::Undocumented(unexpected)) => Some(unexpected.reason()),
        _ => None,
    }
}

#[test]
fn success_is_the_documented_status_with_the_documented_code() {
    let body = r#"{"result":{"code":"E0","text":"ok"},"status":"S","more":null}"#;
    let reply = decoded(response(200, body)).unwrap();
    assert_eq!(reply.correlation_id(), Some("261124085959-fedcba9"));
    assert_eq!(reply.0.text("status").value().as_deref(), Some("S"));
    assert_eq!((reply.http_status().as_u16(), reply.http_headers().len()), (200, 1));
    let shown = format!("{reply:?}");
    assert!(shown.contains("Found { status: .., other fields: 2 }"), "{shown}");
    assert!(Reply::into_response(reply).0.get("more").is_some());
}

#[test]
fn any_other_code_is_a_refusal_whatever_its_status() {
    for (status, code, expected) in [
        (400, "E1", Some(Outcome::NoSuchName)),
        (200, "E1", Some(Outcome::NoSuchName)),
        (503, "E2", Some(Outcome::Busy)),
        (400, "E77", "E77".parse().ok()),
    ] {
        let body = format!(r#"{{"result":{{"code":"{code}","text":"planted"}}}}"#);
        let Err(Error::Api(refusal)) = decoded(response(status, body.clone())) else {
            panic!("{code}");
        };
        assert_eq!(Some(refusal.code()), expected);
        assert_eq!(refusal.message(), Some("planted"));
        assert_eq!(refusal.answer().status().as_u16(), status);
        assert_eq!(refusal.answer().bytes(), body.as_bytes());
        assert_eq!(refusal.answer().operation(), "Find");
        assert!(refusal.json().get("result").is_some());
        assert_eq!(refusal.documented().is_some(), code != "E77");
    }
}

#[test]
fn everything_else_is_undocumented_with_its_bytes() {
    let malformed = |line, column| Some(Reason::NotJson(Malformed { line, column }));
    let cases: [(u16, &[u8], Option<Reason>); 16] = [
        (200, b"", Some(Reason::Empty)),
        (500, b" \r\n", Some(Reason::Empty)),
        (502, b"<html>\n<body>planted</body></html>", malformed(1, 1)),
        (200, b"{\"result\":{\"code\":\"E0\"}", malformed(1, 23)),
        (200, b"[1]", malformed(1, 0)),
        (200, b"{\"result\":\"\xFF\xFE\"}", Some(Reason::NoCode)),
        (200, b"{\"result\":\xFF\xFE}", Some(Reason::NotUtf8)),
        (200, b"\x1F\x8B\x08\x00", Some(Reason::NotUtf8)),
        (200, b"{}", Some(Reason::NoCode)),
        (200, b"{\"result\":null}", Some(Reason::NoCode)),
        (200, b"{\"result\":{\"code\":null}}", Some(Reason::NoCode)),
        (200, b"{\"result\":{\"code\":\"\"}}", Some(Reason::NoCode)),
        (400, b"{\"result\":{\"code\":\"planted\"}}", Some(Reason::NoCode)),
        (400, b"{\"result\":{\"code\":\"E0\"}}", Some(Reason::Contradiction)),
        (201, b"{\"result\":{\"code\":\"E0\"}}", Some(Reason::Contradiction)),
        (200, b"{\"sealed\":\"a.b.c.d.e\"}", Some(Reason::NoKey)),
    ];
    for (status, body, expected) in cases {
        let shown = String::from_utf8_lossy(body);
        match (decoded(response(status, body)), expected) {
            (Err(error @ Error::Undocumented(_)), Some(_)) => {
                assert_eq!(error.bytes(), Some(body), "{shown}");
                assert_eq!(error.status().map(|status| status.as_u16()), Some(status));
                assert_eq!(error.headers().map(http::HeaderMap::len), Some(1));
                assert_eq!(error.correlation_id(), Some("261124085959-fedcba9"));
            }
            (result, _) => panic!("{shown} {result:?}"),
        }
        let found = reason(response(status, body));
        match (found, expected) {
            (Some(Reason::NotJson(_)), Some(Reason::NotJson(_))) => {}
            _ => assert_eq!(found, expected, "{shown}"),
        }
    }
}

/// A description in EUC-KR: `성공`.
const EUC_KR: &[u8] = b"\xBC\xBA\xB0\xF8";

/// An answer whose result has this text beside its code.
fn with_text(code: &str, text: &[u8]) -> Response<Vec<u8>> {
    let head = format!(r#"{{"result":{{"code":"{code}","text":""#);
    response(200, [head.as_bytes(), text, br#""},"status":"S"}"#].concat())
}

#[test]
fn the_code_is_read_wherever_the_rest_lets_one_read_it() {
    for (text, not_utf8, control_characters) in [
        (EUC_KR, 1, 0),
        (&"성공".as_bytes()[..4], 1, 0),
        (b"a\xFFb\xFFc\t", 1, 1),
        (b"\xFF\",\"\xB0\":\"\xB1", 3, 0),
        (b"a\tb\n", 0, 2),
        // A surrogate that stands before makes no pair with what was not UTF-8.
        (b"\\ud83d\xB0", 1, 0),
    ] {
        let reply = decoded(with_text("E0", text)).unwrap();
        let repaired = reply.0.repaired().unwrap();
        assert_eq!(repaired.not_utf8, not_utf8, "{text:?}");
        assert_eq!(repaired.control_characters, control_characters, "{text:?}");
        assert_eq!(reply.0.text("status").value().as_deref(), Some("S"));
        let result = reply.0.object::<Json>("result").value().unwrap();
        let read = result.text("text").value();
        assert_eq!(read.is_some(), not_utf8 == 0, "{read:?}");
        let shown = format!("{reply:?}");
        assert!(shown.contains("repaired: "), "{shown}");

        let Err(Error::Api(refusal)) = decoded(with_text("E1", text)) else { panic!() };
        assert_eq!(refusal.code(), Outcome::NoSuchName);
        assert_eq!(refusal.message().is_some(), not_utf8 == 0);
        let shown = Error::Api(refusal).to_string();
        assert!(shown.contains("; its answer has "), "{shown}");
    }
    let marked =
        decoded(response(200, "\u{FEFF}{\"result\":{\"code\":\"E0\"}}")).unwrap();
    assert!(marked.0.repaired().unwrap().byte_order_mark);
    let lone = r#"{"\ud800":1,"result":{"\udfff":2,"code":"E0"}}"#;
    let lone = decoded(response(200, lone)).unwrap();
    assert_eq!(lone.0.repaired(), None);
    assert_eq!(lone.0.names().collect::<Vec<_>>(), [r#""\ud800""#, "result"]);
}

#[test]
fn nothing_that_is_mended_makes_a_success() {
    for (body, expected) in [
        (&b"{\"result\":{\"code\":\"E0\xFF\"}}"[..], Reason::NoCode),
        (b"{\"result\":{\"code\":\"E\t0\"}}", Reason::NoCode),
        (b"{\"result\":{\"code\":\"E0\0\"}}", Reason::NoCode),
        (b"{\"result\":{\"code\xFF\":\"E0\"}}", Reason::NoCode),
        (b"{\"result\":{\"code\":\"E0\"},\xFF}", Reason::NotUtf8),
        (b"\xEF\xBB\xBF", Reason::Empty),
    ] {
        assert_eq!(reason(response(200, body)), Some(expected), "{body:?}");
    }
    for body in [
        &b"{\"result\":{\"code\":\"E0\",\"text\":\"\t"[..],
        b"{\"result\":{\"code\":\"E0\",\"text\":\"\xB0\"}",
        b"{\"result\":{\"code\":\"E0\",\"text\":\"\\\t\"}}",
        b"{\"result\":{\"code\":\"E0\"}}\0",
        b"\xEF\xBB\xBF\xEF\xBB\xBF{\"result\":{\"code\":\"E0\"}}",
    ] {
        let found = reason(response(200, body));
        assert!(
            matches!(found, Some(Reason::NotJson(_) | Reason::NotUtf8)),
            "{found:?}"
        );
    }
}

#[test]
fn results_that_say_different_things_are_none() {
    for body in [
        r#"{"result":{"code":"E1"},"result":{"code":"E0"}}"#,
        r#"{"result":{"code":"E0"},"result":{"code":"E1"}}"#,
        r#"{"result":{"code":"E1","code":"E0"}}"#,
        r#"{"result":null,"result":{"code":"E0"}}"#,
        r#"{"result":{"code":"E1","\u0063ode":"E0"}}"#,
        r#"{"sealed":"a","sealed":"b","result":{"code":"E0"}}"#,
    ] {
        assert_eq!(reason(response(200, body)), Some(Reason::Ambiguous), "{body}");
    }
    let same = r#"{"result":{"code":"E0","code":"E0"},"x":1,"x":2}"#;
    assert!(decoded(response(200, same)).is_ok());
}

#[test]
fn an_encoding_that_was_not_asked_for_is_named() {
    let encoded = |encoding: &str, body: &[u8]| {
        let mut response = response(200, body);
        let value = encoding.parse().unwrap();
        response.headers_mut().insert(http::header::CONTENT_ENCODING, value);
        reason(response)
    };
    for (said, expected) in [
        ("gzip", Some(ContentEncoding::Gzip)),
        ("X-GZIP", Some(ContentEncoding::Gzip)),
        ("identity, br", Some(ContentEncoding::Brotli)),
        ("zstd", Some(ContentEncoding::Zstd)),
        ("deflate", Some(ContentEncoding::Deflate)),
        ("compress", Some(ContentEncoding::Compress)),
        ("gzip, gzip", Some(ContentEncoding::Other)),
        ("planted", Some(ContentEncoding::Other)),
        ("identity", None),
    ] {
        let expected = expected.map_or(Reason::NotUtf8, Reason::Encoded);
        let found = encoded(said, b"\x1F\x8B\x08\x00\x00").unwrap();
        assert_eq!(found, expected, "{said}");
        assert!(!found.to_string().contains("planted"), "{found}");
    }
    let gzip = encoded("gzip", b"\x1F\x8B\x08").unwrap().to_string();
    assert_eq!(gzip, "its body is encoded as gzip, which was not requested");
    // Some say so of a body that is none the less plain.
    assert_eq!(encoded("utf-8", br#"{"result":{"code":"E0"}}"#), None);
}

#[test]
fn what_did_not_come_whole_is_never_taken_for_an_answer() {
    for incomplete in
        [Incomplete::TooLarge, Incomplete::TimedOut, Incomplete::Interrupted]
    {
        let mut whole = response(200, r#"{"result":{"code":"E0"}}"#);
        whole.extensions_mut().insert(incomplete);
        assert_eq!(reason(whole), Some(Reason::Incomplete(incomplete)));
    }
}

fn other(
    envelope: Option<&'static Envelope>,
    status: u16,
    body: &str,
) -> CallResult<Untyped> {
    let answer = AnswerFormat { envelope, ..ANSWER };
    let protocol = Box::leak(Box::new(Protocol { answer, ..PROTOCOL }));
    let core = setup_of(protocol, "https://vendor.example").build()?;
    let (_, sent) = core.prepare(&Untyped::get("/x"))?.into_http()?;
    core.decode(sent, response(status, body))
}

#[test]
fn the_result_may_stand_at_the_top_and_be_a_number() {
    const ENVELOPE: Envelope = Envelope {
        object: &[],
        success_code: &["0"],
        code_shape: crate::runtime::Shape::DIGITS,
        ..crate::vendor::ENVELOPE
    };
    let envelope = &ENVELOPE;
    let reply = other(Some(envelope), 200, r#"{"code":0,"x":1}"#).unwrap();
    assert_eq!(reply.integer("x").value(), Some(1));
    let Err(Error::Api(refusal)) = other(Some(envelope), 200, r#"{"code":17,"x":1}"#)
    else {
        panic!()
    };
    assert_eq!((refusal.code().as_str(), refusal.message()), ("17", None));
    let other = other(Some(envelope), 200, r#"{"code":"E1"}"#);
    let Err(Error::Undocumented(unexpected)) = other else { panic!() };
    assert_eq!(unexpected.reason(), Reason::NoCode);
}

#[test]
fn without_an_envelope_the_status_says_everything() {
    let reply = other(None, 200, r#"{"x":1}"#).unwrap();
    assert_eq!(reply.integer("x").value(), Some(1));
    assert_eq!(other(None, 204, "").unwrap().names().count(), 0);
    for (status, body, expected) in [
        (404, r#"{"x":1}"#, Reason::Status),
        (302, "", Reason::Status),
        (200, "<html>", Reason::NotJson(Malformed { line: 1, column: 1 })),
    ] {
        let Err(Error::Undocumented(unexpected)) = other(None, status, body) else {
            panic!()
        };
        assert_eq!(unexpected.reason(), expected);
    }
}
