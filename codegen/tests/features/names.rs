//! Names and shapes, whatever they are made from.

use codegen::name::Ident;
use codegen::shape::{Part, Shape};
use proptest::prelude::*;

fn is_identifier(name: &Ident) -> bool {
    syn::parse_str::<syn::Ident>(name.as_str()).is_ok()
}

/// Words that Rust has, or may have, for itself; and some that it has not.
const WORDS: [&str; 60] = [
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "false",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "Self",
    "static",
    "struct",
    "super",
    "trait",
    "true",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "union",
    "auto",
    "default",
    "dyn",
    "raw",
    "safe",
    "_",
    "macro_rules",
];

#[test]
fn keywords_give_identifiers() {
    for word in WORDS {
        for name in [Ident::upper_camel(word), Ident::snake(word)].into_iter().flatten()
        {
            assert!(is_identifier(&name), "{word} gives {name}");
            assert!(is_identifier(&name.constant()), "{word} gives {}", name.constant());
        }
    }
}

proptest! {
    #[test]
    fn names_are_identifiers(text in r#"[a-zA-Z0-9 _'’"./()&+\-가é🙂\n]{0,12}|\PC{0,12}"#) {
        for name in [Ident::upper_camel(&text), Ident::snake(&text)].into_iter().flatten() {
            prop_assert!(is_identifier(&name), "{text:?} gives {name}");
            prop_assert!(name.as_str().is_ascii());
        }
    }

    #[test]
    fn a_shape_is_read_as_it_is_written(form in form()) {
        let Ok(shape) = Shape::parse(&form) else { return Ok(()) };
        // Of a year beside a year nobody can say where it ends.
        let is_year = |part: &Part| matches!(part, Part::Year2 | Part::Year4);
        prop_assume!(!shape.parts.windows(2).any(|pair| pair.iter().all(is_year)));
        let written = shape.to_string();
        let read = Shape::parse(&written);
        prop_assert_eq!(read.map(|it| it.parts), Ok(shape.parts), "{} as {}", form, written);
    }

    #[test]
    fn a_shape_is_as_long_as_its_values(form in form()) {
        let Ok(shape) = Shape::parse(&form) else { return Ok(()) };
        let Some(length) = shape.length() else { return Ok(()) };
        let value: String = shape.parts.iter().map(sample).collect();
        prop_assert_eq!(value.chars().count(), length as usize, "{} of {}", value, form);
    }

    #[test]
    fn no_form_is_too_odd(form in r"[yYMdDHhmsSxi0-9a-f'\-:가 🙂]{0,20}|\PC{0,20}") {
        if let Err(error) = Shape::parse(&form) {
            prop_assert!(error.at <= form.chars().count(), "{form:?}: {}", error.at);
        }
    }
}

/// Forms of several parts, most of which can be read.
fn form() -> impl Strategy<Value = String> {
    let part = prop::sample::select(vec![
        "yyyy",
        "YYYY",
        "yy",
        "YY",
        "MM",
        "MI",
        "mm",
        "dd",
        "DD",
        "HH",
        "HH24",
        "ss",
        "SS",
        "SSS",
        "digits",
        "digits1",
        "digits12",
        "hex7",
        "xxx",
        "base64of1",
        "base64of2",
        "base64of32",
        "'A'",
        "'a1'",
        "'가'",
        "'🙂'",
        "'·'",
        "'-'",
        "-",
        ":",
        " ",
        "/",
        "'24'",
    ]);
    prop::collection::vec(part, 1..8).prop_map(|parts| parts.concat())
}

fn sample(part: &Part) -> String {
    let bytes = |n: u32| "A".repeat((n * 4).div_ceil(3) as usize);
    match part {
        Part::Year4 => "1990".to_owned(),
        Part::Year2 => "90".to_owned(),
        Part::Month => "01".to_owned(),
        Part::Day => "31".to_owned(),
        Part::Hour => "23".to_owned(),
        Part::Minute | Part::Second => "59".to_owned(),
        Part::Millisecond => "999".to_owned(),
        Part::Hex(count) => "f".repeat(*count as usize),
        Part::Digits(count) => "7".repeat(*count as usize),
        Part::AnyDigits => "7".to_owned(),
        Part::Uuid => "0F0e0000-0000-4000-8000-000000000000".to_owned(),
        Part::EpochSeconds => "1764460800".to_owned(),
        Part::EpochMilliseconds => "1764460800999".to_owned(),
        Part::Counter(count) => "Z".repeat(*count as usize),
        Part::Decimal => "7.70".to_owned(),
        Part::Offset => "-03:30".to_owned(),
        Part::Base64(count) => bytes(*count) + ["", "==", "="][(count % 3) as usize],
        Part::Header(_, count) => "m".repeat(*count as usize),
        Part::Literal(text) => text.clone(),
    }
}

#[test]
fn what_pages_write_is_understood() {
    for (page, understood) in [
        ("YYYYMMDDHH24MISS", "yyyyMMddHHmmss"),
        ("YYYYMMDDHHMMSS", "yyyyMMddHHmmss"),
        ("yyMMddHHmiSS-xxxxxxx", "yyMMddHHmmss-hex7"),
        ("HHMMSS", "HHmmss"),
        ("HH:MM:SS", "HH:mm:ss"),
        ("yyyy/MM/dd HH:MM", "yyyy/MM/dd HH:mm"),
        ("YYMM", "yyMM"),
        ("'KMV1:'yyyyMMddHHmmssSSS:base64of32", "'KMV1:'yyyyMMddHHmmssSSS:base64of32"),
    ] {
        assert_eq!(Shape::parse(page).unwrap().to_string(), understood, "{page}");
    }
}
