//! Maps: any names, values of one kind, and a number of entries.

use crate::declared::Memo;
use crate::runtime::macros::{checked_struct, value_type};
use crate::runtime::{
    CheckedMap, Json, Length, ListRule, Listed, Reading, ViolationKind,
};
use crate::sample::SOURCE;
use std::collections::BTreeMap;

value_type! {
    /// Notes.
    pub type Notes = CheckedMap<NotesRule, Memo>: Listed = ListRule {
        field: "metadata",
        items: Length::between(1, 2),
        source: SOURCE,
    }
}

checked_struct! {
    /// A struct with a map.
    #[derive(Clone)]
    pub struct Noted, NotedBuilder: SOURCE;

    /// A field.
    metadata: required(Notes), field "metadata";
}

#[test]
fn a_map_is_an_object_by_name() {
    let noted =
        Noted::builder().metadata([("나", "둘"), ("가", "하나")]).build().unwrap();
    let json = r#"{"metadata":{"가":"하나","나":"둘"}}"#;
    assert_eq!(serde_json::to_string(&noted).unwrap(), json);
    // Names are the caller's, whatever the rule of the values shows.
    assert_eq!(format!("{noted:?}"), "Noted { metadata: {2 entries ..} }");
    let map = BTreeMap::from([("a".to_owned(), "b".to_owned())]);
    assert!(Noted::builder().metadata(map).build().is_ok());
    // The last of one name counts, once.
    let twice = [("a", "1"), ("b", "2"), ("a", "3")];
    let noted = Noted::builder().metadata(twice).build().unwrap();
    let json = r#"{"metadata":{"a":"3","b":"2"}}"#;
    assert_eq!(serde_json::to_string(&noted).unwrap(), json);
}

#[test]
fn entries_and_their_number_are_checked() {
    let given = vec![("홍길동", "1"), ("b", "너무 길다"), ("c", "3")];
    let wrong = Noted::builder().metadata(given).build().unwrap_err();
    let told: Vec<_> = wrong.iter().map(|it| (&*it.path, it.kind.clone())).collect();
    let expected = [
        (
            "metadata[1]",
            ViolationKind::TooLong {
                max: 3,
                actual: 5,
                charset: None,
            },
        ),
        ("metadata", ViolationKind::TooManyItems { max: 2, actual: 3 }),
    ];
    assert_eq!(told, expected);
    assert!(!format!("{wrong} {wrong:?}").contains("홍길동"));
    assert!(Noted::builder().metadata(Vec::<(&str, &str)>::new()).build().is_err());
    assert!(Notes::new(BTreeMap::new()).is_err());
}

#[test]
fn maps_and_lists_of_numbers_are_read_item_by_item() {
    let json = br#"{"m":{"a":"1","b":2,"c":null,"d":[]},"n":[1,"2",2.5,"x"],"x":[]}"#;
    let json = Json::from_slice(json).unwrap();
    let read = json.map("m").value().unwrap();
    let names: Vec<_> = read.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["a", "b", "c", "d"]);
    let values: Vec<_> = read.into_iter().map(|(_, it)| it.value()).collect();
    assert_eq!(values, [Some("1".into()), Some("2".into()), None, None]);
    assert!(matches!(json.map("x"), Reading::Unreadable(_)));
    assert_eq!(json.integers("n").values().collect::<Vec<_>>(), [1, 2]);
    let decimals: Vec<_> =
        json.decimals("n").values().map(|it| it.to_string()).collect();
    assert_eq!(decimals, ["1", "2", "2.5"]);
    assert!(matches!(json.integers("m"), Reading::Unreadable(_)));
}
