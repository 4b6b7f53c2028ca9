//! Decimal numbers: exact to the last digit.

use crate::runtime::{
    Decimal, DecimalNumber, DecimalRule, Fractional, IntoField, Limits, Redact,
    ViolationKind, Violations,
};
use crate::sample::SOURCE;
use proptest::prelude::*;

enum PriceRule {}

impl Fractional for PriceRule {
    const RULE: DecimalRule = DecimalRule {
        field: "price",
        range: Limits::between(Decimal::new(1, 2), Decimal::new(99_999, 2)),
        places: 2,
        redact: Redact::Hidden,
        source: SOURCE,
        ..DecimalRule::ANY
    };
}

type Price = DecimalNumber<PriceRule>;

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap_or_else(|_| unreachable!("{text}"))
}

fn price(value: impl IntoField<Price>) -> Result<Price, Violations> {
    value.into_field()
}

#[test]
fn its_range_and_its_decimals_are_checked() {
    let [min, max] = [decimal("0.01"), decimal("999.99")];
    for (number, expected) in [
        ("0.01", vec![]),
        ("0.0100", vec![]),
        ("999.99", vec![]),
        ("0", vec![ViolationKind::LessThan { min }]),
        ("-0.01", vec![ViolationKind::LessThan { min }]),
        ("1000", vec![ViolationKind::MoreThan { max }]),
        ("1.005", vec![ViolationKind::TooManyDecimals { max: 2, actual: 3 }]),
        (
            "0.001",
            vec![
                ViolationKind::LessThan { min },
                ViolationKind::TooManyDecimals { max: 2, actual: 3 },
            ],
        ),
        ("가", vec![ViolationKind::NotADecimal]),
    ] {
        let violations = number.parse::<Price>().err().into_iter().flatten();
        let broken: Vec<_> = violations.map(|violation| violation.kind).collect();
        assert_eq!(broken, expected, "{number}");
    }
    let told = "1.005".parse::<Price>().unwrap_err().to_string();
    assert!(told.starts_with("price: 3 decimals, at most 2 are allowed ("), "{told}");
}

#[test]
fn a_builder_takes_it_in_every_form() {
    let expected = Price::new(Decimal::new(1250, 2));
    assert_eq!(price("12.50"), expected);
    assert_eq!(price(Decimal::new(125, 1)), expected);
    assert_eq!(price(12_u64), Price::new(12));
    assert_eq!(price(expected.clone()), expected);
}

#[test]
fn json_keeps_it_exactly() {
    for (text, json) in [("0.10", "0.1"), ("12", "12"), ("1.50e2", "150")] {
        let number = Price::new(decimal(text)).unwrap();
        assert_eq!(serde_json::to_string(&number).unwrap(), json);
        assert_eq!(serde_json::from_str::<Price>(text).unwrap(), number);
    }
    let least = DecimalNumber::<PriceRule>::unchecked(Decimal::new(i128::MIN, 38));
    let json = "-1.70141183460469231731687303715884105728";
    assert_eq!(serde_json::to_string(&least).unwrap(), json);
    for json in ["\"1.5\"", "true", "null", "[1]", "1.005", "-6"] {
        let error = serde_json::from_str::<Price>(json).unwrap_err().to_string();
        assert!(error.starts_with("price: "), "{error}");
    }
}

#[test]
fn it_hides_what_its_rule_hides() {
    let hidden = Price::new(Decimal::new(4242, 2)).unwrap();
    assert_eq!(format!("{hidden:?}"), "price(..)");
}

#[test]
fn what_is_no_decimal_is_told() {
    for text in
        ["", ".", "1.", ".5", "-", "--1", "1e", "e5", "0x1", " 1", "1 ", "1_0", "∞"]
    {
        assert!(text.parse::<Decimal>().is_err(), "{text}");
    }
    let long = "9".repeat(60);
    assert!(long.parse::<Decimal>().is_err());
    assert!(format!("0.{long}").parse::<Decimal>().is_err());
    assert!("1e2147483648".parse::<Decimal>().is_err());
    assert_eq!(decimal("0e2147483647"), Decimal::new(0, 0));
}

#[test]
fn it_counts_in_units_of_any_place() {
    let number = decimal("-12.50");
    assert_eq!(
        (number.places(), number.units(1), number.units(2)),
        (1, Some(-125), Some(-1250))
    );
    assert_eq!((number.units(0), number.whole()), (None, None));
    assert_eq!(decimal("3.00").whole(), Some(3));
    assert_eq!(decimal("3").units(39), None);
}

proptest! {
    #[test]
    fn it_is_written_as_it_is_read(units: i128, places in 0..=38_u32) {
        let number = Decimal::new(units, places);
        prop_assert_eq!(decimal(&number.to_string()), number);
        prop_assert_eq!(number.units(places), Some(units));
    }

    #[test]
    fn it_is_ordered_by_its_value(a in -10_000..10_000_i128, b in -10_000..10_000_i128, places in 0..5_u32) {
        let [one, two] = [a, b].map(|units| Decimal::new(units, places));
        prop_assert_eq!(one.cmp(&two), a.cmp(&b));
        prop_assert_eq!(one == two, a == b);
    }

    #[test]
    fn no_text_makes_it_panic(text in "[-+0-9.eE한]{0,50}") {
        let _ = text.parse::<Decimal>();
    }
}

#[test]
fn a_multiple_is_one_exactly() {
    for (number, step, expected) in [
        ("12.50", "0.25", true),
        ("12.5", "0.5", true),
        ("12.5", "0.2", false),
        ("-0.3", "0.1", true),
        ("0.05", "0.1", false),
        ("0", "7", true),
        ("0", "0", true),
        ("1", "0", false),
        ("170141183460469231731687303715884105727", "0.0001", true),
        ("170141183460469231731687303715884105726", "0.3", true),
        ("170141183460469231731687303715884105727", "0.7", false),
        ("1", "1.70141183460469231731687303715884105727", false),
    ] {
        let (number, step) = (decimal(number), decimal(step));
        assert_eq!(number.is_multiple_of(step), expected, "{number} of {step}");
    }
    let rule = DecimalRule {
        multiple_of: Some(decimal("0.25")),
        ..PriceRule::RULE
    };
    assert_eq!(rule.read("1.25"), Ok(decimal("1.25")));
    let told = rule.read("1.30").unwrap_err().to_string();
    assert_eq!(told, "price: not a multiple of 0.25 (Page, Section)");
}

proptest! {
    #[test]
    fn multiples_are_beside_it(units in any::<i64>(), step in 1..1_000_000_i64, places in 0..5_u32) {
        let (number, step) = (Decimal::new(units.into(), 2), Decimal::new(step.into(), places));
        let [below, next] = number.multiples_of(step).unwrap();
        prop_assert!(below <= number && number <= next);
        prop_assert!(below.is_multiple_of(step) && next.is_multiple_of(step));
        prop_assert_eq!(below == next, number.is_multiple_of(step));
    }
}
