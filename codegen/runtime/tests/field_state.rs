//! Builders: what can be set, and that everything wrong is reported at once.

use crate::runtime::{
    CheckedList, Cited, FieldState, Flag, IntoField, Null, Nullable, Violation, YesNo,
};
use crate::sample::{
    Account, Amount, Bank, Birth, Everything, Item, SOURCE, Tag, Tags, TagsRule, full,
};

fn takes<T>(value: impl IntoField<T>) -> bool {
    value.into_field().is_ok()
}

#[test]
fn a_field_can_be_set_to_what_it_is_or_is_made_of() {
    let owned = "123".to_owned();
    assert!(takes::<Account>("123") && takes::<Account>(&owned));
    assert!(takes::<Account>(Account::new("123")) && takes::<Account>(owned));
    assert!(takes::<Account>(Account::unchecked("not digits")));
    assert!(takes::<Birth>("19900131") && takes::<Birth>(Birth::new(1990, 1, 31)));
    assert!(takes::<Bank>("004") && takes::<Bank>(Bank::First) && takes::<Bank>("999"));
    assert!(takes::<Flag<YesNo>>(true) && takes::<Flag<YesNo>>(Flag::from(true)));
    assert!(takes::<Item>(Item::build("123")));
    let amounts = [1_u8.into_field(), 1_u16.into_field(), 1_u32.into_field()];
    let more = [1_u64.into_field(), 1_i8.into_field(), 1_i16.into_field()];
    let most = [1_i32.into_field(), 1_i64.into_field(), 1_i128.into_field()];
    let text =
        ["1".into_field(), "1".to_owned().into_field(), Amount::new(1).into_field()];
    for amount in [amounts, more, most, text].into_iter().flatten() {
        assert_eq!(amount, Amount::new(1));
    }
    assert!(takes::<Tags>(["a", "b"]) && takes::<Tags>(vec!["a".to_owned()]));
    assert!(takes::<Tags>(vec![Tag::unchecked("a")]) && takes::<Tags>([""; 0]));
    assert!(takes::<CheckedList<TagsRule, Amount>>([1, 2]));
}

#[test]
fn a_value_that_is_there_or_not_can_be_set() {
    assert!(takes::<Account>(Some("123")) && !takes::<Account>(Some("1a")));
    assert!(
        takes::<Amount>(Some(1_u8)) && takes::<Birth>(Some(Birth::new(1990, 1, 31)))
    );
    assert!(
        takes::<Nullable<Amount>>(Some(1_u8)) && takes::<Nullable<Amount>>(Some(Null))
    );
    let set = |value: Option<&str>| {
        let (mut field, mut wrong) = (FieldState::<Account>::EMPTY, Vec::new());
        field.set("999");
        field.set(value);
        let account = field.optional("account", Cited::Here(&SOURCE), &mut wrong);
        account.map(|it| it.map(|it| it.as_str().to_owned()))
    };
    assert_eq!(set(Some("123")), Some(Some("123".to_owned())));
    assert_eq!((set(None), set(Some("1a"))), (Some(None), None));
    // A list has no place for what is not there.
    let wrong = IntoField::<Tags>::into_field(vec![Some("a"), None]).unwrap_err();
    assert_eq!(wrong.iter().next().unwrap().path, "[1]");
}

#[test]
fn everything_wrong_is_reported_at_once_and_in_order() {
    let wrong = Everything::builder()
        .account("1a")
        .birth("20230230")
        .amount(-6)
        .agreed(true)
        .tags(["fine", "too long", "가나다라마"])
        .items(vec![Item::build("123"), Item::build("x23")])
        .build()
        .err()
        .unwrap();
    let lines: Vec<_> =
        wrong.iter().map(|v| format!("{}: {}", v.path, v.kind)).collect();
    assert_eq!(
        lines,
        [
            "account: 2 characters, at least 3 are required",
            "account: does not have the form <digits>",
            "holder: required but missing",
            "birth: no such date",
            "amount: less than the minimum of -5",
            "bank: required but missing",
            "tags[1]: 8 characters, at most 4 are allowed",
            "tags[2]: 5 characters, at most 4 are allowed",
            "items[1].id: does not have the form <digits>",
        ]
    );
}

fn taken<T>(
    take: impl FnOnce(&mut Vec<Violation>) -> Option<T>,
) -> Result<T, Vec<Violation>> {
    let mut wrong = Vec::new();
    take(&mut wrong).ok_or(wrong)
}

#[test]
fn the_last_time_counts() {
    let mut slot = FieldState::<Account>::EMPTY;
    let take = |slot: &FieldState<Account>| {
        taken(|wrong| slot.clone().required("account", Cited::Here(&SOURCE), wrong))
    };
    slot.set("wrong");
    slot.set("123");
    assert_eq!(take(&slot).map(|a| a.as_str().to_owned()), Ok("123".to_owned()));
    slot.set("wrong");
    assert!(take(&slot).is_err());
}

#[test]
fn what_is_optional_may_be_left_out_but_not_be_wrong() {
    let mut slot = FieldState::<Account>::EMPTY;
    let take = |slot: &FieldState<Account>| {
        taken(|wrong| slot.clone().optional("account", Cited::Here(&SOURCE), wrong))
    };
    assert_eq!(take(&slot), Ok(None));
    slot.set("123");
    assert!(matches!(take(&slot), Ok(Some(_))));
    slot.set("wrong");
    assert!(take(&slot).is_err());
}

#[test]
fn a_place_has_the_name_of_the_slot_and_not_of_the_rule() {
    let mut slot = FieldState::<Account>::EMPTY;
    slot.set("wrong");
    let wrong =
        taken(|wrong| slot.required("other", Cited::Here(&SOURCE), wrong)).unwrap_err();
    assert_eq!(wrong[0].path, "other");
    assert!(full().is_ok());
}
