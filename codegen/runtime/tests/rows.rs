//! Arrays of arrays: limits of both levels, and reading item by item.

use crate::runtime::macros::{checked_struct, value_type};
use crate::runtime::{
    CheckedList, DecimalNumber, DecimalRule, Fractional, Json, Length, ListRule, Listed,
    Reading,
};
use crate::sample::SOURCE;

value_type! {
    /// A coordinate.
    pub type Degree = DecimalNumber<DegreeRule>: Fractional = DecimalRule {
        field: "route",
        places: 2,
        source: SOURCE,
    }
}

value_type! {
    /// A point.
    pub type Point = CheckedList<PointRule, Degree>: Listed = ListRule {
        field: "route",
        items: Length::exactly(2),
        source: SOURCE,
    }
}

value_type! {
    /// A route.
    pub type Route = CheckedList<RouteRule, Point>: Listed = ListRule {
        field: "route",
        items: Length::between(1, 2),
        source: SOURCE,
    }
}

checked_struct! {
    /// A trip.
    #[derive(Clone)]
    pub struct Trip, TripBuilder: SOURCE;

    /// A field.
    route: required(Route), field "route";
}

#[test]
fn both_levels_have_limits() {
    let trip = Trip::builder().route([["37.5", "127"], ["37.51", "0"]]).build().unwrap();
    let json = r#"{"route":[[37.5,127],[37.51,0]]}"#;
    assert_eq!(serde_json::to_string(&trip).unwrap(), json);
    let route = vec![vec!["1", "2"], vec!["1.234", "2"], vec!["1"]];
    let wrong = Trip::builder().route(route).build().unwrap_err();
    let told: Vec<_> =
        wrong.iter().map(|it| format!("{}: {}", it.path, it.kind)).collect();
    let expected = [
        "route: 3 items, at most 2 are allowed",
        "route[1][0]: 3 decimals, at most 2 are allowed",
        "route[2]: 1 item, at least 2 are required",
    ];
    assert_eq!(told, expected);
}

#[test]
fn each_array_is_read_by_itself() {
    let json = Json::from_slice(
        r#"{"n":[[1,"2",null,"가"],null,7,[]],"d":[["1.50",2]],"t":[["가"],["나",1]],"x":{}}"#
            .as_bytes(),
    )
    .unwrap();
    let Reading::Value(rows) = json.rows_of_integers("n") else { panic!() };
    let [
        Reading::Value(first),
        Reading::Null,
        Reading::Unreadable(_),
        Reading::Value(none),
    ] = rows.as_slice()
    else {
        panic!("{rows:?}")
    };
    assert!(none.is_empty());
    let expected =
        [Reading::Value(1), Reading::Value(2)].map(|it: Reading<'_, i128>| it.value());
    let found: Vec<_> = first.iter().map(|it| it.value()).collect();
    assert_eq!(found, [expected[0], expected[1], None, None]);
    let decimals: Vec<_> = json.rows_of_decimals("d").values().flatten().collect();
    let decimals: Vec<_> =
        decimals.into_iter().filter_map(|it| Some(it.value()?.to_string())).collect();
    assert_eq!(decimals, ["1.5", "2"]);
    let texts: Vec<_> = json.rows_of_texts("t").values().map(|it| it.len()).collect();
    assert_eq!(texts, [1, 2]);
    assert!(matches!(json.rows_of_texts("x"), Reading::Unreadable(_)));
    assert!(json.rows_of_texts("none").is_missing());
}
