//! The command line, from the chairs of those who call, and of those who look over their
//! shoulder.

use super::described::VENDOR;
use crate::runtime::cli::{Terminal, run};
use crate::runtime::description::Vendor;
use crate::runtime::fake::{Fake, Fault, Scenario};
use serde_json::Value;
use std::cell::RefCell;
use std::ffi::OsString;
use std::io::{ErrorKind, Write};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// What a command said.
pub(super) struct Said {
    pub(super) code: u8,
    pub(super) out: String,
    pub(super) err: String,
}

/// What a caller has: an environment, and key files.
pub(super) struct Desk {
    pub(super) variables: Vec<(String, String)>,
    pub(super) folder: PathBuf,
    /// What is on the standard input.
    input: Vec<u8>,
    /// What a person at the terminal answers, if there is one, and what that person was asked.
    pub(super) answers: Option<RefCell<Vec<&'static str>>>,
    pub(super) asked: RefCell<Vec<String>>,
}

const PLANTED: [&str; 5] =
    ["홍길동", "19911224", "1991-12-24", "110123456789", "secret-key"];

pub(super) const PAY: [&str; 13] = [
    "call",
    "pay",
    "--account-no",
    "110123456789",
    "--birth-date",
    "1991-12-24",
    "--amount",
    "99999999999999999999",
    "--agreed",
    "yes",
    "--bank",
    "004",
    "--buyer.full-name=홍길동",
];

impl Desk {
    pub(super) fn of(fake: &Fake, name: &str) -> Self {
        let folder = std::env::temp_dir().join(format!("{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let credentials = fake.credentials();
        let file = |name: &str, text: &str| {
            let path = folder.join(name);
            std::fs::write(&path, text).unwrap();
            path.display().to_string()
        };
        let pairs = [
            ("BASE_URL", fake.base_url()),
            ("USER", credentials.header("X-User").to_owned()),
            ("ACCESS_KEY", credentials.header("X-Access-Key").to_owned()),
            ("SECRET_KEY", credentials.secret_key().to_owned()),
            ("CRYPTO_KEY_ID", credentials.key_id().to_owned()),
            ("SERVER_CERT", file("server.pem", credentials.server_public_key())),
            ("CLIENT_KEY", file("client.pem", credentials.client_private_key())),
        ];
        let variables =
            pairs.map(|(name, value)| (format!("TEST_VENDOR_{name}"), value));
        Self {
            variables: variables.into(),
            folder,
            input: Vec::new(),
            answers: None,
            asked: RefCell::default(),
        }
    }

    /// Runs a command, and looks whether it shows what it must not.
    pub(super) fn run(&self, arguments: &[&str]) -> Said {
        let mut out = Vec::new();
        let (code, err) = self.run_in(&VENDOR, arguments, &mut out, &|_| ());
        let out = String::from_utf8(out).unwrap();
        for planted in PLANTED {
            assert!(!out.contains(planted), "{planted} in {out}");
            assert!(!err.contains(planted), "{planted} in {err}");
        }
        Said { code, out, err }
    }

    /// Runs a command, and returns its code and what goes beside the results.
    pub(super) fn run_in(
        &self,
        vendor: &'static Vendor,
        arguments: &[&str],
        out: &mut dyn Write,
        on_stop: &dyn Fn(Box<dyn FnMut() + Send>),
    ) -> (u8, String) {
        self.run_on(vendor, arguments, (out, false), on_stop)
    }

    /// The same where the results may be shown on a terminal.
    pub(super) fn run_on(
        &self,
        vendor: &'static Vendor,
        arguments: &[&str],
        (out, is_screen): (&mut dyn Write, bool),
        on_stop: &dyn Fn(Box<dyn FnMut() + Send>),
    ) -> (u8, String) {
        let mut err = Vec::new();
        let variable = |name: &str| {
            let found = self.variables.iter().find(|(known, _)| known == name);
            found.map(|(_, value)| OsString::from(value))
        };
        let ask = |prompt: &str| {
            self.asked.borrow_mut().push(prompt.to_owned());
            let answers = self.answers.as_ref().unwrap().borrow_mut().pop();
            Ok(answers.ok_or(ErrorKind::Interrupted)?.to_owned())
        };
        let mut terminal = Terminal {
            input: &mut self.input.as_slice(),
            out,
            err: &mut err,
            variable: &variable,
            fixed: Some((
                SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000),
                42,
            )),
            ask: self.answers.is_some().then_some(&ask),
            is_screen,
            on_stop,
        };
        let program = ["test-vendor"].iter().chain(arguments).map(OsString::from);
        let code = run(vendor, program, &mut terminal);
        (code, String::from_utf8(err).unwrap())
    }

    /// The environment.
    #[cfg(feature = "gateway")]
    pub(super) fn variables(&self) -> &[(String, String)] {
        &self.variables
    }

    pub(super) fn json(&self, arguments: &[&str]) -> (u8, Value) {
        let said = self.run(&[arguments, &["--format", "json"]].concat());
        assert_eq!(said.err, "");
        let told = serde_json::from_str(&said.out).unwrap();
        crate::schema::fits(&self.schema(arguments[0]), &told);
        (said.code, told)
    }

    /// The schema of what a command writes in JSON.
    pub(super) fn schema(&self, command: &str) -> Value {
        serde_json::from_str(&self.run(&["schema", command]).out).unwrap()
    }

    pub(super) fn reading(mut self, input: impl Into<Vec<u8>>) -> Self {
        self.input = input.into();
        self
    }

    pub(super) fn value(&self, name: &str) -> String {
        let name = format!("TEST_VENDOR_{name}");
        let mut known = self.variables.iter();
        known.find(|(known, _)| *known == name).map(|(_, it)| it.clone()).unwrap()
    }

    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self = self.without(name);
        self.variables.push((format!("TEST_VENDOR_{name}"), value.to_owned()));
        self
    }

    pub(super) fn without(mut self, name: &str) -> Self {
        self.variables.retain(|(known, _)| known != &format!("TEST_VENDOR_{name}"));
        self
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub(super) fn pay<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&PAY[..], more].concat()
}

#[test]
fn a_call_that_succeeds() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "succeeds");
    let said =
        desk.run(&pay(&["--tags", "한글", "--tags", "b", "--lines", r#"{"id":"a"}"#]));
    let sent = "\
POST URL/v1/payments
Accept: application/json
Content-Type: application/json
X-User: fake-user
X-Call-Id: 231114221320-a200000
X-Access-Key: ..
X-Key-Id: fake-key
X-Token: ..
X-Time: 20231114221320

accountNo: ..6789
birthDate: ..
amount: 99999999999999999999
agreed: \"Y\"
bank: \"004\"
buyer: {fullName: ..}
tags: [\"한글\", \"b\"]
lines: [{id: \"a\"}]
(encrypted, 692 bytes)

correlation id: 231114221320-a200000

";
    let answered = "\
success, HTTP 200, code E0
  Done.
  끝났습니다.
remedy: none (nothing to do)
reached the vendor: yes
correlation id: 231114221320-a200000
answer:
  {
    \"total\": 1,
    \"result\": {
      \"code\": \"E0\",
      \"text\": \"Done.\"
    }
  }
";
    // What is sent is told before it is, and beside the results.
    assert_eq!(said.err.replace(&fake.base_url(), "URL"), sent);
    assert_eq!((said.code, said.out.as_str()), (0, answered));
    let received = fake.take_received();
    let plain = str::from_utf8(received[0].plain().unwrap()).unwrap().to_owned();
    assert_eq!(
        plain,
        "{\"accountNo\":\"110123456789\",\"birthDate\":\"19911224\",\
         \"amount\":99999999999999999999,\"agreed\":\"Y\",\"bank\":\"004\",\
         \"buyer\":{\"fullName\":\"홍길동\"},\"tags\":[\"한글\",\"b\"],\
         \"lines\":[{\"id\":\"a\"}]}"
    );
}

#[test]
fn every_outcome_has_its_code_and_its_json() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "outcomes");
    let plays = [
        (Scenario::Success, 0, "success", "E0", "yes", "none"),
        (Scenario::Code("E3".to_owned()), 1, "api", "E3", "yes", "retry-later"),
        (Fault::UnknownCode.into(), 1, "api", "E99", "yes", "unknown"),
        (Fault::Html.into(), 1, "undocumented", "", "yes", "check-outcome"),
        (Fault::OtherCallsId.into(), 1, "mismatch", "", "yes", "check-outcome"),
        (Fault::NoId.into(), 1, "mismatch", "", "yes", "check-outcome"),
        (Fault::HangUpAfterReading.into(), 3, "transport", "", "maybe", "check-outcome"),
    ];
    for (play, code, outcome, vendor_code, reached, remedy) in plays {
        fake.next(play);
        let (end, json) = desk.json(&pay(&[]));
        assert_eq!(end, code, "{json}");
        assert_eq!(json["outcome"], outcome);
        assert_eq!(json["code"].as_str().unwrap_or(""), vendor_code);
        assert_eq!(json["reached"], reached);
        assert_eq!(json["remedy"], remedy);
        assert_eq!(json["correlation_id"], "231114221320-a200000");
        assert_eq!(json["violations"], Value::Array(Vec::new()));
    }
    drop(fake);
    let (end, json) = desk.json(&pay(&[]));
    assert_eq!((end, json["reached"].as_str()), (3, Some("no")));
}

#[test]
fn an_answer_that_is_not_this_calls_is_told_and_not_shown() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "unmatched");
    fake.always(Fault::OtherCallsId);
    let said = desk.run(&pay(&[]));
    assert_eq!(said.code, 1);
    for told in [
        "mismatch, HTTP 200\n",
        "sent \"231114221320-a200000\", received \"010101000000-0000000\"",
        "\n  on the command line, use `--accept-unmatched-answers`\n",
        "\nremedy: check-outcome (",
        "\nreached the vendor: yes\n",
        "\ncorrelation id: 231114221320-a200000\n",
    ] {
        assert!(said.out.contains(told), "{told} in {}", said.out);
    }
    assert!(!said.out.contains("answer:\n"), "{}", said.out);
    let accepted = desk.run(&pay(&["--accept-unmatched-answers"]));
    assert_eq!(accepted.code, 0, "{}", accepted.out);
}

#[test]
fn everything_that_is_wrong_is_told_at_once() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "wrong").without("SECRET_KEY").without("CLIENT_KEY");
    let wrong = [
        "call",
        "pay",
        "--account-no",
        "홍길동",
        "--birth-date",
        "1990-02-30",
        "--amount",
        "x",
        "--agreed",
        "maybe",
        "--bank",
        "04",
        "--tags",
        "a",
        "--tags",
        "가나다라마",
        "--tags",
        "b",
        "--lines",
        "[1]",
        "--base-url",
        "nowhere",
    ];
    let said = desk.run(&wrong);
    let expected = "\
error: --account-no (accountNo): does not have the form <digits> (Page, Section)
error: --birth-date (birthDate): no such date (Page, Section)
error: --amount (amount): not a whole number of at most 128 bits (Page, Section)
error: --agreed (agreed): neither Y nor N (Page, Section)
error: --bank (bank): 2 characters, exactly 3 are required (Page, Section)
error: --buyer.full-name (buyer.fullName): required but missing (Page, Section)
error: --tags (tags): 3 items, at most 2 are allowed (Page, Section)
error: --tags (tags[1]): 5 characters, at most 4 are allowed (Page, Section)
error: --lines (lines[0]): not an object (Page, Section)
error: --base-url (base URL): not an http or https URL with a host and no query
error: TEST_VENDOR_SECRET_KEY (secret key): required but not set
error: TEST_VENDOR_CLIENT_KEY (the client's private key): required but not set
Nothing was sent.
";
    assert_eq!(said.err, expected);
    assert_eq!((said.code, said.out.as_str()), (2, ""));
    let (code, json) = desk.json(&wrong);
    assert_eq!((code, json["outcome"].as_str()), (2, Some("invalid")));
    assert_eq!(json["violations"].as_array().unwrap().len(), 12);
    assert_eq!(json["violations"][5]["path"], "buyer.fullName");
    assert_eq!(fake.take_received().len(), 0);
}

#[test]
fn a_name_without_quotes_is_not_repeated() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let said = Desk::of(&fake, "quotes").run(&pay(&["홍길동"]));
    assert_eq!(said.code, 2);
    assert!(said.err.contains("unexpected argument"), "{}", said.err);
}

#[test]
fn an_option_that_is_given_wrongly_is_told_with_what_it_takes() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "options");
    for (more, expected) in [
        (&["--bank", "011"][..], "error: given more than once: --bank\n"),
        (&["--dry-run", "--dry-run"], "error: given more than once: --dry-run\n"),
        (&["--credentials"], "error: a value is missing: --credentials\n"),
        (&["--format", "홍길동"], ": --format\nPossible values: human, json.\n"),
    ] {
        let said = desk.run(&pay(more));
        assert_eq!(said.code, 2);
        assert!(said.err.contains(expected), "{}", said.err);
    }
}

#[test]
fn credentials_of_a_file_come_first() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "file").without("SECRET_KEY");
    let path = desk.folder.join("credentials");
    let text = format!("# mine\nexport TEST_VENDOR_SECRET_KEY='{}'\n", {
        fake.credentials().secret_key()
    });
    std::fs::write(&path, text).unwrap();
    let path = path.display().to_string();
    let said = desk.run(&[&PAY[..], &["--credentials", &path]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    #[cfg(unix)]
    assert!(said.err.contains("other users can read"), "{}", said.err);
    std::fs::write(&path, "secret-key\n").unwrap();
    let said = desk.run(&[&PAY[..], &["--credentials", &path]].concat());
    assert_eq!(said.code, 2);
    assert!(said.err.contains("line 1 is not NAME=VALUE"), "{}", said.err);
}
