//! Both transports against servers that misbehave: every call ends in time, and in an error
//! that is true.

use super::given::{PERSON, client, find};
#[cfg(feature = "reqwest")]
use super::server::run;
use super::server::{PATIENT, Peer, SUCCESS, Server, ms, pause, polite};
#[cfg(feature = "reqwest")]
use crate::runtime::Reqwest;
#[cfg(feature = "ureq")]
use crate::runtime::Ureq;
use crate::runtime::{
    CallLimits, CallResult, Error, Incomplete, Reached, Reason, TransportFault,
};
use crate::vendor::{Find, Look, Name};
use std::net::TcpListener;
use std::time::{Duration, Instant};

/// One call with each transport, none of which may take a second longer than it is allowed to.
fn calls(url: &str, limits: CallLimits) -> Vec<CallResult<Find>> {
    let call: &[fn(&str, CallLimits) -> CallResult<Find>] = &[
        #[cfg(feature = "reqwest")]
        awaited,
        #[cfg(feature = "ureq")]
        waited,
    ];
    let timed = |call: &fn(&str, CallLimits) -> CallResult<Find>| {
        let begun = Instant::now();
        let result = call(url, limits);
        assert!(begun.elapsed() < limits.total.saturating_add(ms(1000)), "{result:?}");
        if let Err(error) = &result {
            assert!(error.correlation_id().is_some(), "{error:?}");
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("planted") && !shown.contains(PERSON), "{shown}");
        }
        result
    };
    call.iter().map(timed).collect()
}

#[cfg(feature = "reqwest")]
fn awaited(url: &str, limits: CallLimits) -> CallResult<Find> {
    let client = client(url, Reqwest::new().unwrap(), limits);
    run(client.call(find()).into_future())
}

#[cfg(feature = "ureq")]
fn waited(url: &str, limits: CallLimits) -> CallResult<Find> {
    client(url, Ureq::new(), limits).call(find()).send()
}

fn faults(url: &str, limits: CallLimits, expected: TransportFault) {
    for result in calls(url, limits) {
        match result {
            Err(Error::Transport(unanswered)) => {
                assert_eq!(unanswered.fault(), expected, "{unanswered:?}");
            }
            other => panic!("{other:?}"),
        }
    }
}

/// What came where the answer is not a documented one.
fn undocumented(url: &str, limits: CallLimits) -> Vec<(Reason, u16, Vec<u8>)> {
    let each = |result| match result {
        Err(Error::Undocumented(unexpected)) => {
            let answer = unexpected.answer();
            let bytes = answer.bytes().to_vec();
            (unexpected.reason(), answer.status().as_u16(), bytes)
        }
        other => panic!("{other:?}"),
    };
    calls(url, limits).into_iter().map(each).collect()
}

/// A server that receives one request and then does something.
fn after(act: impl Fn(&mut Peer) -> Option<()> + Send + Sync + 'static) -> Server {
    Server::start(move |mut peer| {
        peer.receive()?;
        act(&mut peer)
    })
}

#[test]
fn a_good_answer_is_received() {
    let server = Server::start(|mut peer| {
        let request = peer.receive()?;
        let lines: Vec<_> = request.lines().map(str::to_ascii_lowercase).collect();
        assert_eq!(lines[0], "post /api/v1/names http/1.1");
        assert_eq!(lines.last().unwrap(), r#"{"name":"planted-person"}"#);
        let has = |line: &str| lines.iter().any(|other| other == line);
        assert!(has("content-length: 25") && has("accept: application/json"));
        assert!(has("content-type: application/json") && has("x-access-key: pl-acc-k"));
        assert!(!lines.iter().any(|line| line.starts_with("cookie")));
        peer.answer("200 OK", SUCCESS)
    });
    for result in calls(&server.url("http"), PATIENT) {
        assert!(result.is_ok(), "{result:?}");
    }
}

#[test]
fn an_answer_that_does_not_come_is_a_timeout() {
    let server = after(Peer::wait);
    let total = CallLimits { total: ms(200), ..PATIENT };
    faults(&server.url("http"), total, TransportFault::Timeout);
    let begun = Instant::now();
    let silence = CallLimits { read: ms(200), ..PATIENT };
    faults(&server.url("http"), silence, TransportFault::Timeout);
    assert!(begun.elapsed() < ms(2000));
}

#[test]
fn a_connection_that_breaks_before_an_answer_may_have_carried_the_request() {
    let before = Server::start(|_| None);
    let between = after(|_| None);
    let within = after(|peer| peer.send("HTTP/1.1 200 OK\r\nContent-Le"));
    let garbage = after(|peer| peer.send("\x16\x03 planted garbage\r\n\r\n"));
    for server in [before, between, within, garbage] {
        faults(&server.url("http"), PATIENT, TransportFault::Interrupted);
    }
}

#[test]
fn half_an_answer_is_kept() {
    let sized = after(|peer| {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"planted\"")
    });
    let chunked = after(|peer| {
        peer.send(
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n{\"planted\"\r\n",
        )
    });
    for server in [sized, chunked] {
        for (reason, status, bytes) in undocumented(&server.url("http"), PATIENT) {
            assert_eq!(reason, Reason::Incomplete(Incomplete::Interrupted));
            assert_eq!((status, &*bytes), (200, br#"{"planted""#.as_slice()));
        }
    }
}

#[test]
fn an_answer_that_is_no_json_is_kept() {
    for (status, body, seen) in [
        ("500 Oops", b"<html>planted</html>".as_slice(), 500),
        ("200 OK", b"", 200),
        ("200 OK", b"\xFF\xFE\x00planted", 200),
        ("404 Not Found", b"planted", 404),
    ] {
        let server = after(move |peer| peer.answer(status, body));
        for (reason, status, bytes) in undocumented(&server.url("http"), PATIENT) {
            assert!(!matches!(reason, Reason::Incomplete(_)), "{reason:?}");
            assert_eq!((status, &*bytes), (seen, body));
        }
    }
}

#[test]
fn a_body_is_read_as_far_as_its_limit() {
    let endless = after(|peer| {
        peer.send("HTTP/1.1 200 OK\r\n\r\n")?;
        while peer.send([b'x'; 10_000]).is_some() {}
        None
    });
    let announced = after(|peer| {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")?;
        while peer.send([b'x'; 10_000]).is_some() {}
        None
    });
    let limits = CallLimits {
        max_body: 50_001,
        ..PATIENT
    };
    for server in [endless, announced] {
        for (reason, status, bytes) in undocumented(&server.url("http"), limits) {
            assert_eq!(reason, Reason::Incomplete(Incomplete::TooLarge));
            assert_eq!((status, bytes.len()), (200, 50_001));
        }
    }
    let exact = CallLimits {
        max_body: SUCCESS.len(),
        ..PATIENT
    };
    let server = after(|peer| peer.answer("200 OK", SUCCESS));
    assert!(calls(&server.url("http"), exact).iter().all(Result::is_ok));
}

#[test]
fn a_body_that_drips_ends_in_time() {
    let drip = || {
        after(|peer| {
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n")?;
            loop {
                peer.send("x")?;
                pause(20);
            }
        })
    };
    let stop = after(|peer| {
        peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nxxx")?;
        peer.wait()
    });
    let total = CallLimits { total: ms(300), ..PATIENT };
    let silence = CallLimits { read: ms(200), ..PATIENT };
    for (server, limits) in [(drip(), total), (stop, silence)] {
        let begun = Instant::now();
        for (reason, _, bytes) in undocumented(&server.url("http"), limits) {
            assert_eq!(reason, Reason::Incomplete(Incomplete::TimedOut));
            assert!((1..100).contains(&bytes.len()), "{}", bytes.len());
        }
        assert!(begun.elapsed() < ms(2000));
    }
}

#[test]
fn a_redirection_is_not_followed() {
    let other = Server::start(|mut peer| peer.answer("200 OK", SUCCESS));
    for status in ["301 Moved", "302 Found", "303 See Other", "307 Moved", "308 Moved"] {
        let location = other.url("http");
        let server = after(move |peer| {
            let head = format!("HTTP/1.1 {status}\r\nLocation: {location}\r\n");
            peer.send(head + "Content-Length: 2\r\n\r\n{}")
        });
        for (reason, seen, bytes) in undocumented(&server.url("http"), PATIENT) {
            assert_eq!(reason, Reason::NoCode, "{seen}");
            assert!(status.starts_with(&seen.to_string()) && bytes == b"{}");
        }
    }
    assert_eq!(other.connections(), 0);
}

#[test]
fn nothing_was_sent_where_no_connection_was_made() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let refused = format!("http://127.0.0.1:{closed}");
    faults(&refused, PATIENT, TransportFault::NotConnected);
    let hang_up = Server::start(|_| None);
    faults(&hang_up.url("https"), PATIENT, TransportFault::NotConnected);
    let silent = Server::start(|mut peer| peer.wait());
    for limits in [
        CallLimits {
            connect: ms(200),
            ..PATIENT
        },
        CallLimits { total: ms(200), ..PATIENT },
    ] {
        let begun = Instant::now();
        faults(&silent.url("https"), limits, TransportFault::ConnectTimeout);
        assert!(begun.elapsed() < ms(2000));
    }
    for result in calls(&refused, PATIENT) {
        assert_eq!(result.err().unwrap().reached(), Reached::No);
    }
}

#[test]
fn no_error_shows_the_address_which_may_hold_personal_data() {
    let hang_up = Server::start(|_| None);
    let look = || Look(Name::unchecked(PERSON));
    let refused = "http://127.0.0.1:1".to_owned();
    for url in [hang_up.url("http"), hang_up.url("https"), refused] {
        let errors = [
            #[cfg(feature = "reqwest")]
            run(client(&url, Reqwest::new().unwrap(), PATIENT)
                .call(look())
                .into_future()),
            #[cfg(feature = "ureq")]
            client(&url, Ureq::new(), PATIENT).call(look()).send(),
        ];
        for error in errors.map(|result| result.err().unwrap()) {
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains(PERSON) && !shown.contains("/v1/names"), "{shown}");
        }
    }
}

#[test]
fn limits_may_be_as_small_and_as_large_as_they_come() {
    let silent = after(Peer::wait);
    let none = CallLimits { total: ms(0), ..PATIENT };
    for result in calls(&silent.url("http"), none) {
        // Which of the two it is depends on how fast the machine connects to itself.
        let Err(Error::Transport(unanswered)) = result else { panic!("{result:?}") };
        let fault = unanswered.fault();
        assert!(matches!(
            fault,
            TransportFault::ConnectTimeout | TransportFault::Timeout
        ));
    }
    let server = polite();
    let (connect, read, total) = (Duration::MAX, Duration::MAX, Duration::MAX);
    let all = CallLimits {
        connect,
        read,
        total,
        max_body: usize::MAX,
    };
    assert!(calls(&server.url("http"), all).iter().all(Result::is_ok));
}

#[test]
fn a_request_is_sent_once_whatever_becomes_of_it() {
    let server = after(|_| None);
    let count = calls(&server.url("http"), PATIENT).len();
    pause(100);
    assert_eq!(server.connections(), count);
}

#[cfg(feature = "ureq")]
#[test]
fn a_blocking_client_keeps_its_connection() {
    let server = polite();
    let client = client(&server.url("http"), Ureq::new(), PATIENT);
    for _ in 0..20 {
        client.call(find()).send().unwrap();
    }
    assert_eq!(server.connections(), 1);
}
