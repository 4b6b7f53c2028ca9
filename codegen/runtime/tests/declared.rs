//! What the macros make of a declaration.

use crate::runtime::macros::{checked_struct, code_enum, value_type};
use crate::runtime::{
    CheckedList, Documented, Flag, Length, ListRule, Listed, Named, Redact, Remedy,
    Rule, Shape, Text, TextRule, YesNo, code,
};
use crate::sample::{Account, SOURCE};

value_type! {
    /// 한글 of up to 3 characters.
    pub type Memo = Text<MemoRule>: TextRule = Rule {
        field: "memo",
        length: Length::at_most(3),
        shape: Shape::ANY,
        redact: Redact::Shown,
        source: SOURCE,
    }
}

code_enum! {
    /// Colours.
    pub enum Colour: Named, MemoRule::RULE;

    /// `R`
    Red = Named("R", "빨강");

    /// `B`
    Blue = Named("B", "파랑");
}

code_enum! {
    /// Results.
    pub enum Became: Documented, MemoRule::RULE;

    /// `0`
    Done = Documented {
        code: "0",
        http: 200,
        message: "",
        description: "",
        remedy: Remedy::None,
    };
}

value_type! {
    /// Colours.
    pub type Colours = CheckedList<ColoursRule, Colour>: Listed = ListRule {
        field: "colours",
        source: SOURCE,
    }
}

checked_struct! {
    /// Fields in an order that is neither of need nor of letters.
    #[derive(Clone)]
    pub struct Note, NoteBuilder: SOURCE;

    /// A field.
    wrong: optional(Memo), field "memo";

    /// A field.
    account: required(Account), path "account";

    /// A field.
    colours: optional(Colours), query "colours";

    /// A field.
    writer: required(Account), field "writer";
}

checked_struct! {
    /// Fields whose types show more than they may.
    #[derive(Clone)]
    pub struct Quiet, QuietBuilder: SOURCE;

    /// A field.
    colour: required(Colour), path "colour" hidden;

    /// A field.
    colours: required(Colours), query "colours" hidden;

    /// A field.
    agreed: required(Flag<YesNo>), field "agreed" hidden;

    /// A field.
    absent: optional(Flag<YesNo>), field "absent" hidden;

    /// A field.
    note: required(Note), field "note" hidden;
}

checked_struct! {
    /// A struct without a field.
    #[derive(Clone, Default)]
    pub struct Nothing, NothingBuilder: SOURCE;
}

#[test]
fn everything_wrong_is_reported_in_the_order_of_the_fields() {
    let built = Note::builder().wrong("네 글자임").colours(["R", "노란색임"]).build();
    let wrong: Vec<_> =
        built.unwrap_err().iter().map(|wrong| wrong.path.to_string()).collect();
    assert_eq!(wrong, ["memo", "account", "colours[1]", "writer"]);
}

#[test]
fn the_required_fields_suffice_and_come_in_the_order_of_the_page() {
    let account = Account::new("123").unwrap();
    let note = Note::new(account.clone(), Account::unchecked("그"));
    assert_eq!(serde_json::to_string(&note).unwrap(), r#"{"writer":"그"}"#);
    let built =
        Note::builder().writer("456").account(account).colours(["B"]).wrong("메모");
    let built = built.build().unwrap();
    assert_eq!(
        serde_json::to_string(&built).unwrap(),
        r#"{"memo":"메모","writer":"456"}"#
    );
    assert_eq!(
        format!("{built:?}"),
        r#"Note { memo: "메모", account: .., colours: [Colour(B)], writer: .. }"#
    );
}

#[test]
fn a_field_may_hide_what_its_type_would_show() {
    let quiet = Quiet::builder()
        .colour("R")
        .colours(["B", "노랑"])
        .agreed(true)
        .note(Note::builder().account("123").writer("456").wrong("메모").build())
        .build()
        .unwrap();
    assert_eq!(
        format!("{quiet:?}"),
        "Quiet { colour: .., colours: .., agreed: .., note: .. }"
    );
    assert_eq!(
        serde_json::to_string(&quiet).unwrap(),
        r#"{"agreed":"Y","note":{"memo":"메모","writer":"456"}}"#
    );
}

#[test]
fn a_struct_may_have_no_field() {
    let nothing = Nothing::builder().build().unwrap();
    assert_eq!(serde_json::to_string(&nothing).unwrap(), "{}");
    assert_eq!(
        format!("{:?} {:?}", Nothing::new(), Nothing::default()),
        "Nothing Nothing"
    );
}

#[test]
fn codes_are_read_from_their_rows() {
    assert_eq!("B".parse::<Colour>(), Ok(Colour::Blue));
    assert_eq!(code::name(&Colour::Red), Some("빨강"));
    assert_eq!(Became::Done.as_str(), "0");
    assert!(matches!("G".parse::<Colour>(), Ok(Colour::Undocumented(_))));
}
