//! Whatever operations of a spec are imported, their client compiles and passes its tests.
//!
//! `SUBSETS=6 cargo test -p codegen --test features subsets -- --nocapture` draws six subsets of
//! the repository's own spec, type-checks their clients with their tests, and runs the tests of the
//! first two. `SEED` draws others. By itself, `cargo test` checks the client of one small subset.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde_yaml::{Mapping, Value};

use super::outputs::{cargo, workspace};
use super::support::Feature;
use super::workspace::CLIENTS;

/// The operations that are drawn for each subset, at most.
const MOST: usize = 12;

struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// The spec, file by file.
type Files = BTreeMap<String, Value>;

/// Most subsets need not be compiled to find what they lack.
#[test]
fn any_subset_is_a_spec() {
    let (whole, mut chance) = (whole(), Chance(seed()));
    for position in 0..12 {
        let size = 1 + chance.below(MOST);
        subset(&whole, &format!("subset-{position}"), size, &mut chance).generate();
    }
}

#[test]
fn the_client_of_any_subset_passes_its_tests() {
    let (whole, mut chance) = (whole(), Chance(seed()));
    let count = number("SUBSETS");
    let most = if count.is_some() { MOST } else { 2 };
    let drawn: Vec<Feature> = (0..count.unwrap_or(1))
        .map(|position| {
            let size = 1 + chance.below(most);
            subset(&whole, &format!("subset-{position}"), size, &mut chance)
        })
        .collect();
    let outputs = workspace("subsets", &drawn);
    let features = ["--no-default-features", "--features", "fake"];
    cargo(&outputs, &[&["check", "--tests"], &CLIENTS[..], &features[..]].concat());
    for feature in drawn.iter().take(if count.is_some() { 2 } else { 0 }) {
        let of = ["test", "--no-fail-fast", "--package", &feature.name];
        cargo(&outputs, &[&of[..], &features[..]].concat());
    }
}

fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok().map(|it| it.parse().unwrap())
}

fn seed() -> u64 {
    number("SEED").map_or(15, |seed| u64::try_from(seed).unwrap())
}

/// The repository's own spec, without its releases and what was agreed to since.
fn whole() -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../spec");
    let whole = Feature::of_folder("whole", &folder).spec;
    let is_part = |name: &String| {
        let is_of = |folder: &&str| name.starts_with(*folder);
        !["released/", "schema/"].iter().any(is_of) && name != "accepted.yaml"
    };
    let files = whole.into_iter().filter(|(name, _)| is_part(name));
    files.map(|(name, text)| (name, serde_yaml::from_str(&text).unwrap())).collect()
}

/// A spec with some of the operations, and with what lint asks for.
fn subset(whole: &Files, name: &str, size: usize, chance: &mut Chance) -> Feature {
    let ids: Vec<&str> = operations(whole).collect();
    let mut kept = BTreeSet::new();
    while kept.len() < size.min(ids.len()) {
        kept.insert(ids[chance.below(ids.len())].to_owned());
    }
    // What tells the outcome stays with what it tells of.
    let inquired = kept.iter().filter_map(|id| {
        let response = whole[&format!("operations/{id}.yaml")].get("response")?;
        Some(response.get("pending")?["inquire"].as_str()?.to_owned())
    });
    let inquired: Vec<_> = inquired.collect();
    kept.extend(inquired);
    println!("{name}: {}", kept.iter().cloned().collect::<Vec<_>>().join(", "));
    let mut files = whole.clone();
    files.retain(|file, value| match file.split_once('/') {
        Some(("operations", _)) => kept.contains(value["id"].as_str().unwrap()),
        Some(("walkthroughs", _)) => value["steps"]
            .as_sequence()
            .unwrap()
            .iter()
            .all(|step| kept.contains(step["operation"].as_str().unwrap())),
        _ => true,
    });
    tables(&mut files);
    catalog(&mut files, &kept);
    api(&mut files, name, &kept);
    decisions(&mut files, &kept);
    let gone = ids.iter().filter(|id| !kept.contains(**id)).copied().collect();
    let source = files["api.yaml"]["sources"][0]["id"].as_str().unwrap().to_owned();
    for value in files.values_mut() {
        cite(value, &gone, &source);
    }
    expired(&mut files, name);
    feature(&files, name)
}

/// JSON is YAML too, and quotes every text.
fn feature(files: &Files, name: &str) -> Feature {
    let text = |value| serde_json::to_string_pretty(value).unwrap();
    Feature {
        name: name.to_owned(),
        shown: Vec::new(),
        spec: files.iter().map(|(file, value)| (file.clone(), text(value))).collect(),
    }
}

/// Cites another source in the place of pages that are not there.
fn cite(value: &mut Value, gone: &BTreeSet<&str>, source: &str) {
    let is_gone = |it: &Value| it.as_str().is_some_and(|it| gone.contains(it));
    match value {
        Value::Sequence(items) => {
            for item in items {
                cite(item, gone, source);
            }
        }
        Value::Mapping(entries) => {
            for (key, value) in entries.iter_mut() {
                match (key.as_str(), &mut *value) {
                    (Some("source"), value) if is_gone(value) => *value = source.into(),
                    (Some("evidence"), Value::Sequence(items)) => {
                        items.retain(|it| !is_gone(it));
                        if items.is_empty() {
                            items.push(source.into());
                        }
                    }
                    _ => cite(value, gone, source),
                }
            }
        }
        _ => {}
    }
}

fn operations(files: &Files) -> impl Iterator<Item = &str> {
    let files = files.iter().filter(|(name, _)| name.starts_with("operations/"));
    files.map(|(_, value)| value["id"].as_str().unwrap())
}

/// Every text of a value.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Sequence(items) => items.iter().flat_map(names).collect(),
        Value::Mapping(entries) => entries.values().flat_map(names).collect(),
        _ => Vec::new(),
    }
}

/// Takes away the tables that nothing uses any more.
fn tables(files: &mut Files) {
    let used: BTreeSet<String> = files
        .iter()
        .filter(|(name, _)| name.starts_with("operations/") || *name == "api.yaml")
        .flat_map(|(_, value)| names(value))
        .collect();
    files.retain(|name, value| {
        !name.starts_with("codes/") || used.contains(value["id"].as_str().unwrap())
    });
}

/// The portal lists what is not transcribed too.
fn catalog(files: &mut Files, kept: &BTreeSet<String>) {
    let apis = files.get_mut("catalog.yaml").unwrap()["apis"].as_sequence_mut().unwrap();
    for line in apis.iter_mut().filter_map(Value::as_mapping_mut) {
        let operation = line.get("operation").and_then(Value::as_str);
        if operation.is_some_and(|it| !kept.contains(it)) {
            line.remove("operation");
            line.remove("path");
            line.remove("cite");
        }
    }
}

fn api(files: &mut Files, name: &str, kept: &BTreeSet<String>) {
    let used: BTreeSet<String> = kept
        .iter()
        .filter_map(|id| files[&format!("operations/{id}.yaml")]["subject"].as_str())
        .map(str::to_owned)
        .collect();
    let api = files.get_mut("api.yaml").unwrap();
    api["service"]["id"] = name.into();
    // Few operations are known whole, and without one nothing is shown.
    if !kept.contains(api["service"]["example"].as_str().unwrap()) {
        api["service"].as_mapping_mut().unwrap().remove("example");
    }
    let subjects = api["subjects"].as_sequence_mut().unwrap();
    subjects.retain(|subject| used.contains(subject["id"].as_str().unwrap()));
}

/// What was decided for pages that are not there is not decided.
fn decisions(files: &mut Files, kept: &BTreeSet<String>) {
    let is_there =
        |it: &Value| kept.contains(it.as_str().unwrap().split('.').next().unwrap());
    for decision in
        files.get_mut("decisions.yaml").unwrap().as_mapping_mut().unwrap().values_mut()
    {
        let Some(decisions) = decision.as_sequence_mut() else { continue };
        for it in decisions.iter_mut().filter_map(Value::as_mapping_mut) {
            for key in ["settles", "except", "only", "operations"] {
                if let Some(list) = it.get_mut(key).and_then(Value::as_sequence_mut) {
                    list.retain(is_there);
                }
            }
            if let Some(list) = it.get_mut("of").and_then(Value::as_sequence_mut) {
                list.retain(|it| is_there(&it["operation"]));
            }
        }
        let is_empty = |it: &Mapping| {
            ["settles", "only", "operations", "of"].iter().any(|key| {
                it.get(*key).and_then(Value::as_sequence).is_some_and(Vec::is_empty)
            })
        };
        decisions.retain(|it| !it.as_mapping().is_some_and(is_empty));
    }
}

/// Transcribes again what resolutions of the vendor as a whole quote, and takes away those that
/// have expired, as lint asks for.
fn expired(files: &mut Files, name: &str) {
    let checked = codegen::check(feature(files, name).texts());
    let Some(resolutions) =
        files.get_mut("api.yaml").and_then(|it| it.get_mut("resolutions"))
    else {
        return;
    };
    let resolutions = resolutions.as_sequence_mut().unwrap();
    for found in checked.diagnostics.iter().filter(|it| it.explanation.code == "L061") {
        let id = found.message.split('`').nth(1).unwrap();
        let is_it = |it: &Value| it["id"].as_str() == Some(id);
        let now = found.message.split_once("now says `").map(|(_, says)| says);
        match now.and_then(|says| says.split('`').next()) {
            Some(says) => {
                let known = resolutions.iter_mut().find(|it| is_it(it)).unwrap();
                known["page_says"] = says.into();
            }
            None => resolutions.retain(|it| !is_it(it)),
        }
    }
}
