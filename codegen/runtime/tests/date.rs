//! Dates: in the calendar, and in the form of the wire.

use crate::runtime::ViolationKind;
use crate::sample::{Birth, ShortBirth};
use proptest::prelude::*;

#[test]
fn it_is_written_as_the_wire_has_it() {
    let birth = Birth::new(1990, 1, 31).unwrap();
    assert_eq!(birth.as_str(), "19900131");
    assert_eq!(Birth::from_iso("1990-01-31").unwrap(), birth);
    assert_eq!("19900131".parse::<Birth>().unwrap(), birth);
    assert_eq!(serde_json::to_string(&birth).unwrap(), "\"19900131\"");
    assert_eq!(ShortBirth::new(1990, 1, 31).unwrap().as_str(), "900131");
    assert_eq!(ShortBirth::from_iso("1990-01-31").unwrap().as_str(), "900131");
    assert_eq!(Birth::unchecked("soon").as_str(), "soon");
}

#[test]
fn it_is_in_the_calendar() {
    for (year, month, day) in [
        (2023, 2, 29),
        (1900, 2, 29),
        (2023, 4, 31),
        (2023, 0, 1),
        (2023, 13, 1),
        (2023, 1, 0),
        (2023, 1, 255),
        (10_000, 1, 1),
    ] {
        for wrong in [
            Birth::new(year, month, day).unwrap_err(),
            ShortBirth::new(year, month, day).unwrap_err(),
        ] {
            let broken: Vec<_> = wrong.into_iter().map(|v| v.kind).collect();
            assert_eq!(broken, [ViolationKind::NoSuchDate], "{year} {month} {day}");
        }
    }
    assert!(Birth::new(2024, 2, 29).is_ok());
    let wrong = Birth::parse("20230230").unwrap_err();
    assert_eq!(wrong.to_string(), "birth: no such date (Page, Section)");
    let wrong = Birth::from_iso("2023-02-30").unwrap_err();
    assert_eq!(wrong.to_string(), "birth: no such date (Page, Section)");
}

#[test]
fn the_two_forms_are_not_confused() {
    assert!(Birth::parse("1990-01-31").is_err());
    for text in ["19900131", "1990-1-31", "1990-01-31T", "1990/01/31", "١٩٩٠-٠١-٣١", ""]
    {
        let wrong = Birth::from_iso(text).unwrap_err().to_string();
        assert!(
            wrong.contains("does not have the form <4 digits>-<2 digits>"),
            "{wrong}"
        );
    }
}

proptest! {
    #[test]
    fn every_day_round_trips(year in 0..=9999_u16, month in 1..=12_u8, day in 1..=31_u8) {
        if let Ok(birth) = Birth::new(year, month, day) {
            prop_assert_eq!(birth.as_str(), format!("{year:04}{month:02}{day:02}"));
            let json = serde_json::to_string(&birth).unwrap();
            prop_assert_eq!(serde_json::from_str::<Birth>(&json).unwrap(), birth.clone());
            let iso = format!("{year:04}-{month:02}-{day:02}");
            prop_assert_eq!(Birth::from_iso(&iso).unwrap(), birth);
        } else {
            prop_assert!(day > 28);
        }
    }

    #[test]
    fn no_text_makes_it_panic(text in "[0-9가-]{0,11}") {
        let _ = (Birth::parse(&text), Birth::from_iso(&text));
    }
}
