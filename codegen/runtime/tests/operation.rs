//! The seam for the network: where a request is sent to.

use crate::runtime::{Header, Spec};
use crate::runtime::{
    Json, Method, Need, Operation, Repeat, Response, Rule, TextRule, target,
};
use crate::sample::{Account, AccountRule, Answer, Everything, Item, full};

#[test]
fn parameters_are_filled_into_path_and_query() {
    assert_eq!(
        target(&full().unwrap()).unwrap(),
        "/v1/110123456789/all?holder=%ED%99%8D%EA%B8%B8%EB%8F%99&amount=1000\
         &tags=a%26b&tags=%ED%95%9C%EA%B8%80"
    );
}

#[test]
fn a_parameter_cannot_name_another_path() {
    let with = |account: &str| {
        let builder = Everything::builder().account(Account::unchecked(account));
        let builder = builder.holder("홍길").birth("19900131").agreed(false).bank("004");
        target(&builder.items(Vec::<Item>::new()).build().unwrap())
    };
    for account in ["", ".", "..", "../a", "a\\..", "..;a"] {
        let error = with(account).unwrap_err().to_string();
        assert_eq!(error, "account: would change the path (Page, Section)");
    }
    let path = with("..a/b?b#c{account}~").unwrap();
    assert!(path.starts_with("/v1/..a%2Fb%3Fb%23c%7Baccount%7D~/all?"), "{path}");
}

#[test]
fn everything_about_an_operation_is_one_value() {
    const SPEC: &Spec = &Everything::SPEC;
    const RULE: Rule = AccountRule::RULE;
    assert_eq!((SPEC.method, SPEC.repeat), (Method::Post, Repeat::Unsafe));
    let header = Header {
        name: "X-Account",
        lower: "x-account",
        need: Need::Required,
        echoes: &[],
        rule: RULE,
    };
    assert_eq!((header.name, header.rule), ("X-Account", RULE));
    let methods =
        [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
    assert_eq!(methods.map(Method::as_str), ["GET", "POST", "PUT", "PATCH", "DELETE"]);
}

#[test]
fn a_response_shows_the_fields_that_it_may() {
    let json = Json::from_slice(br#"{"code":"E1","name":"secret"}"#).unwrap();
    let answer: Answer = Response::from_json(json);
    assert_eq!(format!("{answer:?}"), r#"Answer { name: .., code: "E1" }"#);
}
