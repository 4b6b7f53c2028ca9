//! The README shows what the client's own README shows, which is compiled as its doctest.

use std::collections::BTreeSet;

use serde_json::Value;

const README: &str = include_str!("../../README.md");

#[test]
fn the_call_site_is_the_clients_own() {
    let client = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated/README.md");
    let client =
        std::fs::read_to_string(client).expect("generated/ is in the repository");
    let shown: Vec<&str> = README
        .split("```rust\n")
        .skip(1)
        .filter_map(|block| block.split("```").next())
        .collect();
    assert!(!shown.is_empty(), "the README shows no call site");
    for block in shown {
        assert!(client.contains(block), "not in generated/README.md:\n{block}");
    }
}

/// The sections of the English README that the Korean one has, each with the hash of what was
/// translated: a section that has changed since is told.
const TRANSLATED: [(&str, u64); 4] = [
    ("# konaplate", 0xee69_c34f_51d5_7526),
    ("## Two commands", 0xa754_e537_4268_dbce),
    ("## Workflow: edit, regenerate, review", 0x0271_dcc9_c41a_bb1f),
    ("## Licence", 0xdf91_cb47_231b_fa6f),
];

const KOREAN: &str = include_str!("../../.github/README.ko.md");

/// A section of the English README, up to the next heading.
fn section(heading: &str) -> Option<&'static str> {
    let is_line = |at: &usize| {
        README.get(..*at).is_some_and(|it| it.is_empty() || it.ends_with('\n'))
    };
    let start = README.match_indices(heading).map(|(at, _)| at).find(is_line);
    let text = README.get(start?..)?;
    let end = text.match_indices("\n## ").map(|(at, _)| at).next();
    text.get(..end.unwrap_or(text.len()))
}

/// FNV-1a.
fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// The commands of a table, and the blocks of code.
fn verbatim(text: &str) -> Vec<&str> {
    let rows =
        text.lines().filter_map(|line| line.strip_prefix("| `")?.split("` |").next());
    let blocks = text.split("```").skip(1).step_by(2);
    rows.chain(blocks).collect()
}

#[test]
fn the_korean_readme_is_in_step() {
    for (heading, translated) in TRANSLATED {
        assert!(
            KOREAN.contains(&format!("<!-- in step with README.md: {heading} -->")),
            "README.ko.md has no section for `{heading}`"
        );
        let section = section(heading).expect(heading);
        let found = hash(section);
        assert_eq!(
            found, translated,
            "`{heading}` of README.md has changed: translate what did, and write {found:#x} here"
        );
        for text in verbatim(section) {
            assert!(KOREAN.contains(text), "README.ko.md lacks\n{text}");
        }
    }
}

/// The properties of a schema, and of those within it.
fn properties(schema: &Value, names: &mut BTreeSet<String>) {
    match schema {
        Value::Object(fields) => {
            if let Some(Value::Object(of_it)) = fields.get("properties") {
                names.extend(of_it.keys().cloned());
            }
            fields.values().for_each(|it| properties(it, names));
        }
        Value::Array(items) => items.iter().for_each(|it| properties(it, names)),
        _ => {}
    }
}

/// The keys of YAML as the README writes it: at the beginning of a line, and within braces.
fn keys(block: &str) -> impl Iterator<Item = &str> {
    let lines = block.lines().map(|line| line.split(" #").next().unwrap_or(line));
    let parts = lines.flat_map(|line| line.split(['{', ',', '[']));
    parts.filter_map(|part| {
        let (key, _) = part.split_once(": ").or_else(|| part.split_once(":\n"))?;
        let key = key.trim().trim_start_matches("- ").trim();
        let is_word = |c: char| c.is_ascii_lowercase() || c == '_';
        key.chars().all(is_word).then_some(key).filter(|key| !key.is_empty())
    })
}

#[test]
fn the_samples_of_the_spec_have_keys_that_there_are() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../spec/schema");
    let mut known = BTreeSet::new();
    for entry in std::fs::read_dir(folder).expect("the schemas are in the repository") {
        let path = entry.expect("a file").path();
        if path.extension().is_some_and(|it| it == "json") {
            let text = std::fs::read_to_string(path).expect("a schema");
            properties(&serde_json::from_str(&text).expect("JSON"), &mut known);
        }
    }
    let blocks = README.split("```yaml\n").skip(1);
    let blocks: Vec<_> = blocks.filter_map(|it| it.split("```").next()).collect();
    let shown: Vec<_> = blocks.iter().flat_map(|block| keys(block)).collect();
    assert!(blocks.len() > 6 && shown.len() > 40, "{shown:?}");
    let unknown: Vec<_> = shown.iter().filter(|key| !known.contains(**key)).collect();
    assert!(
        unknown.is_empty(),
        "README.md shows keys that the format has not: {unknown:?}"
    );
}
