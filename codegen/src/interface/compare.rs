//! What has become of the interface, and for whom.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::place;
use super::reach::{self, Item, Items};
use super::record::Listing;
use super::recording::Recording;
use super::state::Interface;
use crate::raw::effect::{
    CODE, CONSTANT, GONE, LOOSER, MORE, NOT_RECORDED, OBLIGING, OTHERWISE, READ,
    RECORDED, SENT,
};
use crate::semver::{ADDED, CHANGED, Change, Effect, REMOVED};

/// Every change from the old interface to the new one, in no order. What the old state has no
/// record of is not compared.
#[must_use]
pub fn diff(old: &Interface, new: &Interface) -> Vec<Change> {
    let mut differ = Differ::default();
    let same = same(&old.listing, &new.listing);
    if same.len() < old.listing.len().max(new.listing.len()) {
        differ = Differ::new(old, new, &same);
        differ.items();
    }
    if old.is_recorded() {
        differ.recorded(&old.recording, &new.recording);
    }
    differ.code(old, new);
    differ.changes
}

#[derive(Default)]
struct Differ<'a> {
    old: Items<'a>,
    new: Items<'a>,
    changes: Vec<Change>,
}

impl<'a> Differ<'a> {
    fn new(old: &'a Interface, new: &'a Interface, same: &HashSet<&str>) -> Self {
        let (mut old_items, mut new_items) =
            (reach::items(&old.listing, same), reach::items(&new.listing, same));
        // What an old state has no record of.
        let is_emitted = |file: &str| !file.starts_with("runtime/");
        if !old.listing.keys().any(|file| is_emitted(file)) {
            for items in new_items.values_mut() {
                items.retain(|item| !is_emitted(item.file));
            }
            new_items.retain(|_, items| !items.is_empty());
        }
        if !old.listing.contains_key(reach::LAYOUT) {
            for items in [&mut old_items, &mut new_items] {
                items.retain(|key, _| !["use", "mod"].contains(&kind(key)));
            }
        }
        Self {
            old: old_items,
            new: new_items,
            changes: Vec::new(),
        }
    }

    fn items(&mut self) {
        let others = self.old.iter().filter(|(key, it)| self.new.get(*key) != Some(it));
        let added = self.new.keys().filter(|key| !self.old.contains_key(*key));
        let keys: BTreeSet<_> =
            others.map(|(key, _)| key).chain(added).cloned().collect();
        for key in keys {
            let (mut old, mut new) = (of(&self.old, &key), of(&self.new, &key));
            // What is the same in another file has moved, which no caller sees.
            old.retain(|item| match new.iter().position(|it| it.value == item.value) {
                Some(at) => {
                    new.remove(at);
                    false
                }
                None => true,
            });
            let pairs = old.len().min(new.len());
            let (gone, come) = (old.split_off(pairs), new.split_off(pairs));
            for (old, new) in old.iter().zip(&new) {
                self.note(
                    &key,
                    "declaration",
                    (Some(old), Some(new)),
                    otherwise(&key, old, new),
                );
            }
            for old in gone {
                if let Some(effect) = self.gone(&key, &old) {
                    self.note(&key, REMOVED, (Some(&old), None), effect);
                }
            }
            for new in come {
                if let Some(effect) = self.come(&key, &new) {
                    self.note(&key, ADDED, (None, Some(&new)), effect);
                }
            }
        }
    }

    fn note(
        &mut self,
        key: &str,
        fact: &'static str,
        (old, new): (Option<&Item<'_>>, Option<&Item<'_>>),
        effect: Effect,
    ) {
        let value = |item: Option<&Item<'_>>| {
            item.map(|it| it.value.clone().into_owned())
                .filter(|value| !value.is_empty())
        };
        let file = new.or(old).map_or("", |item| item.file);
        self.changes.push(Change {
            old: value(old),
            new: value(new),
            ..place::change(effect, key, fact, file)
        });
    }

    /// What it does that an item is no longer there; nothing where that goes with another one.
    fn gone(&self, key: &str, item: &Item<'_>) -> Option<Effect> {
        if goes_with(key, &self.old, &self.new) {
            return None;
        }
        Some(match kind(key) {
            // Those who implement a trait rely on the bounds of its methods.
            "bound" if is_of_trait(key) => OTHERWISE,
            "bound" if !item.value.starts_with('?') => LOOSER,
            "bound" => OTHERWISE,
            "non_exhaustive" => LOOSER,
            "value" => CONSTANT,
            "cast" => return None,
            _ => GONE,
        })
    }

    /// What it does that an item is there; nothing where that goes with another one.
    fn come(&self, key: &str, item: &Item<'_>) -> Option<Effect> {
        if goes_with(key, &self.new, &self.old) {
            return None;
        }
        let (_, rest) = key.split_once(' ').unwrap_or_default();
        let owner = reach::name(rest);
        let was_closed =
            !self.old.contains_key(format!("non_exhaustive {owner}").as_str());
        let was_open = |of: &str| {
            let found = self.old.get(format!("{of} {owner}").as_str());
            found.is_some_and(|it| {
                it.iter().all(|it| !it.value.contains("private fields"))
            })
        };
        Some(match kind(key) {
            "bound" if item.value.starts_with('?') && !is_of_trait(key) => LOOSER,
            "bound" | "non_exhaustive" | "supertrait" => OTHERWISE,
            "value" | "cast" => return None,
            "variant" if was_closed => OBLIGING,
            "field" if was_closed && was_open("struct") => OBLIGING,
            "method" if item.value.starts_with("required ") => OBLIGING,
            _ => MORE,
        })
    }

    fn recorded(&mut self, old: &Recording, new: &Recording) {
        let names: BTreeSet<_> = old.cases.keys().chain(new.cases.keys()).collect();
        for name in names {
            let effect = if name.starts_with("sent") { SENT } else { READ };
            let (fact, effect, values) = match (old.cases.get(name), new.cases.get(name))
            {
                (Some(old), Some(new)) if old == new => continue,
                (Some(old), Some(new)) => {
                    let (old, new) = (missing(old, new), missing(new, old));
                    ("recorded", effect, (Some(old), Some(new)))
                }
                (None, _) => (ADDED, RECORDED, (None, None)),
                (_, None) => (REMOVED, RECORDED, (None, None)),
            };
            let (old, new) = values;
            self.changes.push(Change {
                old,
                new,
                ..place::change(effect, name, fact, "")
            });
        }
    }

    /// The files whose code has changed: what a recording does not show.
    fn code(&mut self, old: &Interface, new: &Interface) {
        let files: BTreeSet<_> = old.listing.keys().chain(new.listing.keys()).collect();
        let (mut recorded, mut open) = (Vec::new(), Vec::new());
        for file in files {
            let (was, is) = (old.listing.get(file), new.listing.get(file));
            let is_known = was.is_some()
                || old.listing.keys().any(|it| {
                    it.starts_with("runtime/") == file.starts_with("runtime/")
                });
            if was.map(|it| &it.code) == is.map(|it| &it.code) || !is_known {
                continue;
            }
            let is_recorded = is.is_none_or(|it| {
                !file.starts_with("runtime/") || new.recording.is_of(file, &it.code)
            });
            if is_recorded { &mut recorded } else { &mut open }.push(place::shown(file));
        }
        for (effect, files) in [(NOT_RECORDED, open), (CODE, recorded)] {
            let Some(file) = files.first() else { continue };
            let change = place::change(effect, "code", CHANGED, "");
            self.changes.push(Change {
                file: file.clone(),
                new: Some(listed(&files)),
                ..change
            });
        }
    }
}

/// The most files that a line names.
const NAMED: usize = 12;

/// The files on one line: their names, or how many there are and where.
fn listed(files: &[String]) -> String {
    if files.len() <= NAMED {
        return files.join(", ");
    }
    let folder = files.iter().skip(1).fold(
        files.first().map_or("", |file| parent(file)),
        |mut folder, file| {
            let is_in = |folder: &str| {
                file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
            };
            while !folder.is_empty() && !is_in(folder) {
                folder = parent(folder);
            }
            folder
        },
    );
    let below = if folder.is_empty() { "" } else { " below " };
    format!("{} files{below}{folder}", files.len())
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

fn of<'a>(items: &Items<'a>, key: &str) -> Vec<Item<'a>> {
    items.get(key).cloned().unwrap_or_default()
}

/// The files whose items are the same: none where what callers can name is not.
fn same<'a>(old: &'a Listing, new: &Listing) -> HashSet<&'a str> {
    let is_same = |file: &str| {
        let (old, new) = (old.get(file), new.get(file));
        old.map(|it| &it.lines) == new.map(|it| &it.lines)
    };
    if !reach::ROOTS.into_iter().all(is_same) {
        return HashSet::new();
    }
    old.keys().map(String::as_str).filter(|file| is_same(file)).collect()
}

fn kind(key: &str) -> &str {
    key.split(' ').next().unwrap_or(key)
}

fn is_of_trait(key: &str) -> bool {
    key.starts_with("bound method ") || key.starts_with("bound trait ")
}

/// What it does that an item is declared otherwise.
fn otherwise(key: &str, old: &Item<'_>, new: &Item<'_>) -> Effect {
    let (old, new) = (old.value.as_ref(), new.value.as_ref());
    let is_freed = old.strip_prefix(new).is_some_and(|rest| rest.starts_with(" ["));
    let is_const = new.strip_prefix("const ") == Some(old);
    let is_provided = matches!(
        (old.strip_prefix("required "), new.strip_prefix("provided ")),
        (Some(old), Some(new)) if old == new
    );
    match kind(key) {
        "value" | "cast" => CONSTANT,
        "rust-version" => LOOSER,
        _ if is_freed || is_const || is_provided => LOOSER,
        _ => OTHERWISE,
    }
}

/// Whether an item is there because another one is, which the other state does not have: that one
/// is told.
fn goes_with(key: &str, has: &Items<'_>, lacks: &Items<'_>) -> bool {
    let (kind, rest) = key.split_once(' ').unwrap_or((key, ""));
    let types = ["struct", "enum", "trait", "type"];
    let is_new = |name: &str| {
        let named = || types.iter().map(|of| format!("{of} {name}"));
        named().any(|key| has.contains_key(key.as_str()))
            && !named().any(|key| lacks.contains_key(key.as_str()))
    };
    match kind {
        "bound" | "value" => {
            let of = rest.rsplit_once(' ').map_or(rest, |(of, _)| of);
            let of = if kind == "bound" { of } else { rest };
            !lacks.contains_key(of) || goes_with(of, has, lacks)
        }
        "set" => {
            goes_with(rest, has, lacks) || {
                let of = rest.rsplit_once(' ').map_or(rest, |(of, _)| of);
                !lacks.contains_key(of)
            }
        }
        "impl" => rest.split(" for ").any(|name| is_new(reach::name(name))),
        "use" => rest.rsplit("::").next().is_some_and(is_new),
        "feature" => rest.split_once(" has ").is_some_and(|(name, _)| {
            !lacks.contains_key(format!("feature {name}").as_str())
        }),
        "macro" => goes_with_macro(key, has, lacks),
        _ if types.contains(&kind) => false,
        _ => is_new(reach::name(rest)),
    }
}

/// What a macro declares goes with its definition, and the pieces of what it is given with the
/// first of them.
fn goes_with_macro(key: &str, has: &Items<'_>, lacks: &Items<'_>) -> bool {
    let end = key.match_indices(' ').nth(1).map_or(key.len(), |(at, _)| at);
    let (definition, rest) = key.split_at(end);
    let is_new = |key: &str| has.contains_key(key) && !lacks.contains_key(key);
    match rest.strip_prefix(" of ").and_then(|it| it.split_once('.')) {
        Some((name, _)) => is_new(&format!("{definition} of {name}")),
        None => !rest.is_empty() && !rest.starts_with(" of ") && is_new(definition),
    }
}

/// The lines of a text that another one lacks.
fn missing(text: &str, other: &str) -> String {
    let mut others: BTreeMap<&str, usize> = BTreeMap::new();
    for line in other.lines() {
        *others.entry(line).or_default() += 1;
    }
    let lines = text.lines().filter(|line| match others.get_mut(line) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
    lines.collect::<Vec<_>>().join("; ")
}
