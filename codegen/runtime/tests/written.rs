//! Numbers that are texts keep their digits, and times may have an offset.

use crate::runtime::{
    Decimal, FieldState, Json, Part, Redact, Rule, Shape, Text, TextRule, WrittenDecimal,
};

enum MoneyRule {}

impl TextRule for MoneyRule {
    const RULE: Rule = Rule {
        field: "금액",
        shape: Shape::DECIMAL,
        redact: Redact::LastFour,
        ..Rule::ANY
    };
}

type Money = Text<MoneyRule>;

fn set(value: impl crate::runtime::IntoField<Money>) -> String {
    let mut field = FieldState::<Money>::EMPTY;
    field.set(value);
    let source = MoneyRule::RULE.source;
    let (mut wrong, cited) = (Vec::new(), crate::runtime::Cited::Here(&source));
    let value = field.required("price", cited, &mut wrong);
    value.map_or_else(|| "refused".to_owned(), |it| it.as_str().to_owned())
}

#[test]
fn a_number_that_is_a_text_keeps_its_digits() {
    for text in
        ["100.0", "-0.50", "0", "007.0", "99999999999999999999999999999999999999"]
    {
        let money = Money::new(text).unwrap();
        assert_eq!(serde_json::to_string(&money).unwrap(), format!("\"{text}\""));
    }
    let (a, b) = (Money::new("100.0").unwrap(), Money::new("100").unwrap());
    assert_ne!(a, b);
    assert_eq!(a.decimal(), b.decimal());
    assert_eq!(a.decimal(), Some(Decimal::from(100)));
    assert!(a.decimal() < Money::new("100.01").unwrap().decimal());
    for wrong in
        ["", "-", ".", "1.", ".5", "+1", "1e3", "1,000", "0x1", "일", "1 ", "1.2.3"]
    {
        assert!(Money::new(wrong).is_err(), "{wrong}");
    }
    assert_eq!(format!("{:?}", Money::new("123456.70").unwrap()), "금액(..6.70)");
}

#[test]
fn a_number_is_read_and_given_with_the_digits_that_it_came_with() {
    let json = br#"{"text":"100.0","number":100.0,"not":"x1","null":null}"#;
    let json = Json::from_slice(json).unwrap();
    for name in ["text", "number"] {
        let read: WrittenDecimal = json.written(name).value().unwrap();
        assert_eq!(read.as_str(), "100.0");
        assert_eq!(read.get(), Decimal::from(100));
        assert_eq!(format!("{read:?}"), "WrittenDecimal(..)");
        assert_eq!(set(&read), "100.0");
    }
    assert_eq!(json.written("not").value(), None);
    assert_eq!(set("0.10"), "0.10");
    // A number has no more zeros than it needs.
    assert_eq!(set("0.10".parse::<Decimal>().unwrap()), "0.1");
    assert_eq!(set("1e2"), "refused");
}

#[test]
fn a_time_has_the_offset_of_its_place() {
    let shape = Shape(&[
        Part::Year4,
        Part::Literal("-"),
        Part::Month,
        Part::Literal("-"),
        Part::Day,
        Part::Literal("T"),
        Part::Hour,
        Part::Literal(":"),
        Part::Minute,
        Part::Literal(":"),
        Part::Second,
        Part::Offset,
    ]);
    assert_eq!(shape.length(), None);
    assert_eq!(shape.to_string(), "yyyy-MM-ddTHH:mm:ss<+hh:mm or Z>");
    for (offset, is_one) in [
        ("+09:00", true),
        ("-03:30", true),
        ("Z", true),
        ("+18:00", true),
        ("+18:01", false),
        ("+19:00", false),
        ("+09:60", false),
        ("+0900", false),
        ("+9:00", false),
        ("09:00", false),
        ("", false),
        ("z", false),
        ("Z0", false),
        ("+0가:0", false),
    ] {
        let text = format!("2022-01-01T00:00:00{offset}");
        assert_eq!(shape.matches(&text), is_one, "{text}");
    }
    assert!(!shape.matches("2022-02-29T00:00:00+09:00"));
}
