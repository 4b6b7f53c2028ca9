//! Null that is sent: on the command line, and to the mock server.

use super::cli::Desk;
use super::described::{PAY, TAG, VENDOR, field, optional};
use super::fake::{core_of, found, send};
use crate::runtime::description::{Description, Known, Parameter, ValueKind, Vendor};
use crate::runtime::fake::Fake;
use crate::runtime::{Encryption, Method, Prepared, Spec, Untyped};
use serde_json::json;

const fn text(name: &'static str, nullable: bool) -> Parameter {
    Parameter {
        nullable,
        ..optional(&field(name, name, ValueKind::Text(TAG)))
    }
}

const READER: ValueKind = ValueKind::Object(
    Known::Whole,
    PAY.source,
    &[text("nick", true), text("memo", false)],
);

static CHANGING: Vendor = Vendor {
    operations: &[Description {
        spec: Spec {
            id: "change",
            method: Method::Post,
            path: "/v1/changes",
            request_encrypted: Some(Encryption::No),
            ..PAY.spec
        },
        parameters: &[
            Parameter {
                nullable: true,
                ..field("name", "name", ValueKind::Text(TAG))
            },
            text("memo", false),
            Parameter {
                nullable: true,
                ..optional(&field("reader", "reader", READER))
            },
        ],
        known: Known::Whole,
        ..PAY
    }],
    ..VENDOR
};

#[test]
fn the_mock_server_takes_null_where_it_is_a_value() {
    let posted = |body: serde_json::Value| {
        let fake = Fake::of(&CHANGING, 0).unwrap();
        let core = core_of(&fake, fake.crypto_key().into(), CHANGING.protocol);
        let ask = Untyped::post("/v1/changes", &body, Encryption::No);
        let request = core.prepare(&ask).and_then(Prepared::into_http).unwrap().0;
        send(request);
        found(&fake)
    };
    assert_eq!(posted(json!({ "name": null, "reader": null })), "");
    assert_eq!(posted(json!({ "name": "가", "reader": { "nick": null } })), "");
    insta::assert_snapshot!(
        posted(json!({ "memo": null, "reader": { "memo": null } })),
        @r"
    name: required but missing
    memo: null, which is not documented as a value of the field: leave it out
    reader.memo: null, which is not documented as a value of the field: leave it out
    "
    );
}

#[test]
fn a_command_gives_null_by_a_name_of_its_own() {
    let fake = Fake::of(&CHANGING, 0).unwrap();
    let desk = Desk::of(&fake, "nulls");
    let run = |arguments: &[&str]| {
        let mut out = Vec::new();
        let arguments = [&["call", "change"], arguments].concat();
        let (code, err) = desk.run_in(&CHANGING, &arguments, &mut out, &|_| ());
        let received = fake.take_received();
        let sent = received.first().map(|it| {
            assert_eq!(it.findings(), []);
            String::from_utf8(it.plain().unwrap().to_vec()).unwrap()
        });
        (code, sent.unwrap_or_default(), err)
    };
    let (code, sent, err) = run(&["--name.null", "--reader.nick.null"]);
    assert_eq!((code, &*sent), (0, r#"{"name":null,"reader":{"nick":null}}"#), "{err}");
    assert!(err.contains("\nname: null\n"), "{err}");
    let (code, sent, _) = run(&["--name", "null", "--reader.null"]);
    assert_eq!((code, &*sent), (0, r#"{"name":"null","reader":null}"#));
    let (code, sent, _) = run(&["--name", "가", "--reader", r#"{"nick":null}"#]);
    assert_eq!((code, &*sent), (0, r#"{"name":"가","reader":{"nick":null}}"#));
    let (code, _, err) = run(&["--name", "가", "--name.null"]);
    assert_eq!(code, 2);
    assert!(err.contains("cannot be used with") && err.contains("--name"), "{err}");
    let (code, _, _) = run(&["--name", "가", "--reader.null", "--reader.nick", "나"]);
    assert_eq!(code, 2);
    let (code, _, err) = run(&["--name", "가", "--memo.null"]);
    assert_eq!(code, 2);
    assert!(err.contains("unexpected argument found: --memo.null"), "{err}");
}
