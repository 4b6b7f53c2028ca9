//! Code tables: known codes are variants, and others are kept.

use crate::runtime::{CodeTable, Remedy, ViolationKind, code};
use crate::sample::{Bank, Failure};
use proptest::prelude::*;

#[test]
fn a_documented_code_is_its_variant() {
    let bank: Bank = "011".parse().unwrap();
    assert_eq!(bank, Bank::Second);
    assert_eq!((bank.as_str(), code::name(&bank)), ("011", Some("Second Bank")));
    // Its rule hides it.
    assert_eq!(format!("{bank:?}"), "Bank(..)");
    assert_eq!(serde_json::to_string(&bank).unwrap(), "\"011\"");
}

#[test]
fn another_code_is_kept_if_it_has_the_form_of_one() {
    let bank: Bank = serde_json::from_str("\"999\"").unwrap();
    assert!(matches!(&bank, Bank::Undocumented(code) if code.as_str() == "999"));
    assert_eq!((bank.as_str(), code::name(&bank)), ("999", None));
    assert_eq!(serde_json::to_string(&bank).unwrap(), "\"999\"");
    let wrong = "9x".parse::<Bank>().unwrap_err();
    let broken: Vec<_> = wrong.iter().map(|v| v.kind.clone()).collect();
    let shape = Bank::RULE.shape;
    assert_eq!(
        broken,
        [
            ViolationKind::WrongLength {
                exact: 3,
                actual: 2,
                charset: None
            },
            ViolationKind::WrongShape { shape }
        ]
    );
}

#[test]
fn an_error_code_says_what_to_do() {
    let row = code::row(&Failure::Busy).unwrap();
    assert_eq!((row.code, row.http, row.remedy), ("E1", 503, Remedy::RetryLater));
    assert_eq!((row.message, row.description), ("busy", "The system is busy."));
    assert_eq!(code::row(&"E2".parse::<Failure>().unwrap()), None);
}

proptest! {
    #[test]
    fn a_code_round_trips_and_is_never_both(text in "(004|011|[0-9]{3}|\\PC{0,4})") {
        if let Ok(bank) = text.parse::<Bank>() {
            let known = Bank::ROWS.iter().any(|(_, row)| row.0 == text);
            prop_assert_eq!(matches!(bank, Bank::Undocumented(_)), !known);
            prop_assert_eq!(bank.as_str(), &text);
            let json = serde_json::to_string(&bank).unwrap();
            prop_assert_eq!(serde_json::from_str::<Bank>(&json).unwrap(), bank);
        }
    }
}
