//! No value that has to be hidden shows in any `Debug`, `Display` or error.

use crate::runtime::escape::is_unseen;
use crate::runtime::{
    CheckedList, Json, Reading, Redact, Response as _, Rule, Text, TextRule,
    TransportError, TransportFault,
};
use crate::sample::{
    Account, AccountRule, Amount, Answer, Bank, Birth, Everything, Holder, Key,
    TagsRule, debug,
};
use serde::de::DeserializeOwned;

#[test]
fn the_last_four_show_of_eight_and_more() {
    for (text, expected) in [
        ("1234567", "account(..)"),
        ("12345678", "account(..5678)"),
        ("123456789", "account(..6789)"),
        ("가나다라마바사", "account(..)"),
        ("가나다라마바사아", "account(..마바사아)"),
        ("1234567\n", "account(..567\\n)"),
        ("", "account(..)"),
    ] {
        assert_eq!(format!("{:?}", Account::unchecked(text)), expected);
    }
}

#[test]
fn what_is_hidden_does_not_even_show_its_length() {
    assert_eq!(format!("{:?}", Holder::unchecked("secret")), "holder(..)");
    assert_eq!(format!("{:?}", Holder::unchecked("")), "holder(..)");
    assert_eq!(format!("{:?}", Birth::unchecked("19900131")), "birth(..)");
    assert_eq!(format!("{:?}", Amount::unchecked(1_234_567)), "amount(..)");
    assert_eq!(format!("{:?}", Amount::unchecked(12_345_678)), "amount(..5678)");
    assert_eq!(
        debug(&Some(CheckedList::<TagsRule, _>::unchecked(vec![Holder::unchecked(
            "secret"
        )]))),
        "[..]"
    );
    for code in ["987", "004"] {
        let bank: Bank = code.parse().unwrap();
        assert_eq!(format!("{bank:?}"), "Bank(..)");
    }
}

#[test]
fn what_may_be_shown_is_shown() {
    enum Open {}

    impl TextRule for Open {
        const RULE: Rule = Rule {
            redact: Redact::Shown,
            ..AccountRule::RULE
        };
    }

    assert_eq!(format!("{:?}", Text::<Open>::unchecked("a\"b")), r#"account("a\"b")"#);
}

/// What two deserializers say, of which the second quotes what it has more readily.
fn refusal<T: DeserializeOwned>(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).unwrap_or_default();
    match (serde_json::from_str::<T>(json), serde_json::from_value::<T>(value)) {
        (Err(one), Err(two)) => format!("{one} {one:?} {two} {two:?}"),
        _ => "accepted".to_owned(),
    }
}

#[test]
fn no_error_of_serde_quotes_the_value() {
    for json in ["\"98765secret98765\"", "98765987659876598765987.5", "98765", "[98765]"]
    {
        for error in [
            refusal::<Birth>(json),
            refusal::<Key>(json),
            refusal::<Bank>(json),
            refusal::<crate::runtime::Flag<crate::runtime::YesNo>>(json),
            refusal::<crate::runtime::Flag<crate::runtime::TrueFalse>>(json),
            refusal::<Holder>(json),
        ] {
            assert!(!error.contains("secret") && !error.contains("98765"), "{error}");
            assert!(error != "accepted", "{json}");
        }
    }
    let error = refusal::<Amount>("\"98765secret\"") + &refusal::<Amount>("98765.5");
    assert!(!error.contains("secret") && !error.contains("98765"), "{error}");
    assert!(refusal::<Account>("98765").contains("account: not a text (Page, Section)"));
}

#[test]
fn no_violation_and_no_builder_shows_the_value() {
    let builder = Everything::builder()
        .account("98765secret")
        .holder("98765secret")
        .birth("98765secret")
        .amount("98765secret")
        .bank("98765secret")
        .tags(["98765secret"])
        .key("98765secret");
    let empty = format!("{builder:?}");
    let wrong = builder.build().err().unwrap();
    let shown = format!("{empty} {wrong} {wrong:?}");
    assert!(!shown.contains("secret") && !shown.contains("98765"), "{shown}");
}

#[test]
fn no_response_shows_a_value() {
    let body = br#"{"name":"secret","list":["secret"],"code":98765}"#;
    let json = Json::from_slice(body).unwrap();
    let text = json.text("name");
    let shown =
        format!("{json:?} {text:?} {:?} {:?}", json.texts("list"), json.flag("code"));
    assert_eq!(shown, "Json { other fields: 3 } Value(..) Value(..) Unreadable(..)");
    assert!(matches!(text, Reading::Value(value) if value == "secret"));
}

#[test]
fn what_comes_from_outside_is_escaped_or_counted() {
    let body = "{\"홍길동\":1,\"\\u001b[31m\":2,\"a\\nb\":3,\"\u{202e}x\":4,\"name\":\"secret\",\
                \"code\":\"a\\u001bb\u{9b}\u{202e}\u{200b}홍\",\"message\":{\"a\" :\n[1]},\"name\":5}";
    let answer = Answer::from_json(Json::from_slice(body.as_bytes()).unwrap());
    assert_eq!(
        format!("{answer:?}"),
        r#"Answer { name: .., code: "a\u001bb\u{9b}\u{202e}\u{200b}홍", message: {"a" :\n[1]}, other fields: 4 }"#
    );
    assert_eq!(format!("{:?}", answer.0), "Json { other fields: 8 }");
    let inner = std::io::Error::other("a\u{1b}[31mb\r\n::error::홍\u{202e}");
    let error = TransportError::new(TransportFault::Interrupted, Outside(inner));
    for shown in [format!("{error}"), format!("{error:?}"), format!("{error:#?}")] {
        let line = shown.replace("\n    ", "").replace(",\n}", "");
        assert!(!line.contains(is_unseen), "{shown:?}");
        assert!(shown.contains("홍"), "{shown:?}");
    }
}

/// An error whose `Debug` shows what it has.
struct Outside(std::io::Error);

impl std::fmt::Debug for Outside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::fmt::Display for Outside {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl std::error::Error for Outside {}
