//! Whole numbers: exact however large.

use crate::runtime::{
    Length, Number, NumberRule, Numeric, Range, Redact, ViolationKind,
};
use crate::sample::{Amount, SOURCE};
use proptest::prelude::*;

const MOST: i128 = 99_999_999_999_999_999_999;

enum Digits3 {}

impl Numeric for Digits3 {
    const RULE: NumberRule = NumberRule {
        field: "three",
        range: Range::any(),
        digits: Length::exactly(3),
        redact: Redact::Shown,
        source: SOURCE,
        ..NumberRule::ANY
    };
}

#[test]
fn its_range_and_its_digits_are_checked() {
    for (number, expected) in [
        (-6, vec![ViolationKind::BelowMinimum { min: -5 }]),
        (-5, vec![]),
        (0, vec![]),
        (MOST, vec![]),
        (
            MOST + 1,
            vec![
                ViolationKind::AboveMaximum { max: MOST },
                ViolationKind::DigitCount {
                    allowed: Length::at_most(20),
                    actual: 21,
                },
            ],
        ),
    ] {
        let violations = Amount::new(number).err().into_iter().flatten();
        assert_eq!(violations.map(|v| v.kind).collect::<Vec<_>>(), expected);
    }
    for (number, fits) in
        [(99, false), (100, true), (-999, true), (1000, false), (0, false)]
    {
        assert_eq!(Number::<Digits3>::new(number).is_ok(), fits, "{number}");
    }
    assert!(Number::<Digits3>::new(i128::MIN).is_err());
}

/// Won, in units of 10.
enum Won {}

impl Numeric for Won {
    const RULE: NumberRule = NumberRule {
        field: "금액",
        multiple_of: Some(10),
        source: SOURCE,
        ..NumberRule::ANY
    };
}

#[test]
fn it_is_a_multiple() {
    for number in [0, 10, -10, 5_000, i128::MAX - 7, i128::MIN + 8] {
        assert!(Number::<Won>::new(number).is_ok(), "{number}");
    }
    for number in [1, 9, 11, -5, i128::MAX, i128::MIN] {
        let told = Number::<Won>::new(number).unwrap_err().to_string();
        assert_eq!(told, "금액: not a multiple of 10 (Page, Section)", "{number}");
    }
    let zero = NumberRule {
        multiple_of: Some(0),
        ..Won::RULE
    };
    assert!(zero.check(0).is_err(), "nothing is divided by 0");
}

#[test]
fn it_is_read_from_digits() {
    assert_eq!("0012".parse::<Amount>().map(|n| n.get()), Ok(12));
    for text in ["", "1.0", "1e3", " 1", "１", "1".repeat(60).as_str()] {
        let wrong = text.parse::<Amount>().unwrap_err();
        assert_eq!(
            wrong.iter().next().unwrap().kind,
            ViolationKind::NotANumber,
            "{text}"
        );
    }
}

#[test]
fn json_keeps_it_exactly() {
    let number: Amount = serde_json::from_str("99999999999999999999").unwrap();
    assert_eq!(number.get(), MOST);
    assert_eq!(serde_json::to_string(&number).unwrap(), "99999999999999999999");
    for json in ["1.0", "\"1\"", "true", "null", "[1]", "1e2", "-6"] {
        assert!(serde_json::from_str::<Amount>(json).is_err(), "{json}");
    }
    let min = Number::<Digits3>::unchecked(i128::MIN);
    assert_eq!(serde_json::to_string(&min).unwrap(), i128::MIN.to_string());
}

#[test]
fn it_compares_as_its_number() {
    let [one, two] = [Amount::unchecked(9), Amount::unchecked(10_u64)];
    assert!(one < two);
    let copy = one;
    assert_eq!(one, copy);
}

proptest! {
    #[test]
    fn what_is_taken_round_trips(number in -10..=MOST + 10) {
        if let Ok(amount) = Amount::new(number) {
            prop_assert!((-5..=MOST).contains(&amount.get()));
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(&json, &number.to_string());
            prop_assert_eq!(serde_json::from_str::<Amount>(&json).unwrap(), amount);
            prop_assert_eq!(json.parse::<Amount>().unwrap(), amount);
        } else {
            prop_assert!(!(-5..=MOST).contains(&number));
        }
    }
}
