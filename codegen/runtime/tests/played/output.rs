//! Answers that are a text or a file, on the command line.

use super::cli::Desk;
use super::described::{LOOK, VENDOR};
use crate::runtime::description::{Description, ResponseField, ResponseKind, Vendor};
use crate::runtime::fake::{Fake, Fault, Scenario};
use crate::runtime::{AnswerBody, AnswerFormat, Redact, Spec};
use std::fs;
use std::path::{Path, PathBuf};

const fn answered(
    id: &'static str,
    path: &'static str,
    body: AnswerBody,
) -> Description {
    Description {
        spec: Spec {
            id,
            path,
            response_headers: &[],
            answer: AnswerFormat {
                body,
                ..AnswerFormat::PLAIN
            },
            ..LOOK.spec
        },
        cases: &[],
        answer: &[],
        ..LOOK
    }
}

static GIVING: Vendor = Vendor {
    operations: &[
        answered("fetch", "/v1/files/{name}", AnswerBody::Bytes),
        Description {
            answer: &[ResponseField {
                name: "slip",
                redact: Redact::Hidden,
                kind: ResponseKind::Text,
            }],
            ..answered("slip", "/v1/slips/{name}", AnswerBody::Text("slip"))
        },
        answered("look", "/v1/names/{name}", AnswerBody::Object),
    ],
    ..VENDOR
};

/// What the mock server gives for a file.
const FILE: &[u8] = b"\x89FAKE\r\n\xFF\x00";

struct Caller {
    fake: Fake,
    desk: Desk,
}

impl Caller {
    fn new(name: &str) -> Self {
        let fake = Fake::of(&GIVING, 0).unwrap();
        let desk = Desk::of(&fake, name);
        Self { fake, desk }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.desk.folder.join(name)
    }

    /// The exit code, the standard output, and the standard error.
    fn call(&self, arguments: &[&str]) -> (u8, Vec<u8>, String) {
        let arguments = [&["call"], arguments, &["--name", "홍길동"]].concat();
        let mut out = Vec::new();
        let (code, err) = self.desk.run_in(&GIVING, &arguments, &mut out, &|_| ());
        (code, out, err)
    }

    fn written(
        &self,
        operation: &str,
        path: &Path,
        more: &[&str],
    ) -> (u8, String, String) {
        let path = path.display().to_string();
        let (code, out, err) =
            self.call(&[&[operation, "--output", &path], more].concat());
        (code, String::from_utf8(out).unwrap().replace(&path, "FILE"), err)
    }

    /// The names of the files beside the keys.
    fn files(&self) -> Vec<String> {
        let files = fs::read_dir(&self.desk.folder).unwrap();
        let names = files.map(|it| it.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names.filter(|it| !it.contains(".pem")).collect();
        names.sort();
        names
    }
}

#[test]
fn a_file_is_written_whole_or_not_at_all() {
    let caller = Caller::new("output");
    let path = caller.path("영수증.pdf");
    let (code, out, err) = caller.written("fetch", &path, &[]);
    assert_eq!(code, 0, "{err}");
    insta::assert_snapshot!(out, @r"
    success, HTTP 200
    remedy: none (nothing to do)
    written to: FILE
    reached the vendor: yes
    correlation id: 231114221320-a200000
    ");
    assert_eq!(fs::read(&path).unwrap(), FILE);
    // Nothing is overwritten without saying, and nothing is sent.
    drop(caller.fake.take_received());
    fs::write(&path, "mine").unwrap();
    let (code, _, err) = caller.written("fetch", &path, &[]);
    assert!(
        err.contains("--output (output): exists; give another name, or `--overwrite`"),
        "{err}"
    );
    assert_eq!((code, caller.fake.take_received().len()), (2, 0));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    let (code, ..) = caller.written("fetch", &path, &["--overwrite"]);
    assert_eq!((code, fs::read(&path).unwrap()), (0, FILE.to_vec()));
    // A failure, a page of HTML and a dry run leave nothing.
    for (play, code) in [(Fault::Html, 1), (Fault::HangUpAfterReading, 3)] {
        caller.fake.next(Scenario::from(play));
        let other = caller.path("other.pdf");
        assert_eq!(caller.written("fetch", &other, &[]).0, code);
    }
    assert_eq!(caller.written("fetch", &caller.path("dry.pdf"), &["--dry-run"]).0, 0);
    assert_eq!(caller.files(), ["영수증.pdf"]);
}

#[test]
fn a_text_is_written_in_utf_8() {
    let caller = Caller::new("slip");
    let path = caller.path("slip.txt");
    let (code, out, err) = caller.written("slip", &path, &["--format", "json"]);
    assert_eq!(code, 0, "{out}{err}");
    let told: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&told["outcome"], &told["output"]), (&"success".into(), &"FILE".into()));
    assert_eq!(told["answer"]["slip"], "..");
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.is_empty() && !out.contains(&text), "{text} in {out}");
}

#[test]
fn a_file_goes_to_the_standard_output_unless_that_is_a_terminal() {
    let caller = Caller::new("standard");
    let (code, out, err) = caller.call(&["fetch", "--output", "-"]);
    assert_eq!((code, out), (0, FILE.to_vec()), "{err}");
    assert!(err.contains("\nwritten to: the standard output\n"), "{err}");
    let (code, out, err) = caller.call(&["fetch", "--output", "-", "--format", "json"]);
    assert_eq!(code, 2, "{err}");
    let told = String::from_utf8(out).unwrap();
    assert!(told.contains("the standard output has the JSON"), "{told}");
    drop(caller.fake.take_received());
    let arguments = ["call", "fetch", "--output", "-", "--name", "a b"];
    let terminal = (&mut Vec::new() as &mut dyn std::io::Write, true);
    let screen = caller.desk.run_on(&GIVING, &arguments, terminal, &|_| ());
    assert_eq!(screen.0, 2);
    assert!(screen.1.contains("is a terminal"), "{}", screen.1);
    assert!(caller.fake.take_received().is_empty());
    // A failure is no content.
    caller.fake.next(Fault::Html);
    let (code, out, err) = caller.call(&["fetch", "--output", "-"]);
    assert_eq!((code, out), (1, Vec::new()));
    assert!(err.contains("\nundocumented, HTTP 200\n"), "{err}");
}

#[test]
fn a_file_is_told_and_never_shown() {
    let caller = Caller::new("told");
    for more in [&[][..], &["--show-answer"]] {
        let (code, out, _) = caller.call(&[&["fetch"], more].concat());
        let out = String::from_utf8(out).unwrap();
        assert_eq!(code, 0);
        assert!(
            out.ends_with("a file of 9 bytes; `--output FILE` writes it\n"),
            "{out}"
        );
    }
    let (code, _, err) = caller.call(&["look", "--output", "a"]);
    assert!(code == 2 && err.contains("unexpected argument"), "{err}");
}

#[test]
fn where_nothing_can_be_written_nothing_is_sent() {
    let caller = Caller::new("nowhere");
    let folder = caller.desk.folder.clone();
    for (path, more, why) in [
        (folder.join("none").join("a"), &[][..], "cannot be written: entity not found"),
        (folder.clone(), &["--overwrite"], "a directory, a device or a named pipe"),
        (folder.join(".."), &["--overwrite"], "a directory, a device or a named pipe"),
    ] {
        let (code, _, err) = caller.written("fetch", &path, more);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains(why), "{err}");
    }
    let (code, _, err) = caller.call(&["fetch", "--overwrite"]);
    assert_eq!(code, 2, "{err}");
    assert!(caller.fake.take_received().is_empty());
}
