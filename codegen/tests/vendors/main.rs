//! Vendors that publish web pages, each as a spec, against a stand-in that was not made from it.
//!
//! Below this folder stands for each vendor its `spec`, its `standin.py`, which was written from
//! what its pages say, and `calls.yaml`: calls on the command line, and what has to come of each.
//! `codegen/README.md` leads through one of them.
//!
//! This needs python3, so that `cargo test` leaves it out; `cargo test -p codegen --test vendors`
//! runs it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test fails by panicking, and knows the names of its files"
)]

mod built;
mod calls;
mod changes;
#[path = "../semver/judge/constants.rs"]
mod constants;
#[path = "../drawn/mod.rs"]
#[expect(dead_code, unused_imports, reason = "its draws are for tests of random edits")]
mod drawn;
#[path = "../semver/judge/emitted.rs"]
#[expect(
    dead_code,
    reason = "what callers compile against is for the judge of the digest"
)]
mod emitted;
mod facts;
mod played;
#[path = "../../runtime/tests/commands/process.rs"]
mod process;
mod prompted;
mod standin;
#[path = "../semver/judge/syntax.rs"]
#[expect(
    dead_code,
    reason = "what callers compile against is for the judge of the digest"
)]
mod syntax;
#[path = "../workspace/mod.rs"]
mod workspace;

use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::Stdio;

use serde_json::{Value, json};

/// The vendors, by the names of their folders, which are those of their clients.
pub(crate) const VENDORS: [&str; 4] =
    ["inicis", "open-banking", "toss-payments", "upbit"];

/// The folder of a vendor.
pub(crate) fn folder(vendor: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/vendors").join(vendor)
}

/// The command line of each client, which sends over the blocking transport, makes every call, and
/// each ends as `calls.yaml` says.
#[test]
fn every_call_ends_as_the_pages_say() {
    let built = built::built();
    let mut wrong = Vec::new();
    for vendor in VENDORS {
        let standin = standin::Standin::start(vendor);
        let mut program = played::Program::of(built, vendor);
        let calls = calls::Script::of(vendor);
        wrong.extend(calls.wrong(&standin, &mut program));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

/// What the stand-in sends to a server of a caller is proved there, or refused. How old it may be is
/// on no page.
#[test]
fn callbacks_are_proved_or_refused() {
    let built = built::built();
    let standin = standin::Standin::start("toss-payments");
    let mut typed = process::command(played::program(built, "typed"));
    let typed = typed.args(["receive", "toss-payments", "invented-webhook-key"]);
    let mut receiver =
        typed.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    let mut address = String::new();
    let told = receiver.stdout.take().unwrap();
    BufReader::new(told).read_line(&mut address).unwrap();
    for (path, kind, status) in [
        ("signed", "signed", 200),
        ("signed", "unsigned", 401),
        ("signed", "wrongly-signed", 401),
        ("signed", "altered-body", 401),
        ("signed", "altered-time", 401),
        ("signed", "old", 200),
        ("any", "unsigned", 200),
    ] {
        let to = format!("http://{}/{path}", address.trim());
        let told = standin.webhook(&json!({ "to": to, "kind": kind }));
        assert_eq!(told["answer"]["status"], json!(status), "{kind}: {told}");
    }
    drop(receiver.stdin.take());
    assert!(receiver.wait().unwrap().success());
}

/// What the stand-in has done in the end. Of the two payments at Toss each was asked for twice with
/// one key, the first time without an answer for one of them.
fn done(vendor: &str) -> Value {
    match vendor {
        "inicis" => json!({ "refunds": 4 }),
        "open-banking" => {
            json!({ "tokens": 3, "payments": 2, "ended_tokens_used": 1 })
        }
        "toss-payments" => {
            json!({ "payments": 2, "repeats": 2, "cancels": 1, "canceled_amount": 1 })
        }
        "upbit" => json!({ "orders": 2, "cancels": 1 }),
        _ => panic!("{vendor}"),
    }
}

/// The same by the types of each client, over both transports: codes as variants, their remedies,
/// null fields, and idempotency keys.
#[test]
fn every_client_calls_over_both_transports() {
    let built = built::built();
    for vendor in VENDORS {
        for transport in ["reqwest", "ureq"] {
            let standin = standin::Standin::start(vendor);
            let mut typed = process::command(played::program(built, "typed"));
            let typed = typed.args([vendor, transport, &standin.url()]);
            let output = typed.output().unwrap();
            let told = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{vendor}, {transport}: {told}");
            let log = standin.log();
            assert_eq!(log["complaints"], json!([]), "{vendor}, {transport}");
            assert_eq!(log["counters"], done(vendor), "{vendor}, {transport}");
        }
    }
}
