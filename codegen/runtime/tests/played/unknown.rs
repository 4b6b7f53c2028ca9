//! The command line and the mock server where not all is known, or not yet.

use super::cli::Desk;
use super::described::VENDOR;
use crate::runtime::description::{
    Description, Parameter, ResponseField, ResponseKind, ValueKind, Vendor,
};
use crate::runtime::fake::{Fake, Scenario};
use crate::runtime::{Encryption, Inquiry, Known, Need, Redact, Source, Spec};
use serde_json::Value;

const PAGE: Source = Source {
    document: "충전",
    section: "Parameters",
};

/// A vendor that charges, and of whose page not all is known.
fn vendor(encrypted: Option<Encryption>) -> &'static Vendor {
    let pay = VENDOR.operations[0];
    let field = |name, redact, kind| ResponseField { name, redact, kind };
    let charge = Description {
        spec: Spec {
            id: "charge",
            path: "/v1/charges",
            request_encrypted: encrypted,
            response_encrypted: None,
            pending: Some(Inquiry {
                told_by: Some(("isWaiting", "true")),
                operation: "look",
                with: &[("accountNo", "accountNo"), ("id", "chargeNo")],
            }),
            ..pay.spec
        },
        known: Known::Part,
        parameters: vec![
            pay.parameters[0],
            Parameter {
                name: "miller",
                flag: "miller",
                need: Need::Required,
                kind: ValueKind::Object(Known::None, PAGE, &[]),
                redact: Redact::Shown,
                ..pay.parameters[0]
            },
        ]
        .leak(),
        source: PAGE,
        answer: vec![
            field("isWaiting", Redact::Shown, ResponseKind::Flag(None)),
            field("ci", Redact::Hidden, ResponseKind::Text),
            field("userName", Redact::Hidden, ResponseKind::Text),
            field("mobileNumber", Redact::LastFour, ResponseKind::Text),
            field("seen", Redact::Shown, ResponseKind::Object(&[])),
        ]
        .leak(),
        cases: &[],
        ..pay
    };
    let operations = vec![charge, VENDOR.operations[1]].leak();
    Box::leak(Box::new(Vendor { operations, ..VENDOR }))
}

const CHARGE: [&str; 6] = [
    "call",
    "charge",
    "--account-no",
    "110123456789",
    "--miller",
    r#"{"name":"홍길동"}"#,
];

struct Place {
    fake: Fake,
    desk: Desk,
    vendor: &'static Vendor,
}

impl Place {
    fn new(name: &str, encrypted: Option<Encryption>) -> Self {
        let vendor = vendor(encrypted);
        let fake = Fake::of(vendor, 0).unwrap();
        let desk = Desk::of(&fake, name);
        Self { fake, desk, vendor }
    }

    fn run(&self, more: &[&str]) -> (u8, String, String) {
        let mut out = Vec::new();
        let arguments = [&CHARGE[..], more].concat();
        let (code, err) = self.desk.run_in(self.vendor, &arguments, &mut out, &|_| ());
        (code, String::from_utf8(out).unwrap(), err)
    }
}

#[test]
fn further_fields_are_given_by_name_and_hidden() {
    let place = Place::new("extra", Some(Encryption::No));
    let (code, out, err) =
        place.run(&["--extra", r#"등급={"a":"숨은 값"}"#, "--extra=count=12"]);
    assert_eq!(code, 0, "{out} {err}");
    assert!(err.contains("\n등급: ..\ncount: ..\n"), "{err}");
    assert!(!err.contains("숨은 값") && !err.contains("홍길동"), "{err}");
    let received = place.fake.take_received();
    assert_eq!(received[0].findings(), []);
    let plain = str::from_utf8(received[0].plain().unwrap()).unwrap();
    assert_eq!(
        plain,
        "{\"accountNo\":\"110123456789\",\"miller\":{\"name\":\"홍길동\"},\
         \"등급\":{\"a\":\"숨은 값\"},\"count\":12}"
    );
}

#[test]
fn a_further_field_is_json_and_not_documented() {
    let place = Place::new("refused", Some(Encryption::No));
    let (code, _, err) = place.run(&["--extra", "memo=text", "--extra", "memo"]);
    let told = "error: --extra (memo): not NAME=JSON; a text is JSON in quotes: 'memo=\"text\"'\n";
    assert_eq!((code, err), (2, format!("{told}{told}Nothing was sent.\n")));
    let (code, _, err) = place.run(&["--extra", "accountNo=1"]);
    let told = "error: --extra (accountNo): is a documented field, which is set by its own name and \
                checked (충전, Parameters)\nNothing was sent.\n";
    assert_eq!((code, err.as_str()), (2, told));
}

#[test]
fn a_required_object_without_known_fields_is_missing_without_its_json() {
    let place = Place::new("missing", Some(Encryption::No));
    let mut out = Vec::new();
    let (code, err) = place.desk.run_in(place.vendor, &CHARGE[..4], &mut out, &|_| ());
    let told = "error: --miller (miller): required but missing (충전, Parameters)\n";
    assert_eq!((code, err), (2, format!("{told}Nothing was sent.\n")));
}

#[test]
fn what_is_known_whole_takes_no_further_field() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "whole");
    let said = desk.run(&["call", "look", "--name", "가나", "--extra", "a=1"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("unexpected argument found: --extra"), "{}", said.err);
}

#[test]
fn whether_the_body_is_encrypted_is_stated() {
    let place = Place::new("stated", None);
    let (code, _, err) = place.run(&[]);
    let told = "error: --encryption (encryption): the documentation does not show whether the body \
                is encrypted: state it (충전, Parameters)\nNothing was sent.\n";
    assert_eq!((code, err.as_str()), (2, told));
    for (stated, is_sealed) in [("yes", true), ("no", false)] {
        let (code, out, err) = place.run(&["--encryption", stated]);
        assert_eq!(code, 0, "{out} {err}");
        assert_eq!(err.contains("\n(encrypted, "), is_sealed, "{err}");
        let received = place.fake.take_received();
        assert_eq!(received[0].findings(), []);
        let body = str::from_utf8(received[0].body()).unwrap();
        assert_eq!(body.starts_with("{\"sealed\":"), is_sealed, "{body}");
    }
}

#[test]
fn a_success_that_is_not_final_is_told_with_how_to_inquire() {
    let place = Place::new("pending", Some(Encryption::No));
    place.fake.next(Scenario::Pending);
    let (code, out, _) = place.run(&["--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, json["outcome"].as_str()), (1, Some("pending")));
    assert_eq!(
        (json["reached"].as_str(), json["code"].as_str()),
        (Some("yes"), Some("E0"))
    );
    assert_eq!(json["remedy"], "check-outcome");
    assert_eq!(
        json["inquire"],
        serde_json::json!({ "operation": "look", "with": { "accountNo": "accountNo", "id": "chargeNo" } })
    );
    assert_eq!(json["answer"]["isWaiting"], true);
    place.fake.next(Scenario::Pending);
    let (code, out, _) = place.run(&[]);
    assert_eq!(code, 1);
    assert!(out.starts_with("pending, HTTP 200, code E0\n"), "{out}");
    assert!(out.contains("\ninquire with: look (accountNo, id = chargeNo)\n"), "{out}");
    let (code, out, _) = place.run(&["--format", "json"]);
    let json: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, json["outcome"].as_str()), (0, Some("success")));
    assert_eq!(
        (&json["answer"]["isWaiting"], &json["inquire"]),
        (&false.into(), &Value::Null)
    );
}

#[test]
fn a_success_of_another_operation_cannot_be_pending() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "final");
    fake.next(Scenario::Pending);
    let said = desk.run(&super::cli::PAY);
    assert!(said.out.contains("HTTP 501"), "{}", said.out);
}

/// An answer about a person is shown field by field, as far as each may be.
#[test]
fn hidden_fields_of_an_answer_are_not_shown() {
    let place = Place::new("hidden", Some(Encryption::No));
    for format in ["human", "json"] {
        let (code, out, err) = place.run(&["--format", format]);
        assert_eq!(code, 0, "{out} {err}");
        assert!(!out.contains("invented") && !err.contains("invented"), "{out} {err}");
    }
    let (_, out, _) = place.run(&["--show-answer"]);
    assert_eq!(out.matches("\"invented\"").count(), 3, "{out}");
}
