//! Answers that are no JSON.

use super::given::setup_of;
use crate::runtime::{
    AnswerBody, AnswerFormat, CallResult, Charset, CodeType, Envelope, Error, Prepared,
    Protocol, Reply, Shape, Untyped,
};
use crate::vendor::PROTOCOL;
use http::{HeaderValue, Response, StatusCode, header};

const EUC_KR: Charset = Charset {
    name: "EUC-KR",
    decode: |bytes| {
        let text = encoding_rs::EUC_KR
            .decode_without_bom_handling_and_without_replacement(bytes);
        text.map(std::borrow::Cow::into_owned)
    },
    encode: |text| {
        let (bytes, _, is_lossy) = encoding_rs::EUC_KR.encode(text);
        (!is_lossy).then(|| bytes.into_owned())
    },
};

const CODED: Envelope = Envelope {
    object: &[],
    code: "result",
    code_type: CodeType::Text,
    code_shape: Shape::ANY,
    message: Some("message"),
    success_http: &[200],
    success_code: &["00"],
    second: None,
};

/// A code in failures alone.
const IN_FAILURES: Envelope = Envelope { success_code: &[], ..CODED };

fn format(
    body: AnswerBody,
    envelope: Option<&'static Envelope>,
    charset: Option<Charset>,
) -> AnswerFormat {
    AnswerFormat {
        envelope,
        body,
        charset,
        ..AnswerFormat::PLAIN
    }
}

fn read(
    answer: AnswerFormat,
    (status, media_type, bytes): (u16, &'static str, &[u8]),
) -> CallResult<Untyped> {
    let protocol = Box::leak(Box::new(Protocol { answer, ..PROTOCOL }));
    let core = setup_of(protocol, "https://vendor.example").build()?;
    let (_, sent) = core.prepare(&Untyped::get("/x")).and_then(Prepared::into_http)?;
    let mut response = Response::new(bytes.to_vec());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    let headers = response.headers_mut();
    if !media_type.is_empty() {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    }
    core.decode(sent, response)
}

/// The fields, the code of a refusal with its message, or why it is undocumented.
fn told(answer: AnswerFormat, answered: (u16, &'static str, &[u8])) -> String {
    match read(answer, answered) {
        Ok(reply) => {
            let json = Reply::into_response(reply);
            let fields = json.names().map(|it| (it, json.text(it).value().unwrap()));
            let fields: Vec<_> =
                fields.map(|(name, it)| format!("{name}={it}")).collect();
            match (&*fields, &**json.file()) {
                ([], file) if !file.is_empty() => format!("{file:?}"),
                (fields, _) => fields.join("|"),
            }
        }
        Err(Error::Api(refusal)) => {
            format!("refused: {} {:?}", refusal.code(), refusal.message())
        }
        Err(Error::Undocumented(unexpected)) => format!("{:?}", unexpected.reason()),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn names_with_values_are_the_fields_of_an_answer() {
    let form = format(AnswerBody::Form, Some(&CODED), None);
    let lines = format(AnswerBody::Lines, Some(&CODED), None);
    for (how, body, expected) in [
        (form, "result=00&name=%EA%B0%80+%26%3D&empty=", "result=00|name=가 &=|empty="),
        (form, "result=00&name=가&&x=1=2\r\n", "result=00|name=가|x=1=2"),
        (form, "\u{FEFF}result=00", "result=00"),
        (form, "result=51&message=%EA%B1%B0%EC%A0%88", r#"refused: 51 Some("거절")"#),
        // A failure may be JSON all the same.
        (form, r#"{"result":"52","message":"거절"}"#, r#"refused: 52 Some("거절")"#),
        (form, "result=00&result=51", "Ambiguous"),
        (form, "name=1", "NoCode"),
        (form, "result=00&name=%GG", "NotPairs"),
        (form, "result=00&name=%EA%B0", "NotUtf8"),
        (form, "result", "NotPairs"),
        (form, "=00", "NotPairs"),
        (form, "<html lang=\"ko\">00</html>", "NotPairs"),
        (form, "\r\n", "Empty"),
        (
            lines,
            "result=00\r\nname=a+b%20 \r\n\r\nlast=",
            "result=00|name=a+b%20 |last=",
        ),
        (lines, "result=51\nmessage=거절\n", r#"refused: 51 Some("거절")"#),
        (lines, "점검 중입니다\n", "NotPairs"),
    ] {
        assert_eq!(told(how, (200, "text/html", body.as_bytes())), expected, "{body}");
    }
    // The status is not that of success.
    assert_eq!(told(form, (500, "", b"result=00")), "Contradiction");
}

/// The bytes are what `iconv -t cp949` and Python's `cp949` write.
#[test]
fn a_charset_is_read_and_nothing_in_it_is_replaced() {
    let of = |body| format(body, Some(&CODED), Some(EUC_KR));
    let name = "result=00|name=가나 다";
    for (body, bytes, expected) in [
        (AnswerBody::Lines, &b"result=00\nname=\xb0\xa1\xb3\xaa \xb4\xd9"[..], name),
        (AnswerBody::Form, b"result=00&name=%B0%A1%B3%AA+%B4%D9", name),
        (AnswerBody::Form, b"result=00&name=\xb0\xa1\xb3\xaa+\xb4\xd9", name),
        // The second byte of the first syllable is a letter of ASCII.
        (
            AnswerBody::Object,
            b"{\"result\":\"00\",\"name\":\"\x8cc\xb9\xe6\"}",
            "result=00|name=똠방",
        ),
        (
            AnswerBody::Object,
            b"{\"result\":\"51\",\"message\":\"\xb0\xa1\"}",
            r#"refused: 51 Some("가")"#,
        ),
        (AnswerBody::Lines, b"result=00\nname=\xff\xff", "NotText"),
        (AnswerBody::Object, b"{\"result\":\"00\",\"name\":\"\xff\"}", "NotText"),
    ] {
        assert_eq!(told(of(body), (200, "text/html", bytes)), expected, "{bytes:?}");
    }
    let text = format(AnswerBody::Text("slip"), None, Some(EUC_KR));
    assert_eq!(told(text, (200, "text/plain", b"\xb0\xa1\n\xb3\xaa")), "slip=가\n나");
    assert_eq!(told(text, (200, "text/plain", b"\xb0")), "NotText");
}

#[test]
fn a_text_or_a_file_is_a_success_unless_it_has_a_code() {
    let json = "application/json";
    let failure = r#"{"result":"51","message":"거절"}"#.as_bytes();
    let refused = r#"refused: 51 Some("거절")"#;
    let text = |envelope| format(AnswerBody::Text("slip"), envelope, None);
    let file = |envelope| format(AnswerBody::Bytes, envelope, None);
    let with = Some(&IN_FAILURES);
    for (how, answered, expected) in [
        (text(None), (200, "text/plain", "한 줄\n".as_bytes()), "slip=한 줄\n"),
        (text(None), (200, "", b""), "slip="),
        (text(None), (200, "", b"\xb0"), "NotUtf8"),
        (text(None), (404, "text/plain", b"none"), "Status"),
        (text(with), (404, "text/plain", b"none"), "Status"),
        (text(with), (400, "text/plain", failure), refused),
        (text(with), (200, "application/json; charset=UTF-8", failure), refused),
        // It is the content, as nothing says that it is a result.
        (
            text(with),
            (200, "text/plain", b"{\"result\":\"51\"}"),
            "slip={\"result\":\"51\"}",
        ),
        (text(with), (200, json, b"{\"a\":1}"), "slip={\"a\":1}"),
        (
            file(None),
            (200, "application/pdf", b"%PDF\xff\0"),
            "[37, 80, 68, 70, 255, 0]",
        ),
        (file(with), (200, "", b"\xef\xbb\xbf1"), "[239, 187, 191, 49]"),
        (file(with), (200, json, failure), refused),
        (file(with), (503, "text/html", b"<html>"), "Status"),
        (file(with), (500, "application/problem+json", failure), refused),
    ] {
        assert_eq!(told(how, answered), expected, "{answered:?}");
    }
}

#[test]
fn a_text_or_a_file_of_another_media_type_is_not_the_content() {
    let of = |body, media_types| AnswerFormat {
        media_types,
        ..format(body, Some(&IN_FAILURES), None)
    };
    let (text, other) = (AnswerBody::Text("slip"), "OtherMediaType");
    let failure = r#"{"result":"51","message":"거절"}"#.as_bytes();
    for (body, media_types, stated, bytes, expected) in [
        // A login or a failure with a status of success is no file.
        (AnswerBody::Bytes, &[][..], "text/html", &b"1"[..], other),
        (AnswerBody::Bytes, &[], "Text/HTML; charset=utf-8", b"1", other),
        (AnswerBody::Bytes, &[], "application/xhtml+xml", b"1", other),
        (AnswerBody::Bytes, &[], "", b"1", "[49]"),
        (AnswerBody::Bytes, &[], "text/plain", b"1", "[49]"),
        (AnswerBody::Bytes, &[], "nonsense", b"1", "[49]"),
        (AnswerBody::Bytes, &["text/html"], "text/html", b"1", "[49]"),
        (AnswerBody::Bytes, &["application/pdf"], "application/pdf", b"1", "[49]"),
        (AnswerBody::Bytes, &["application/pdf"], "Application/PDF; v=1", b"1", "[49]"),
        // What is not stated is not another one.
        (AnswerBody::Bytes, &["application/pdf"], "", b"1", "[49]"),
        (AnswerBody::Bytes, &["application/pdf"], "image/png", b"1", other),
        (AnswerBody::Bytes, &["application/pdf"], "nonsense", b"1", other),
        (AnswerBody::Bytes, &["a/b", "image/*"], "image/png", b"1", "[49]"),
        (AnswerBody::Bytes, &["image/*"], "imagery/png", b"1", other),
        // Texts are often sent as HTML.
        (text, &[], "text/html", b"1", "slip=1"),
        (text, &["text/plain"], "text/html", b"1", other),
        (text, &["text/plain"], "text/plain;charset=utf-8", b"1", "slip=1"),
        // A failure has a media type of its own.
        (
            AnswerBody::Bytes,
            &["application/pdf"],
            "application/json",
            failure,
            "refused: 51 Some(\"거절\")",
        ),
    ] {
        let told = told(of(body, media_types), (200, stated, bytes));
        assert_eq!(told, expected, "{media_types:?} {stated}");
    }
    let pdf = of(AnswerBody::Bytes, &["application/pdf"]);
    assert_eq!(told(pdf, (404, "text/html", b"none")), "Status");
    let error = read(pdf, (200, "text/html", b"<html>")).err().unwrap();
    assert_eq!(error.bytes(), Some(&b"<html>"[..]));
    let told = "its media type is not that of the content that is documented";
    assert!(error.to_string().contains(told), "{error}");
}

#[test]
fn an_answer_that_may_be_anything_is_asked_for_as_such() {
    for (body, expected) in [
        (AnswerBody::Object, "application/json"),
        (AnswerBody::Form, "*/*"),
        (AnswerBody::Bytes, "*/*"),
    ] {
        let answer = format(body, None, None);
        let protocol = Box::leak(Box::new(Protocol { answer, ..PROTOCOL }));
        let core = setup_of(protocol, "https://vendor.example").build().unwrap();
        let prepared = core.prepare(&Untyped::get("/x")).unwrap();
        let accept = prepared.headers().find(|(name, _)| *name == "accept").unwrap();
        assert_eq!(accept.1, expected.as_bytes());
    }
}
