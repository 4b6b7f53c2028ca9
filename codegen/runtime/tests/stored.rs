//! Requests that are stored and read again: nothing is lost, and everything is checked.

use crate::keyed::Pay;
use crate::parts::Send;
use crate::runtime::macros::{checked_struct, sent_shapes, stored, value_type};
use crate::runtime::*;
use crate::sample::{Account, Amount, Bank, Birth, Tags};
use crate::vendor::{Found, Look, Name, Outcome};
use std::collections::BTreeMap;

const SOURCE: Source = Source {
    document: "Page",
    section: "Stored",
};

value_type! {
    /// Made for a call.
    pub type Nonce = Text<NonceRule>: TextRule = Rule {
        field: "nonce",
        source: SOURCE,
    }
}

/// The rule of the map.
pub enum NotesRule {}

impl Listed for NotesRule {
    const RULE: ListRule = ListRule::ANY;
}

checked_struct! {
    /// By card.
    #[derive(Clone)]
    pub struct Card, CardBuilder: SOURCE;

    discriminator_: constant(FixedValue("\"card\"")), field "kind";

    /// The number.
    number: required(Account), field "number";
}

checked_struct! {
    /// By bank.
    #[derive(Clone)]
    pub struct Transfer, TransferBuilder: SOURCE, open with_undocumented;

    discriminator_: constant(FixedValue("\"transfer\"")), field "kind";

    /// The bank.
    bank: required(Bank), field "bank";
}

sent_shapes! {
    /// How is paid.
    pub enum How;

    /// By card.
    Card(Card);

    /// By bank.
    Transfer(Transfer);
}

checked_struct! {
    /// Has every kind of field.
    #[derive(Clone)]
    pub struct All, AllBuilder: SOURCE, open with_undocumented, encryption encryption;

    /// In the path.
    account: required(Account), path "account";

    /// In the query, under the name of another.
    name: required(Name), query "name";

    /// A name.
    holder: required(Name), field "name" hidden;

    /// A date.
    birth: optional(Birth), field "birth";

    /// A number.
    amount: optional(Amount), field "amount";

    /// A boolean.
    agreed: optional(Flag<YesNo>), field "agreed";

    /// A code.
    bank: optional(Bank), field "bank";

    /// A list.
    tags: optional(Tags), field "tags";

    /// A map.
    notes: optional(CheckedMap<NotesRule, Name>), field "notes";

    /// What may be null.
    limit: optional(Nullable<Amount>), field "limit";

    /// One of two shapes.
    how: optional(How), field "how";

    /// Made for each call.
    nonce: called(Nonce), field "nonce";

    bank_of_all: constant(Bank::Second), field "all";
}

impl Operation for All {
    const SPEC: Spec = Spec {
        id: "all",
        method: Method::Post,
        path: "/v1/{account}",
        body: RequestBody::Json,
        source: SOURCE,
        ..Look::SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

stored!(All);

fn all() -> AllBuilder {
    All::builder()
        .account("110123456789")
        .name("길동 홍")
        .holder("홍\"길동")
        .encryption(Encryption::No)
}

fn full() -> All {
    let transfer = Transfer::builder().bank("011").with_undocumented("memo", "월세");
    let notes = BTreeMap::from([("가", "나"), ("라", "")]);
    let all = all().birth("19910131").amount(-5).agreed(true).bank(Bank::First);
    let all = all.tags(["a", "한글"]).notes(notes).limit(Null);
    all.how(How::Transfer(transfer.build().unwrap()))
        .with_undocumented("extra", [1, 2])
        .build()
        .unwrap()
}

const FULL: &str = r#"{"version":1,"operation":"all","encrypted":false,"path":{"account":"110123456789"},"query":{"name":"길동 홍"},"fields":{"name":"홍\"길동","birth":"19910131","amount":-5,"agreed":"Y","bank":"004","tags":["a","한글"],"notes":{"가":"나","라":""},"limit":null,"how":{"kind":"transfer","bank":"011","memo":"월세"},"all":"011","extra":[1,2]}}"#;

#[test]
fn a_stored_request_is_the_same_when_it_is_read() {
    let stored = full().to_stored().unwrap();
    assert_eq!(stored.expose(), FULL);
    assert_eq!(format!("{stored:?}"), "StoredRequest(..)");
    let read = All::from_stored(stored.expose()).unwrap();
    assert_eq!(read.to_stored().unwrap(), stored);
    assert_eq!(format!("{read:?}"), format!("{:?}", full()));
    let least = all().build().unwrap().to_stored().unwrap();
    let again = All::from_stored(least.expose()).unwrap().to_stored().unwrap();
    assert_eq!(again, least);
}

#[test]
fn what_is_stored_is_checked_when_it_is_read() {
    let wrong = |from: &str, to: &str| {
        let text = FULL.replacen(from, to, 1);
        assert_ne!(text, FULL, "{from}");
        let wrong = All::from_stored(&text).unwrap_err();
        assert!(!format!("{wrong} {wrong:?}").contains("planted"), "{wrong}");
        let lines = wrong.iter().map(|it| format!("{}: {}", it.path, it.kind));
        lines.collect::<Vec<_>>().join("\n")
    };
    for (from, to, told) in [
        (
            "\"version\":1",
            "\"version\":2",
            "stored request: not as `to_stored` writes it",
        ),
        ("\"all\"", "\"some\"", "stored request: a request of another operation"),
        ("false", "\"no\"", "stored request: not as `to_stored` writes it"),
        (
            "{\"account\":\"110123456789\"}",
            "[]",
            "stored request: not as `to_stored` writes it",
        ),
        ("110123456789", "planted", "account: does not have the form <digits>"),
        ("\"query\":{\"name\":\"길동 홍\"},", "", "name: required but missing"),
        ("-5", "-6", "amount: less than the minimum of -5"),
        ("-5", "{\"planted\":1}", "amount: not a text"),
        ("\"Y\"", "\"planted\"", "agreed: neither Y nor N"),
        ("\"한글\"", "\"planted\"", "tags[1]: 7 characters, at most 4 are allowed"),
        ("[\"a\",\"한글\"]", "\"planted\"", "tags: not a list"),
        ("{\"가\":\"나\",\"라\":\"\"}", "\"planted\"", "notes: not an object"),
        ("\"transfer\"", "\"planted\"", "how: of no documented shape"),
        ("\"all\":\"011\"", "\"all\":\"012\"", "all: not as `to_stored` writes it"),
        (
            "\"account\":",
            "\"planned\":\"x\",\"account\":",
            "planned: not a documented field",
        ),
        ("\"extra\":[1,2]", "\"nonce\":{}", "nonce: not a text"),
    ] {
        let lines = wrong(from, to);
        assert!(lines.starts_with(told), "{to}: {lines}");
    }
    for text in ["", "planted", "[]", "{}", "null", "{\"version\":1}"] {
        assert!(All::from_stored(text).is_err(), "{text}");
    }
    // All at once.
    let two = FULL.replace("-5", "-6").replace("19910131", "19910231");
    assert_eq!(All::from_stored(&two).unwrap_err().len(), 2);
}

#[test]
fn a_key_that_was_made_is_stored() {
    let pay = Pay::builder().port("서울1").build().unwrap();
    let stored = pay.to_stored().unwrap();
    let key = pay.key().as_str();
    assert!(stored.expose().contains(key), "{}", stored.expose());
    let read = Pay::from_stored(stored.expose()).unwrap();
    assert_eq!(read.key().as_str(), key);
}

#[test]
fn files_are_stored_with_their_names() {
    let photo = ("사진.png", "image/png", [0_u8, 255, 10]);
    let send = Send::builder().nick("별").photo(photo).build().unwrap();
    let stored = send.to_stored().unwrap();
    assert!(stored.expose().contains(r#""photo":["사진.png","image/png","AP8K"]"#));
    let read = Send::from_stored(stored.expose()).unwrap();
    assert_eq!(read.to_stored().unwrap(), stored);
    let broken = stored.expose().replace("AP8K", "planted");
    let wrong = Send::from_stored(&broken).unwrap_err();
    assert_eq!(wrong.to_string(), "photo: not a file (Page, Parts)");
    let large = stored.expose().replace("AP8K", &"AAAA".repeat(20));
    assert!(Send::from_stored(&large).is_err());
}
