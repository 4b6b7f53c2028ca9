//! Lists that keep their rule.

use crate::runtime::macros::{checked_struct, value_type};
use crate::runtime::{CheckedList, IntoField, Length, ListRule, Listed};
use crate::sample::{SOURCE, Tag};

value_type! {
    /// Tags, some.
    pub type Some3 = CheckedList<Some3Rule, Tag>: Listed = ListRule {
        field: "꼬리표",
        items: Length::between(1, 3),
        source: SOURCE,
    }
}

value_type! {
    /// Tags, few or none.
    pub type Few = CheckedList<FewRule, Tag>: Listed = ListRule {
        field: "few",
        items: Length::at_most(2),
        source: SOURCE,
    }
}

checked_struct! {
    /// What has lists.
    #[derive(Clone)]
    pub struct Tagged, TaggedBuilder: SOURCE;

    /// A field.
    tags: required(Some3), field "tags";

    /// A field.
    few: optional(Few), field "few";
}

/// So many tags in a list.
fn tags<R: Listed>(count: usize) -> Result<CheckedList<R, Tag>, String> {
    let tags = vec![Tag::unchecked("가"); count];
    CheckedList::new(tags).map_err(|wrong| wrong.to_string())
}

#[test]
fn it_has_as_many_items_as_the_rule_allows() {
    for count in [1, 3] {
        assert_eq!(tags::<Some3Rule>(count).unwrap().get().len(), count);
    }
    let told = |count| tags::<Some3Rule>(count).unwrap_err();
    assert_eq!(told(0), "꼬리표: 0 items, at least 1 are required (Page, Section)");
    assert_eq!(told(4), "꼬리표: 4 items, at most 3 are allowed (Page, Section)");
    for count in [0, 1, 2] {
        assert!(tags::<FewRule>(count).is_ok(), "{count}");
    }
    assert!(tags::<FewRule>(3).is_err());
    assert_eq!(Some3::unchecked(Vec::new()).get().len(), 0);
}

#[test]
fn the_builder_tells_of_the_list_and_of_each_item() {
    let wrong = |tags: Vec<&str>, few: Vec<&str>| -> Vec<String> {
        let built = Tagged::builder().tags(tags).few(few).build();
        built.unwrap_err().iter().map(ToString::to_string).collect()
    };
    // A list that has to be there may not be empty, if it has to have an item.
    assert_eq!(
        wrong(vec![], vec![]),
        ["tags: 0 items, at least 1 are required (Page, Section)"]
    );
    assert_eq!(
        wrong(vec!["가", "나나나나나", "다", "라"], vec!["1", "2", "3"]),
        [
            "tags: 4 items, at most 3 are allowed (Page, Section)",
            "tags[1]: 5 characters, at most 4 are allowed (Page, Section)",
            "few: 3 items, at most 2 are allowed (Page, Section)",
        ]
    );
    let missing = Tagged::builder().few(["1"]).build().unwrap_err().to_string();
    assert_eq!(missing, "tags: required but missing (Page, Section)");
}

#[test]
fn it_is_sent_and_shown_as_its_items() {
    let tags = Some3::new(vec![Tag::unchecked("가"), Tag::unchecked("나")]).unwrap();
    let tagged = Tagged::new(tags);
    assert_eq!(serde_json::to_string(&tagged).unwrap(), r#"{"tags":["가","나"]}"#);
    assert_eq!(format!("{tagged:?}"), r#"Tagged { tags: ["가", "나"] }"#);
    let again: Some3 = tagged.tags.clone().into_field().unwrap();
    assert_eq!(format!("{again:?}"), r#"["가", "나"]"#);
}
