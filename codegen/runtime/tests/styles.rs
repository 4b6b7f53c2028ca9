//! Lists and objects in queries, in each style.

use crate::runtime::macros::{object, value_type};
use crate::runtime::{
    CheckedList, IntoField, ListRule, ListStyle, Listed, Nested, Object, Operation,
    Spec, Value, Visitor, target,
};
use crate::sample::{SOURCE, Tag};
use crate::vendor::{Found, Look, Outcome};

macro_rules! lists {
    ($($name:ident $rule:ident $style:ident;)*) => {$(
        value_type! {
            /// A list.
            pub type $name = CheckedList<$rule, Tag>: Listed = ListRule {
                field: "list",
                style: ListStyle::$style,
                source: SOURCE,
            }
        }
    )*};
}

lists! {
    Repeated RepeatedRule Repeated;
    Brackets BracketsRule Brackets;
    Comma CommaRule Comma;
    InJson InJsonRule Json;
}

/// A question with a list in each style.
struct Listing {
    tags: Option<Repeated>,
    marks: Option<Brackets>,
    days: Option<Comma>,
    words: Option<InJson>,
}

impl Object for Listing {
    const NAME: &'static str = "Listing";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        visitor.query("tags", &self.tags);
        visitor.query("marks", &self.marks);
        visitor.query("days", &self.days);
        visitor.query("words", &self.words);
    }
}

object!(Listing);

impl Operation for Listing {
    const SPEC: Spec = Spec {
        path: "/v1/lists",
        ..Look::SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

fn listing(items: &[&str]) -> Listing {
    fn list<T>(items: &[&str]) -> Option<T>
    where
        Vec<Tag>: IntoField<T>,
    {
        let items: Vec<_> = items.iter().map(|it| Tag::unchecked(*it)).collect();
        items.into_field().ok()
    }
    Listing {
        tags: list(items),
        marks: list(items),
        days: list(items),
        words: list(items),
    }
}

/// The pieces are those of `encodeURIComponent`.
#[test]
fn a_list_is_written_in_its_style() {
    assert_eq!(
        target(&listing(&["a&b", "한"])).unwrap(),
        "/v1/lists?tags=a%26b&tags=%ED%95%9C\
         &marks%5B%5D=a%26b&marks%5B%5D=%ED%95%9C\
         &days=a%26b,%ED%95%9C\
         &words=%5B%22a%26b%22%2C%22%ED%95%9C%22%5D"
    );
    assert_eq!(target(&listing(&[])).unwrap(), "/v1/lists?words=%5B%5D");
    let wrong = target(&listing(&["a,b"])).unwrap_err().to_string();
    assert_eq!(wrong, "days: has a comma, which separates the items (Vendor, Guide)");
}

/// A question with an object.
struct Asking(Any, ListStyle);

/// Any value.
#[derive(Debug, serde::Serialize)]
#[serde(transparent)]
struct Any(serde_json::Value);

impl Value for Any {}

impl Object for Asking {
    const NAME: &'static str = "Asking";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        visitor.query("card", &Nested(&self.0, self.1));
    }
}

object!(Asking);

impl Operation for Asking {
    const SPEC: Spec = Listing::SPEC;
    type Response = Found;
    type Code = Outcome;
}

fn asked(style: ListStyle, card: serde_json::Value) -> Result<String, String> {
    let asked = target(&Asking(Any(card), style)).map_err(|it| it.to_string())?;
    let (_, query) = asked.split_once('?').unwrap_or_default();
    Ok(query.replace("%5B", "[").replace("%5D", "]"))
}

#[test]
fn an_object_is_written_in_its_style() {
    let card = serde_json::json!({
        "owner": "한&",
        "tags": ["a", "b"],
        "parts": [{ "is_new": true, "no": 1.50 }, { "no": 2 }],
        "none": {},
        "of_none": [],
    });
    assert_eq!(
        asked(ListStyle::Brackets, card.clone()).unwrap(),
        "card[owner]=%ED%95%9C%26\
         &card[parts][0][is_new]=true&card[parts][0][no]=1.5&card[parts][1][no]=2\
         &card[tags][0]=a&card[tags][1]=b"
    );
    assert_eq!(
        asked(ListStyle::Dots, card).unwrap(),
        "card.owner=%ED%95%9C%26\
         &card.parts[0].is_new=true&card.parts[0].no=1.5&card.parts[1].no=2\
         &card.tags[0]=a&card.tags[1]=b"
    );
    let list = serde_json::json!([{ "no": 1 }, { "no": 2 }]);
    assert_eq!(asked(ListStyle::Dots, list).unwrap(), "card[0].no=1&card[1].no=2");
    let in_json = asked(ListStyle::Json, serde_json::json!({ "no": 1 }));
    assert_eq!(in_json.unwrap(), "card=%7B%22no%22%3A1%7D");
}

/// Each would be read as something else, or as nothing.
#[test]
fn what_no_query_can_have_is_refused() {
    let deep = (0..100).fold(serde_json::json!("a"), |it, _| serde_json::json!([it]));
    for card in [
        serde_json::json!({ "a": null }),
        serde_json::json!({ "a.b": "1" }),
        serde_json::json!({ "a]": "1" }),
        serde_json::json!({ "": "1" }),
        serde_json::json!([{ "a": "1" }, {}]),
        serde_json::json!({ "a": [[]] }),
        serde_json::json!({ "a": deep }),
    ] {
        for style in [ListStyle::Brackets, ListStyle::Dots] {
            let wrong = asked(style, card.clone()).unwrap_err();
            assert!(wrong.starts_with("card: has null, a list"), "{card} {wrong}");
        }
    }
}
