//! Where answers have their result: bodies as vendors write them.

use super::answer::response;
use super::given::setup_of;
use crate::runtime::{
    AnswerBody, AnswerFormat, CallResult, CodeType, Envelope, Error, Json, Prepared,
    Protocol, Reason, Remedy, Shape, Untyped,
};
use crate::vendor::{ENVELOPE, PROTOCOL};

/// A code only in failures, at the top.
const IN_FAILURES: Envelope = Envelope {
    object: &[],
    code: "code",
    message: Some("message"),
    code_shape: Shape::ANY,
    success_http: &[200, 201],
    success_code: &[],
    ..ENVELOPE
};

/// A code only in failures, within an object.
const NESTED: Envelope = Envelope {
    object: &["error"],
    code: "name",
    ..IN_FAILURES
};

/// A number, deep within.
const DEEP: Envelope = Envelope {
    object: &["response", "header"],
    code: "resultCode",
    code_type: CodeType::Integer,
    message: Some("resultMsg"),
    success_code: &["0", "1"],
    ..IN_FAILURES
};

/// A truth value.
const BOOLEAN: Envelope = Envelope {
    code: "success",
    code_type: CodeType::Boolean,
    success_code: &["true"],
    ..IN_FAILURES
};

fn read(
    envelope: Option<&'static Envelope>,
    statuses: &'static [u16],
    (status, body): (u16, &str),
) -> CallResult<Untyped> {
    as_body(AnswerBody::Object, envelope, statuses, response(status, body))
}

fn as_body(
    body: AnswerBody,
    envelope: Option<&'static Envelope>,
    statuses: &'static [u16],
    answered: http::Response<Vec<u8>>,
) -> CallResult<Untyped> {
    let answer = AnswerFormat {
        envelope,
        statuses,
        body,
        ..AnswerFormat::PLAIN
    };
    as_format(answer, answered)
}

fn as_format(
    answer: AnswerFormat,
    answered: http::Response<Vec<u8>>,
) -> CallResult<Untyped> {
    let protocol = Box::leak(Box::new(Protocol { answer, ..PROTOCOL }));
    let core = setup_of(protocol, "https://vendor.example").build()?;
    let (_, sent) = core.prepare(&Untyped::get("/x")).and_then(Prepared::into_http)?;
    core.decode(sent, answered)
}

/// `ok`, `ok CODE`, the code and the message of a refusal, or why it is undocumented.
fn told(
    envelope: Option<&'static Envelope>,
    statuses: &'static [u16],
    answer: (u16, &str),
) -> String {
    match read(envelope, statuses, answer) {
        Ok(reply) => {
            reply.answer_code().map_or("ok".to_owned(), |it| format!("ok {it}"))
        }
        Err(Error::Api(refusal)) => {
            format!("{} {:?}", refusal.code(), refusal.message())
        }
        Err(Error::Undocumented(unexpected)) => format!("{:?}", unexpected.reason()),
        Err(error) => panic!("{error}"),
    }
}

#[test]
fn a_code_only_in_failures_makes_a_failure_of_any_status() {
    for (status, body, expected) in [
        (200, r#"{"paymentKey":"가","status":"DONE"}"#, "ok"),
        (201, "{}", "ok"),
        (200, r#"{"code":null,"message":null,"paymentKey":"가"}"#, "ok"),
        (200, r#"{"code":"","message":"","paymentKey":"가"}"#, "ok"),
        (
            400,
            r#"{"code":"ALREADY_DONE","message":"이미"}"#,
            r#"ALREADY_DONE Some("이미")"#,
        ),
        (
            500,
            r#"{"code":"FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING"}"#,
            "FAILED_PAYMENT_INTERNAL_SYSTEM_PROCESSING None",
        ),
        // A code is a failure, whatever the status says.
        (200, r#"{"code":"O0001","message":"거절"}"#, r#"O0001 Some("거절")"#),
        (202, "{}", "Status"),
        (404, r#"{"message":"없음"}"#, "Status"),
        (200, r#"{"code":{"a":1}}"#, "NoCode"),
        (200, r#"{"code":"A","code":"B"}"#, "Ambiguous"),
        (200, "", "Empty"),
        (204, "", "Empty"),
    ] {
        assert_eq!(told(Some(&IN_FAILURES), &[], (status, body)), expected, "{body}");
    }
}

#[test]
fn a_code_is_found_within_objects() {
    for (status, body, expected) in [
        (200, r#"{"uuid":"x"}"#, "ok"),
        (200, r#"{"uuid":"x","error":null}"#, "ok"),
        (
            400,
            r#"{"error":{"name":"insufficient_funds","message":"잔액"}}"#,
            r#"insufficient_funds Some("잔액")"#,
        ),
        (401, r#"{"error":"unauthorized"}"#, "NoCode"),
    ] {
        assert_eq!(told(Some(&NESTED), &[], (status, body)), expected, "{body}");
    }
    for (status, body, expected) in [
        (200, r#"{"response":{"header":{"resultCode":0},"body":{}}}"#, "ok 0"),
        (201, r#"{"response":{"header":{"resultCode":"1"}}}"#, "ok 1"),
        (400, r#"{"response":{"header":{"resultCode":0}}}"#, "Contradiction"),
        (
            200,
            r#"{"response":{"header":{"resultCode":-17,"resultMsg":"무거움"}}}"#,
            r#"-17 Some("무거움")"#,
        ),
        (200, r#"{"response":{}}"#, "NoCode"),
        (500, r#"{"resultCode":0}"#, "NoCode"),
    ] {
        assert_eq!(told(Some(&DEEP), &[], (status, body)), expected, "{body}");
    }
}

#[test]
fn a_truth_value_is_a_code() {
    for (status, body, expected) in [
        (200, r#"{"success":true}"#, "ok true"),
        (200, r#"{"success":"true"}"#, "ok true"),
        (200, r#"{"success":false,"message":"아님"}"#, r#"false Some("아님")"#),
        (500, r#"{"success":true}"#, "Contradiction"),
        (200, r#"{"success":null}"#, "NoCode"),
    ] {
        assert_eq!(told(Some(&BOOLEAN), &[], (status, body)), expected, "{body}");
    }
}

#[test]
fn a_documented_status_is_a_result_where_nothing_else_is() {
    for (envelope, answer, expected) in [
        (None, (404, "<html>"), "404 None"),
        (None, (404, ""), "404 None"),
        (None, (418, "{}"), "Status"),
        (Some(&IN_FAILURES), (404, "<html>없음"), "404 None"),
        (Some(&IN_FAILURES), (404, r#"{"code":"GONE"}"#), "GONE None"),
        (Some(&ENVELOPE), (404, r#"{"result":{}}"#), "404 None"),
        (Some(&ENVELOPE), (404, r#"{"result":{"code":"E0"}}"#), "Contradiction"),
    ] {
        assert_eq!(told(envelope, &[200, 404], answer), expected, "{answer:?}");
    }
    // A success is none by a documented status alone.
    let Err(Error::Undocumented(other)) = read(Some(&ENVELOPE), &[200], (200, "<html>"))
    else {
        panic!()
    };
    assert!(matches!(other.reason(), Reason::NotJson(_)));
    let Err(error) = read(None, &[], (500, "{}")) else { panic!() };
    assert_eq!(error.remedy(), Remedy::CheckOutcome);
}

#[test]
fn a_list_at_the_top_is_a_field_of_the_answer() {
    let list = AnswerBody::List("orders");
    for (status, body, expected) in [
        (200, r#"[{"uuid":"가"},{"uuid":"나"}]"#, "2"),
        (200, " \u{FEFF}[]", "undocumented"),
        (200, "\u{FEFF} []", "0"),
        (200, "{}", "undocumented"),
        (200, r#"{"orders":[]}"#, "0"),
        (200, r#"[],"orders":[1]"#, "undocumented"),
        (200, r#"[],"code":"E1""#, "undocumented"),
        (200, "[1,", "undocumented"),
        (200, "null", "undocumented"),
        (500, "[]", "undocumented"),
        (400, r#"{"error":{"name":"invalid_query","message":"잘못"}}"#, "api"),
        (200, r#"{"error":{"name":"invalid_query"}}"#, "api"),
    ] {
        let told = match as_body(list, Some(&NESTED), &[], response(status, body)) {
            Ok(reply) => reply.list::<Json>("orders").values().count().to_string(),
            Err(error) => error.outcome().to_owned(),
        };
        assert_eq!(told, expected, "{body}");
    }
    let reply = as_body(list, None, &[], response(200, "[\"a\tb\"]")).unwrap();
    assert_eq!(reply.texts("orders").values().collect::<Vec<_>>(), ["a\tb"]);
    assert!(reply.repaired().is_some());
    assert!(!format!("{reply:?}").contains("a\tb"));
}

#[test]
fn an_empty_answer_is_a_success_by_its_status() {
    for (status, body, expected) in [
        (200, "", "ok"),
        (204, "", "ok"),
        (200, "  \n", "ok"),
        (200, "{}", "ok"),
        // A page of a proxy is no success.
        (200, "<html>점검 중</html>", "undocumented"),
        (400, r#"{"error":{"name":"gone"}}"#, "api"),
        (500, "", "undocumented"),
    ] {
        let envelope = if status == 204 { None } else { Some(&NESTED) };
        let told = as_body(AnswerBody::Empty, envelope, &[], response(status, body));
        let told = told.map_or_else(|error| error.outcome(), |_| "ok");
        assert_eq!(told, expected, "{status} {body}");
    }
}

fn answered(
    status: u16,
    headers: &[(&str, &str)],
    body: &str,
) -> http::Response<Vec<u8>> {
    let mut answer = response(status, body);
    for (name, value) in headers {
        let name = http::HeaderName::from_bytes(name.as_bytes()).unwrap();
        answer.headers_mut().insert(name, value.parse().unwrap());
    }
    answer
}

#[test]
fn a_header_of_the_vendors_own_says_when_to_send_again() {
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    for (headers, expected) in [
        (&[("x-wait", "7"), ("retry-after", "30")][..], Some(7)),
        (&[("x-wait", "Sun, 06 Nov 1994 08:49:39 GMT"), date], Some(2)),
        (&[("x-wait", "soon"), ("retry-after", "30")], Some(30)),
        (&[("retry-after", "30")], Some(30)),
        (&[("x-wait", "soon")], None),
    ] {
        let format = AnswerFormat {
            retry_after: Some("X-Wait"),
            ..AnswerFormat::PLAIN
        };
        let result = as_format(format, answered(429, headers, "{}"));
        let wait = result.unwrap_err().retry_after().map(|it| it.as_secs());
        assert_eq!(wait, expected, "{headers:?}");
    }
}

#[test]
fn too_many_requests_say_when_to_send_again() {
    let date = ("date", "Sun, 06 Nov 1994 08:49:37 GMT");
    for (headers, expected) in [
        (&[("retry-after", "30")][..], Some(30)),
        (&[("retry-after", " 0 ")], Some(0)),
        (&[("retry-after", "Sun, 06 Nov 1994 08:50:37 GMT"), date], Some(60)),
        (&[("retry-after", "Mon, 07 Nov 1994 08:49:37 GMT"), date], Some(86_400)),
        // 2026-03-01 is a day after 28 February.
        (
            &[
                ("retry-after", "Sun, 01 Mar 2026 00:00:00 GMT"),
                ("date", "Sat, 28 Feb 2026 23:59:59 GMT"),
            ],
            Some(1),
        ),
        // It is past.
        (&[("retry-after", "Sun, 06 Nov 1994 08:49:36 GMT"), date], Some(0)),
        (&[("retry-after", "99999999999999999999999")], Some(u64::MAX)),
        (&[("retry-after", "-1")], None),
        (&[("retry-after", "1.5")], None),
        (&[("retry-after", "soon")], None),
        (&[("retry-after", "Sun, 06 Nov 1994 08:49:37 +0900"), date], None),
        (&[], None),
    ] {
        for (statuses, body) in [(&[][..], "<html>"), (&[429], "<html>"), (&[], "{}")] {
            let answer = answered(429, headers, body);
            let result =
                as_body(AnswerBody::Object, Some(&IN_FAILURES), statuses, answer);
            let error = result.unwrap_err();
            assert_eq!(error.remedy(), Remedy::RetryLater, "{error}");
            assert_eq!(
                error.retry_after().map(|it| it.as_secs()),
                expected,
                "{headers:?}"
            );
        }
    }
    let answer = answered(429, &[("retry-after", "30")], r#"{"code":"TOO_MANY"}"#);
    let result = as_body(AnswerBody::Object, Some(&IN_FAILURES), &[], answer);
    let error = result.unwrap_err();
    assert_eq!((error.outcome(), error.remedy()), ("api", Remedy::RetryLater));
    let told = error.to_string();
    assert!(told.contains("send it again later, not within 30 s"), "{told}");
    let answer = answered(503, &[("retry-after", "30")], "{}");
    let result = as_body(AnswerBody::Object, None, &[], answer);
    let error = result.unwrap_err();
    assert_eq!(error.remedy(), Remedy::CheckOutcome, "it may have been done");
    assert_eq!(error.retry_after().map(|it| it.as_secs()), Some(30));
}
