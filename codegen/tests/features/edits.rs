//! The client changes exactly when the digest tells something: for random edits of valid specs
//! that are valid again.
//!
//! `EDITS=2000 cargo test -p codegen --test features edits -- --nocapture` judges as
//! many, and prints how often each key was among them.

use std::collections::BTreeMap;
use std::thread;

use codegen::history::History;
use codegen::ir::Api;
use codegen::raw::{Fact, Judged, TextKind};
use codegen::semver::Change;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_yaml::Value;

use super::drawn::same::differing;
use super::drawn::{Draw, Edited, Spec, Struct, draw, facts_of, specs, texts};

/// What comes of a valid spec.
struct Outcome {
    api: Api,
    /// The files of the client.
    files: BTreeMap<String, Vec<u8>>,
    warnings: Vec<String>,
}

/// The edits of a test run.
const EDITS: usize = 400;

/// Edits that are judged at once.
const BATCH: usize = 64;

/// Keys whose edit may be without effect, and why.
const KNOWN: [&str; 4] = [
    // What an answer has, the vendor gives: nothing depends on who gives it in a request.
    "from",
    // One of several places that share a type says it, and what none of them says is hidden.
    "redact",
    // A name that is given may be the one that would be taken anyway.
    "type_name",
    "variant",
];

/// What is said of the fields of objects. Where several operations share an object, its
/// documentation has what the first one says.
const WORDS: [&str; 8] = [
    "about",
    "condition",
    "confirm",
    "constraint",
    "default",
    "example",
    "wording",
    "unnamed",
];

#[test]
fn the_client_changes_exactly_when_the_digest_tells_something() {
    let wanted = std::env::var("EDITS");
    let wanted = wanted.map_or(EDITS, |number| number.parse().unwrap());
    let specs: Vec<_> = specs().into_values().collect();
    let before: Vec<_> = specs.iter().map(|spec| outcome(spec).unwrap()).collect();
    let structs = Struct::all(&specs);
    let mut runner = TestRunner::deterministic();
    let strategy = any::<[Draw; BATCH]>();
    let mut judged = Vec::new();
    while judged.len() < wanted {
        let drawn = strategy.new_tree(&mut runner).unwrap().current();
        let outcome_of = |numbers: &Draw| {
            let edited = draw(&specs, None, &structs, numbers)?;
            let after = outcome(&edited.spec)?;
            let (spec, before) = (&specs[edited.of], &before[edited.of]);
            let fault = fault(spec, &edited, before, &after);
            Some((format!("{}: {}", edited.way, edited.key), fault))
        };
        let (one, other) = drawn.split_at(BATCH / 2);
        thread::scope(|scope| {
            let one =
                scope.spawn(|| one.iter().filter_map(outcome_of).collect::<Vec<_>>());
            let other: Vec<_> = other.iter().filter_map(outcome_of).collect();
            judged.extend(one.join().unwrap().into_iter().chain(other));
        });
    }
    judged.truncate(wanted);
    let mut count = BTreeMap::new();
    let mut faults: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (key, fault) in judged {
        if let Some((what, told)) = fault {
            faults.entry(format!("{what}: {key}")).or_default().push(told);
        }
        *count.entry(key).or_insert(0) += 1;
    }
    println!("{count:#?}");
    let told: Vec<_> = faults
        .iter()
        .map(|(kind, told)| format!("{kind} ({}):\n{}", told.len(), told[0]))
        .collect();
    assert!(told.is_empty(), "{}", told.join("\n\n"));
}

/// Reads, lints and generates. What lint refuses has no outcome.
fn outcome(spec: &Spec) -> Option<Outcome> {
    let checked = codegen::check(texts(spec));
    let api = checked.api?;
    let tree = codegen::generate(&api, &History::default()).unwrap();
    let files = tree.iter().filter(|(path, _)| *path != ".checksums");
    Some(Outcome {
        files: files.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect(),
        warnings: checked.diagnostics.into_iter().map(|it| it.message).collect(),
        api,
    })
}

/// What is wrong, by its kind and with the edit.
fn fault(
    spec: &Spec,
    edited: &Edited,
    old: &Outcome,
    new: &Outcome,
) -> Option<(&'static str, String)> {
    let told = codegen::semver::diff(&old.api, &new.api);
    let changed = first_change(&old.files, &new.files);
    let is_remark = edited.facts.iter().all(|it| matches!(it.judged, Judged::Remark(_)));
    // What refers to an id that is not renamed everywhere may lead to something else.
    let is_led =
        edited.way != "rename" && edited.facts.iter().any(|it| it.text == TextKind::Id);
    let what = match (is_remark, told.is_empty(), &changed) {
        (true, true, None) | (false, false, Some(_)) => return None,
        (true, false, Some(_)) if is_led => return None,
        (false, true, None) if is_idle(spec, edited, old, new) => return None,
        (true, ..) => "a remark has an effect",
        (false, true, Some(_)) => "the digest is silent",
        (false, false, None) => "the digest tells what is nowhere",
        (false, true, None) => "nothing changes",
    };
    let told: Vec<_> = told.iter().take(4).map(in_words).collect();
    let (told, changed) = (told.join("; "), changed.unwrap_or_default());
    let edit = &edited.told;
    Some((what, format!("  {edit}\n  told: {told}\n  client: {changed}")))
}

/// Whether an edit that changes nothing is one of those that need not.
fn is_idle(spec: &Spec, edited: &Edited, old: &Outcome, new: &Outcome) -> bool {
    let is_nested = edited.told.matches(".fields[").count() > 1;
    let is_known =
        |key: &str| KNOWN.contains(&key) || (is_nested && WORDS.contains(&key));
    // Of a type that two pages share, either may tell the contradiction.
    let is_shared = edited.way == "move an item"
        && edited.facts.iter().all(|it| it.key == "resolutions");
    // The signature goes behind all others, wherever the page lists it.
    let is_signature = ["move an item", "exchange two items"].contains(&edited.way)
        && ["signature", "hashData", "sign"]
            .iter()
            .any(|name| edited.told.contains(&format!("\"name\":\"{name}\"")));
    let is_told = || new.warnings.iter().any(|it| !old.warnings.contains(it));
    edited.facts.iter().all(|it| is_known(it.key))
        || is_shared
        || is_signature
        || is_told()
        || is_same_in_order(spec, &edited.spec)
}

fn in_words(change: &Change) -> String {
    format!("{}, {}", change.subject, change.what())
}

/// The first line that differs.
fn first_change(
    old: &BTreeMap<String, Vec<u8>>,
    new: &BTreeMap<String, Vec<u8>>,
) -> Option<String> {
    let mut paths = old.keys().chain(new.keys().filter(|path| !old.contains_key(*path)));
    let path = paths.find(|path| old.get(*path) != new.get(*path))?;
    let text = |files: &BTreeMap<String, Vec<u8>>| {
        let bytes = files.get(path).cloned().unwrap_or_default();
        String::from_utf8(bytes).unwrap()
    };
    let (old, new) = (text(old), text(new));
    let same = old.lines().zip(new.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(same).unwrap_or("(end)").trim().to_owned();
    Some(format!("{path}:{}: {} → {}", same + 1, line(&old), line(&new)))
}

/// Whether two states differ only in the order of what stands in no order.
fn is_same_in_order(old: &Spec, new: &Spec) -> bool {
    let [old, new] = [old, new].map(|spec| {
        let mut spec = spec.clone();
        for (file, value) in &mut spec {
            sort(facts_of(file), value);
        }
        spec
    });
    differing(&old, &new).is_empty()
}

/// Sources and resolutions are looked for by their ids, and nothing else is known of them by the
/// place where they stand.
fn sort(facts: &'static [Fact], file: &mut Value) {
    for fact in facts {
        let is_by_id = (fact.inner)().iter().any(|it| it.text == TextKind::Id);
        let is_orderless = ["sources", "resolutions"].contains(&fact.key);
        let items = file.get_mut(fact.key).and_then(Value::as_sequence_mut);
        if let Some(items) = items.filter(|_| is_by_id && is_orderless) {
            items.sort_by_key(|item| item["id"].as_str().map(str::to_owned));
        }
    }
}
