//! The documentation in a browser, from the chairs of its page and of those who are not let in.

use super::cli::Desk;
use super::described::VENDOR;
use super::gateway::{Answer, Launched, connect, wait};
use crate::runtime::fake::{Fake, Fault};
use serde_json::{Value, json};
use std::io::Write as _;

const FIELDS: &str = r#"{"accountNo":"110123456789","birthDate":"19911224",
 "amount":99999999999999999999,"agreed":"Y","bank":"004","buyer":{"fullName":"홍길동"}}"#;

/// Documentation that is served.
struct Served {
    launched: Option<Launched>,
    address: String,
    token: String,
}

impl Served {
    fn start(more: &[&str], variables: &[(String, String)]) -> Self {
        let launched = Launched::new(&VENDOR, &[&["docs"], more].concat(), variables);
        wait(|| launched.out.text().contains("Serving to this machine"));
        let out = launched.out.text();
        let link = out.lines().next().unwrap().strip_prefix("http://").unwrap();
        let (address, token) = link.split_once("/#token=").unwrap();
        let (address, token) = (address.to_owned(), token.to_owned());
        Self {
            launched: Some(launched),
            address,
            token,
        }
    }

    /// The answer to a request with these headers and no others.
    fn raw(&self, line: &str, headers: &str, body: &str) -> Answer {
        let mut stream = connect(&self.address);
        let length = body.len();
        let text = format!(
            "{line} HTTP/1.1\r\nConnection: close\r\nContent-Length: {length}\r\n{headers}\r\n{body}"
        );
        stream.write_all(text.as_bytes()).unwrap();
        Answer::read(stream).unwrap()
    }

    fn known(&self) -> String {
        format!("Host: {}\r\nAuthorization: Bearer {}\r\n", self.address, self.token)
    }

    fn get(&self, path: &str) -> Answer {
        self.raw(&format!("GET {path}"), &self.known(), "")
    }

    fn ask(&self, more: &Value, fields: &str) -> Answer {
        let more = serde_json::to_string(more).unwrap();
        let body = format!(r#"{{"fields":{fields},{}"#, more.strip_prefix('{').unwrap());
        self.raw("POST /try", &self.known(), &body)
    }

    /// What became of a request.
    fn tried(&self, more: &Value, fields: &str) -> Value {
        let answer = self.ask(more, fields);
        assert_eq!(answer.status, 200, "{answer:?}");
        for secret in ["fake-access", "secret-key"] {
            assert!(!answer.body.contains(secret), "{secret} in {}", answer.body);
        }
        answer.json()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        if let Some(Launched { mut stop, thread, .. }) = self.launched.take() {
            stop();
            assert_eq!(thread.join().unwrap_or(u8::MAX), 0);
        }
    }
}

#[test]
fn a_request_is_checked_without_being_sent() {
    let served = Served::start(&[], &[]);
    let ask = json!({"operation": "pay", "target": "fake"});
    let tried = served.tried(&ask, FIELDS);
    assert_eq!(tried["outcome"]["dry_run"], true, "{tried}");
    assert_eq!(tried["outcome"]["violations"], json!([]));
    let workings = &tried["workings"];
    let plain: Value =
        serde_json::from_str(workings["plain"].as_str().unwrap()).unwrap();
    assert_eq!(plain, serde_json::from_str::<Value>(FIELDS).unwrap());
    assert!(workings["plain"].as_str().unwrap().contains("99999999999999999999"));
    assert!(!workings["sent"].as_str().unwrap().contains("홍길동"), "{workings}");
    assert!(!workings["signed"].as_str().unwrap().is_empty(), "{workings}");
    assert_eq!(workings["received"], Value::Null);
    let wrong =
        served.tried(&ask, r#"{"accountNo":"홍길동","bank":"04","memo":"홍길동"}"#);
    assert_eq!(wrong["outcome"]["outcome"], "invalid");
    let violations = wrong["outcome"]["violations"].as_array().unwrap();
    let paths: Vec<_> =
        violations.iter().map(|it| it["path"].as_str().unwrap()).collect();
    for path in ["accountNo", "bank", "memo", "birthDate", "amount", "buyer.fullName"] {
        assert!(paths.contains(&path), "{path} in {paths:?}");
    }
    assert!(!wrong.to_string().contains("홍길동"), "{wrong}");
}

#[test]
fn the_mock_server_answers_as_it_is_told() {
    let served = Served::start(&[], &[]);
    let send = |scenario: &str| {
        let ask = json!({"operation": "pay", "target": "fake", "scenario": scenario, "send": true});
        served.tried(&ask, FIELDS)
    };
    for (scenario, outcome, code) in [
        ("", "success", "E0"),
        ("code:E1", "api", "E1"),
        ("case:1", "success", "E0"),
        ("fault:unknown-code", "api", "E99"),
        ("fault:html", "undocumented", ""),
        ("fault:hang-up-after-reading", "transport", ""),
        ("success", "success", "E0"),
    ] {
        let tried = send(scenario);
        assert_eq!(tried["outcome"]["outcome"], outcome, "{scenario}: {tried}");
        if !code.is_empty() {
            assert_eq!(tried["outcome"]["code"], code, "{scenario}: {tried}");
        }
    }
    let look = json!({"operation": "look", "target": "fake", "send": true});
    let looked = served.tried(&look, r#"{"name":"홍길동"}"#);
    assert_eq!(looked["outcome"]["outcome"], "success", "{looked}");
    assert!(
        looked["workings"]["url"].as_str().unwrap().contains("%ED%99%8D"),
        "{looked}"
    );
}

#[test]
fn what_is_no_test_is_sent_with_consent_alone() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk =
        Desk::of(&fake, "docs-consent").with("BASE_URL", "https://vendor.invalid");
    let served = Served::start(&["--timeout", "5"], desk.variables());
    let ask = json!({"operation": "pay", "target": "test-vendor", "send": true});
    assert_eq!(served.ask(&ask, FIELDS).status, 428);
    let with = |consent: &str| {
        let mut ask = ask.clone();
        ask["consent"] = consent.into();
        ask
    };
    assert_eq!(served.ask(&with("https://other.invalid"), FIELDS).status, 428);
    let tried = served.tried(&with("https://vendor.invalid"), FIELDS);
    assert_eq!(tried["outcome"]["outcome"], "transport", "{tried}");
    drop(served);
    // To this machine, and to a sandbox, nobody has to agree.
    let desk = Desk::of(&fake, "docs-local");
    let served = Served::start(&[], desk.variables());
    fake.next(Fault::Html);
    let tried = served.tried(&ask, FIELDS);
    assert_eq!(tried["outcome"]["outcome"], "undocumented", "{tried}");
    assert_eq!(tried["workings"]["received"], Value::Null, "it was not asked for");
    let tried = served.tried(&ask, FIELDS);
    assert_eq!(tried["outcome"]["outcome"], "success", "{tried}");
    assert_eq!(fake.take_received().len(), 2);
    drop(served);
    let served = Served::start(&["--sandbox"], desk.variables());
    let possible = served.get("/try.json").json();
    assert_eq!(possible["targets"][1]["id"], "sandbox", "{possible}");
    assert_eq!(possible["targets"][1]["needs_consent"], false);
}

#[test]
fn nobody_else_is_let_in() {
    let served = Served::start(&[], &[]);
    let host = format!("Host: {}\r\n", served.address);
    for path in ["/openapi.json", "/try.json", "/nothing", "/../Cargo.toml"] {
        assert_eq!(served.raw(&format!("GET {path}"), &host, "").status, 401, "{path}");
    }
    assert_eq!(served.raw("POST /try", &host, "{}").status, 401);
    let with = |more: &str| format!("{}{more}", served.known());
    let other = "Origin: https://attacker.example\r\n";
    assert_eq!(served.raw("POST /try", &with(other), "{}").status, 403);
    let name =
        format!("Host: attacker.example\r\nAuthorization: Bearer {}\r\n", served.token);
    assert_eq!(served.raw("GET /openapi.json", &name, "").status, 421);
    assert_eq!(served.raw("GET /", "Host: attacker.example\r\n", "").status, 421);
    // A link may lead to the page, which tells nothing; nobody may fetch or frame it.
    let from = |mode: &str, dest: &str| {
        format!(
            "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: {mode}\r\nSec-Fetch-Dest: {dest}\r\n"
        )
    };
    let visit = from("navigate", "document");
    assert_eq!(served.raw("GET /", &format!("{host}{visit}"), "").status, 200);
    assert_eq!(served.raw("GET /openapi.json", &with(&visit), "").status, 403);
    for (mode, dest) in
        [("navigate", "iframe"), ("no-cors", "script"), ("cors", "empty")]
    {
        let headers = format!("{host}{}", from(mode, dest));
        assert_eq!(served.raw("GET /", &headers, "").status, 403, "{mode} {dest}");
    }
    // Refused by its length alone, so nothing of it is written.
    let mut stream = connect(&served.address);
    let head = with("Connection: close\r\nContent-Length: 99999999999\r\n\r\n");
    stream.write_all(format!("POST /try HTTP/1.1\r\n{head}").as_bytes()).unwrap();
    assert_eq!(Answer::read(stream).unwrap().status, 413);
    for wrong in ["", "[]", "{}", r#"{"operation":"pay","target":"other"}"#] {
        assert_eq!(
            served.raw("POST /try", &served.known(), wrong).status,
            400,
            "{wrong}"
        );
    }
}

#[test]
fn the_page_says_what_it_may_load() {
    let served = Served::start(&[], &[]);
    let page = served.get("/");
    let policy = page.header("content-security-policy").unwrap();
    let (stated, framed) = policy.split_once("; frame-ancestors").unwrap();
    assert_eq!(framed, " 'none'");
    assert!(stated.starts_with("default-src 'none'; "), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert!(page.body.contains(stated), "the page states the same");
    assert_eq!(page.header("referrer-policy"), Some("no-referrer"));
    let used = page.body.split('"');
    let used: Vec<_> = used
        .filter(|it| matches!(it.rsplit_once('.'), Some((_, "js" | "css"))))
        .collect();
    assert_eq!(used, ["style.css", "main.js"]);
    for path in used {
        let file = served.get(&format!("/{path}"));
        assert_eq!(file.status, 200, "{path}");
        // Nothing of the documentation is read as HTML or as a program.
        for door in
            ["innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval("]
        {
            assert!(!file.body.contains(door), "{door} in {path}");
        }
    }
    let log = served.launched.as_ref().unwrap().log.text();
    assert!(!log.contains(&served.token), "{log}");
}
