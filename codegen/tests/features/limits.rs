//! Every limit of a value is in its rule, in its documentation and in its test.

use codegen::raw::Limits;

use super::effects::{Outcome, generated};
use super::support::{self, Feature};

#[test]
fn every_limit_is_declared_documented_and_tried() {
    let features = support::all();
    let mut missing = Vec::new();
    for limit in Limits::default().all() {
        let untold = features.iter().filter_map(|feature| without(feature, limit.key));
        match untold.min_by_key(Vec::len) {
            None => missing.push(format!("{}: no feature has it", limit.key)),
            Some(untold) if untold.is_empty() => {}
            Some(untold) => {
                missing.push(format!("{}: not in {}", limit.key, untold.join(", ")));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Where a limit leaves no trace: what stays the same without it.
fn without(feature: &Feature, key: &str) -> Option<Vec<&'static str>> {
    let mut texts = feature.texts();
    let text = texts.iter_mut().find_map(|text| {
        let spec = String::from_utf8(text.bytes.clone()).unwrap();
        let at = spec.find("request:").unwrap_or(spec.len());
        let (head, request) = spec.split_at(at);
        let (before, behind) = request.split_once(&format!(", {key}: "))?;
        let end = behind.find([',', '}']).unwrap();
        text.bytes = [head, before, &behind[end..]].concat().into_bytes();
        Some(())
    });
    text?;
    let with = parts(&generated(feature.texts())?);
    let without = parts(&generated(texts)?);
    let parts =
        with.into_iter().zip(without).zip(["the rule", "the documentation", "the test"]);
    Some(
        parts
            .filter(|((with, without), _)| with == without)
            .map(|(_, part)| part)
            .collect(),
    )
}

/// Rules, documentation and tests of all types.
fn parts((_, files): &Outcome) -> [String; 3] {
    let mut parts = [const { String::new() }; 3];
    for (path, bytes) in files {
        let text = str::from_utf8(bytes).unwrap();
        if path == "tests/boundaries.rs" {
            parts[2].push_str(text);
        } else if path.starts_with("src/general/") {
            let types = text.split("value_type! {").skip(1);
            for line in
                types.filter_map(|it| it.split_once("\n}")).flat_map(|it| it.0.lines())
            {
                let is_doc = line.trim_start().starts_with("///");
                parts[usize::from(is_doc)].push_str(line);
            }
        }
    }
    parts
}
