//! Random edits of several places at once, of which one alone leaves no valid spec.

use std::collections::BTreeMap;

use codegen::raw::{Fact, Judged, Resolvable, TextKind};
use proptest::sample::Index;
use serde_yaml::{Mapping, Value};

use crate::drawn::same::differing;
use crate::drawn::{Spec, Step, Struct, found, other};

/// The spec that is edited, among those that it has facts from.
pub(crate) struct Scene<'a> {
    pub(crate) specs: &'a [Spec],
    pub(crate) of: usize,
    pub(crate) structs: &'a [Struct],
}

/// The numbers choose where there is a choice.
pub(super) type Way = fn(&Scene<'_>, &mut Spec, &[Index]) -> Option<String>;

const WAYS: [(&str, Way); 8] = [
    ("another value", another_value),
    ("exchanged values", exchanged_values),
    ("a type everywhere", of_one_type),
    ("neighbours exchanged", neighbours),
    ("a key of all items", key_of_all_items),
    ("a table with its users", table),
    ("a section with its users", section),
    ("a parameter of a path", parameter),
];

/// An edit, and what was done.
pub(crate) fn joined(scene: &Scene<'_>, draw: &[Index]) -> Option<(Spec, String)> {
    edited(&WAYS, scene, draw)
}

/// An edit in one of the ways.
pub(super) fn edited(
    ways: &[(&str, Way)],
    scene: &Scene<'_>,
    draw: &[Index],
) -> Option<(Spec, String)> {
    let (way, rest) = draw.split_first()?;
    let (name, way) = *way.get(ways);
    let mut spec = scene.specs[scene.of].clone();
    let told = way(scene, &mut spec, rest)?;
    let facts = differing(scene.old(), &spec);
    // Remarks have no effect.
    let is_remark = facts.iter().all(|it| matches!(it.judged, Judged::Remark(_)));
    (!is_remark).then(|| (spec, format!("{name}: {told}")))
}

pub(super) fn some<T>(index: Index, items: &[T]) -> Option<&T> {
    (!items.is_empty()).then(|| index.get(items))
}

impl Scene<'_> {
    pub(super) fn old(&self) -> &Spec {
        &self.specs[self.of]
    }

    /// A key that there is, as often as any other.
    fn key(&self, index: Index) -> Option<(&Struct, &'static Fact)> {
        let keys = self.structs.iter().flat_map(|kind| {
            let has = |fact: &&Fact| !self.owners(kind, fact.key).is_empty();
            kind.facts.iter().filter(has).map(move |fact| (kind, fact))
        });
        some(index, &keys.collect::<Vec<_>>()).copied()
    }

    /// The places of all structs that have a key.
    fn owners<'s>(&self, kind: &'s Struct, key: &str) -> Vec<Place<'s>> {
        let owners = kind.owners(Some(self.of)).into_iter();
        let owners = owners.filter(|it| it.get(self.old()).get(key).is_some());
        owners
            .map(|it| Place {
                file: &it.file,
                steps: &it.steps,
            })
            .collect()
    }

    /// Every list, with the key that has it.
    fn lists(&self) -> Vec<(Place<'_>, &'static Fact)> {
        let keys = self
            .structs
            .iter()
            .flat_map(|kind| kind.facts.iter().map(move |it| (kind, it)));
        keys.flat_map(|(kind, fact)| {
            let owners = self.owners(kind, fact.key).into_iter();
            owners.map(move |owner| (owner, fact))
        })
        .filter(|(owner, fact)| owner.value(self.old(), fact.key).is_sequence())
        .collect()
    }
}

/// Where a struct stands.
#[derive(Clone, Copy)]
struct Place<'s> {
    file: &'s str,
    steps: &'s [Step],
}

impl Place<'_> {
    fn entries<'v>(&self, spec: &'v mut Spec) -> &'v mut Mapping {
        found(spec.get_mut(self.file).unwrap(), self.steps).as_mapping_mut().unwrap()
    }

    fn value<'v>(&self, spec: &'v Spec, key: &str) -> &'v Value {
        let step = |value: &'v Value, step: &Step| match step {
            Step::Key(key) => &value[*key],
            Step::Item(position) => &value[*position],
        };
        &self.steps.iter().fold(&spec[self.file], step)[key]
    }

    fn shown(&self) -> String {
        format!("{} at {:?}", self.file, self.steps)
    }
}

fn another_value(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let (kind, fact) = scene.key(draw[0])?;
    let owner = *some(draw[1], &scene.owners(kind, fact.key))?;
    let value = owner.entries(spec).get_mut(fact.key)?;
    *value = match (&*value, draw[2].index(2)) {
        (Value::String(text), 0) => other(text).into(),
        _ => some(draw[3], &kind.values(scene.specs, fact))?.clone(),
    };
    Some(format!("{} of {}: {value:?}", fact.key, owner.shown()))
}

fn exchanged_values(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let (kind, fact) = scene.key(draw[0])?;
    let owners = scene.owners(kind, fact.key);
    let (a, b) = (*some(draw[1], &owners)?, *some(draw[2], &owners)?);
    let values = [a, b].map(|it| it.value(spec, fact.key).clone());
    let is_list = values.iter().any(|it| it.is_sequence() || it.is_mapping());
    if is_list {
        return None;
    }
    let [first, second] = values;
    a.entries(spec)[fact.key] = second;
    b.entries(spec)[fact.key] = first;
    Some(format!("{} of {} and {}", fact.key, a.shown(), b.shown()))
}

/// Other limits, or another form, of a type, wherever it stands.
fn of_one_type(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let applied = |fact: &&Fact| fact.resolvable == Resolvable::Applied;
    let limited =
        scene.structs.iter().filter(|it| it.facts.iter().any(|it| applied(&it)));
    let kind = *some(draw[0], &limited.collect::<Vec<_>>())?;
    let limits = |of: &Value| -> BTreeMap<&str, Value> {
        let facts = kind.facts.iter().filter(applied);
        facts.filter_map(|it| Some((it.key, of.get(it.key)?.clone()))).collect()
    };
    let owners = kind.owners(Some(scene.of));
    let owner = some(draw[1], &owners)?.get(scene.old());
    let old = limits(owner);
    let others = kind.owners(None).into_iter();
    let others = others.map(|it| limits(it.get(&scene.specs[it.spec])));
    // The same keys, with other values.
    let others = others.filter(|new| *new != old && new.keys().eq(old.keys()));
    let new = some(draw[2], &others.collect::<Vec<_>>())?.clone();
    let name = |of: &Value| of.get("type_name").or(of.get("name")).cloned();
    for it in owners.iter().filter(|it| name(it.get(scene.old())) == name(owner)) {
        let entries = it.entries(spec);
        entries.extend(new.iter().map(|(key, it)| ((*key).into(), it.clone())));
    }
    Some(format!("{:?}: {new:?}", name(owner)))
}

fn neighbours(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let (owner, fact) = *some(draw[0], &scene.lists())?;
    let items = owner.entries(spec)[fact.key].as_sequence_mut()?;
    let at = draw[1].index(items.len().checked_sub(1).filter(|it| *it > 0)?);
    items.swap(at, at + 1);
    Some(format!("{} of {}, {at}", fact.key, owner.shown()))
}

/// Removed.
fn key_of_all_items(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let (owner, fact) = *some(draw[0], &scene.lists())?;
    let items = owner.entries(spec)[fact.key].as_sequence_mut()?;
    let has = |key: &&Fact| items.iter().any(|item| item.get(key.key).is_some());
    let keys: Vec<_> = (fact.inner)().iter().filter(has).collect();
    let key = some(draw[1], &keys)?.key;
    for item in items.iter_mut().filter_map(Value::as_mapping_mut) {
        item.remove(key);
    }
    Some(format!("{key} of {} of {}", fact.key, owner.shown()))
}

/// A code table removed, or a header set.
fn table(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let folder = "codes/";
    let tables = spec.keys().filter(|it| it.starts_with(folder)).cloned();
    let sets = scene.old()["api.yaml"]["header_sets"].as_sequence()?;
    let tables: Vec<_> = tables.collect();
    let (id, kind) = if draw[0].index(2) == 0 {
        let file = spec.remove(some(draw[1], &tables)?)?;
        (file["id"].clone(), TextKind::Table)
    } else {
        let at = draw[1].index(sets.len());
        spec.get_mut("api.yaml")?["header_sets"].as_sequence_mut()?.remove(at);
        (sets[at]["id"].clone(), TextKind::Set)
    };
    for user in scene.structs {
        for fact in user.facts.iter().filter(|fact| fact.text == kind) {
            for owner in scene.owners(user, fact.key) {
                if *owner.value(scene.old(), fact.key) == id
                    && spec.contains_key(owner.file)
                {
                    owner.entries(spec).remove(fact.key);
                }
            }
        }
    }
    Some(format!("{id:?}"))
}

/// Signing removed, or encryption.
fn section(_: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let key = *draw[0].get(&["signing", "encryption"]);
    let api = spec.get_mut("api.yaml")?.as_mapping_mut()?;
    api.remove(key)?;
    for set in api.get_mut("header_sets")?.as_sequence_mut()? {
        set["headers"].as_sequence_mut()?.retain(|it| it["from"] != key);
    }
    let operations = spec.iter_mut().filter(|(file, _)| file.starts_with("operations/"));
    for (_, operation) in operations.filter(|_| key == "encryption") {
        for part in ["request", "response"] {
            if let Some(part) = operation.get_mut(part).and_then(Value::as_mapping_mut) {
                part.remove("encrypted");
            }
        }
    }
    Some(key.to_owned())
}

/// Renamed, and the path with it.
fn parameter(_: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let mut found: Vec<_> = spec
        .values_mut()
        .filter(|file| file["path"].as_str().is_some_and(|it| it.contains('{')))
        .collect();
    let at = draw[0].index(found.len().max(1));
    let file = found.get_mut(at)?;
    let path = file["path"].as_str()?.to_owned();
    let (_, name) = path.split_once('{')?;
    let (name, _) = name.split_once('}')?;
    let new = other(name);
    let fields = file["request"]["fields"].as_sequence_mut()?;
    let field = fields.iter_mut().find(|it| it["name"] == name)?;
    field["name"] = new.clone().into();
    // Its type keeps the name.
    let is_kept = draw[1].index(2) == 0;
    if is_kept && field.get("type_name").is_none() {
        let name: String = name[..1].to_uppercase() + &name[1..];
        field["type_name"] = name.into();
    }
    file["path"] = path.replace(&format!("{{{name}}}"), &format!("{{{new}}}")).into();
    Some(format!("{name} → {new}, with its type: {}", !is_kept))
}

/// The file of some operation.
pub(crate) fn operation<'a>(scene: &'a Scene<'_>, draw: Index) -> Option<&'a str> {
    let files = scene.old().keys().filter(|it| it.starts_with("operations/"));
    Some(some(draw, &files.collect::<Vec<_>>())?.as_str())
}
