//! Where a key belongs that stands in a block which does not have it.

use std::collections::HashSet;

use crate::raw::{
    Accepted, Api, Callback, Catalog, CodeTable, Decisions, Fact, Facts, Operation,
    Pages, Walkthrough,
};

type Keys = fn() -> &'static [Fact];

/// The files of a spec, with their keys.
const FILES: [(&str, Keys); 9] = [
    ("api.yaml", Api::facts),
    ("operations/<id>.yaml", Operation::facts),
    ("codes/<id>.yaml", CodeTable::facts),
    ("callbacks/<id>.yaml", Callback::facts),
    ("walkthroughs/<id>.yaml", Walkthrough::facts),
    ("catalog.yaml", Catalog::facts),
    ("decisions.yaml", Decisions::facts),
    ("pages.yaml", Pages::facts),
    ("accepted.yaml", Accepted::facts),
];

/// The most places that are told: the outermost.
const MAX_PLACES: usize = 3;

/// The blocks that have a key, in a file with these keys or else in one of another kind.
pub(super) fn told(key: &str, facts: &'static [Fact]) -> Option<String> {
    let here = blocks(key, facts);
    if !here.is_empty() {
        let blocks: Vec<_> = here
            .iter()
            .map(|path| match path.as_str() {
                "" => "of the file itself".to_owned(),
                path => format!("of `{path}`"),
            })
            .collect();
        return Some(format!("move it: it is a key {}", blocks.join(" and ")));
    }
    let others =
        FILES.iter().filter(|(_, facts)| facts().iter().any(|it| it.key == key));
    let names: Vec<_> = others.map(|(name, _)| format!("of {name}")).collect();
    let is_told = (1..=MAX_PLACES).contains(&names.len());
    is_told.then(|| format!("move it: it is a key {}", names.join(" and ")))
}

/// Whether the keys of a file that is to have other ones are all of another kind, or of none.
pub(super) fn is_elsewhere(keys: &[String], facts: &[Fact]) -> bool {
    let strange =
        keys.iter().filter(|key| !facts.iter().any(|it| it.key == **key)).count();
    strange > 1 && (strange == keys.len() || kind_of_file(keys).is_some())
}

/// The kind of file that has all of these keys.
pub(super) fn kind_of_file(keys: &[String]) -> Option<&'static str> {
    let has = |facts: &[Fact], key: &str| facts.iter().any(|it| it.key == key);
    let mut kinds =
        FILES.iter().filter(|(_, facts)| keys.iter().all(|key| has(facts(), key)));
    kinds.next().map(|(name, _)| *name)
}

/// The paths of the blocks that have a key, the outermost first.
fn blocks(key: &str, facts: &'static [Fact]) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut level = vec![(String::new(), facts)];
    while !level.is_empty() && found.len() < MAX_PLACES {
        let mut below = Vec::new();
        for (path, facts) in level {
            if !seen.insert(facts.as_ptr()) {
                continue;
            }
            if facts.iter().any(|it| it.key == key) {
                found.push(path.clone());
            }
            below.extend(facts.iter().map(|it| {
                let dot = if path.is_empty() { "" } else { "." };
                (format!("{path}{dot}{}", it.key), (it.inner)())
            }));
        }
        level = below;
        level.retain(|(_, facts)| !facts.is_empty());
    }
    found.truncate(MAX_PLACES);
    found
}
