//! Which of the listed items callers can name: those in the public layout of the client, and the
//! emitted ones.

use std::collections::{BTreeMap, BTreeSet};

use super::list::Line;
use super::record::Listing;

/// The file of the public layout.
pub(super) const LAYOUT: &str = "runtime/layout.rs";

/// One item of the public interface.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    pub(super) value: String,
    /// The file that declares it.
    pub(super) file: String,
}

/// The items of the public interface by their keys; some stand in two files, of which each is
/// compiled with other features.
pub(super) type Items = BTreeMap<String, Vec<Item>>;

/// The public interface of a listing.
pub(super) fn items(listing: &Listing) -> Items {
    let reach = Reach::new(listing);
    let mut items = Items::new();
    for (file, listed) in listing {
        let is_emitted = !file.starts_with("runtime/");
        for Line { key, value } in &listed.lines {
            if is_emitted || reach.has(file, key) {
                items.entry(key.clone()).or_default().push(Item {
                    value: value.clone(),
                    file: file.clone(),
                });
            }
        }
    }
    make(&mut items);
    for found in items.values_mut() {
        found.sort();
    }
    items
}

/// Adds what a macro gives to each type that it makes of words: derived traits and functions.
fn make(items: &mut Items) {
    let mut made = Vec::new();
    for (key, types) in items.iter().filter(|(key, _)| key.starts_with("made ")) {
        let name = key.trim_start_matches("made ");
        for of in types {
            let begin = format!("macro {} ", of.value);
            for (key, given) in items.iter() {
                let Some(declared) = key.strip_prefix(&begin) else { continue };
                let own = |kind: &str, item: &str| format!("{kind} {name}::{item}");
                let key = match declared.split(' ').collect::<Vec<_>>()[..] {
                    ["derive", derived] => format!("impl {derived} for {name}"),
                    ["pub", kind @ ("fn" | "const"), item] => own(kind, item),
                    ["pub", "const", "fn", item] => own("fn", item),
                    _ => continue,
                };
                made.extend(given.iter().map(|given| {
                    let constant =
                        if declared.contains("const fn") { "const " } else { "" };
                    let value = format!("{constant}{}", given.value);
                    (
                        key.clone(),
                        Item {
                            value,
                            file: of.file.clone(),
                        },
                    )
                }));
            }
        }
    }
    let is_of_words = |key: &str| {
        let name = key.strip_prefix("macro ").and_then(|it| it.split(' ').next());
        name.is_some_and(|name| {
            items.iter().any(|(key, of)| {
                key.starts_with("made ") && of.iter().any(|it| it.value == name)
            })
        })
    };
    let told: Vec<_> = items.keys().filter(|key| is_of_words(key)).cloned().collect();
    items.retain(|key, _| !key.starts_with("made ") && !told.contains(key));
    for (key, item) in made {
        items.entry(key).or_default().push(item);
    }
}

/// The names that callers can use.
struct Reach {
    names: BTreeSet<String>,
    /// The names that the runtime declares, whether callers can use them or not.
    declared: BTreeSet<String>,
    /// The files of which all public items can be used, by the modules that they are.
    modules: BTreeSet<String>,
}

impl Reach {
    fn new(listing: &Listing) -> Self {
        let mut reach = Self {
            names: BTreeSet::new(),
            declared: BTreeSet::new(),
            modules: BTreeSet::new(),
        };
        // Earlier clients have no layout, and show all that the runtime exports.
        let layout = listing.get(LAYOUT).or_else(|| listing.get("runtime/lib.rs"));
        let lines = layout.into_iter().flat_map(|it| &it.lines);
        for line in lines.filter(|line| line.key.starts_with("use ")) {
            let path = line.value.split(' ').next().unwrap_or_default();
            let name = path.rsplit("::").next().unwrap_or_default();
            let files = [format!("runtime/{name}.rs"), format!("runtime/{name}/mod.rs")];
            match files.into_iter().find(|file| listing.contains_key(file)) {
                Some(file) if !name.starts_with(char::is_uppercase) => {
                    reach.modules.insert(file);
                }
                _ => _ = reach.names.insert(name.to_owned()),
            }
        }
        for (file, listed) in listing {
            let is_module = reach.modules.contains(file) || file == LAYOUT;
            for Line { key, .. } in &listed.lines {
                let (kind, name) = key.split_once(' ').unwrap_or((key, ""));
                let is_type =
                    ["struct", "enum", "trait", "type", "private"].contains(&kind);
                if is_type && file.starts_with("runtime/") {
                    reach.declared.insert(name.to_owned());
                }
                let is_item = is_type || ["use", "fn", "const"].contains(&kind);
                if is_module && is_item && kind != "private" && !name.contains("::") {
                    reach.names.insert(name.to_owned());
                }
            }
        }
        reach
    }

    fn has(&self, file: &str, key: &str) -> bool {
        let (kind, rest) = key.split_once(' ').unwrap_or((key, ""));
        match kind {
            "private" => false,
            "bound" | "value" | "set" => self.has(file, rest),
            "macro" => true,
            "made" => self.names.contains(rest),
            "use" | "mod" => file == LAYOUT || self.modules.contains(file),
            "impl" => {
                let (of, owner) = rest.split_once(" for ").unwrap_or((rest, ""));
                self.can_be_named(of) && self.can_be_named(owner)
            }
            "fn" | "const" if !rest.contains("::") => {
                self.modules.contains(file) || self.names.contains(name(rest))
            }
            _ => self.names.contains(name(rest)),
        }
    }

    /// Whether a type or trait is one that callers can name, or is not of the runtime.
    fn can_be_named(&self, path: &str) -> bool {
        let name = name(path);
        self.names.contains(name) || !self.declared.contains(name)
    }
}

/// The name that a path or a type begins with, references aside: `Text` of `Text<R>::new`.
pub(super) fn name(path: &str) -> &str {
    let path = path.trim_start_matches(['&', '(', '[']);
    let path = path.strip_prefix("mut ").unwrap_or(path);
    let path = path.strip_prefix("super::").unwrap_or(path);
    let end = path.find(|c: char| !c.is_alphanumeric() && c != '_');
    path.get(..end.unwrap_or(path.len())).unwrap_or(path)
}
