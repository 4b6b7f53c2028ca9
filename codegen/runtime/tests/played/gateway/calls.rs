//! Calls by way of the gateway.

use super::{PAYMENT, PLANTED, Served};
use crate::runtime::fake::{Fault, Scenario};
use serde_json::{Value, json};

#[test]
fn plain_json_is_signed_encrypted_and_sent_and_the_answer_is_plain() {
    let served = Served::start("gateway-plain", &[]);
    let answer = served.pay(PAYMENT);
    assert_eq!(answer.status, 200, "{answer:?}");
    assert_eq!(answer.body, r#"{"total":1,"result":{"code":"E0","text":"Done."}}"#);
    assert_eq!(answer.told(), ["success", "yes", "none"]);
    assert_eq!(answer.header("gateway-code"), Some("E0"));
    assert_eq!(answer.header("content-type"), Some("application/json"));
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let received = served.fake.take_received();
    let [received] = &*received else { panic!("{received:?}") };
    assert_eq!(received.findings(), []);
    let sent: Value = serde_json::from_slice(received.plain().unwrap()).unwrap();
    assert_eq!(sent, serde_json::from_str::<Value>(PAYMENT).unwrap());
    // Of the caller's request nothing else goes on.
    assert!(received.headers().get("authorization").is_none());
    let id = received.headers()["x-call-id"].to_str().unwrap();
    assert_eq!(answer.header("gateway-correlation-id"), Some(id));
    assert_eq!(answer.header("x-call-id"), Some(id));
}

#[test]
fn parameters_of_the_path_are_texts() {
    let served = Served::start("gateway-path", &[]);
    let answer = served.get("/v1/names/%ED%99%8D%EA%B8%B8%EB%8F%99");
    assert_eq!((answer.status, answer.told()), (200, ["success", "yes", "none"]));
    assert_eq!(served.fake.take_received()[0].findings(), []);
    let wrong = served.get("/v1/names/%ED%99%8D");
    assert_eq!((wrong.status, wrong.told()), (422, ["invalid", "no", "fix-request"]));
}

#[test]
fn every_violation_is_told_with_its_source_and_nothing_is_sent() {
    let served = Served::start("gateway-violations", &[]);
    let answer = served.pay(
        r#"{"accountNo":"홍길동","birthDate":"19900230","amount":0,"agreed":"maybe","bank":"04",
            "buyer":{"fulName":"홍길동"},"tags":["a","가나다라마","b"],"lines":[1],"memo":1}"#,
    );
    assert_eq!((answer.status, answer.told()), (422, ["invalid", "no", "fix-request"]));
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    let violations = [
        ["accountNo", "does not have the form <digits>"],
        ["birthDate", "no such date"],
        ["amount", "less than the minimum of 1"],
        ["agreed", "neither Y nor N"],
        ["bank", "2 characters, exactly 3 are required"],
        ["buyer.fullName", "required but missing"],
        ["buyer.fulName", "not a documented field; did you mean `fullName`?"],
        ["tags", "3 items, at most 2 are allowed"],
        ["tags[1]", "5 characters, at most 4 are allowed"],
        ["lines[0]", "not an object"],
        ["memo", "not a documented field"],
    ];
    let violations = violations.map(|[path, problem]| {
        json!({ "path": path, "problem": problem, "source": "Page, Section" })
    });
    let expected = json!({
        "type": "/problems/invalid",
        "title": "The request breaks rules, and was not sent",
        "status": 422,
        "detail": "Nothing was sent.",
        "outcome": "invalid",
        "reached": "no",
        "remedy": "fix-request",
        "advice": "correct the request, since repeating it does not help",
        "violations": violations,
    });
    assert_eq!(answer.json(), expected);
    assert_eq!(served.fake.take_received().len(), 0);
    let (_, log) = served.stopped();
    assert!(
        log.contains(r#""operation":"pay","outcome":"invalid","reached":"no""#),
        "{log}"
    );
}

#[test]
fn every_outcome_has_its_status_and_its_headers() {
    let served = Served::start("gateway-outcomes", &["--timeout", "2"]);
    let delay = Fault::Delay(std::time::Duration::from_secs(4));
    let plays = [
        (
            Scenario::Code("E3".to_owned()),
            503,
            ["api", "yes", "retry-later"],
            Some("E3"),
        ),
        (Fault::UnknownCode.into(), 400, ["api", "yes", "unknown"], Some("E99")),
        (Fault::Html.into(), 502, ["undocumented", "yes", "check-outcome"], None),
        (Fault::Garbage.into(), 502, ["undocumented", "yes", "check-outcome"], None),
        (Fault::HugeBody.into(), 502, ["undocumented", "yes", "check-outcome"], None),
        (Fault::OtherCallsId.into(), 502, ["mismatch", "yes", "check-outcome"], None),
        (
            Fault::HangUpAfterReading.into(),
            502,
            ["transport", "maybe", "check-outcome"],
            None,
        ),
        (
            Fault::HangUpWhileAnswering.into(),
            502,
            ["undocumented", "yes", "check-outcome"],
            None,
        ),
        (delay.into(), 504, ["transport", "maybe", "check-outcome"], None),
    ];
    for (play, status, told, code) in plays {
        served.fake.next(play.clone());
        let answer = served.pay(PAYMENT);
        assert_eq!(
            (answer.status, answer.told()),
            (status, told),
            "{play:?} {answer:?}"
        );
        assert_eq!(answer.header("gateway-code"), code);
        assert!(answer.header("gateway-correlation-id").is_some(), "{answer:?}");
        if status == 502 || status == 504 {
            let json = answer.json();
            assert_eq!(json["outcome"], told[0]);
            assert_eq!(json["type"], format!("/problems/{}", told[0]));
            let id = answer.header("gateway-correlation-id");
            assert_eq!(json["correlation_id"].as_str(), id);
        }
        for planted in PLANTED {
            assert!(!answer.body.contains(planted), "{planted} in {answer:?}");
        }
    }
    let (code, log) = served.stopped();
    assert_eq!(code, 0, "{log}");
    for line in log.lines() {
        assert!(serde_json::from_str::<Value>(line).is_ok(), "{line}");
    }
}

#[test]
fn a_vendor_that_is_not_there_was_not_reached() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let served = Served::start("gateway-nobody", &["--base-url", &url]);
    let answer = served.pay(PAYMENT);
    assert_eq!(
        (answer.status, answer.told()),
        (502, ["transport", "no", "retry-later"])
    );
}

#[test]
fn what_is_no_call_says_why() {
    let served = Served::start("gateway-no-call", &[]);
    let json = "Content-Type: application/json\r\n";
    let asked = [
        (
            "POST /v1/payments",
            "Content-Type: text/plain\r\n",
            PAYMENT,
            415,
            "media-type",
        ),
        ("POST /v1/payments", "", PAYMENT, 415, "media-type"),
        ("POST /v1/payments", json, "{\"a\":", 400, "malformed"),
        ("POST /v1/payments", json, "[]", 400, "malformed"),
        ("POST /v1/payments", json, r#"{"bank":"004","bank":"011"}"#, 400, "malformed"),
        ("GET /v1/names/%ED%99%8D%EA%B8%B8%EB%8F%99", json, "{}", 400, "malformed"),
        ("GET /v1/names/%FF%FE", "", "", 404, "path"),
        ("PUT /v1/payments", json, PAYMENT, 405, "method"),
        ("POST /v1/payments/", json, PAYMENT, 404, "path"),
        ("POST /metrics", json, "{}", 404, "path"),
    ];
    for (line, headers, body, status, name) in asked {
        let answer = served.ask(line, headers, body);
        assert_eq!(answer.status, status, "{line} {headers} {answer:?}");
        assert_eq!(answer.json()["type"], format!("/problems/{name}"));
    }
    let answer = served.ask("PUT /v1/payments", json, PAYMENT);
    assert_eq!(answer.header("allow"), Some("POST"));
    assert_eq!(served.fake.take_received().len(), 0);
}
