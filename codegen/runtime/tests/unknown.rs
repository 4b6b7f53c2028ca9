//! Requests and objects of which the documentation is known only in part.

use crate::runtime::macros::checked_struct;
use crate::runtime::{
    AnswerFormat, Encryption, Json, Method, Operation, Redact, Repeat, RequestBody,
    Rule, Source, Spec, Text, TextRule, Violation, ViolationKind, target,
};
use crate::sample::{Account, Failure};
use std::collections::BTreeMap;

const PAGE: Source = Source {
    document: "방앗간",
    section: "Parameters",
};
const OTHER: Source = Source {
    document: "Another page",
    section: "Parameters",
};
const LETTER: Source = Source {
    document: "A letter",
    section: "The stones",
};

/// The rule of a stone.
pub enum StoneRule {}

impl TextRule for StoneRule {
    const RULE: Rule = Rule {
        field: "stone",
        length: crate::runtime::Length::at_most(3),
        redact: Redact::Shown,
        source: OTHER,
        ..Rule::ANY
    };
}

type Stone = Text<StoneRule>;

checked_struct! {
    /// An object of which nothing is known, as another page has it too.
    #[derive(Clone, Default)]
    pub struct Miller, MillerBuilder: OTHER, open with_undocumented;
}

checked_struct! {
    /// An object that several pages have.
    #[derive(Clone)]
    pub struct Sack, SackBuilder: OTHER;

    /// A field.
    account: required(Account), field "account";

    /// A field.
    stone: optional(Stone), field "stone", cited LETTER;
}

checked_struct! {
    /// A request.
    #[derive(Clone)]
    pub struct Grind, GrindBuilder: PAGE, open with_undocumented, encryption encryption;

    /// A field.
    account: required(Account), field "account";

    /// A field.
    stone: optional(Stone), field "stone", cited LETTER;

    /// A field.
    miller: optional(Miller), field "miller";

    /// A field.
    sack: optional(Sack), field "sack";
}

impl Operation for Grind {
    const SPEC: Spec = Spec {
        id: "grind",
        title: "방앗간",
        method: Method::Get,
        path: "/grind",
        body: RequestBody::None,
        request_headers: &[],
        response_headers: &[],
        request_encrypted: None,
        response_encrypted: None,
        repeat: Repeat::Unknown,
        answer: AnswerFormat::PLAIN,
        pending: None,
        source: PAGE,
    };
    type Response = Json;
    type Code = Failure;
}

fn builder() -> GrindBuilder {
    Grind::builder().encryption(Encryption::No).account("123")
}

/// Path and kind of everything that is wrong.
fn wrong<T>(built: Result<T, crate::runtime::Violations>) -> Vec<Violation> {
    built.err().into_iter().flatten().collect()
}

#[test]
fn undocumented_fields_are_sent_behind_the_documented_ones() {
    let digits = 123_456_789_012_345_678_901_234_567_u128;
    let built = builder()
        .with_undocumented("등급", "상")
        .with_undocumented("big", digits)
        .with_undocumented("more", serde_json::json!({ "a": [1, null] }))
        .miller(Miller::builder().with_undocumented("name", "홍길동").build())
        .build()
        .unwrap();
    assert_eq!(
        serde_json::to_string(&built).unwrap(),
        "{\"account\":\"123\",\"miller\":{\"name\":\"홍길동\"},\"등급\":\"상\",\
         \"big\":123456789012345678901234567,\"more\":{\"a\":[1,null]}}"
    );
    assert_eq!(
        format!("{built:?}"),
        "Grind { account: .., miller: Miller { name: .. }, encryption: No, 등급: .., big: .., \
         more: .. }"
    );
}

#[test]
fn the_last_field_of_a_name_counts() {
    let built = builder().with_undocumented("a", 1).with_undocumented("b", 2);
    let built = built.with_undocumented("a", "셋").build().unwrap();
    let sent = r#"{"account":"123","a":"셋","b":2}"#;
    assert_eq!(serde_json::to_string(&built).unwrap(), sent);
}

#[test]
fn documented_names_and_what_is_no_json_are_refused() {
    let no_json = BTreeMap::from([(vec![1], 1)]);
    let built =
        builder().with_undocumented("stone", "값").with_undocumented("map", no_json);
    let told: Vec<_> = wrong(built.build())
        .into_iter()
        .map(|it| (it.path.into_owned(), it.kind, it.source))
        .collect();
    assert_eq!(
        told,
        [
            ("stone".to_owned(), ViolationKind::Documented, PAGE),
            ("map".to_owned(), ViolationKind::NotJson, PAGE),
        ]
    );
}

#[test]
fn a_name_of_the_caller_is_shown_without_control_characters() {
    let built = builder().with_undocumented("가\u{1b}[31m", 1).build().unwrap();
    assert!(!format!("{built:?}").contains('\u{1b}'));
}

#[test]
fn whether_the_body_is_encrypted_has_to_be_stated() {
    let told = wrong(Grind::builder().account("123").build());
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].kind, ViolationKind::EncryptionUnstated);
    assert_eq!(
        told[0].to_string(),
        "encryption: the documentation does not show whether the body is encrypted: state it \
         (방앗간, Parameters)"
    );
    let made = Grind::new(Encryption::Yes, Account::unchecked("123"));
    assert!(format!("{made:?}").contains("encryption: Yes"), "{made:?}");
}

#[test]
fn without_a_body_undocumented_fields_are_in_the_query() {
    let built = builder().with_undocumented("등", ["가", "나"]).build().unwrap();
    assert_eq!(
        target(&built).unwrap(),
        "/grind?%EB%93%B1=%EA%B0%80&%EB%93%B1=%EB%82%98"
    );
}

/// A type that several pages share has the rule of each: the page at hand is cited.
#[test]
fn violations_cite_the_request_at_hand() {
    let sack = Sack::builder().account("12").stone("네 글자임").build();
    let alone: Vec<_> = wrong(sack.clone()).iter().map(|it| it.source).collect();
    assert_eq!(alone, [OTHER, LETTER]);
    let built =
        Grind::builder().encryption(Encryption::No).stone("네 글자임").sack(sack);
    let told: Vec<_> = wrong(built.build())
        .into_iter()
        .map(|it| (it.path.into_owned(), it.source))
        .collect();
    let expected = [
        ("account", PAGE),
        ("stone", LETTER),
        ("sack.account", PAGE),
        ("sack.stone", LETTER),
    ];
    assert_eq!(told, expected.map(|(path, source)| (path.to_owned(), source)));
}
