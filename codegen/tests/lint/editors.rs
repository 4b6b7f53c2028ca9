//! Editors know the format too.

use std::path::Path;

use codegen::{editor, skeleton};

use super::support::Texts;

#[test]
fn every_file_of_the_spec_names_its_schema() {
    let texts = Texts::real();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    // What was released stands there as it was, and nobody edits it.
    let edited = texts.0.iter().filter(|file| !file.name.starts_with("released/"));
    for file in edited {
        let line = editor::line(&file.name).expect("a file of the format");
        let text = texts.text(&file.name);
        assert!(text.starts_with(&line), "{} begins with {line}", file.name);
        let (_, schema) = line.trim_end().split_once('=').unwrap();
        let path = folder.join(&file.name).parent().unwrap().join(schema);
        assert!(path.exists(), "{}", path.display());
    }
}

#[test]
fn a_new_file_names_its_schema_too() {
    let text = skeleton::operation("charge", None).unwrap();
    assert!(
        text.starts_with(&editor::line("operations/charge.yaml").unwrap()),
        "{text}"
    );
    assert_eq!(editor::line("notes.yaml"), None);
}

#[test]
#[cfg(feature = "schema")]
fn the_reference_has_an_example_of_every_key() {
    let text = codegen::reference::markdown();
    let rows = text.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
    // A block has its own table, in the place of an example.
    let (blocks, keys): (Vec<_>, Vec<_>) = rows.partition(|row| row.contains("](#"));
    let without: Vec<_> = keys.iter().filter(|row| row.contains(" |  | ")).collect();
    assert!(blocks.len() > 50 && keys.len() > 300, "the tables are read");
    assert!(without.is_empty(), "put these keys into a fixture: {without:#?}");
}

#[test]
fn lint_accepts_the_examples_of_rare_keys() {
    let rare = [
        ("decisions.yaml", include_str!("../fixtures/rare/decisions.yaml")),
        ("pages.yaml", include_str!("../fixtures/rare/pages.yaml")),
        ("accepted.yaml", include_str!("../fixtures/rare/accepted.yaml")),
    ];
    let texts = rare
        .into_iter()
        .fold(Texts::base(), |texts, (name, text)| texts.with(name, text.as_bytes()));
    let linted = texts.lint_and_lower();
    let open = linted.codes();
    assert!(open.iter().all(|code| *code == "L050"), "{}", linted.rendered());
}

#[test]
#[cfg(feature = "schema")]
fn the_schemas_are_what_the_format_gives() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec/schema");
    for (name, text) in codegen::schema::files() {
        let written = std::fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(
            written == text,
            "{name}: run `cargo xtask schema` and commit the result"
        );
        // A bound as a binary fraction would not keep its digits.
        assert!(!text.contains("e+") && !text.contains(".0,"), "{name}");
    }
}

/// Editors show what the innermost schema says, so a type has nothing to say beside its key.
#[test]
#[cfg(feature = "schema")]
fn editors_show_what_a_key_means() {
    let files = codegen::schema::files();
    let is_input = |name: &str| name != "digest.json" && !name.starts_with("output-");
    let inputs =
        files.iter().filter(|(name, _)| is_input(name) && *name != "REFERENCE.md");
    let mut keys = 0;
    for (name, text) in inputs {
        let root: serde_json::Value = serde_json::from_str(text).unwrap();
        let definitions = root["definitions"].as_object().into_iter().flatten();
        for (block, schema) in definitions.chain([(&String::new(), &root)]) {
            let said = schema["description"].is_string();
            assert!(
                !said || block.is_empty(),
                "{name}: {block} hides what its key means"
            );
            assert!(
                schema.get("oneOf").is_none(),
                "{name}: the words of {block} are one `enum`"
            );
            for (key, property) in schema["properties"].as_object().into_iter().flatten()
            {
                assert!(
                    property["description"].is_string(),
                    "{name}: {block}.{key} means what?"
                );
                keys += 1;
            }
        }
    }
    assert!(keys > 300, "{keys} keys are read");
}
