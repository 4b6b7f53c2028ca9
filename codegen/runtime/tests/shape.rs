//! Shapes: what they take, and that they take what they write.

use crate::runtime::{Moment, Part, Shape};
use proptest::prelude::*;

const YMD: &[Part] = &[Part::Year4, Part::Month, Part::Day];
const SHORT: &[Part] = &[Part::Year2, Part::Month, Part::Day];
const TIME: &[Part] = &[Part::Hour, Part::Minute, Part::Second, Part::Millisecond];
const ISO: &[Part] =
    &[Part::Year4, Part::Literal("-"), Part::Month, Part::Literal("-"), Part::Day];
const HANGUL: &[Part] = &[Part::Month, Part::Literal("월"), Part::Digits(2)];

#[test]
fn it_takes_what_has_its_form() {
    for (parts, yes, no) in [
        (YMD, "20240229", "20230229"),
        (YMD, "20000229", "19000229"),
        (YMD, "19991231", "19991301"),
        (YMD, "20230430", "20230431"),
        (YMD, "20230101", "20230100"),
        (YMD, "20230101", "20230001"),
        (YMD, "20230101", "2023010"),
        (YMD, "20230101", "202301011"),
        (YMD, "20230101", "２0230101"),
        (SHORT, "000229", "990229"),
        (&[Part::Month, Part::Day], "0229", "0230"),
        (&[Part::Day], "31", "32"),
        (TIME, "235959999", "240000000"),
        (TIME, "000000000", "006000000"),
        (TIME, "000000000", "000060000"),
        (ISO, "2024-02-29", "2024/02/29"),
        (HANGUL, "12월00", "12월0"),
        (&[Part::Hex(3)], "aF0", "ag0"),
        (&[Part::Hex(3)], "aF0", "aF"),
        (&[Part::Hex(1)], "a", "é"),
        (&[Part::Digits(2)], "00", "+1"),
        (&[Part::Base64(3)], "+/aZ", "+/a="),
        (&[Part::Base64(2)], "AAA=", "AAAA"),
        (&[Part::Base64(1)], "AA==", "AA="),
        (&[Part::Base64(1)], "AA==", "A==="),
        (&[Part::Base64(1)], "AA==", "A=A="),
        (&[Part::Literal("x"), Part::AnyDigits], "x0123456789", "x"),
        (&[Part::AnyDigits], "7", ""),
        (&[Part::AnyDigits], "7", "7a"),
    ] {
        let shape = Shape(parts);
        assert!(shape.matches(yes), "{shape} {yes}");
        assert!(!shape.matches(no), "{shape} {no}");
    }
    assert!(Shape::ANY.matches("") && Shape::ANY.matches("무엇이든"));
}

#[test]
fn its_length_is_in_characters() {
    assert_eq!(Shape(HANGUL).length(), Some(5));
    for (parts, length) in [
        (YMD, Some(8)),
        (TIME, Some(9)),
        (&[Part::Base64(64)], Some(88)),
        (&[Part::Base64(u32::MAX), Part::Hex(u32::MAX)], Some(u32::MAX)),
        (&[Part::Hex(7), Part::AnyDigits], None),
        (&[], None),
    ] {
        assert_eq!(Shape(parts).length(), length);
    }
}

#[test]
fn it_names_itself() {
    let id = Shape(&[Part::Year2, Part::Month, Part::Day, Part::Hex(7)]);
    let rest = Shape(&[Part::Digits(2), Part::Literal(":"), Part::Base64(64)]);
    assert_eq!(id.to_string(), "yyMMdd<7 hex digits>");
    assert_eq!(rest.to_string(), "<2 digits>:<64 bytes in Base64>");
    assert_eq!(Shape(TIME).to_string(), "HHmmssSSS");
    assert_eq!(Shape(ISO).to_string(), "yyyy-MM-dd");
    assert_eq!(Shape::DIGITS.to_string(), "<digits>");
    assert_eq!(Shape::ANY.to_string(), "<anything>");
}

const NEW_YEAR: Moment = Moment {
    year: 2026,
    month: 1,
    day: 2,
    hour: 3,
    minute: 4,
    second: 5,
    millisecond: 6,
};

#[test]
fn it_writes_an_instant() {
    let mut next = 0xf8;
    let mut random = || {
        next += 1;
        next
    };
    let shape = Shape(&[Part::Year2, Part::Month, Part::Literal("T"), Part::Hex(3)]);
    assert_eq!(shape.write(&NEW_YEAR, &mut random).as_deref(), Some("2601T9ab"));
    let time = Shape(TIME).write(&NEW_YEAR, &mut random);
    assert_eq!(time.as_deref(), Some("030405006"));
}

#[test]
fn it_writes_nothing_that_is_not_an_instant() {
    for parts in [&[Part::Digits(1)], &[Part::AnyDigits], &[Part::Base64(1)], &[][..]] {
        assert_eq!(Shape(parts).write(&NEW_YEAR, &mut || 0), None);
    }
    for moment in [
        Moment { year: 10_000, ..NEW_YEAR },
        Moment { month: 13, ..NEW_YEAR },
        Moment {
            month: 2,
            day: 29,
            ..NEW_YEAR
        },
        Moment { hour: 24, ..NEW_YEAR },
        Moment { minute: 60, ..NEW_YEAR },
        Moment { second: 60, ..NEW_YEAR },
        Moment {
            millisecond: 1000,
            ..NEW_YEAR
        },
    ] {
        assert_eq!(Shape(YMD).write(&moment, &mut || 0), None, "{moment:?}");
    }
}

fn any_shape() -> impl Strategy<Value = Shape> {
    let parts = [YMD, SHORT, TIME, ISO, &[Part::Hex(7)], &[Part::Literal("월")]];
    let joined = prop::sample::subsequence(parts[2..].to_vec(), 1..=4);
    // Leaking is how a test gets data that is static everywhere else.
    joined.prop_map(|parts| Shape(Box::leak(parts.concat().into_boxed_slice())))
}

proptest! {
    #[test]
    fn it_takes_what_it_writes(
        shape in any_shape(), year in 0..10_010_u16, month in 0..14_u8, day in 0..33_u8,
        hour in 0..25_u8, minute in 0..61_u8, millisecond in 0..1002_u16, seed: u8,
    ) {
        let moment = Moment { year, month, day, hour, minute, second: 59, millisecond };
        let mut next = seed;
        let mut random = || { next = next.wrapping_mul(5).wrapping_add(seed | 1); next };
        for shape in [shape, Shape(YMD), Shape(SHORT)] {
            if let Some(text) = shape.write(&moment, &mut random) {
                prop_assert!(shape.matches(&text), "{} {}", shape, text);
                prop_assert_eq!(shape.length(), u32::try_from(text.chars().count()).ok());
            }
        }
    }

    #[test]
    fn no_text_makes_it_panic(shape in any_shape(), text in "\\PC{0,12}") {
        let _ = shape.matches(&text);
    }
}
