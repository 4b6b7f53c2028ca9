//! Misspelt names within the JSON of a field.

use super::cli::{Desk, PAY};
use super::described::{PAY as PAYING, VENDOR, field};
use super::fake::{core, found, payment, send};
use crate::runtime::description::{Description, Parameter, ValueKind, Vendor};
use crate::runtime::fake::Fake;
use crate::runtime::{Encryption, Known, Prepared, Spec, Untyped};
use serde_json::json;

/// The payment without the option of the buyer's name.
fn paying<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&PAY[..12], more].concat()
}

#[test]
fn a_misspelt_name_is_told_with_the_one_that_is_meant() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let desk = Desk::of(&fake, "strays");
    let said = desk.run(&paying(&[
        r#"--buyer={"fulName":"가나","nick":null,"":1,"이름":{"a":1}}"#,
        r#"--lines=[{"id":"a"},{"id":"b","Ids":[1],"a\u001bb":2}]"#,
    ]));
    insta::assert_snapshot!(said.err, @r"
    error: --buyer.full-name (buyer.fullName): required but missing (Page, Section)
    error: --buyer.nick (buyer.nick): null, which is not documented as a value of the field: leave it out (Page, Section)
    error: --buyer (buyer.fulName): not a documented field; did you mean `fullName`? (Page, Section)
    error: --buyer (buyer.): not a documented field (Page, Section)
    error: --buyer (buyer.이름): not a documented field (Page, Section)
    error: --lines (lines[1].Ids): not a documented field; did you mean `id`? (Page, Section)
    error: --lines (lines[1].a\u{1b}b): not a documented field (Page, Section)
    Nothing was sent.
    ");
    assert_eq!(said.code, 2);
    let (code, told) = desk.json(&paying(&[r#"--buyer={"fullName":"가나","nik":"a"}"#]));
    assert_eq!((code, told["violations"].as_array().unwrap().len()), (2, 1));
    assert_eq!(told["violations"][0]["path"], "buyer.nik");
    assert_eq!(told["violations"][0]["option"], "--buyer");
    assert!(fake.take_received().is_empty());
    let (code, told) =
        desk.json(&paying(&[r#"--buyer={"fullName":"가나","nick":"a"}"#]));
    assert_eq!(code, 0, "{told}");
}

const fn known_in_part() -> Parameter {
    let fields = match PAYING.parameters[5].kind {
        ValueKind::Object(_, _, fields) => fields,
        _ => &[],
    };
    field("buyer", "buyer", ValueKind::Object(Known::Part, PAYING.source, fields))
}

static OPEN: Vendor = Vendor {
    operations: &[Description {
        spec: Spec {
            request_encrypted: Some(Encryption::No),
            ..PAYING.spec
        },
        parameters: &[known_in_part()],
        known: Known::Part,
        ..PAYING
    }],
    ..VENDOR
};

#[test]
fn an_object_that_is_known_in_part_takes_further_names() {
    let fake = Fake::of(&OPEN, 0).unwrap();
    let desk = Desk::of(&fake, "open");
    let buyer = r#"--buyer={"fullName":"가나","fulName":1}"#;
    let mut out = Vec::new();
    let arguments = ["call", "pay", buyer, "--extra=memo=2"];
    let (code, err) = desk.run_in(&OPEN, &arguments, &mut out, &|_| ());
    assert_eq!(code, 0, "{err}");
    let received = fake.take_received();
    let sent = str::from_utf8(received[0].body()).unwrap();
    assert_eq!(sent, r#"{"buyer":{"fullName":"가나","fulName":1},"memo":2}"#);
}

#[test]
fn the_mock_server_says_the_same() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let mut body = payment();
    body["buyer"]["nik"] = json!("a");
    let ask = Untyped::post("/v1/payments", &body, Encryption::Yes);
    let prepared = core(&fake).prepare(&ask).and_then(Prepared::into_http);
    send(prepared.unwrap().0);
    let meant = "buyer.nik: not a documented field; did you mean `nick`?";
    assert_eq!(found(&fake), meant);
}
