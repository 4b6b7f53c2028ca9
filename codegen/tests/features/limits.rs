//! Every limit of a value is in its rule, in its documentation and in its test.

use codegen::raw::{Facts as _, Limits};
use codegen::semver;

use super::effects::{Outcome, generated};
use super::support::{self, Feature};

#[test]
fn every_limit_is_declared_documented_and_tried() {
    let features = support::all();
    let mut missing = Vec::new();
    for limit in Limits::FACTS {
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

#[test]
fn a_client_depends_on_the_charsets_that_it_has_and_on_no_other() {
    let mut counts = Vec::new();
    for feature in support::all() {
        let Some((_, files)) = generated(feature.texts()) else { continue };
        let has = |path: &str, piece: &str| {
            files.iter().any(|(name, bytes)| {
                name.starts_with(path) && str::from_utf8(bytes).unwrap().contains(piece)
            })
        };
        let does = has("src/general/", "::encoding_rs::")
            || has("src/protocol.rs", "::encoding_rs::");
        assert_eq!(has("Cargo.toml", "\nencoding_rs = "), does, "{}", feature.name);
        counts.extend(does.then_some(feature.name));
    }
    assert_eq!(counts, ["other-answers", "texts"]);
}

#[test]
fn a_client_has_keys_of_rsa_only_where_its_vendor_encrypts_or_signs_by_them() {
    let mut encrypt = Vec::new();
    for feature in support::all() {
        let Some((_, files)) = generated(feature.texts()) else { continue };
        let api = &feature.spec["api.yaml"];
        let encrypts =
            api.contains("\nencryption:") || api.contains("algorithm: rsa-sha256");
        let is_said = |piece: &str| {
            files.iter().any(|(_, bytes)| str::from_utf8(bytes).unwrap().contains(piece))
        };
        assert_eq!(is_said("feature = \"encryption\""), encrypts, "{}", feature.name);
        assert_eq!(is_said("aws-lc-rs"), encrypts, "{}", feature.name);
        let has_keys =
            files.iter().any(|(name, _)| name.ends_with("runtime/key_file.rs"));
        assert_eq!(has_keys, encrypts, "{}", feature.name);
        encrypt.extend(encrypts.then_some(feature.name));
    }
    assert_eq!(
        encrypt,
        ["callback-forms", "callback-rsa", "incomplete", "sealed", "signature-rsa"]
    );
}

#[test]
fn a_change_of_how_many_items_is_told_as_tighter_or_looser() {
    let lists = Feature::read("lists");
    let model = |from: &str, to: &str| {
        let mut texts = lists.texts();
        for text in &mut texts {
            let spec = String::from_utf8(std::mem::take(&mut text.bytes)).unwrap();
            text.bytes = spec.replacen(from, to, 1).into_bytes();
        }
        generated(texts).unwrap().0
    };
    let told = |from: &str, to: &str| {
        let changes = semver::diff(&model("", ""), &model(from, to));
        let [change] = changes.as_slice() else { panic!("{changes:#?}") };
        let [old, new] =
            [&change.old, &change.new].map(|it| it.as_deref().unwrap_or("-"));
        let effect = change.effect;
        let subject = format!("{} {}: {old}, {new}", change.subject, change.fact);
        format!("{subject}; {}; {}", effect.deployed.name(), effect.callers_why)
    };
    insta::assert_snapshot!(told("max_items: 20", "max_items: 30"), @"request.words items: 1 to 20 items, 1 to 30 items; works;");
    insta::assert_snapshot!(told("max_items: 20", "max_items: 10"), @"request.words items: 1 to 20 items, 1 to 10 items; depends; `build` refuses such a value");
    insta::assert_snapshot!(told("min_items: 1, max", "min_items: 2, max"), @"request.words items: 1 to 20 items, 2 to 20 items; depends; `build` refuses such a value");
    insta::assert_snapshot!(told("min_items: 1, max_items: 20", "min_items: 21"), @"request.words items: 1 to 20 items, at least 21 items; fails; every old value is refused");
    insta::assert_snapshot!(told("      max_items: 3\n", ""), @"request.notes items: 3 items, at least 3 items; works;");
}
