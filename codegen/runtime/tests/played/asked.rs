//! Personal data that a person at a terminal is asked for.

use super::cli::{Desk, pay};
use super::described::VENDOR;
use crate::runtime::fake::Fake;
use serde_json::{Value, json};
use std::cell::RefCell;

/// A call without what is not shown.
const OPEN: [&str; 8] =
    ["call", "pay", "--amount", "1000", "--agreed", "yes", "--bank", "004"];

/// A person who answers this, the last one first, and then interrupts.
fn person(fake: &Fake, name: &str, answers: &[&'static str]) -> Desk {
    let mut desk = Desk::of(fake, name);
    desk.answers = Some(RefCell::new(answers.to_vec()));
    desk
}

const PROMPTS: [&str; 3] = [
    "--account-no (not shown): ",
    "--birth-date (not shown): ",
    "--buyer.full-name (not shown): ",
];

#[test]
fn what_is_required_and_not_shown_is_asked_for() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = person(&fake, "asked", &["홍길동", "1991-12-24", "110123456789"]);
    let said = desk.run(&OPEN);
    assert_eq!(said.code, 0, "{}", said.err);
    assert_eq!(desk.asked.take(), PROMPTS);
    let received = fake.take_received();
    let sent: Value = serde_json::from_slice(received[0].plain().unwrap()).unwrap();
    assert_eq!(sent["accountNo"], "110123456789");
    assert_eq!(sent["birthDate"], "19911224");
    assert_eq!(sent["buyer"], json!({ "fullName": "홍길동" }));
    // What is given is not asked for, wherever it is given.
    let desk = person(&fake, "given", &[]);
    assert_eq!(desk.run(&pay(&[])).code, 0);
    let text = r#"{ "accountNo": "110123456789", "birthDate": "19911224", "amount": 1,
        "agreed": "Y", "bank": "004", "buyer": { "fullName": "홍길동" } }"#;
    let desk = person(&fake, "read", &[]).reading(text);
    assert_eq!(desk.run(&["call", "pay", "--from", "-"]).code, 0);
    assert_eq!(desk.asked.take().len(), 0);
}

#[test]
fn without_a_person_or_settings_nobody_is_asked() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let said = Desk::of(&fake, "nobody").run(&OPEN);
    assert_eq!(said.code, 2);
    for option in ["--account-no", "--birth-date", "--buyer.full-name"] {
        assert!(said.err.contains(option), "{option} in {}", said.err);
    }
    let desk = person(&fake, "settings", &["홍길동"]).without("ACCESS_KEY");
    assert_eq!(desk.run(&OPEN).code, 2);
    assert_eq!(desk.asked.take().len(), 0);
    assert_eq!(fake.take_received().len(), 0);
}

#[test]
fn a_wrong_answer_is_told_without_it_and_an_interruption_ends_the_questions() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = person(&fake, "wrong", &["홍길동", "31.12.1991", "110123456789"]);
    let said = desk.run(&OPEN);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("--birth-date"), "{}", said.err);
    assert!(!said.err.contains("31.12"), "{}", said.err);
    let desk = person(&fake, "interrupted", &["110123456789"]);
    assert_eq!(desk.run(&OPEN).code, 2);
    assert_eq!(desk.asked.take(), PROMPTS[..2]);
    assert_eq!(fake.take_received().len(), 0);
}
