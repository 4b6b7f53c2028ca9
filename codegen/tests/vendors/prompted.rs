//! What a person is asked for on a terminal is hidden while it is typed, and afterwards.

use serde_json::{Value, json};

use super::{built, folder, played, process};

/// What the terminal shows of a cancellation whose reason is asked for.
fn cancelled(answers: &Value) -> Value {
    let program = played::program(built::built(), "toss-payments");
    let mut python = process::command("python3");
    let asked = folder("prompted.py");
    let arguments = ["call", "cancel-payment", "--dry-run", "--payment-key", "invented"];
    let output = python
        .arg(asked)
        .arg(answers.to_string())
        .arg(program)
        .args(arguments)
        .env("TOSS_PAYMENTS_BASE_URL", "http://127.0.0.1:9")
        .env("TOSS_PAYMENTS_SECRET_API_KEY", "invented-secret-key")
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{told}"))
}

#[test]
fn what_is_typed_is_hidden_and_the_terminal_is_left_as_it_was() {
    let told = cancelled(&json!(["지어낸 사유\n"]));
    let shown = told["shown"].as_str().unwrap();
    assert_eq!((&told["code"], &told["echo"]), (&json!(0), &json!(true)), "{told:#}");
    assert!(shown.contains("--cancel-reason (not shown): "), "{shown}");
    assert!(shown.contains("cancelReason: .."), "{shown}");
    assert!(!shown.contains("사유"), "{shown}");
    // Ctrl-C.
    let told = cancelled(&json!(["지어낸 사유\u{3}"]));
    let shown = told["shown"].as_str().unwrap();
    assert_eq!((&told["code"], &told["echo"]), (&json!(2), &json!(true)), "{told:#}");
    assert!(shown.contains("Nothing was sent."), "{shown}");
    assert!(!shown.contains("사유"), "{shown}");
}
