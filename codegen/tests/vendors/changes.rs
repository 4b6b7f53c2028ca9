//! The changes of a spec with which its client would fail.

use std::collections::{BTreeMap, BTreeSet};

use codegen::ir::Api;
use codegen::raw::{Fact, Judged, Origin, TextKind};
use codegen::semver::{Deployed, diff};
use serde_yaml::Value;

use super::built::sound;
use super::drawn::{Spec, Step, facts_of, found, keys, other, texts};

/// Words of the format, each with those that stand in its place.
const WORDS: [&[&str]; 11] = [
    &["basic-user", "basic", "bearer"],
    &["GET", "POST", "PUT", "DELETE"],
    &["json", "form", "none"],
    &["object", "list", "empty"],
    &["repeated", "brackets", "comma", "json"],
    &["hex", "base64", "base64url"],
    &["jwt-hs512", "jwt-hs256"],
    &["sha512", "sha256", "hmac-sha512"],
    &["text", "integer", "boolean"],
    &["always", "parameters"],
    &["body", "query"],
];

/// What says which values are taken, as limits do.
const VALUES: [&str; 8] = [
    "form",
    "need",
    "constraint",
    "codes",
    "values",
    "length",
    "min_length",
    "max_length",
];

/// A spec in which one fact is another one.
pub(crate) struct Changed {
    /// What the change is.
    pub(crate) told: String,
    /// The key, with those that lead to it.
    pub(crate) key: String,
    /// The operation whose file it is in, if it is in one.
    pub(crate) operation: Option<String>,
    pub(crate) api: Api,
}

/// Every change of one fact with which a client fails at the vendor that the spec describes, as the
/// digest tells it. What lint refuses is none.
pub(crate) fn changes(spec: &Spec, api: &Api) -> Vec<Changed> {
    let mut changes = Vec::new();
    for (file, value) in spec {
        let operation = file.strip_prefix("operations/");
        let operation = operation.map(|it| it.trim_end_matches(".yaml").to_owned());
        let mut places = Vec::new();
        collect(facts_of(file), value, &mut Vec::new(), "", &mut places);
        for Place { steps, key, is_limit } in places {
            let edited = edits(value, &steps).into_iter().map(|(new, told)| {
                let mut spec = spec.clone();
                spec.insert(file.clone(), new);
                (spec, told)
            });
            let edited = edited.map(|(new, told)| (sound(texts(&new)).ok(), told));
            let mut edited: Vec<_> = edited.collect();
            // What is referred to can be called otherwise in all places alone.
            if edited.iter().all(|(new, _)| new.is_none()) {
                let all = everywhere(spec, value, &steps).into_iter();
                edited.extend(all.map(|(new, told)| (sound(texts(&new)).ok(), told)));
            }
            for (new, told) in edited {
                let Some(new) = new.filter(|new| fails(new, api, is_limit)) else {
                    continue;
                };
                let told = format!("{file} {key}: {told}");
                let (key, operation) = (key.clone(), operation.clone());
                changes.push(Changed {
                    told,
                    key,
                    operation,
                    api: new,
                });
            }
        }
    }
    changes
}

/// Whether a client of one spec fails at the vendor of another, or does so with some values. Limits are not of the protocol: a
/// boundary of each has a test in every client.
fn fails(client: &Api, vendor: &Api, is_limit: bool) -> bool {
    diff(client, vendor).iter().any(|it| match it.effect.deployed {
        Deployed::Fails | Deployed::Harms => true,
        Deployed::Depends => !is_limit,
        Deployed::Works | Deployed::Unknown => false,
    })
}

/// Every fact of a protocol that the format has: what is no documentation and no limit of a value,
/// each with the keys that lead to it.
pub(crate) fn protocol() -> BTreeMap<*const Fact, String> {
    let keys = keys(&["api.yaml", "operations", "callbacks", "codes"]).into_iter();
    let facts = keys.filter(|(_, (fact, _))| !is_remark(fact) && !is_limit(fact));
    facts.map(|(at, (_, name))| (at, name.replace(": ", "."))).collect()
}

/// The facts that the vendors' specs have.
pub(crate) fn facts(specs: &[Spec]) -> BTreeSet<*const Fact> {
    let mut found = BTreeSet::new();
    for (file, value) in specs.iter().flatten() {
        collect_facts(facts_of(file), value, &mut found);
    }
    found
}

fn collect_facts(
    facts: &'static [Fact],
    value: &Value,
    found: &mut BTreeSet<*const Fact>,
) {
    for item in value.as_sequence().into_iter().flatten() {
        collect_facts(facts, item, found);
    }
    for (key, value) in value.as_mapping().into_iter().flatten() {
        let fact = facts.iter().find(|fact| Some(fact.key) == key.as_str()).unwrap();
        found.insert(fact);
        collect_facts((fact.inner)(), value, found);
    }
}

/// A place in a file.
struct Place {
    steps: Vec<Step>,
    /// The keys that lead to it.
    key: String,
    is_limit: bool,
}

/// The places of all keys but those that are documentation.
fn collect(
    facts: &'static [Fact],
    value: &Value,
    steps: &mut Vec<Step>,
    above: &str,
    places: &mut Vec<Place>,
) {
    match value {
        Value::Mapping(entries) => {
            for (key, value) in entries {
                let key = key.as_str().unwrap();
                let fact = facts.iter().find(|fact| fact.key == key).unwrap();
                if is_remark(fact) {
                    continue;
                }
                let name =
                    format!("{above}{}{key}", if above.is_empty() { "" } else { "." });
                steps.push(Step::Key(fact.key));
                let is_limit = is_limit(fact);
                places.push(Place {
                    steps: steps.clone(),
                    key: name.clone(),
                    is_limit,
                });
                collect((fact.inner)(), value, steps, &name, places);
                steps.pop();
            }
        }
        Value::Sequence(items) => {
            for (position, item) in items.iter().enumerate() {
                steps.push(Step::Item(position));
                collect(facts, item, steps, above, places);
                steps.pop();
            }
        }
        _ => {}
    }
}

/// Whether it says which values are taken.
fn is_limit(fact: &Fact) -> bool {
    fact.origin == Origin::Limit || VALUES.contains(&fact.key)
}

/// Whether nothing but the documentation says it, or it is a name of the spec's own.
fn is_remark(fact: &Fact) -> bool {
    let is_docs = match fact.judged {
        Judged::Always(effect) => effect.deployed == Deployed::Works,
        Judged::ByUse => false,
        Judged::Remark(_) => true,
    };
    let is_owner = !(fact.inner)().is_empty();
    (is_docs && !is_owner) || matches!(fact.text, TextKind::Id | TextKind::Set)
}

/// The file with something else at one place, and what that is.
fn edits(file: &Value, steps: &[Step]) -> Vec<(Value, String)> {
    let mut copy = file.clone();
    let value = found(&mut copy, steps).clone();
    let is_of_request = steps.first() == Some(&Step::Key("request"));
    let other = match &value {
        Value::String(text) => others(text).into_iter().map(Value::from).collect(),
        Value::Bool(flag) => vec![Value::from(!flag)],
        Value::Number(number) => {
            let number = number.as_i64().unwrap();
            [number - 1, number + 1].map(Value::from).to_vec()
        }
        // The order of claims and of what is answered is none of the vendor's facts.
        Value::Sequence(items) => rows(items, is_of_request),
        _ => Vec::new(),
    };
    let edited = other.into_iter().map(|new| {
        let mut file = file.clone();
        let told = format!("{} → {}", short(&value), short(&new));
        *found(&mut file, steps) = new;
        (file, told)
    });
    let mut edited: Vec<_> = edited.collect();
    edited
        .extend(removed(file, steps).map(|file| (file, format!("{} →", short(&value)))));
    edited
}

/// The specs in which what has a name is called otherwise, wherever it is referred to, or in which
/// a word of the format is another one wherever the same key has it.
fn everywhere(spec: &Spec, file: &Value, steps: &[Step]) -> Vec<(Spec, String)> {
    let mut file = file.clone();
    let (Some(Step::Key(key)), Some(old)) =
        (steps.last(), found(&mut file, steps).as_str())
    else {
        return Vec::new();
    };
    let changed = |told: String, change: &dyn Fn(&mut Value)| {
        let mut spec = spec.clone();
        for file in spec.values_mut() {
            change(file);
        }
        (spec, format!("{old:?} → {told:?} everywhere"))
    };
    if *key == "name" {
        return vec![changed(format!("{old}x"), &|file| rename(file, old))];
    }
    let words = WORDS.iter().filter(|words| words.contains(&old));
    let words = words.flat_map(|words| words.iter()).filter(|it| **it != old);
    words
        .map(|new| changed((*new).to_owned(), &|file| say(file, key, old, new)))
        .collect()
}

fn say(value: &mut Value, key: &str, old: &str, new: &str) {
    match value {
        Value::Sequence(items) => items.iter_mut().for_each(|it| say(it, key, old, new)),
        Value::Mapping(entries) => {
            for (name, value) in entries.iter_mut() {
                if name == key && value == old {
                    *value = new.into();
                }
                say(value, key, old, new);
            }
        }
        _ => {}
    }
}

fn rename(value: &mut Value, name: &str) {
    match value {
        Value::String(text) if text == name => text.push('x'),
        Value::String(text) => {
            *text = text.replace(&format!(":{name}}}"), &format!(":{name}x}}"));
        }
        Value::Sequence(items) => items.iter_mut().for_each(|it| rename(it, name)),
        Value::Mapping(entries) => {
            entries.iter_mut().for_each(|(_, value)| rename(value, name));
        }
        _ => {}
    }
}

/// Other words of the format, or other texts.
fn others(text: &str) -> Vec<String> {
    let words = WORDS.iter().find(|words| words.contains(&text));
    let Some(words) = words else { return texts_for(text) };
    words.iter().filter(|it| **it != text).map(|it| (*it).to_owned()).collect()
}

/// The list without each of its items, and with each before the one that it follows.
fn rows(items: &[Value], is_ordered: bool) -> Vec<Value> {
    let without = (0..items.len()).map(|at| {
        let mut items = items.to_vec();
        items.remove(at);
        Value::Sequence(items)
    });
    let swapped = (1..items.len()).filter(|_| is_ordered).map(|at| {
        let mut items = items.to_vec();
        items.swap(at - 1, at);
        Value::Sequence(items)
    });
    without.chain(swapped).collect()
}

/// Other texts: each part of a recipe and of a path left out, and the whole said otherwise.
fn texts_for(text: &str) -> Vec<String> {
    let mut texts = vec![other(text), format!("{text}x")];
    let starts = text.match_indices(['{', '/']).map(|(at, _)| at);
    for at in starts {
        let rest = &text[at..];
        let end = if rest.starts_with('{') {
            rest.find('}').map_or(rest.len(), |end| end + 1)
        } else {
            rest[1..].find('/').map_or(rest.len(), |end| end + 1)
        };
        texts.push(format!("{}{}", &text[..at], &rest[end..]));
    }
    // What stands last, first.
    if let Some(at) = text.rfind('{') {
        texts.push(format!("{}{}", &text[at..], &text[..at]));
    }
    for (from, to) in [("sha512", "sha256"), ("hex", "base64"), ("Bearer ", "")] {
        if text.contains(from) {
            texts.push(text.replace(from, to));
        }
    }
    texts.retain(|it| !it.is_empty() && it != text);
    texts.sort();
    texts.dedup();
    texts
}

/// The file without what is at one place.
fn removed(file: &Value, steps: &[Step]) -> Option<Value> {
    let (Step::Key(key), above) = steps.split_last()? else { return None };
    let mut file = file.clone();
    found(&mut file, above).as_mapping_mut()?.remove(*key)?;
    Some(file)
}

/// A value in few words: the items of a list by their names.
fn short(value: &Value) -> String {
    let items = value.as_sequence().into_iter().flatten();
    let names = items.filter_map(|it| it.get("name").or(it.get("code"))?.as_str());
    let names: Vec<_> = names.collect();
    if names.is_empty() {
        serde_json::to_string(value).unwrap()
    } else {
        names.join(", ")
    }
}
