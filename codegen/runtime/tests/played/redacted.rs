//! Of every kind of field, in requests and in answers, at the top, in objects and in lists, as
//! much is shown as the specification says, whatever becomes of the call.

use super::cli::Desk;
use super::described::VENDOR;
use super::everything::{EVERYTHING, Planted};
use crate::runtime::Redact;
use crate::runtime::fake::Fake;
use base64::prelude::{BASE64_STANDARD, Engine as _};
use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

/// A server that gives the same answer until it is given another.
#[derive(Clone)]
struct Server {
    url: String,
    answer: Arc<Mutex<(u16, Vec<u8>)>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let server = Self {
            url: format!("http://{}", listener.local_addr().unwrap()),
            answer: Arc::default(),
        };
        let shared = server.clone();
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut reader = BufReader::new(stream.try_clone().unwrap());
                let (mut length, mut line) = (0, String::new());
                while reader.read_line(&mut line).is_ok() && line.trim() != "" {
                    let name = line.to_ascii_lowercase();
                    let value = name.strip_prefix("content-length: ");
                    length = value.map_or(length, |it| it.trim().parse().unwrap());
                    line.clear();
                }
                let _ = reader.read_exact(&mut vec![0; length]);
                let (status, body) = shared.answer.lock().unwrap().clone();
                let head = format!(
                    "HTTP/1.1 {status} Any\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
                    body.len()
                );
                let _ = stream.write_all(&[head.as_bytes(), &body].concat());
            }
        });
        server
    }

    /// Everything that is shown of a call with this answer.
    fn shown(&self, desk: &Desk, status: u16, body: &str, more: &[&str]) -> [String; 2] {
        *self.answer.lock().unwrap() = (status, body.into());
        let everything = &*EVERYTHING;
        let given = everything.arguments.iter().map(String::as_str);
        // What is given here is given instead.
        let name = |argument: &str| argument.split('=').next().map(str::to_owned);
        let given = given.filter(|it| !more.iter().any(|one| name(one) == name(it)));
        let call: Vec<_> = ["call", "everything", "--base-url", &self.url]
            .into_iter()
            .chain(given)
            .chain(more.iter().copied())
            .collect();
        let mut out = Vec::new();
        let (_, err) = desk.run_in(everything.vendor, &call, &mut out, &|_| ());
        [String::from_utf8(out).unwrap(), err]
    }
}

const FORMATS: [&str; 2] = ["human", "json"];

/// Nothing of what is hidden, and of the rest the last four characters at the most.
fn check(shown: &str, planted: &Planted) {
    for value in &planted.hidden {
        assert!(!shown.contains(value.as_str()), "{value} in {shown}");
        let last: String = value.chars().skip(value.chars().count() - 4).collect();
        assert!(!shown.contains(&format!("..{last}")), "..{last} in {shown}");
    }
    for value in &planted.last_four {
        assert!(!shown.contains(value.as_str()), "{value} in {shown}");
    }
}

/// Each as far as its field says.
fn check_fields(shown: &str, planted: &Planted) {
    check(shown, planted);
    for value in &planted.shown {
        assert!(shown.contains(value.as_str()), "no {value} in {shown}");
    }
    for value in &planted.last_four {
        let last: String = value.chars().skip(value.chars().count() - 4).collect();
        assert!(shown.contains(&format!("..{last}")), "no ..{last} in {shown}");
    }
}

fn desk(name: &str) -> Desk {
    Desk::of(&Fake::of(&VENDOR, 0).unwrap(), name)
}

#[test]
fn each_field_of_a_request_is_shown_as_far_as_it_may_be() {
    let (desk, server, everything) = (desk("asked"), Server::start(), &*EVERYTHING);
    for more in [&[][..], &["--dry-run"]] {
        let [out, err] = server.shown(&desk, 200, r#"{"result":{"code":"E0"}}"#, more);
        let shown = if more.is_empty() { &err } else { &out };
        check_fields(shown, &everything.asked);
        check(&(out.clone() + &err), &everything.asked);
        assert!(shown.contains("\ntop-hidden-flag: ..\n"), "{shown}");
        assert!(shown.contains("\ntop-shown-flag: \"Y\"\n"), "{shown}");
        assert!(shown.contains("\nX-User: ..user\n"), "{shown}");
        assert!(shown.contains("object-hidden-flag: .."), "{shown}");
    }
    let [out, err] = server.shown(&desk, 200, "", &["--dry-run", "--format", "json"]);
    check(&(out + &err), &everything.asked);
}

#[test]
fn each_field_of_an_answer_is_shown_as_far_as_it_may_be() {
    let (desk, server, everything) = (desk("told"), Server::start(), &*EVERYTHING);
    let answer = |code: &str| {
        let fields = everything.answer.strip_suffix('}').unwrap();
        format!(r#"{fields},"result":{{"code":"{code}","text":"Done."}}}}"#)
    };
    let answers = [(200, "E0"), (400, "E1"), (400, "E99"), (500, "E0")];
    for (status, code) in answers {
        for format in FORMATS {
            let more = ["--format", format];
            let [out, err] = server.shown(&desk, status, &answer(code), &more);
            check_fields(&out, &everything.told);
            check(&(out.clone() + &err), &everything.asked);
            let space = if format == "human" { " " } else { "" };
            for flag in ["top-hidden", "object-hidden", "list-hidden", "top-lastfour"] {
                let flag = format!("\"{flag}-flag\":{space}\"..\"");
                assert!(out.contains(&flag), "{flag} in {out}");
            }
        }
    }
    // Whoever asks for everything is shown it.
    for format in FORMATS {
        let more = ["--format", format, "--show-answer"];
        let [out, _] = server.shown(&desk, 200, &answer("E0"), &more);
        let Planted { hidden, last_four, shown } = &everything.told;
        for value in hidden.iter().chain(last_four).chain(shown) {
            assert!(out.contains(value.as_str()), "no {value} in {out}");
        }
    }
}

/// A value as vendors and servers before them repeat it.
fn repeated(value: &str) -> [String; 4] {
    let [mut percent, mut json] = [String::new(), String::new()];
    for byte in value.bytes() {
        write!(percent, "%{byte:02X}").unwrap();
    }
    for unit in value.encode_utf16() {
        write!(json, "\\u{unit:04x}").unwrap();
    }
    [value.to_owned(), percent, json, BASE64_STANDARD.encode(value)]
}

#[test]
fn an_answer_that_repeats_a_request_shows_nothing_of_it() {
    let (desk, server, everything) = (desk("repeats"), Server::start(), &*EVERYTHING);
    let Planted { hidden, last_four, .. } = &everything.asked;
    let shown = everything.vendor.operations[0].answer;
    let shown = shown.iter().find(|it| it.redact == Redact::Shown).unwrap().name;
    // Those at the top, of which there is each kind.
    for value in hidden.iter().take(6).chain(last_four.iter().take(6)) {
        let forms = repeated(value);
        for form in &forms {
            let bodies = [
                (400, format!(r#"{{"result":{{"code":"E1","text":"No {form}."}}}}"#)),
                (200, format!(r#"{{"result":{{"code":"E0","text":"{form}"}}}}"#)),
                (400, format!(r#"{{"result":{{"code":"{form}","text":""}}}}"#)),
                (200, format!(r#"{{"result":{{"code":"E0","{form}":"{form}"}}}}"#)),
                (200, format!(r#"{{"{form}":"{form}","result":{{"code":"E0"}}}}"#)),
                (200, format!(r#"{{"result":["{form}"]}}"#)),
                (502, format!("<html>{form}</html>")),
                (200, format!(r#"{{"result":{{"code":"E0"}},"x":"{form}"#)),
            ];
            let field = format!(r#"{{"{shown}":"{value}","result":{{"code":"E0"}}}}"#);
            for (status, body) in bodies.into_iter().chain([(200, field)]) {
                let format = FORMATS[usize::from(body.len() % 2 == 0)];
                let more = ["--format", format];
                let [out, err] = server.shown(&desk, status, &body, &more);
                let shown = out + &err;
                for form in &forms {
                    assert!(!shown.contains(form.as_str()), "{form} in {shown}");
                }
                check(&shown, &everything.asked);
            }
        }
    }
}

#[test]
fn a_value_that_breaks_its_rule_is_not_shown() {
    let (desk, server, everything) = (desk("breaks"), Server::start(), &*EVERYTHING);
    let parameters = everything.vendor.operations[0].parameters;
    let hidden = parameters.iter().filter(|it| it.redact != Redact::Shown);
    let objects = parameters.iter().filter(|it| ["object", "list"].contains(&it.name));
    let planted = &everything.asked.hidden[0];
    let wrong = format!("{planted}\u{1b}[2Jx");
    let given = hidden.chain(objects).map(|it| format!("--{}={wrong}", it.name));
    let lost =
        [wrong.clone(), "--남몰래".to_owned(), "--credentials=없는파일".to_owned()];
    for argument in given.chain(lost) {
        for format in FORMATS {
            let more = ["--format", format, &argument];
            let [out, err] = server.shown(&desk, 200, "", &more);
            check(&(out.clone() + &err), &everything.asked);
            assert!(!(out.clone() + &err).contains('\u{1b}'), "{argument} {out} {err}");
            assert!(!err.contains("남몰래"), "{argument} {err}");
        }
    }
}

#[test]
fn fields_that_nobody_knows_are_counted() {
    let (desk, server) = (desk("counted"), Server::start());
    let body = r#"{"userName":"홍길동","ci":"x","result":{"code":"E0","more":1}}"#;
    let [out, _] = server.shown(&desk, 200, body, &[]);
    assert!(out.contains("(3 undocumented fields not shown"), "{out}");
    assert!(!out.contains("userName") && !out.contains("홍길동"), "{out}");
    let [out, _] = server.shown(&desk, 200, body, &["--format", "json"]);
    assert!(out.contains(r#""unknown_fields":3"#) && !out.contains("userName"), "{out}");
    let [out, _] = server.shown(&desk, 200, "<html>홍길동</html>", &[]);
    assert!(out.contains("22 bytes that are not a JSON object"), "{out}");
}

#[test]
fn an_answer_does_nothing_to_a_terminal() {
    let (desk, server) = (desk("terminal"), Server::start());
    let evil = "\u{9b}\u{85}\u{202e}\u{200b}\u{feff}\u{e0041}";
    let bodies = [
        format!(r#"{{"{evil}":"{evil}","result":{{"code":"E0","text":"\u001b[2J"}}}}"#),
        format!("<html>\u{1b}[2J\r{evil}\n::error::{evil}"),
        format!(r#"{{"a":{}1{}}}"#, "[\n\t".repeat(40), "]".repeat(40)),
    ];
    for body in &bodies {
        for format in FORMATS {
            for more in
                [&["--format", format][..], &["--format", format, "--show-answer"]]
            {
                let [out, err] = server.shown(&desk, 200, body, more);
                let unseen = |c: char| c.is_control() && c != '\n' || evil.contains(c);
                assert!(!out.contains(unseen), "{out:?}");
                assert!(!out.contains("\n::error::"), "{out:?}");
                assert!(!err.contains(unseen), "{err:?}");
                if format == "json" {
                    let json = serde_json::from_str::<serde_json::Value>(&out);
                    assert!(json.is_ok(), "{out}");
                }
            }
        }
    }
}
