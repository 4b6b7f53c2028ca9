//! The same spec gives the same bytes.

use codegen::tree::Tree;

use super::support::{self, Feature};

fn bytes(tree: &Tree) -> Vec<(String, Vec<u8>)> {
    tree.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_owned())).collect()
}

#[test]
fn every_time() {
    for feature in support::all() {
        assert!(
            bytes(&feature.generate()) == bytes(&feature.generate()),
            "{}",
            feature.name
        );
    }
}

#[test]
fn in_whatever_order_the_files_are_read() {
    for feature in support::all() {
        let mut texts = feature.texts();
        texts.reverse();
        let reversed = support::generate(texts).unwrap();
        assert!(bytes(&feature.generate()) == bytes(&reversed), "{}", feature.name);
    }
}

#[test]
fn with_whatever_line_ends_the_files_have() {
    let feature = Feature::read("dangerous");
    let mut texts = feature.texts();
    for text in &mut texts {
        let lines = String::from_utf8(text.bytes.clone()).unwrap();
        text.bytes = lines.replace('\n', "\r\n").into_bytes();
    }
    assert!(bytes(&feature.generate()) == bytes(&support::generate(texts).unwrap()));
}
