//! The README shows what the client's own README shows, which is compiled as its doctest.

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
