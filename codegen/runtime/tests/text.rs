//! Texts: characters are counted, shapes are checked, and both are reported.

use crate::runtime::{Text, TextRule, ViolationKind, Violations};
use crate::sample::{Account, AccountRule, Holder, HolderRule, Key, Tag};
use proptest::prelude::*;
use std::collections::{BTreeSet, HashSet};

fn broken(result: Result<impl Sized, Violations>) -> Vec<ViolationKind> {
    let violations = result.err().into_iter().flatten();
    violations.map(|violation| violation.kind).collect()
}

#[test]
fn the_length_is_counted_in_characters() {
    for (text, expected) in [
        (
            "홍",
            vec![ViolationKind::TooShort {
                min: 2,
                actual: 1,
                charset: None,
            }],
        ),
        ("홍길", vec![]),
        ("홍길동홍길", vec![]),
        (
            "홍길동홍길동",
            vec![ViolationKind::TooLong {
                max: 5,
                actual: 6,
                charset: None,
            }],
        ),
        // One character of two code points is two.
        ("e\u{301}", vec![]),
        (
            "",
            vec![ViolationKind::TooShort {
                min: 2,
                actual: 0,
                charset: None,
            }],
        ),
    ] {
        assert_eq!(broken(Holder::new(text)), expected, "{text}");
    }
    assert!(Tag::new("").is_ok());
    assert_eq!(
        broken(Tag::new("가나다라마")),
        [ViolationKind::TooLong {
            max: 4,
            actual: 5,
            charset: None
        }]
    );
}

#[test]
fn length_and_shape_are_both_reported() {
    let shape = AccountRule::RULE.shape;
    let both = [
        ViolationKind::TooShort {
            min: 3,
            actual: 2,
            charset: None,
        },
        ViolationKind::WrongShape { shape },
    ];
    assert_eq!(broken(Account::new("1a")), both);
    assert_eq!(
        broken(Account::new("1".repeat(21))),
        [ViolationKind::TooLong {
            max: 20,
            actual: 21,
            charset: None
        }]
    );
    assert_eq!(broken(Account::new("１２３")), [ViolationKind::WrongShape { shape }]);
    assert_eq!(
        broken(Holder::new("x".repeat(6)).map(|_| ())),
        [ViolationKind::TooLong {
            max: 5,
            actual: 6,
            charset: None
        }]
    );
    assert!(Key::new("AAECAw==").is_ok());
}

#[test]
fn every_way_in_checks_but_one() {
    assert!("1a".parse::<Account>().is_err());
    assert!(Account::try_from("1a").is_err());
    assert!(Account::try_from("1a".to_owned()).is_err());
    assert!(serde_json::from_str::<Account>("\"1a\"").is_err());
    assert_eq!(Account::unchecked("1a").as_str(), "1a");
    assert_eq!(Account::unchecked("1a").as_ref(), "1a");
}

#[test]
fn it_compares_as_its_text_and_asks_nothing_of_the_rule() {
    let [one, two] = ["123", "124"].map(Account::unchecked);
    assert!(one < two && one == one.clone() && one != two);
    assert_eq!(HashSet::from([one.clone(), one.clone(), two.clone()]).len(), 2);
    assert_eq!(BTreeSet::from([two, one]).first().map(Account::as_str), Some("123"));
}

proptest! {
    #[test]
    fn what_is_taken_keeps_the_rule_and_round_trips(text in "\\PC{0,8}") {
        let count = text.chars().count();
        let result = Text::<HolderRule>::new(text.as_str());
        prop_assert_eq!(result.is_ok(), (2..=5).contains(&count));
        if let Ok(holder) = result {
            let json = serde_json::to_string(&holder).unwrap();
            prop_assert_eq!(&json, &serde_json::to_string(&text).unwrap());
            prop_assert_eq!(serde_json::from_str::<Holder>(&json).unwrap(), holder);
        }
    }

    #[test]
    fn an_account_is_digits(text in "[0-9a１]{0,22}") {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        let fits = digits && (3..=20).contains(&text.len());
        prop_assert_eq!(text.parse::<Account>().is_ok(), fits);
    }
}
