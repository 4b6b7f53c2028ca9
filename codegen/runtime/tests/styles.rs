//! Lists in queries, in each style.

use crate::runtime::macros::{object, value_type};
use crate::runtime::{
    CheckedList, IntoField, ListRule, ListStyle, Listed, Object, Operation, Spec,
    Visitor, target,
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
