//! Where the structs of the format stand in specs.

use std::collections::BTreeMap;

use codegen::raw::Fact;
use serde_yaml::{Mapping, Value};

use super::{Spec, Step, facts_of, found, keys};

/// A struct of the format.
pub(crate) struct Struct {
    /// The keys that lead to it.
    pub(crate) name: String,
    pub(crate) facts: &'static [Fact],
    pub(crate) owners: Vec<Owner>,
}

/// One that stands in a spec.
pub(crate) struct Owner {
    pub(crate) spec: usize,
    pub(crate) file: String,
    pub(crate) steps: Vec<Step>,
}

impl Struct {
    /// Every struct that some spec has, in the order of their names.
    pub(crate) fn all(specs: &[Spec]) -> Vec<Self> {
        let keys = keys(&[
            "accepted.yaml",
            "api.yaml",
            "callbacks",
            "catalog.yaml",
            "codes",
            "decisions.yaml",
            "operations",
            "pages.yaml",
            "walkthroughs",
        ]);
        let mut structs = BTreeMap::new();
        for (spec, files) in specs.iter().enumerate() {
            for (file, value) in files {
                let facts = facts_of(file);
                let owner = |steps: &[Step]| Owner {
                    spec,
                    file: file.clone(),
                    steps: steps.to_vec(),
                };
                walk(
                    value,
                    facts,
                    &mut Vec::new(),
                    &mut |facts: &'static [Fact], steps| {
                        let (_, first) = &keys[&std::ptr::from_ref(&facts[0])];
                        let (name, _) = first.rsplit_once(": ").unwrap();
                        let kind =
                            structs.entry(name.to_owned()).or_insert_with(|| Self {
                                name: name.to_owned(),
                                facts,
                                owners: Vec::new(),
                            });
                        kind.owners.push(owner(steps));
                    },
                );
            }
        }
        structs.into_values().collect()
    }

    /// Those in one of the specs, or in all.
    pub(crate) fn owners(&self, only: Option<usize>) -> Vec<&Owner> {
        let is_there = |it: &&Owner| only.is_none_or(|only| it.spec == only);
        self.owners.iter().filter(is_there).collect()
    }

    /// Each value that a key has somewhere, once.
    pub(crate) fn values(&self, specs: &[Spec], fact: &Fact) -> Vec<Value> {
        let mut values = Vec::new();
        for owner in &self.owners {
            let value = owner.get(&specs[owner.spec]).get(fact.key);
            if let Some(value) = value.filter(|value| !values.contains(*value)) {
                values.push(value.clone());
            }
        }
        values
    }
}

fn walk(
    value: &Value,
    facts: &'static [Fact],
    steps: &mut Vec<Step>,
    meet: &mut dyn FnMut(&'static [Fact], &[Step]),
) {
    match value {
        Value::Mapping(entries) => {
            meet(facts, steps);
            for (key, value) in entries {
                let key = key.as_str().unwrap();
                let fact = facts.iter().find(|fact| fact.key == key).unwrap();
                steps.push(Step::Key(fact.key));
                walk(value, (fact.inner)(), steps, meet);
                steps.pop();
            }
        }
        Value::Sequence(items) => {
            for (position, item) in items.iter().enumerate() {
                steps.push(Step::Item(position));
                walk(item, facts, steps, meet);
                steps.pop();
            }
        }
        _ => {}
    }
}

impl Owner {
    pub(crate) fn get<'s>(&self, spec: &'s Spec) -> &'s Value {
        self.steps.iter().fold(&spec[&self.file], |value, step| match step {
            Step::Key(key) => &value[*key],
            Step::Item(position) => &value[*position],
        })
    }

    pub(crate) fn entries<'s>(&self, spec: &'s mut Spec) -> &'s mut Mapping {
        let file = spec.get_mut(&self.file).unwrap();
        found(file, &self.steps).as_mapping_mut().unwrap()
    }

    /// The same, if an edit has left it where it was.
    pub(crate) fn found<'s>(&self, spec: &'s mut Spec) -> Option<&'s mut Value> {
        let file = spec.get_mut(&self.file)?;
        self.steps.iter().try_fold(file, |value, step| match step {
            Step::Key(key) => value.get_mut(*key),
            Step::Item(position) => value.get_mut(*position),
        })
    }

    /// Whether it is the other one, or above it.
    pub(crate) fn leads_to(&self, other: &Self) -> bool {
        self.file == other.file && other.steps.starts_with(&self.steps)
    }

    pub(crate) fn shown(&self) -> String {
        let step = |step: &Step| match step {
            Step::Key(key) => format!(".{key}"),
            Step::Item(position) => format!("[{position}]"),
        };
        self.steps.iter().map(step).collect()
    }
}
