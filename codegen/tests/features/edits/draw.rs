//! Edits of one place of a spec, each as its keys ask for it.

use codegen::raw::{Fact, Text};
use proptest::sample::Index;
use serde_yaml::{Mapping, Value};

use super::super::effects::{Spec, other, rename};
use super::same::differing;
use super::structs::{Owner, Struct};

/// What an edit is drawn from: each number chooses where there is a choice.
pub(crate) type Draw = [Index; 8];

/// A spec after an edit.
pub(crate) struct Edited {
    /// The position of the spec.
    pub(crate) of: usize,
    pub(crate) spec: Spec,
    /// What was done: `replace`, `add`.
    pub(crate) way: &'static str,
    /// The key, with those that lead to it.
    pub(crate) key: String,
    /// Every key that differs; that of the id, where it is renamed with all that refers to it.
    pub(crate) facts: Vec<&'static Fact>,
    /// Where, and from what to what.
    pub(crate) told: String,
}

/// A way to edit the value of a key. The numbers left choose in it.
type Way = fn(&Scene<'_>, &mut Spec, &[Index]) -> Option<String>;

/// What is edited in that way.
#[derive(Clone, Copy)]
enum Of {
    /// Every key as often as any other, whether it is there or not.
    Keys,
    /// Every struct as often as any other that stands anywhere.
    Structs,
    /// Every list as often as any other that stands anywhere.
    Lists,
    /// The files of operations and code tables.
    Files,
}

const WAYS: [(&str, Of, Way); 14] = [
    ("replace", Of::Keys, replace),
    ("replace a little", Of::Keys, replace_a_little),
    ("remove", Of::Keys, remove),
    ("add", Of::Keys, add),
    ("exchange keys", Of::Keys, exchange_keys),
    ("rename", Of::Keys, rename_all),
    ("become another", Of::Structs, become_another),
    ("exchange", Of::Structs, exchange),
    ("remove an item", Of::Lists, remove_item),
    ("exchange two items", Of::Lists, exchange_items),
    ("repeat an item", Of::Lists, repeat_item),
    ("bring an item", Of::Lists, bring_item),
    ("move an item", Of::Lists, move_item),
    ("whole file", Of::Files, whole_file),
];

/// The key that is edited, the struct that has it or lacks it, and what else there is.
#[derive(Clone, Copy)]
struct Scene<'a> {
    specs: &'a [Spec],
    kind: &'a Struct,
    owner: &'a Owner,
    fact: &'static Fact,
}

/// Draws an edit.
pub(crate) fn draw(specs: &[Spec], structs: &[Struct], draw: &Draw) -> Option<Edited> {
    let [way, target, owner, rest @ ..] = draw;
    let (name, of, way) = *way.get(&WAYS);
    let scene = match of {
        Of::Keys => {
            let keys = structs
                .iter()
                .flat_map(|kind| kind.facts.iter().map(move |it| (kind, it)));
            let (kind, fact) = *target.get(&keys.collect::<Vec<_>>());
            Scene {
                specs,
                kind,
                owner: owner.get(&kind.owners),
                fact,
            }
        }
        Of::Structs | Of::Lists | Of::Files => {
            let scenes = structs.iter().flat_map(|kind| scenes(of, specs, kind));
            *target.get(&scenes.collect::<Vec<_>>())
        }
    };
    let Scene { kind, owner, fact, .. } = scene;
    let old = specs.get(owner.spec)?;
    let mut spec = old.clone();
    let told = way(&scene, &mut spec, rest)?;
    let facts = match name {
        "rename" => vec![fact],
        _ => differing(old, &spec),
    };
    if facts.is_empty() {
        return None;
    }
    let key = match of {
        Of::Structs => kind.name.clone(),
        _ => format!("{}: {}", kind.name, fact.key),
    };
    Some(Edited {
        of: owner.spec,
        spec: filed(spec),
        way: name,
        key,
        facts,
        told: format!("{} at {}: {told}", owner.file, owner.shown()),
    })
}

/// All that can be edited of a struct in such a way.
fn scenes<'a>(of: Of, specs: &'a [Spec], kind: &'a Struct) -> Vec<Scene<'a>> {
    let scene = |owner, fact| Scene { specs, kind, owner, fact };
    let owners = kind.owners.iter();
    match of {
        Of::Lists => owners
            .flat_map(|owner| {
                let lists = kind.facts.iter().filter(|fact| {
                    owner
                        .get(&specs[owner.spec])
                        .get(fact.key)
                        .is_some_and(Value::is_sequence)
                });
                lists.map(move |fact| scene(owner, fact))
            })
            .collect(),
        Of::Files => owners
            .filter(|it| it.steps.is_empty() && it.file.contains('/'))
            .map(|owner| scene(owner, &kind.facts[0]))
            .collect(),
        Of::Structs | Of::Keys => {
            owners.map(|owner| scene(owner, &kind.facts[0])).collect()
        }
    }
}

fn some<T>(index: Index, items: &[T]) -> Option<&T> {
    (!items.is_empty()).then(|| index.get(items))
}

/// Files are called after their ids.
fn filed(spec: Spec) -> Spec {
    let name =
        |path: String, value: &Value| match (path.split_once('/'), value.get("id")) {
            (Some((folder, _)), Some(Value::String(id))) => {
                format!("{folder}/{id}.yaml")
            }
            _ => path,
        };
    spec.into_iter().map(|(path, value)| (name(path, &value), value)).collect()
}

impl Scene<'_> {
    fn entries<'s>(&self, spec: &'s mut Spec) -> &'s mut Mapping {
        self.owner.entries(spec)
    }

    /// The value of the key, where it has one.
    fn value<'s>(&self, spec: &'s mut Spec) -> Option<&'s mut Value> {
        self.entries(spec).get_mut(self.fact.key)
    }

    /// Puts what is said of another one in the place of what is said here, but for the names.
    fn take_over(&self, entries: &mut Mapping, other: Mapping) {
        let is_name = |key: &Value| {
            let fact = self.kind.facts.iter().find(|fact| key == fact.key);
            let is_id =
                fact.is_some_and(|it| it.unique.is_some() || it.text == Text::Id);
            is_id || key == "type_name" || key == "variant"
        };
        entries.retain(|key, _| is_name(key));
        entries.extend(other.into_iter().filter(|(key, _)| !is_name(key)));
    }

    fn items<'s>(&self, spec: &'s mut Spec) -> Option<&'s mut Vec<Value>> {
        self.value(spec)?.as_sequence_mut()
    }

    /// A value that the key has somewhere, or the id of something that it can lead to here.
    fn fitting(&self, index: Index) -> Option<Value> {
        let here = &self.specs[self.owner.spec];
        let ids = |folder: &str| -> Vec<Value> {
            let files = here.iter().filter(|(path, _)| path.starts_with(folder));
            files.map(|(_, file)| file["id"].clone()).collect()
        };
        let listed = |key: &str| -> Vec<Value> {
            let items = here["api.yaml"][key].as_sequence();
            items.into_iter().flatten().map(|item| item["id"].clone()).collect()
        };
        let known = match self.fact.text {
            Text::Table => ids("codes/"),
            Text::Operation => ids("operations/"),
            Text::Set => listed("header_sets"),
            Text::Source => [listed("sources"), ids("operations/")].concat(),
            _ => self.kind.values(self.specs, self.fact),
        };
        some(index, &known).cloned()
    }
}

/// A value in few words.
fn short(value: &Value) -> String {
    let text = serde_json::to_string(value).unwrap();
    text.chars().take(160).collect()
}

fn change(old: &Value, new: &Value) -> String {
    format!("{} → {}", short(old), short(new))
}

fn replace(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let new = scene.fitting(draw[0])?;
    let value = scene.value(spec)?;
    let told = change(value, &new);
    *value = new;
    Some(told)
}

fn replace_a_little(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let value = scene.value(spec)?;
    let way = draw[0].index(3);
    let new = match value {
        Value::Bool(flag) => Value::Bool(!*flag),
        Value::Number(number) => {
            let number = number.as_i64()?;
            Value::from(if way == 0 { number - 1 } else { number + 1 })
        }
        Value::String(text) => Value::from(match way {
            0 => other(text),
            1 => format!("{text}x"),
            // A sentence stays one, and a code as long as it was.
            _ => text.chars().rev().collect(),
        }),
        Value::Sequence(items) => Value::Sequence(items.iter().rev().cloned().collect()),
        _ => return None,
    };
    let told = change(value, &new);
    *value = new;
    Some(told)
}

fn remove(scene: &Scene<'_>, spec: &mut Spec, _: &[Index]) -> Option<String> {
    let old = scene.entries(spec).remove(scene.fact.key)?;
    Some(change(&old, &Value::Null))
}

fn add(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let new = scene.fitting(draw[0])?;
    let entries = scene.entries(spec);
    if entries.contains_key(scene.fact.key) {
        return None;
    }
    let told = change(&Value::Null, &new);
    entries.insert(scene.fact.key.into(), new);
    Some(told)
}

fn remove_item(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let items = scene.items(spec).filter(|items| !items.is_empty())?;
    let old = items.remove(draw[0].index(items.len()));
    Some(change(&old, &Value::Null))
}

fn exchange_items(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let items = scene.items(spec).filter(|items| items.len() > 1)?;
    let (a, b) = (draw[0].index(items.len()), draw[1].index(items.len()));
    items.swap(a, b);
    Some(format!("{} ⇄ {}", short(&items[b]), short(&items[a])))
}

/// An item once more, under another name.
fn repeat_item(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let facts = (scene.fact.inner)();
    let items = scene.items(spec).filter(|items| !items.is_empty())?;
    let mut new = draw[0].get(items).clone();
    let names = facts.iter().filter(|it| it.unique.is_some() || it.text == Text::Id);
    let keys = names.map(|it| it.key).chain(["type_name", "variant"]);
    for key in keys {
        if let Some(Value::String(text)) = new.get_mut(key) {
            *text = other(text);
        }
    }
    let told = change(&Value::Null, &new);
    items.insert(draw[1].index(items.len() + 1), new);
    Some(told)
}

/// An item that such a list has elsewhere.
fn bring_item(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let lists = scene.kind.values(scene.specs, scene.fact);
    let brought = lists.iter().filter_map(Value::as_sequence).flatten();
    let new = some(draw[0], &brought.collect::<Vec<_>>())?.to_owned().clone();
    let items = scene.items(spec)?;
    let told = change(&Value::Null, &new);
    items.insert(draw[1].index(items.len() + 1), new);
    Some(told)
}

/// An item from one list to another of the same spec.
fn move_item(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let owners = scene.kind.owners.iter().filter(|it| it.spec == scene.owner.spec);
    let to = some(draw[1], &owners.collect::<Vec<_>>())?.to_owned();
    let items = scene.items(spec).filter(|items| !items.is_empty())?;
    let item = items.remove(draw[0].index(items.len()));
    let told = format!("{} to {} at {}", short(&item), to.file, to.shown());
    let place = to.found(spec)?.as_mapping_mut()?;
    let list = place.entry(scene.fact.key.into()).or_insert(Value::Sequence(Vec::new()));
    let list = list.as_sequence_mut()?;
    list.insert(draw[2].index(list.len() + 1), item);
    Some(told)
}

/// Another one of the same spec that neither leads to this one nor from it.
fn beside<'a>(scene: &Scene<'a>, index: Index) -> Option<&'a Owner> {
    let owners = scene.kind.owners.iter().filter(|it| {
        it.spec == scene.owner.spec
            && !it.leads_to(scene.owner)
            && !scene.owner.leads_to(it)
    });
    some(index, &owners.collect::<Vec<_>>()).copied()
}

/// The value of a key with that of another struct.
fn exchange_keys(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let with = beside(scene, draw[0])?;
    let other = Scene { owner: with, ..*scene };
    let (a, b) = (scene.value(spec).cloned(), other.value(spec).cloned());
    for (owner, value) in [(scene.owner, &b), (with, &a)] {
        let entries = owner.entries(spec);
        entries.remove(scene.fact.key);
        entries.extend(value.clone().map(|it| (scene.fact.key.into(), it)));
    }
    let [a, b] = [a, b].map(|it| it.unwrap_or(Value::Null));
    Some(format!("with {} at {}: {}", with.file, with.shown(), change(&a, &b)))
}

/// All that is said of two, under their names.
fn exchange(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let with = beside(scene, draw[0])?;
    let (a, b) = (scene.entries(spec).clone(), with.entries(spec).clone());
    scene.take_over(scene.owner.entries(spec), b);
    scene.take_over(with.entries(spec), a.clone());
    Some(format!(
        "with {} at {}: {}",
        with.file,
        with.shown(),
        short(&Value::Mapping(a))
    ))
}

/// All facts of another one, wherever that stands, under the same name.
fn become_another(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let other = draw[0].get(&scene.kind.owners);
    let new = other.get(&scene.specs[other.spec]).as_mapping()?.clone();
    let entries = scene.entries(spec);
    let old = entries.clone();
    scene.take_over(entries, new);
    Some(change(&Value::Mapping(old), &Value::Mapping(entries.clone())))
}

/// An id, wherever it stands.
fn rename_all(scene: &Scene<'_>, spec: &mut Spec, _: &[Index]) -> Option<String> {
    if scene.fact.text != Text::Id {
        return None;
    }
    let id = scene.value(spec)?.as_str()?.to_owned();
    for file in spec.values_mut() {
        rename(file, &id);
    }
    Some(format!("{id} → {id}x everywhere"))
}

/// A file removed, or there once more.
fn whole_file(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    if draw[0].index(2) == 0 {
        spec.remove(&scene.owner.file)?;
        return Some("removed".to_owned());
    }
    let mut file = spec.get(&scene.owner.file)?.clone();
    for key in ["id", "type_name", "path"] {
        if let Some(Value::String(text)) = file.get_mut(key) {
            text.push('x');
        }
    }
    spec.insert(format!("{}x", scene.owner.file), file);
    Some("once more".to_owned())
}
