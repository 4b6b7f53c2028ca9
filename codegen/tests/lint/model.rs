//! The model is what another reader of YAML makes of the file.

use std::fmt::Debug;

use codegen::load::{Loaded, Loading, load};
use serde::de::DeserializeOwned;

use super::support::Texts;

const LEND: &str = "operations/lend-book.yaml";

#[test]
fn every_file_is_read_as_serde_yaml_reads_it() {
    for texts in [Texts::base(), Texts::real()] {
        assert_eq!(compared(&texts), files(&texts));
    }
}

#[test]
fn a_field_without_a_name_is_read_so() {
    let unnamed = "  section: Parameters\n  unnamed:\n    - { type: number, need: optional, \
                   min_value: -1, max_value: 9, max_digits: 1, wording: \"A number.\", \
                   confirm: \"No name is printed.\" }\n";
    let texts = Texts::base().replace(LEND, "  section: Parameters\n", unnamed);
    assert_eq!(compared(&texts), files(&texts));
}

#[test]
fn a_text_is_read_so_in_whatever_way_it_is_written() {
    let ways = [
        "Lends 책, or not",
        "Lends\n  over\n  lines\n\n  and a gap",
        "'single ''quotes'': # no comment'",
        "'over\n  lines\n\n  and a gap'",
        r#""escapes: \t \" \\ \u2026 \x41 \N \_""#,
        "\"over \\\n   lines \\\n   and\n   lines\"",
        "|\n  kept\n    as it\n\n  stands\n",
        "|-\n  without an end\n",
        "|+\n  with all its ends\n\n\n",
        "|2\n    indented\n",
        ">\n  folded\n  lines\n\n  and a gap\n    not this\n",
        ">-\n  folded\n  without an end\n",
        "plain # with a comment",
        "\"\"",
        "~",
        "null",
        "",
        "004",
        "0x1F",
        "NO",
        "1e3",
        "2026-11-25",
        "signs {in} [the], middle:no",
        "http://example.com/#anchor",
    ];
    for way in ways {
        let (from, to) =
            ("about: Lends books to a reader.\n", format!("about: {way}\n"));
        let texts = Texts::base().replace(LEND, from, &to);
        assert_eq!(compared(&texts), files(&texts), "{way}");
    }
}

/// How many files the spec has; what was released is no part of it.
fn files(texts: &Texts) -> usize {
    texts.0.iter().filter(|text| !text.name.starts_with("released/")).count()
}

/// How many files both read alike; that they differ is a failure.
fn compared(texts: &Texts) -> usize {
    let Loading { spec, diagnostics, .. } = load(texts.0.clone());
    assert!(diagnostics.is_empty(), "{}\n{diagnostics:?}", texts.text(LEND));
    let spec = spec.unwrap();
    same(&spec.api, &texts.text("api.yaml"));
    for table in &spec.codes {
        same(table, &texts.text(&format!("codes/{}.yaml", table.stem)));
    }
    for operation in &spec.operations {
        same(operation, &texts.text(&format!("operations/{}.yaml", operation.stem)));
    }
    same(spec.catalog.as_ref().unwrap(), &texts.text("catalog.yaml"));
    same(spec.pages.as_ref().unwrap(), &texts.text("pages.yaml"));
    3 + spec.codes.len() + spec.operations.len()
}

fn same<T: Debug + DeserializeOwned>(ours: &Loaded<T>, text: &str) {
    let theirs: T = serde_yaml::from_str(text).unwrap();
    assert_eq!(format!("{:#?}", **ours), format!("{theirs:#?}"));
}
