//! Edits of one place of a spec, each as its keys ask for it.

use codegen::raw::{Fact, TextKind};
use proptest::sample::Index;
use serde_yaml::{Mapping, Value};

use super::same::differing;
use super::structs::{Owner, Struct};
use super::{Spec, ways};

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

const WAYS: [(&str, Of, Way); 16] = [
    ("replace", Of::Keys, ways::replace),
    ("replace a little", Of::Keys, ways::replace_a_little),
    ("remove", Of::Keys, ways::remove),
    ("add", Of::Keys, ways::add),
    ("exchange keys", Of::Keys, ways::exchange_keys),
    ("rename", Of::Keys, ways::rename_all),
    ("become another", Of::Structs, ways::become_another),
    ("be of another kind", Of::Structs, ways::be_of_another_kind),
    ("exchange", Of::Structs, ways::exchange),
    ("remove an item", Of::Lists, ways::remove_item),
    ("exchange two items", Of::Lists, ways::exchange_items),
    ("exchange in a list", Of::Lists, ways::exchange_in_list),
    ("repeat an item", Of::Lists, ways::repeat_item),
    ("bring an item", Of::Lists, ways::bring_item),
    ("move an item", Of::Lists, ways::move_item),
    ("whole file", Of::Files, ways::whole_file),
];

/// The key that is edited, the struct that has it or lacks it, and what else there is.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) specs: &'a [Spec],
    pub(crate) kind: &'a Struct,
    pub(crate) owner: &'a Owner,
    pub(crate) fact: &'static Fact,
}

/// Draws an edit of one of the specs, or of a given one.
pub(crate) fn draw(
    specs: &[Spec],
    only: Option<usize>,
    structs: &[Struct],
    draw: &Draw,
) -> Option<Edited> {
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
                owner: some(*owner, &kind.owners(only))?,
                fact,
            }
        }
        Of::Structs | Of::Lists | Of::Files => {
            let scenes = structs.iter().flat_map(|kind| scenes(of, specs, only, kind));
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
fn scenes<'a>(
    of: Of,
    specs: &'a [Spec],
    only: Option<usize>,
    kind: &'a Struct,
) -> Vec<Scene<'a>> {
    let scene = |owner, fact| Scene { specs, kind, owner, fact };
    let owners = kind.owners(only).into_iter();
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

pub(crate) fn some<T>(index: Index, items: &[T]) -> Option<&T> {
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
    pub(crate) fn entries<'s>(&self, spec: &'s mut Spec) -> &'s mut Mapping {
        self.owner.entries(spec)
    }

    /// The value of the key, where it has one.
    pub(crate) fn value<'s>(&self, spec: &'s mut Spec) -> Option<&'s mut Value> {
        self.entries(spec).get_mut(self.fact.key)
    }

    /// Whether a key is a name of what has it.
    pub(crate) fn is_name(&self, key: &Value) -> bool {
        let fact = self.kind.facts.iter().find(|fact| key == fact.key);
        let is_id =
            fact.is_some_and(|it| it.unique.is_some() || it.text == TextKind::Id);
        is_id || key == "type_name" || key == "variant"
    }

    /// Puts what is said of another one in the place of what is said here, but for the names.
    pub(crate) fn take_over(&self, entries: &mut Mapping, other: Mapping) {
        entries.retain(|key, _| self.is_name(key));
        entries.extend(other.into_iter().filter(|(key, _)| !self.is_name(key)));
    }

    pub(crate) fn items<'s>(&self, spec: &'s mut Spec) -> Option<&'s mut Vec<Value>> {
        self.value(spec)?.as_sequence_mut()
    }

    /// A value that the key has somewhere, or the id of something that it can lead to here.
    pub(crate) fn fitting(&self, index: Index) -> Option<Value> {
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
            TextKind::Table => ids("codes/"),
            TextKind::Operation => ids("operations/"),
            TextKind::Set => listed("header_sets"),
            TextKind::Source => [listed("sources"), ids("operations/")].concat(),
            _ => self.kind.values(self.specs, self.fact),
        };
        some(index, &known).cloned()
    }
}
