//! No fact without effect: whatever key of the format changes, the client changes and the digest
//! tells it, or the key is declared to be a remark.

use std::collections::BTreeMap;

use codegen::history::History;
use codegen::ir::Api;
use codegen::load::SourceText;
use codegen::raw::{self, Fact, Judged};
use serde_yaml::Value;

use super::drawn::{self, Spec, Step, facts_of, found, other, parsed, rename, texts};
use super::support;

/// A place in the file of a spec at which a key stands.
struct Location {
    feature: usize,
    file: String,
    steps: Vec<Step>,
}

/// A key, and where it stands.
struct Known {
    fact: &'static Fact,
    /// The keys that lead to it.
    name: String,
    places: Vec<Location>,
}

/// What comes of a spec: the model, and the files of the client.
pub(crate) type Outcome = (Api, Vec<(String, Vec<u8>)>);

/// Places of one key that are tried, until one has an effect.
const TRIED: usize = 8;

#[test]
fn a_change_of_any_key_is_told_or_it_is_a_remark() {
    let mut features = support::all();
    // What is too small for a feature of its own.
    features.push(support::Feature::parse("effects", include_str!("effects.txt")));
    let specs: Vec<Spec> = features.iter().filter_map(|it| parsed(&it.spec)).collect();
    let keys =
        drawn::keys(&["api.yaml", "callbacks", "codes", "operations", "walkthroughs"])
            .into_iter();
    let known = |(fact, name)| Known {
        fact,
        name,
        places: Vec::new(),
    };
    let mut keys: BTreeMap<_, _> =
        keys.map(|(key, named)| (key, known(named))).collect();
    for (feature, spec) in specs.iter().enumerate() {
        for (file, value) in spec {
            let at = (feature, file.as_str());
            place(at, facts_of(file), value, &mut Vec::new(), &mut keys);
        }
    }
    let before: Vec<_> = specs.iter().map(|spec| outcome(spec).unwrap()).collect();
    let mut wrong = Vec::new();
    for known in keys.values() {
        wrong.extend(judge(known, &specs, &before));
    }
    wrong.sort();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn place(
    at: (usize, &str),
    facts: &'static [Fact],
    value: &Value,
    steps: &mut Vec<Step>,
    keys: &mut BTreeMap<*const Fact, Known>,
) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let key = key.as_str().unwrap();
                let fact = facts.iter().find(|fact| fact.key == key).unwrap();
                steps.push(Step::Key(fact.key));
                keys.get_mut(&std::ptr::from_ref(fact)).unwrap().places.push(Location {
                    feature: at.0,
                    file: at.1.to_owned(),
                    steps: steps.clone(),
                });
                place(at, (fact.inner)(), value, steps, keys);
                steps.pop();
            }
        }
        Value::Sequence(items) => {
            for (position, item) in items.iter().enumerate() {
                steps.push(Step::Item(position));
                place(at, facts, item, steps, keys);
                steps.pop();
            }
        }
        _ => {}
    }
}

fn outcome(spec: &Spec) -> Option<Outcome> {
    generated(texts(spec))
}

/// Reads and generates. The linter is not asked: most changes of one
/// key alone are no valid spec.
pub(crate) fn generated(texts: Vec<SourceText>) -> Option<Outcome> {
    let loading = codegen::load::load(texts);
    if !loading.diagnostics.is_empty() {
        return None;
    }
    let (api, _) = codegen::lower::lower(&loading.files, &loading.spec?);
    let tree = codegen::generate(&api, &History::default()).ok()?;
    let files = tree.iter().map(|(path, bytes)| (path.to_owned(), bytes.to_vec()));
    Some((api, files.collect()))
}

/// What is wrong with a key, if anything is.
fn judge(known: &Known, specs: &[Spec], before: &[Outcome]) -> Option<String> {
    let name = &known.name;
    if known.places.is_empty() {
        return Some(format!("{name}: no feature has it"));
    }
    let mut seen = Vec::new();
    for place in spread(&known.places) {
        let (old_api, old_files) = &before[place.feature];
        for edit in 0.. {
            let mut spec = specs[place.feature].clone();
            let Some(is_edited) = edit_spec(&mut spec, place, known.fact, edit) else {
                break;
            };
            let after = outcome(&spec).filter(|_| is_edited);
            let Some((api, files)) = after else { continue };
            let told = codegen::semver::diff(old_api, &api);
            let changes = files != *old_files;
            let is_judged = match known.fact.judged {
                Judged::Always(effect) => told.iter().any(|it| it.effect == effect),
                Judged::ByUse => !told.is_empty(),
                Judged::Remark(_) => {
                    if changes || !told.is_empty() {
                        return Some(format!(
                            "{name}: a remark with an effect: {told:#?}"
                        ));
                    }
                    true
                }
            };
            if is_judged && (changes || matches!(known.fact.judged, Judged::Remark(_))) {
                return None;
            }
            seen.push(format!("{edit}: changes {changes}, told {}", told.len()));
        }
    }
    // What has to be there changes by its own keys.
    let is_owner = !(known.fact.inner)().is_empty();
    let (_, files) = &before[known.places[0].feature];
    if seen.is_empty() && (is_owner || carries_its_only_word(name, files)) {
        return None;
    }
    Some(format!("{name}: without the effect that is declared ({})", seen.join("; ")))
}

/// Whether a client has the one word that the format knows for a key: there is nothing to change
/// it to.
fn carries_its_only_word(name: &str, files: &[(String, Vec<u8>)]) -> bool {
    let written = b"format: JweFormat::Compact,";
    let mut protocol = files.iter().filter(|(path, _)| path == "src/protocol.rs");
    name == "api.yaml.encryption: format"
        && raw::JweFormat::ALL == [raw::JweFormat::Compact]
        && protocol.any(|(_, text)| text.windows(written.len()).any(|it| it == written))
}

/// Some of the places, from the first to the last.
fn spread(places: &[Location]) -> impl Iterator<Item = &Location> {
    places.iter().step_by(places.len().div_ceil(TRIED))
}

/// Changes one key. What others refer to changes with the references.
fn edit_spec(
    spec: &mut Spec,
    place: &Location,
    fact: &Fact,
    way: usize,
) -> Option<bool> {
    let file = spec.get_mut(&place.file).unwrap();
    let is_remark = matches!(fact.judged, Judged::Remark(_));
    let all_ways = if is_remark { 0 } else { 3 };
    if fact.text == raw::TextKind::Id && way == all_ways {
        let id = found(file, &place.steps).as_str().unwrap().to_owned();
        for value in spec.values_mut() {
            rename(value, &id);
        }
        return Some(true);
    }
    if fact.text == raw::TextKind::Id && is_remark {
        return None;
    }
    change(file, &place.steps, way)
}

/// Changes what stands at the end of the steps in one of several ways. `None` beyond the last way,
/// `Some(false)` where this one is impossible.
fn change(file: &mut Value, steps: &[Step], way: usize) -> Option<bool> {
    let (Step::Key(key), above) = steps.split_last().unwrap() else { unreachable!() };
    let owner = found(file, above);
    let entries = owner.as_mapping_mut().unwrap();
    let value = entries.get_mut(*key).unwrap();
    match (way, value) {
        (0, Value::Bool(flag)) => *flag = !*flag,
        (0, Value::Number(number)) => {
            let Some(number) = number.as_i64() else { return Some(false) };
            entries.insert((*key).into(), (number + 1).into());
        }
        (0, Value::String(text)) => *text = other(text),
        (0, Value::Sequence(items)) => drop(items.pop()),
        (0, _) => return Some(false),
        (1, _) => drop(entries.remove(*key)),
        (2, Value::String(text)) => text.push('x'),
        (2, Value::Number(number)) => {
            let Some(number) = number.as_i64() else { return Some(false) };
            entries.insert((*key).into(), (number - 1).into());
        }
        _ => return None,
    }
    Some(true)
}
