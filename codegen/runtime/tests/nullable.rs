//! Fields of which null is a value: left out, null and a value are three things.

use crate::declared::{Colours, Memo};
use crate::map::Notes;
use crate::runtime::macros::{checked_struct, value_type};
use crate::runtime::{
    DecimalNumber, DecimalRule, Flag, Fractional, Null, Nullable, Number, NumberRule,
    Numeric, Range, ViolationKind, YesNo,
};
use crate::sample::SOURCE;
use std::collections::BTreeMap;

value_type! {
    /// A number.
    pub type Berths = Number<BerthsRule>: Numeric = NumberRule {
        field: "berths",
        range: Range::at_most(9),
        source: SOURCE,
    }
}

value_type! {
    /// A decimal number.
    pub type Fare = DecimalNumber<FareRule>: Fractional = DecimalRule {
        field: "fare",
        places: 2,
        source: SOURCE,
    }
}

checked_struct! {
    /// An object with a field that may be null.
    #[derive(Clone, Default)]
    pub struct Reader, ReaderBuilder: SOURCE;

    /// A field.
    nick: optional(Nullable<Memo>), field "nick";
}

checked_struct! {
    /// Fields of every kind that may be null.
    #[derive(Clone)]
    pub struct Change, ChangeBuilder: SOURCE;

    /// A field.
    memo: required(Nullable<Memo>), field "memo";

    /// A field.
    berths: optional(Nullable<Berths>), field "berths";

    /// A field.
    fare: optional(Nullable<Fare>), field "fare";

    /// A field.
    meal: optional(Nullable<Flag<YesNo>>), field "meal";

    /// A field.
    colours: optional(Nullable<Colours>), field "colours";

    /// A field.
    notes: optional(Nullable<Notes>), field "notes";

    /// A field.
    reader: optional(Nullable<Reader>), field "reader" hidden;
}

fn sent(change: ChangeBuilder) -> String {
    serde_json::to_string(&change.build().unwrap()).unwrap()
}

#[test]
fn left_out_null_and_a_value_are_three_things() {
    let memo = || Change::builder().memo("메모");
    assert_eq!(sent(memo()), r#"{"memo":"메모"}"#);
    assert_eq!(sent(Change::builder().memo(Null)), r#"{"memo":null}"#);
    // The text is a text.
    let wrong = Change::builder().memo("null").build().unwrap_err();
    assert_eq!(wrong.iter().next().unwrap().path, "memo");
    assert_eq!(
        sent(memo().berths(Null).fare(Null).meal(Null).colours(Null).notes(Null)),
        r#"{"memo":"메모","berths":null,"fare":null,"meal":null,"colours":null,"notes":null}"#
    );
    let all = memo().berths(3).fare("1.50").meal(true).colours(["R"]);
    let all = all.notes([("가", "나")]);
    let json = r#"{"memo":"메모","berths":3,"fare":1.50,"meal":"Y","colours":["R"],"notes":{"가":"나"}}"#;
    assert_eq!(sent(all), json.replace("1.50", "1.5"));
    let given = memo().colours(vec!["R"]).notes(BTreeMap::from([("가", "나")]));
    assert!(given.fare(2).build().is_ok());
    let checked: Memo = "메모".parse().unwrap();
    assert_eq!(sent(Change::builder().memo(checked.clone())), r#"{"memo":"메모"}"#);
    let checked = Nullable::Value(checked);
    assert_eq!(sent(Change::builder().memo(checked)), r#"{"memo":"메모"}"#);
}

#[test]
fn they_are_three_things_within_an_object() {
    let reader = |reader| sent(Change::builder().memo(Null).reader(reader));
    let of = |reader: ReaderBuilder| reader.build();
    assert_eq!(reader(of(Reader::builder())), r#"{"memo":null,"reader":{}}"#);
    let json = r#"{"memo":null,"reader":{"nick":null}}"#;
    assert_eq!(reader(of(Reader::builder().nick(Null))), json);
    let json = r#"{"memo":null,"reader":{"nick":"별"}}"#;
    assert_eq!(reader(of(Reader::builder().nick("별"))), json);
    assert_eq!(
        sent(Change::builder().memo(Null).reader(Null)),
        r#"{"memo":null,"reader":null}"#
    );
}

#[test]
fn rules_hold_and_nothing_more_is_shown() {
    let wrong = Change::builder().memo("너무 길다").berths(10).build().unwrap_err();
    let told: Vec<_> = wrong.iter().map(|it| it.path.to_string()).collect();
    assert_eq!(told, ["memo", "berths"]);
    let shown = format!("{:?} {:?}", Change::new(Nullable::Null), Reader::new());
    assert_eq!(shown, "Change { memo: null } Reader");
    let wrong = Change::builder().build().unwrap_err();
    assert_eq!(wrong.iter().next().unwrap().kind, ViolationKind::Missing);
    let shown = Change::builder().memo("메모").colours(Null).reader(Null);
    let shown = shown.build().unwrap();
    assert_eq!(
        format!("{shown:?}"),
        r#"Change { memo: "메모", colours: null, reader: .. }"#
    );
}
