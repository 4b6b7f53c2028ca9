//! The ways to edit a spec.

use codegen::raw::{Origin, TextKind};
use proptest::sample::Index;
use serde_yaml::Value;

use super::draw::{Scene, some};
use super::structs::Owner;
use super::{Spec, other, rename};

/// A value in few words.
fn short(value: &Value) -> String {
    let text = serde_json::to_string(value).unwrap();
    text.chars().take(160).collect()
}

fn change(old: &Value, new: &Value) -> String {
    format!("{} → {}", short(old), short(new))
}

pub(crate) fn replace(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let new = scene.fitting(draw[0])?;
    let value = scene.value(spec)?;
    let told = change(value, &new);
    *value = new;
    Some(told)
}

pub(crate) fn replace_a_little(
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

pub(crate) fn remove(scene: &Scene<'_>, spec: &mut Spec, _: &[Index]) -> Option<String> {
    let old = scene.entries(spec).remove(scene.fact.key)?;
    Some(change(&old, &Value::Null))
}

pub(crate) fn add(scene: &Scene<'_>, spec: &mut Spec, draw: &[Index]) -> Option<String> {
    let new = scene.fitting(draw[0])?;
    let entries = scene.entries(spec);
    if entries.contains_key(scene.fact.key) {
        return None;
    }
    let told = change(&Value::Null, &new);
    entries.insert(scene.fact.key.into(), new);
    Some(told)
}

pub(crate) fn remove_item(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let items = scene.items(spec).filter(|items| !items.is_empty())?;
    let old = items.remove(draw[0].index(items.len()));
    Some(change(&old, &Value::Null))
}

pub(crate) fn exchange_items(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let items = scene.items(spec).filter(|items| items.len() > 1)?;
    let (a, b) = (draw[0].index(items.len()), draw[1].index(items.len()));
    items.swap(a, b);
    Some(format!("{} ⇄ {}", short(&items[b]), short(&items[a])))
}

/// What one key says of two items of a list.
pub(crate) fn exchange_in_list(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let key = some(draw[2], (scene.fact.inner)())?.key;
    let items = scene.items(spec).filter(|items| items.len() > 1)?;
    let (a, b) = (draw[0].index(items.len()), draw[1].index(items.len()));
    let (first, second) = (items[a].get(key)?.clone(), items[b].get(key)?.clone());
    let told = format!("{key}: {} ⇄ {}", short(&first), short(&second));
    items[a][key] = second;
    items[b][key] = first;
    Some(told)
}

/// An item once more, under another name.
pub(crate) fn repeat_item(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let facts = (scene.fact.inner)();
    let items = scene.items(spec).filter(|items| !items.is_empty())?;
    let mut new = draw[0].get(items).clone();
    let names = facts.iter().filter(|it| it.unique.is_some() || it.text == TextKind::Id);
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
pub(crate) fn bring_item(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let lists = scene.kind.values(scene.specs, scene.fact);
    let brought = lists.iter().filter_map(Value::as_sequence).flatten();
    let new = some(draw[0], &brought.collect::<Vec<_>>())?.to_owned().clone();
    let items = scene.items(spec)?;
    let told = change(&Value::Null, &new);
    items.insert(draw[1].index(items.len() + 1), new);
    Some(told)
}

/// An item from one list to another of the same spec.
pub(crate) fn move_item(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
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
pub(crate) fn exchange_keys(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
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
pub(crate) fn exchange(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
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
pub(crate) fn become_another(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let other = draw[0].get(&scene.kind.owners);
    let new = other.get(&scene.specs[other.spec]).as_mapping()?.clone();
    let entries = scene.entries(spec);
    let old = entries.clone();
    scene.take_over(entries, new);
    Some(change(&Value::Mapping(old), &Value::Mapping(entries.clone())))
}

/// The kind of value of another one and its limits, and everything else as it was.
pub(crate) fn be_of_another_kind(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
    let is_of_kind = |key: &Value| {
        let fact = scene.kind.facts.iter().find(|fact| key == fact.key);
        let is_limit =
            fact.is_some_and(|it| it.origin == Origin::Limit || it.types.is_some());
        is_limit || key == "type"
    };
    let other = draw[0].get(&scene.kind.owners);
    let new = other.get(&scene.specs[other.spec]).as_mapping()?.clone();
    let entries = scene.entries(spec);
    let old = entries.clone();
    entries.retain(|key, _| !is_of_kind(key));
    entries.extend(new.into_iter().filter(|(key, _)| is_of_kind(key)));
    Some(change(&Value::Mapping(old), &Value::Mapping(entries.clone())))
}

/// An id, wherever it stands.
pub(crate) fn rename_all(
    scene: &Scene<'_>,
    spec: &mut Spec,
    _: &[Index],
) -> Option<String> {
    if scene.fact.text != TextKind::Id {
        return None;
    }
    let id = scene.value(spec)?.as_str()?.to_owned();
    for file in spec.values_mut() {
        rename(file, &id);
    }
    Some(format!("{id} → {id}x everywhere"))
}

/// A file removed, or there once more.
pub(crate) fn whole_file(
    scene: &Scene<'_>,
    spec: &mut Spec,
    draw: &[Index],
) -> Option<String> {
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
