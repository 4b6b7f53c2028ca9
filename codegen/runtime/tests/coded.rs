//! Codes that are numbers, and fields of one value.

use crate::declared::MemoRule;
use crate::runtime::macros::{checked_struct, code_enum};
use crate::runtime::{Json, Named, Reading, TextRule as _, ViolationKind, code};
use crate::sample::SOURCE;

code_enum! {
    /// Months.
    pub enum Months: Named NUMBERS, MemoRule::RULE;

    /// `0`
    AtOnce = Named("0", "일시불");

    /// `-1`
    Never = Named("-1", "Never");
}

code_enum! {
    /// Kinds.
    pub enum Kind: Named, MemoRule::RULE;

    /// `환불`
    Refund = Named("환불", "Refund");
}

checked_struct! {
    /// One field that is asked for, between two that are not.
    #[derive(Clone)]
    pub struct Refund, RefundBuilder: SOURCE;

    kind: constant(Kind::Refund), field "type";

    /// A field.
    months: required(Months), field "months" hidden;

    version: constant(Months::Never), query "version";
}

checked_struct! {
    /// Nothing is asked for.
    #[derive(Clone, Default)]
    pub struct Sealed, SealedBuilder: SOURCE;

    kind: constant(Kind::Refund), field "type";
}

#[test]
fn a_code_that_is_a_number_is_one_on_the_wire() {
    for text in ["-1", "-1.0", "-1e0"] {
        assert_eq!(text.parse(), Ok(Months::Never), "{text}");
    }
    assert_eq!(
        serde_json::to_string(&[Months::AtOnce, Months::Never]).unwrap(),
        "[0,-1]"
    );
    let read: Vec<Months> = serde_json::from_str("[0,-1,7]").unwrap();
    assert_eq!(read[..2], [Months::AtOnce, Months::Never]);
    assert!(matches!(&read[2], Months::Undocumented(code) if code.as_str() == "7"));
    assert_eq!(serde_json::to_string(&read[2]).unwrap(), "7");
    // A text is none, and neither is a fraction.
    assert!(serde_json::from_str::<Months>("\"0\"").is_err());
    for text in ["", "영", "0.5", "1e99"] {
        let wrong = text.parse::<Months>().unwrap_err();
        let kinds: Vec<_> = wrong.iter().map(|it| it.kind.clone()).collect();
        assert_eq!(kinds, [ViolationKind::NotANumber], "{text}");
    }
    // The form of all codes is that of undocumented ones too.
    assert!("1000".parse::<Months>().is_err());
}

#[test]
fn codes_are_read_from_whatever_is_sent() {
    let json = br#"{"one":-1.0,"text":"0","many":[0,"-1",5,null,{}],"no":true}"#;
    let json = Json::from_slice(json).unwrap();
    assert_eq!(json.code::<Months>("one").value(), Some(Months::Never));
    assert_eq!(json.code::<Months>("text").value(), Some(Months::AtOnce));
    assert!(matches!(json.code::<Months>("no"), Reading::Unreadable(_)));
    let many: Vec<_> = json.codes::<Months>("many").values().collect();
    assert_eq!(many.iter().map(code::code).collect::<Vec<_>>(), ["0", "-1", "5"]);
    assert!(json.codes::<Months>("none").is_missing());
}

#[test]
fn a_constant_is_sent_without_being_asked_for() {
    let built = Refund::builder().months("0").build().unwrap();
    let made = Refund::new(Months::AtOnce);
    for refund in [built, made] {
        assert_eq!(
            serde_json::to_string(&refund).unwrap(),
            r#"{"type":"환불","months":0}"#
        );
        let told = format!("{refund:?}");
        assert_eq!(told, "Refund { type: Kind(환불), months: .., version: Months(-1) }");
    }
    let wrong = Refund::builder().build().unwrap_err();
    assert_eq!(wrong.iter().map(|it| &*it.path).collect::<Vec<_>>(), ["months"]);
    let sealed = serde_json::to_string(&Sealed::default()).unwrap();
    assert_eq!(sealed, r#"{"type":"환불"}"#);
}
