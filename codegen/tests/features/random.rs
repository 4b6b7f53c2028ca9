//! Specs that nobody would write: what passes the linter gives Rust, and nothing panics.

use std::sync::atomic::{AtomicU32, Ordering};

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::support::{self, Feature, generate};
use super::yaml::{self, Operation, entry, list, text};

/// Texts with all that Rust, Markdown, TOML and rustfmt could take for their own.
fn odd_text() -> impl Strategy<Value = String> {
    let piece = select(vec![
        "a",
        "B",
        "7",
        " ",
        "\"",
        "\\",
        "'",
        "`",
        "```",
        "*/",
        "/*",
        "//",
        "](",
        "[x]",
        "{}",
        "{",
        "}",
        "<T>",
        "&amp;",
        "#",
        "# ",
        "- ",
        "1. ",
        "|",
        "~",
        "_",
        "*",
        "\n",
        "\n\n",
        "    ",
        "=",
        "!",
        "$",
        "%s",
        "https://a.example/b_c",
        "한글",
        "é",
        "🙂",
        "\u{3000}",
        "\t",
        "\\u{1a}",
    ]);
    let some = "[A-Za-z]{2,5}";
    (some, vec(piece, 0..8), some)
        .prop_map(|(a, pieces, b)| format!("{a}{}{b}", pieces.concat()))
}

/// Such a text as a name, which stands on one line.
fn odd_line() -> impl Strategy<Value = String> {
    odd_text().prop_map(|text| text.replace(['\n', '\t'], " "))
}

/// Names such as vendors give.
fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        60 => "[a-z]{2,6}([A-Z][a-z]{2,6}){1,2}",
        1 => select(vec!["type", "self", "new", "build", "clone", "value", "date", "number"])
            .prop_map(str::to_owned),
        1 => odd_line(),
    ]
}

fn pair<T: ToString>(key: &'static str, value: T) -> (&'static str, String) {
    (key, value.to_string())
}

/// What a field says of its values.
fn kind() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    let string = || pair("type", "string");
    let form =
        select(vec!["digits", "yyyyMMdd", "\"'A-'digits4xx\"", "HHmmss", "base64of32"]);
    prop_oneof![
        (1..40_u32).prop_map(move |n| vec![string(), pair("length", n)]),
        (0..9_u32, 5..4000_u32).prop_map(move |(a, b)| vec![
            string(),
            pair("min_length", a),
            pair("max_length", b)
        ]),
        form.prop_map(move |form| vec![string(), pair("form", form)]),
        odd_line().prop_map(move |it| vec![string(), pair("example", text(&it))]),
        (any::<i128>(), any::<i128>()).prop_map(|(a, b)| {
            vec![
                pair("type", "number"),
                pair("min_value", a.min(b)),
                pair("max_value", a.max(b)),
            ]
        }),
        (1..39_u32).prop_map(|n| vec![pair("type", "number"), pair("max_digits", n)]),
        (1..900_u32, 900..9_000_u32).prop_map(|(step, most)| vec![
            pair("type", "number"),
            pair("max_value", most),
            pair("multiple_of", step)
        ]),
        select(vec!["true/false", "Y/N", "1/0"])
            .prop_map(|wire| vec![pair("type", "boolean"), pair("wire", wire)]),
        (select(vec!["utf-8-bytes", "euc-kr-bytes"]), 0..4_u32, 4..300_u32).prop_map(
            move |(unit, min, max)| vec![
                string(),
                pair("min_length", min),
                pair("max_length", max),
                pair("length_unit", unit)
            ]
        ),
        (0..4_u32, 4..90_000_u32).prop_map(|(least, most)| vec![
            pair("type", "array-of-strings"),
            pair("max_length", 9),
            pair("min_items", least),
            pair("max_items", most)
        ]),
        Just(vec![pair("type", "string"), pair("codes", "table")]),
        (name(), odd_text()).prop_map(move |(name, about)| {
            let inner = entry(&[
                ("name", text(&name)),
                string(),
                pair("need", "required"),
                ("about", text(&about)),
            ]);
            vec![pair("type", "object"), pair("fields", format!("[{inner}]"))]
        }),
    ]
}

fn field() -> impl Strategy<Value = String> {
    let need = select(vec!["required", "optional"]);
    (name(), kind(), need, odd_text()).prop_map(|(name, kind, need, about)| {
        let mut pairs = vec![("name", text(&name))];
        pairs.extend(kind);
        pairs.extend([pair("need", need), ("about", text(&about))]);
        entry(&pairs)
    })
}

fn operation() -> impl Strategy<Value = Operation> {
    let texts = (odd_line(), odd_line(), odd_text());
    let fields = (vec(field(), 0..16), proptest::option::of(vec(field(), 0..6)));
    let codes = vec((odd_text(), "[A-Z][a-z]{2,40}"), 1..4);
    (texts, fields, codes).prop_map(
        |((title, section, about), (fields, answer), codes)| {
            let codes = codes.iter().enumerate();
            let codes = codes
                .map(|(at, (message, variant))| {
                    yaml::code(&at.to_string(), message, variant)
                })
                .collect();
            Operation {
                title,
                section,
                about,
                fields,
                answer,
                codes,
            }
        },
    )
}

fn spec() -> impl Strategy<Value = Feature> {
    let rows = vec((odd_line(), odd_line(), "[A-Z][a-z]{2,40}"), 1..4);
    let table = (odd_text(), rows).prop_map(|(about, rows)| {
        let row = |(code, name, variant): &(String, String, String)| {
            entry(&[
                ("code", text(code)),
                ("name", text(name)),
                ("variant", text(variant)),
            ])
        };
        let rows: Vec<_> = rows.iter().map(row).collect();
        let cite = "cite: { source: first, section: Top }";
        let about = text(&about);
        let codes = list("codes", 0, &rows);
        (
            "codes/table.yaml".to_owned(),
            format!("id: table\nabout: {about}\n{cite}\n{codes}"),
        )
    });
    (table, operation(), proptest::option::of(operation())).prop_map(
        |(table, first, second)| {
            let mut files = vec![table, first.write("first")];
            files.extend(second.map(|second| second.write("second")));
            yaml::vendor("random", "", files)
        },
    )
}

/// What a spec gives is Rust; whether it gives anything.
fn gives_rust(spec: &Feature) -> Result<bool, TestCaseError> {
    let Ok(tree) = generate(spec.texts()) else { return Ok(false) };
    // What is copied is the same for all.
    let own = |path: &str| !path.contains("/runtime/") && !path.contains("/boundary/");
    for (path, bytes) in tree.iter().filter(|(path, _)| own(path)) {
        let text = str::from_utf8(bytes).unwrap();
        if path.ends_with(".rs") {
            prop_assert!(syn::parse_file(text).is_ok(), "{path}:\n{text}");
        }
        let strange = text.chars().find(|c| c.is_control() && *c != '\n');
        prop_assert_eq!(strange, None, "{}", path);
    }
    Ok(true)
}

#[test]
fn what_passes_the_linter_gives_rust() {
    let passed = AtomicU32::new(0);
    proptest!(ProptestConfig::with_cases(400), |(spec in spec())| {
        if gives_rust(&spec)? {
            passed.fetch_add(1, Ordering::Relaxed);
        }
    });
    // Else the property says little.
    let passed = passed.into_inner();
    assert!(passed > 100, "{passed} of 400 random specs passed the linter");
}

#[test]
fn no_damage_to_a_spec_panics() {
    let features = support::all();
    let damage =
        (0..features.len(), any::<prop::sample::Index>(), any::<prop::sample::Index>());
    proptest!(ProptestConfig::with_cases(300), |((feature, at, file) in damage, odd in odd_text())| {
        let mut texts = features[feature].texts();
        let file = file.index(texts.len());
        let bytes = &mut texts[file].bytes;
        let at = at.index(bytes.len());
        bytes.splice(at..(at + odd.len() / 2).min(bytes.len()), odd.bytes());
        let _ = generate(texts);
    });
}
