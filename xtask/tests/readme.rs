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
