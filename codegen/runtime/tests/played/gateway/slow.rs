//! Callers that take their time.

use super::{Answer, PAYMENT, Served};
use std::io::{ErrorKind, Read as _, Write as _};

#[test]
fn who_sends_too_slowly_is_cut_off() {
    let served = Served::start("gateway-slow-send", &["--client-timeout", "1"]);
    let head = served.head("POST /v1/payments");
    let begun = [
        String::new(),
        "POST /v1/pay".to_owned(),
        head.clone(),
        format!("{head}Content-Type: application/json\r\nContent-Length: 99\r\n\r\n{{"),
    ];
    let streams = begun.map(|begun| {
        let mut stream = served.connect();
        stream.write_all(begun.as_bytes()).unwrap();
        stream
    });
    for mut stream in streams {
        let mut told = Vec::new();
        // The timeout of the test is an error of another kind.
        match stream.read_to_end(&mut told) {
            Ok(_) => {}
            Err(error) => assert_eq!(error.kind(), ErrorKind::ConnectionReset),
        }
        let told = String::from_utf8(told).unwrap();
        assert!(told.is_empty() || told.starts_with("HTTP/1.1 408 "), "{told}");
    }
    assert_eq!(served.pay(PAYMENT).status, 200);
}

#[test]
fn who_does_not_read_is_cut_off() {
    let served = Served::start("gateway-slow-read", &["--client-timeout", "1"]);
    let mut stream = served.connect();
    let ask =
        served.head("GET /metrics").replace("Connection: close\r\n", "\r\n").repeat(64);
    // As soon as nothing more fits into the buffers, the gateway cannot answer.
    let error = (0..100_000).find_map(|_| stream.write_all(ask.as_bytes()).err());
    let kind = error.map(|error| error.kind());
    let is_cut =
        matches!(kind, Some(ErrorKind::ConnectionReset | ErrorKind::BrokenPipe));
    assert!(is_cut, "{kind:?}");
    assert_eq!(served.pay(PAYMENT).status, 200);
}

#[test]
fn more_connections_than_allowed_wait_for_their_turn() {
    let more = ["--client-timeout", "1", "--max-connections", "2"];
    let served = Served::start("gateway-many", &more);
    let idle = [served.connect(), served.connect()];
    // It is answered when an idle one is cut off.
    assert_eq!(served.pay(PAYMENT).status, 200);
    drop(idle);
}

#[test]
fn a_call_goes_on_if_its_caller_leaves() {
    let served = Served::start("gateway-left", &[]);
    let delay = std::time::Duration::from_millis(500);
    served.fake.next(crate::runtime::fake::Fault::Delay(delay));
    let mut stream = served.connect();
    let text = format!(
        "{}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{PAYMENT}",
        served.head("POST /v1/payments"),
        PAYMENT.len()
    );
    stream.write_all(text.as_bytes()).unwrap();
    super::wait(|| served.get("/metrics").body.contains("gateway_in_flight 2\n"));
    drop(stream);
    super::wait(|| served.log.text().contains(r#""outcome":"success""#));
    assert_eq!(served.fake.take_received().len(), 1);
}

#[test]
fn several_requests_share_a_connection() {
    let served = Served::start("gateway-kept", &[]);
    let mut stream = served.connect();
    let head = served.head("GET /livez");
    let kept = head.replace("Connection: close\r\n", "\r\n").repeat(3);
    stream.write_all(format!("{kept}{head}\r\n").as_bytes()).unwrap();
    let answer = Answer::read(stream).unwrap();
    assert_eq!(answer.body.matches("200 OK").count(), 3, "{answer:?}");
}
