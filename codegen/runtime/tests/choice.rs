//! Objects of one of several shapes, in requests and in answers.

use crate::declared::Memo;
use crate::runtime::macros::{
    checked_struct, received_shapes, response, sent_shapes, value_type,
};
use crate::runtime::{
    CheckedList, FixedValue, Json, ListRule, Listed, Reading, Response, ShapeSign,
};
use crate::sample::{Account, SOURCE};

checked_struct! {
    /// A card.
    #[derive(Clone)]
    pub struct Card, CardBuilder: SOURCE;

    discriminator_: constant(FixedValue("\"카드\"")), field "kind";

    /// A field.
    number: required(Account), field "number";
}

checked_struct! {
    /// A transfer.
    #[derive(Clone, Default)]
    pub struct Transfer, TransferBuilder: SOURCE;

    discriminator_: constant(FixedValue("2")), field "kind";

    /// A field.
    memo: optional(Memo), field "memo";
}

sent_shapes! {
    /// How is paid.
    pub enum Method;

    /// By card.
    Card(Card);
    /// By transfer.
    Transfer(Transfer);
}

value_type! {
    /// Ways.
    pub type Ways = CheckedList<WaysRule, Method>: Listed = ListRule {
        field: "ways",
        source: SOURCE,
    }
}

checked_struct! {
    /// An order.
    #[derive(Clone)]
    pub struct Order, OrderBuilder: SOURCE;

    /// A field.
    method: required(Method), field "method";

    /// A field.
    ways: optional(Ways), field "ways";
}

fn card(number: &str) -> Result<Method, crate::runtime::Violations> {
    Card::builder().number(number).build().map(Method::Card)
}

fn transfer(memo: &str) -> Result<Method, crate::runtime::Violations> {
    Transfer::builder().memo(memo).build().map(Method::Transfer)
}

#[test]
fn a_shape_says_by_itself_what_it_is() {
    let order = Order::builder().method(card("110123456789")).build().unwrap();
    let json = r#"{"method":{"kind":"카드","number":"110123456789"}}"#;
    assert_eq!(serde_json::to_string(&order).unwrap(), json);
    let shown = r#"Order { method: Card { kind: "카드", number: ..6789 } }"#;
    assert_eq!(format!("{order:?}"), shown.replace("Card {", "Method {"));
    let ways = vec![transfer("가"), card("110123456789")];
    let order = Order::builder().method(transfer("메모")).ways(ways).build().unwrap();
    let json = r#"{"method":{"kind":2,"memo":"메모"},"ways":[{"kind":2,"memo":"가"},{"kind":"카드","number":"110123456789"}]}"#;
    assert_eq!(serde_json::to_string(&order).unwrap(), json);
}

#[test]
fn violations_are_told_at_the_path_of_the_field() {
    let wrong = Order::builder()
        .method(Card::builder().build().map(Method::Card))
        .ways([transfer("가"), transfer("너무 길다")])
        .build()
        .unwrap_err();
    let told: Vec<_> = wrong.iter().map(|it| &*it.path).collect();
    assert_eq!(told, ["method.number", "ways[1].memo"]);
}

/// A card that was read.
#[derive(Clone)]
pub struct ReadCard(Json);

response!(ReadCard);

impl ReadCard {
    fn known() -> &'static [&'static str] {
        &["kind", "number"]
    }

    fn shown() -> &'static [&'static str] {
        &["kind"]
    }

    /// Returns the JSON.
    #[must_use]
    pub fn json(&self) -> &Json {
        &self.0
    }
}

received_shapes! {
    /// What was paid by.
    pub enum Paid;

    /// By card.
    Card(ReadCard) = ShapeSign::Value("kind", "\"카드\"");
    /// By whatever has the number 2.
    Second(ReadCard) = ShapeSign::Value("kind", "2");
}

received_shapes! {
    /// Told by the names.
    pub enum Named;

    /// By card.
    Card(ReadCard) = ShapeSign::Names(&["number", "month"]);
    /// By account.
    Account(ReadCard) = ShapeSign::Names(&["account"]);
}

fn read<T: Response>(json: &str) -> T {
    T::from_json(Json::from_slice(json.as_bytes()).unwrap())
}

#[test]
fn an_answer_is_of_the_shape_that_it_says() {
    let paid: Paid = read(r#"{"kind":"카드","number":"1","more":true}"#);
    assert!(matches!(&paid, Paid::Card(card) if card.json().get("number").is_some()));
    let shown = r#"Card(ReadCard { kind: "카드", number: .., other fields: 1 })"#;
    assert_eq!(format!("{paid:?}"), shown);
    for json in [r#"{"kind":2}"#, r#"{"kind":"2"}"#] {
        assert!(matches!(read(json), Paid::Second(_)), "{json}");
    }
    for json in [r#"{"kind":"점수","a":1}"#, r#"{"kind":null}"#, "{}"] {
        let paid: Paid = read(json);
        assert!(matches!(paid, Paid::Undocumented(_)), "{json}");
    }
    let other: Paid = read(r#"{"kind":"점수","a":1}"#);
    assert_eq!(other.json().get("a").unwrap().get(), "1");
    assert_eq!(format!("{other:?}"), "Undocumented(Json { other fields: 2 })");
}

#[test]
fn an_answer_without_such_a_field_is_of_the_only_shape_that_fits() {
    let card: Named = read(r#"{"number":"1","month":"12","x":1}"#);
    assert!(matches!(card, Named::Card(_)));
    let account: Named = read(r#"{"account":"1","month":null}"#);
    assert!(matches!(account, Named::Account(_)));
    for json in
        [r#"{"number":"1","month":null}"#, r#"{"number":"1","month":"2","account":"3"}"#]
    {
        assert!(matches!(read(json), Named::Undocumented(_)), "{json}");
    }
}

#[test]
fn shapes_are_read_within_answers() {
    let json = Json::from_slice(
        r#"{"paid":{"kind":2},"all":[{"kind":"카드"},null,{"kind":"점수"}],"none":null}"#.as_bytes(),
    )
    .unwrap();
    assert!(matches!(json.object("paid"), Reading::Value(Paid::Second(_))));
    assert!(matches!(json.object::<Paid>("none"), Reading::Null));
    let all: Vec<_> = json.list::<Paid>("all").values().collect();
    assert!(matches!(all.as_slice(), [Paid::Card(_), Paid::Undocumented(_)]));
}
