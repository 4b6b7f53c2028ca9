//! The state of the gateway: how it starts, what it tells of itself, and how it stops.

use super::super::cli::Desk;
use super::super::described::VENDOR;
use super::{Answer, PAYMENT, PLANTED, Served, wait};
use crate::runtime::fake::{Fake, Fault};
use std::fs;
use std::io::Write as _;
use std::thread;
use std::time::Duration;

/// What the command says if it does not start.
fn refused(name: &str, more: &[&str]) -> String {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, name);
    let said = desk.run(&[&["gateway"], more].concat());
    assert_eq!((said.code, said.out.as_str()), (2, ""), "{}", said.err);
    said.err
}

#[test]
fn it_does_not_start_where_anybody_could_listen_in() {
    let told = refused("gateway-open", &["--listen", "0.0.0.0"]);
    assert!(
        told.starts_with("error: --listen (address): the gateway speaks plain HTTP"),
        "{told}"
    );
    assert!(told.contains("`--behind-proxy --host NAME`"), "{told}");
    let told = refused("gateway-proxy", &["--listen", "0.0.0.0", "--behind-proxy"]);
    assert!(told.contains("--host"), "{told}");
}

#[test]
fn everything_that_is_wrong_at_the_start_is_told_at_once() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "gateway-start");
    let desk =
        desk.without("SECRET_KEY").without("CLIENT_KEY").with("GATEWAY_TOKEN", "짧다");
    let said = desk.run(&["gateway", "--base-url", "nowhere"]);
    let expected = "\
error: --base-url (base URL): not an http or https URL with a host and no query
error: TEST_VENDOR_SECRET_KEY (secret key): required but not set
error: TEST_VENDOR_CLIENT_KEY (the client's private key): required but not set
error: TEST_VENDOR_GATEWAY_TOKEN (token): a token has 16 to 512 letters, digits and `-._~+/=`, \
as RFC 6750 allows
";
    assert_eq!((said.code, said.err.as_str()), (2, expected));
}

#[test]
fn it_is_live_and_ready_and_counts() {
    let served = Served::start("gateway-state", &[]);
    served.pay(PAYMENT);
    served.fake.next(Fault::Html);
    served.pay(PAYMENT);
    served.pay("{}");
    let stranger =
        "GET /metrics HTTP/1.1\r\nHost: a.example\r\nConnection: close\r\n\r\n";
    assert_eq!(served.raw(stranger.as_bytes()).status, 421);
    for (path, body) in [("/livez", "live\n"), ("/readyz", "ready\n")] {
        let open = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            served.address
        );
        let answer = served.raw(open.as_bytes());
        assert_eq!((answer.status, answer.body.as_str()), (200, body));
    }
    let metrics = served.get("/metrics");
    let media_type = "text/plain; version=0.0.4; charset=utf-8";
    assert_eq!(metrics.header("content-type"), Some(media_type));
    for line in [
        "gateway_calls_total{operation=\"pay\",outcome=\"success\"} 1",
        "gateway_calls_total{operation=\"pay\",outcome=\"undocumented\"} 1",
        "gateway_calls_total{operation=\"pay\",outcome=\"invalid\"} 1",
        "gateway_call_duration_seconds_bucket{operation=\"pay\",le=\"+Inf\"} 3",
        "gateway_call_duration_seconds_count{operation=\"pay\"} 3",
        "gateway_refused_total{problem=\"other-host\"} 1",
        "gateway_ready 1",
        "gateway_in_flight 1",
        "gateway_log_lines_dropped_total 0",
        "# TYPE gateway_call_duration_seconds histogram",
    ] {
        assert!(
            metrics.body.contains(&format!("{line}\n")),
            "{line} in {}",
            metrics.body
        );
    }
    for planted in PLANTED {
        assert!(!metrics.body.contains(planted), "{planted}");
    }
}

#[test]
fn what_is_in_flight_is_answered_before_it_stops() {
    let mut served = Served::start("gateway-drain", &[]);
    served.fake.next(Fault::Delay(Duration::from_secs(2)));
    let mut stream = served.connect();
    let text = format!(
        "{}Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{PAYMENT}",
        served.head("POST /v1/payments"),
        PAYMENT.len()
    );
    stream.write_all(text.as_bytes()).unwrap();
    wait(|| served.get("/metrics").body.contains("gateway_in_flight 2\n"));
    let mut stop = served.stop.take().unwrap();
    stop();
    wait(|| served.get("/readyz").status == 503);
    assert_eq!(served.get("/readyz").body, "stopping\n");
    assert_eq!(served.get("/livez").status, 200);
    let late = served.pay(PAYMENT);
    assert_eq!((late.status, &late.json()["type"]), (503, &"/problems/stopping".into()));
    assert_eq!(Answer::read(stream).unwrap().status, 200);
    assert_eq!(served.thread.take().unwrap().join().unwrap(), 0);
    assert_eq!(served.fake.take_received().len(), 1);
    assert!(std::net::TcpStream::connect(&served.address).is_err());
}

#[test]
fn settings_are_read_again_when_their_files_change() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "gateway-renewed");
    let [token, key] = ["token", "client.pem"].map(|it| desk.folder.join(it));
    fs::write(&token, "the-first-token-of-all\n").unwrap();
    let path = token.display().to_string();
    let mut served = Served::of(&VENDOR, (fake, desk), &["--token-file", &path]);
    served.token = "the-first-token-of-all".to_owned();
    assert_eq!(served.pay(PAYMENT).status, 200);
    fs::write(&token, "the-second-token").unwrap();
    served.token = "the-second-token".to_owned();
    wait(|| {
        thread::sleep(Duration::from_millis(100));
        served.pay(PAYMENT).status == 200
    });
    // What cannot be used is told, and the earlier key stays.
    let kept = fs::read(&key).unwrap();
    fs::write(&key, "no key").unwrap();
    wait(|| served.log.text().contains(r#""event":"not-renewed""#));
    assert_eq!(served.pay(PAYMENT).status, 200);
    assert_eq!(served.get("/readyz").status, 200);
    fs::write(&key, kept).unwrap();
    wait(|| served.get("/metrics").body.contains("{result=\"success\"} 2\n"));
    assert_eq!(served.pay(PAYMENT).status, 200);
    served.token = "the-second-token".to_owned();
    let (code, log) = served.stopped();
    assert_eq!(code, 0);
    assert!(log.contains("TEST_VENDOR_CLIENT_KEY (encryption key)"), "{log}");
}
