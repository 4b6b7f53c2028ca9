//! Requests: one walk makes the JSON and the `Debug`.

use crate::runtime::{Content, Object, Visitor};
use crate::sample::{Account, Everything, Item, full};
use serde::Serialize;

#[test]
fn it_is_written_in_the_order_of_the_wire() {
    let json = serde_json::to_string(&full().unwrap()).unwrap();
    assert_eq!(
        json,
        r#"{"holder":"홍길동","birth":"19900131","amount":1000,"agreed":"Y","bank":"004","tags":["a&b","한글"],"items":[{"id":"777777771234"},{"id":"123"}],"key":"AAECAw=="}"#
    );
}

#[test]
fn what_is_absent_is_left_out_and_an_empty_list_is_not() {
    let none: [&str; 0] = [];
    let builder = Everything::builder().account("123").holder("홍길").birth("19900131");
    let builder = builder.agreed(false).bank("999").items(Vec::<Item>::new()).tags(none);
    let request = builder.build().unwrap();
    assert_eq!(
        serde_json::to_string(&request).unwrap(),
        r#"{"holder":"홍길","birth":"19900131","agreed":"N","bank":"999","tags":[],"items":[]}"#
    );
}

#[test]
fn debug_has_the_names_of_the_wire_and_what_the_rules_allow() {
    assert_eq!(
        format!("{:?}", full().unwrap()),
        "Everything { account: ..6789, holder: .., amount: .., tags: [\"a&b\", \"한글\"], \
         holder: .., birth: .., amount: .., agreed: true, bank: Bank(..), \
         tags: [\"a&b\", \"한글\"], items: [Item { id: ..1234 }, Item { id: .. }], key: .. }"
    );
}

#[test]
fn an_error_of_the_serializer_ends_the_walk() {
    struct ViolationKind;

    impl Object for ViolationKind {
        const NAME: &'static str = "ViolationKind";

        fn visit<V: Visitor>(&self, visitor: &mut V) {
            visitor.field("one", &Refused);
            visitor.field("two", &Account::unchecked("2"));
        }
    }

    struct Refused;

    impl Serialize for Refused {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("refused"))
        }
    }

    impl Content for Refused {
        fn show(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("refused")
        }
    }

    let mut out = Vec::new();
    let mut serializer = serde_json::Serializer::new(&mut out);
    let error =
        crate::runtime::object::serialize(&ViolationKind, &mut serializer).unwrap_err();
    assert_eq!(error.to_string(), "refused");
    assert_eq!(out, b"{\"one\":");
}
