//! Whoever has only the terminal learns at each end what happened, whether the vendor may have
//! received it, and the number by which both find the call again.

use super::cli::{Desk, PAY};
use super::described::VENDOR;
use crate::runtime::fake::{Fake, Fault, Scenario};
use serde_json::Value;
use std::io::{self, ErrorKind, Read as _, Write};
use std::net::TcpListener;
use std::{thread, time::Duration};

const ID: &str = "231114221320-a200000";

const LOOK: [&str; 4] = ["call", "look", "--name", "홍길동"];

/// A disk that takes so many bytes, or a pipe whose other end is closed.
struct Full(usize, ErrorKind);

impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = bytes.len().min(self.0);
        self.0 -= count;
        if count == 0 { Err(self.1.into()) } else { Ok(count) }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What becomes of a call.
struct End {
    play: Scenario,
    more: &'static [&'static str],
    code: u8,
    outcome: &'static str,
    vendor_code: Option<&'static str>,
    reached: &'static str,
    remedy: &'static str,
    /// What is told of it beside all that.
    said: &'static str,
}

const TOLD: End = End {
    play: Scenario::Success,
    more: &[],
    code: 0,
    outcome: "success",
    vendor_code: None,
    reached: "yes",
    remedy: "check-outcome",
    said: "",
};

fn ends() -> Vec<End> {
    let undocumented = |how: Fault, said| End {
        play: how.into(),
        code: 1,
        outcome: "undocumented",
        said,
        ..TOLD
    };
    let unanswered = |play, more, reached, remedy, said| End {
        play,
        more,
        code: 3,
        outcome: "transport",
        reached,
        remedy,
        said,
        ..TOLD
    };
    let api = |play, code, remedy, said| End {
        play,
        code: 1,
        outcome: "api",
        vendor_code: Some(code),
        remedy,
        said,
        ..TOLD
    };
    let sure = Scenario::Success;
    let nowhere: &[&str] = &["--base-url", "http://127.0.0.1:1"];
    let broken = "the connection broke before an answer was received";
    vec![
        End {
            vendor_code: Some("E0"),
            remedy: "none",
            said: "Done.",
            ..TOLD
        },
        api(Scenario::Code("E3".to_owned()), "E3", "retry-later", "바쁩니다."),
        api(Fault::UnknownCode.into(), "E99", "unknown", "is not documented"),
        undocumented(Fault::Html, "not a JSON object"),
        undocumented(Fault::Empty, "its body is empty"),
        undocumented(Fault::Garbage, "not UTF-8"),
        undocumented(Fault::HangUpWhileAnswering, "before its body was complete"),
        undocumented(Fault::ServerError, "status 500"),
        unanswered(
            Fault::HangUpAfterReading.into(),
            &[],
            "maybe",
            "check-outcome",
            broken,
        ),
        unanswered(
            Fault::Delay(Duration::from_secs(60)).into(),
            &["--timeout", "1"],
            "maybe",
            "check-outcome",
            "no answer was received in time",
        ),
        unanswered(sure, nowhere, "no", "retry-later", "no connection could be made"),
    ]
}

impl End {
    fn check_human(&self, out: &str) {
        let code =
            self.vendor_code.map(|code| format!(", code {code}")).unwrap_or_default();
        assert!(out.starts_with(self.outcome), "{out}");
        assert!(out.lines().next().unwrap().ends_with(&code), "{out}");
        assert!(out.contains(self.said), "{} in {out}", self.said);
        for line in [
            format!("remedy: {} (", self.remedy),
            format!("reached the vendor: {}\n", self.reached),
            format!("correlation id: {ID}\n"),
        ] {
            assert!(out.contains(&line), "{line} in {out}");
        }
    }

    fn check_json(&self, out: &str) {
        let json: Value = serde_json::from_str(out).unwrap();
        assert_eq!(out.lines().count(), 1);
        assert_eq!(json["outcome"], self.outcome, "{out}");
        assert_eq!(json["code"].as_str(), self.vendor_code, "{out}");
        assert_eq!(json["reached"], self.reached, "{out}");
        assert_eq!(json["remedy"], self.remedy, "{out}");
        assert_eq!(json["correlation_id"], ID, "{out}");
        assert_eq!(json["violations"], Value::Array(Vec::new()), "{out}");
        assert!(json.get("answer").is_some(), "{out}");
        let message = json["message"].as_str().unwrap();
        assert!(message.contains(self.said), "{} in {message}", self.said);
    }
}

#[test]
fn each_end_is_told() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "ends");
    for end in ends() {
        let call = [&PAY[..], end.more].concat();
        fake.next(end.play.clone());
        let said = desk.run(&call);
        assert_eq!(said.code, end.code, "{} {}", said.out, said.err);
        end.check_human(&said.out);
        // What has been sent is known before there is an end.
        assert!(said.err.contains(&format!("\ncorrelation id: {ID}\n")), "{}", said.err);

        fake.next(end.play.clone());
        let said = desk.run(&[&call[..], &["--format", "json"]].concat());
        assert_eq!((said.code, said.err.as_str()), (end.code, ""), "{}", said.out);
        end.check_json(&said.out);
    }
}

#[test]
fn an_end_that_cannot_be_shown_is_told_beside() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "unshown");
    for end in ends() {
        for format in ["human", "json"] {
            let call = [&PAY[..], end.more, &["--format", format]].concat();
            // Nothing, a piece, or nobody who reads.
            let full = [
                Full(0, ErrorKind::StorageFull),
                Full(7, ErrorKind::StorageFull),
                Full(0, ErrorKind::BrokenPipe),
            ];
            let most = if end.more.contains(&"--timeout") { 1 } else { 3 };
            for full in full.into_iter().take(most) {
                fake.next(end.play.clone());
                let mut full = full;
                let (code, err) = desk.run_in(&VENDOR, &call, &mut full, &|_| ());
                let answered = end.reached == "yes";
                assert_eq!(code, if answered { 4 } else { 3 }, "{err}");
                let what = if answered {
                    "an answer was received but could not be shown"
                } else {
                    "no answer was received, and that could not be shown"
                };
                let (_, told) = err.split_once(&format!("error: {what}: ")).unwrap();
                let (_, told) = told.split_once('\n').unwrap();
                end.check_human(told);
            }
        }
    }
}

#[test]
fn what_is_wrong_and_cannot_be_shown_is_told_beside() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "unshown-wrong");
    let call = [&PAY[..], &["--format", "json", "--tags", "가나다라마"]].concat();
    let mut full = Full(0, ErrorKind::StorageFull);
    let (code, err) = desk.run_in(&VENDOR, &call, &mut full, &|_| ());
    assert_eq!(code, 2, "{err}");
    assert!(err.contains("--tags (tags[0]): 5 characters"), "{err}");
    assert!(err.ends_with("\nNothing was sent.\n"), "{err}");
    let call = [&PAY[..], &["--dry-run"]].concat();
    let mut full = Full(0, ErrorKind::StorageFull);
    let (code, err) = desk.run_in(&VENDOR, &call, &mut full, &|_| ());
    assert_eq!(code, 2, "{err}");
    assert!(err.ends_with("\nNothing was sent.\n"), "{err}");
    assert_eq!(fake.take_received().len(), 0);
}

#[test]
fn a_list_that_cannot_be_written_is_an_error_unless_nobody_reads_it() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "unshown-lists");
    for command in [
        &["codes"][..],
        &["codes", "banks", "--format", "json"],
        &["operations"],
        &["completions", "bash"],
        &["call", "pay", "--help"],
    ] {
        let mut full = Full(0, ErrorKind::StorageFull);
        let (code, err) = desk.run_in(&VENDOR, command, &mut full, &|_| ());
        assert_eq!(code, 2, "{command:?} {err}");
        assert!(err.contains("the output could not be written: "), "{err}");
        let mut closed = Full(0, ErrorKind::BrokenPipe);
        let (code, err) = desk.run_in(&VENDOR, command, &mut closed, &|_| ());
        assert_eq!((code, err.as_str()), (0, ""), "{command:?}");
    }
}

#[test]
fn a_call_that_is_stopped_tells_what_is_known_of_it() {
    let desk = Desk::of(&Fake::of(&VENDOR, 0).unwrap(), "stopped");
    // It reads, and answers nothing.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let at_once = |mut tell: Box<dyn FnMut() + Send>| tell();
    let when_sent = |mut tell: Box<dyn FnMut() + Send>| {
        let listener = listener.try_clone().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            assert!(stream.read(&mut [0; 64]).unwrap() > 0);
            tell();
            let _ = stream.read_to_end(&mut Vec::new());
        });
    };
    for (call, remedy) in [(&PAY[..], "check-outcome"), (&LOOK, "retry-later")] {
        let ends = [
            ("no", "retry-later", "stopped before anything was sent", true),
            ("maybe", remedy, "the request may have reached the vendor", false),
        ];
        for (reached, remedy, said, is_early) in ends {
            let end = End {
                code: 3,
                outcome: "transport",
                reached,
                remedy,
                said,
                ..TOLD
            };
            for format in ["human", "json"] {
                let more = ["--format", format, "--base-url", &url];
                let call = [call, &more].concat();
                let mut out = Vec::new();
                let (code, err) = if is_early {
                    desk.run_in(&VENDOR, &call, &mut out, &at_once)
                } else {
                    desk.run_in(&VENDOR, &call, &mut out, &when_sent)
                };
                let out = String::from_utf8(out).unwrap();
                assert_eq!(code, end.code, "{out} {err}");
                if format == "human" {
                    end.check_human(&out);
                } else {
                    assert_eq!(err, "");
                    end.check_json(&out);
                }
            }
        }
    }
}

#[test]
fn settings_that_are_wrong_are_told_without_what_they_hold() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let key = fake.credentials().client_private_key();
    let cases = [
        ("CLIENT_KEY", key, "TEST_VENDOR_CLIENT_KEY"),
        ("CLIENT_KEY", "/nowhere/a\n::error::b\u{202e}", "TEST_VENDOR_CLIENT_KEY"),
        ("SERVER_CERT", "/nowhere/\u{1b}[31mred", "TEST_VENDOR_SERVER_CERT"),
        ("BASE_URL", "http://user:planted-secret@host", "--base-url"),
        ("ACCESS_KEY", "planted\nsecret", "X-Access-Key"),
        ("SECRET_KEY", "", "TEST_VENDOR_SECRET_KEY"),
    ];
    for (name, value, told) in cases {
        let desk = Desk::of(&fake, "wrong-settings").with(name, value);
        for format in ["human", "json"] {
            let call = [&LOOK[..], &["--format", format]].concat();
            let mut out = Vec::new();
            let (code, err) = desk.run_in(&VENDOR, &call, &mut out, &|_| ());
            let said = String::from_utf8(out).unwrap() + &err;
            assert_eq!(code, 2, "{name}: {said}");
            assert!(said.contains(told), "{said}");
            let unseen = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!said.contains(unseen), "{said:?}");
            assert!(!said.contains("\n::error::"), "{said:?}");
            assert!(!said.contains("planted"), "{said}");
            assert!(!said.contains(key.lines().nth(1).unwrap()), "{said}");
        }
    }
    assert_eq!(fake.take_received().len(), 0);
}

#[test]
fn a_program_is_told_of_wrong_arguments_in_its_own_way() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "arguments");
    for (more, option) in [
        (&["--format", "json", "--no-such-option", "홍길동"][..], "--no-such-option"),
        (&["--format=json", "--bank", "011"], "--bank"),
        (&["--format=json", "--timeout", "x"], "--timeout"),
        (&["--format=json", "홍길동"], "arguments"),
    ] {
        let said = desk.run(&[&PAY[..], more].concat());
        assert_eq!((said.code, said.err.as_str()), (2, ""), "{}", said.out);
        let json: Value = serde_json::from_str(&said.out).unwrap();
        assert_eq!(json["outcome"], "invalid");
        assert_eq!(json["reached"], "no");
        assert_eq!(json["remedy"], "fix-request");
        assert_eq!(json["correlation_id"], Value::Null);
        assert_eq!(json["message"], "Nothing was sent.");
        assert_eq!(json["violations"][0]["option"], option);
    }
}
