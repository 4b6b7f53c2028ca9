//! The repository's own output.

use std::path::{Path, PathBuf};

use codegen::load;

use super::support::generate;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

#[test]
fn generated_is_what_the_spec_gives() {
    let tree = generate(load::read(&here("spec")).unwrap()).unwrap();
    let changes = tree.compare(&here("generated")).unwrap();
    assert!(
        changes.is_empty(),
        "generated/ is out of date with spec/; run `cargo xtask regen` and commit the result\n{}",
        tree.diff(&here("generated"), &changes)
    );
}

/// What a reviewer reads when a vendor changes one limit.
#[test]
fn one_changed_line_of_the_spec_changes_a_few_lines_of_the_output() {
    let mut texts = load::read(&here("spec")).unwrap();
    // What was released would bring the version and the changelog into it.
    texts.retain(|text| !text.name.starts_with("released/"));
    let before = generate(texts.clone()).unwrap();
    let operation = texts
        .iter_mut()
        .find(|text| text.name.ends_with("verify-account-holder.yaml"))
        .unwrap();
    let text = String::from_utf8(operation.bytes.clone()).unwrap();
    assert_eq!(text.matches("max_length: 20\n").count(), 1);
    operation.bytes = text.replace("max_length: 20\n", "max_length: 24\n").into_bytes();

    let out = tempfile::tempdir().unwrap();
    let out = out.path().join("generated");
    before.write(&out).unwrap();
    let after = generate(texts).unwrap();
    let mut changes = after.compare(&out).unwrap();
    changes.retain(|change| change.slashed() != ".checksums");
    insta::assert_snapshot!(
        after.diff(&out, &changes).lines().filter(|line| line.starts_with(['+', '-'])).collect::<Vec<_>>().join("\n"),
        @r#"
    --- a/openapi.json
    +++ b/openapi.json
    -            "maxLength": 20,
    +            "maxLength": 24,
    --- a/src/account/verify_account_holder.rs
    +++ b/src/account/verify_account_holder.rs
    -    /// `bankAccount`: 1 to 20 characters, of the form `digits`.
    +    /// `bankAccount`: 1 to 24 characters, of the form `digits`.
    -        length: Length::between(1, 20),
    +        length: Length::between(1, 24),
    --- a/tests/boundaries.rs
    +++ b/tests/boundaries.rs
    -    digit_text::<BankAccountRule>(1..=20);
    +    digit_text::<BankAccountRule>(1..=24);
    "#
    );
}
