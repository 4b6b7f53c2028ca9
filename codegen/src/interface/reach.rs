//! Which of the listed items callers can name: those in the public layout of the client, and the
//! emitted ones.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use super::line::Line;
use super::record::Listing;

/// The file of the public layout.
pub(super) const LAYOUT: &str = "runtime/layout.rs";

/// The files by which callers can name something, or cannot: the macros that make words are used in
/// other files than they stand in.
pub(super) const ROOTS: [&str; 5] = [
    LAYOUT,
    "runtime/lib.rs",
    "runtime/fake/mod.rs",
    "runtime/cli/mod.rs",
    "runtime/macros.rs",
];

/// One item of the public interface.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item<'a> {
    pub(super) value: Cow<'a, str>,
    /// The file that declares it.
    pub(super) file: &'a str,
}

/// The items of the public interface by their keys; some stand in two files, of which each is
/// compiled with other features.
pub(super) type Items<'a> = BTreeMap<Cow<'a, str>, Vec<Item<'a>>>;

/// What others are judged by, wherever it stands.
const HEADS: [&str; 6] = ["struct", "enum", "trait", "type", "non_exhaustive", "made"];

/// The public interface of a listing. Of files that are the same in the one that it is compared
/// with, only what others are judged by.
pub(super) fn items<'a>(listing: &'a Listing, same: &HashSet<&str>) -> Items<'a> {
    let reach = Reach::new(listing);
    let (mut items, mut made) = (Items::new(), Vec::new());
    for (file, listed) in listing {
        let is_emitted = !file.starts_with("runtime/");
        let is_same = same.contains(file.as_str());
        for Line { key, value } in &listed.lines {
            let is_head = || HEADS.iter().any(|it| key.starts_with(it));
            if (is_same && !is_head()) || (!is_emitted && !reach.has(file, key)) {
                continue;
            }
            if let Some(name) = key.strip_prefix("made ") {
                made.push((name, value.as_str(), file.as_str()));
                continue;
            }
            let item = Item { value: value.into(), file };
            items.entry(key.into()).or_default().push(item);
        }
    }
    for (key, item) in words(listing, &made) {
        items.entry(key.into()).or_default().push(item);
    }
    // What such a macro declares is told of what it makes.
    let is_of_words = |key: &str| {
        let name = key.strip_prefix("macro ").and_then(|it| it.split(' ').next());
        name.is_some_and(|name| made.iter().any(|(_, of, _)| *of == name))
    };
    items.retain(|key, _| !is_of_words(key));
    for found in items.values_mut().filter(|found| found.len() > 1) {
        found.sort();
    }
    items
}

/// What macros give to the types that they make of words: derived traits and functions.
fn words<'a>(
    listing: &'a Listing,
    made: &[(&str, &str, &'a str)],
) -> Vec<(String, Item<'a>)> {
    let lines = listing.values().flat_map(|it| &it.lines);
    let declared = lines.filter_map(|line| {
        let (name, declared) = line.key.strip_prefix("macro ")?.split_once(' ')?;
        Some((name, declared, line.value.as_str()))
    });
    let mut given = Vec::new();
    for (of, declared, value) in declared {
        for (name, _, file) in made.iter().filter(|(_, by, _)| *by == of) {
            let (key, value) = match declared.split(' ').collect::<Vec<_>>()[..] {
                ["derive", derived] => {
                    (format!("impl {derived} for {name}"), value.into())
                }
                ["pub", kind @ ("fn" | "const"), item] => {
                    (format!("{kind} {name}::{item}"), value.into())
                }
                ["pub", "const", "fn", item] => {
                    (format!("fn {name}::{item}"), format!("const {value}").into())
                }
                _ => continue,
            };
            given.push((key, Item { value, file }));
        }
    }
    given
}

/// The names that callers can use.
struct Reach<'a> {
    names: HashSet<&'a str>,
    /// The names that the runtime declares, whether callers can use them or not.
    declared: HashSet<&'a str>,
    /// The files of which all public items can be used, by the modules that they are.
    modules: HashSet<&'a str>,
}

impl<'a> Reach<'a> {
    fn new(listing: &'a Listing) -> Self {
        let mut reach = Self {
            names: HashSet::new(),
            declared: HashSet::new(),
            modules: HashSet::new(),
        };
        // Earlier clients have no layout, and show all that the runtime exports.
        let layout = listing.get(LAYOUT).or_else(|| listing.get("runtime/lib.rs"));
        let lines = layout.into_iter().flat_map(|it| &it.lines);
        for line in lines.filter(|line| line.key.starts_with("use ")) {
            let path = line.value.split(' ').next().unwrap_or_default();
            let name = path.rsplit("::").next().unwrap_or_default();
            let files = [format!("runtime/{name}.rs"), format!("runtime/{name}/mod.rs")];
            match files.iter().find_map(|file| listing.get_key_value(file)) {
                Some((file, _)) if !name.starts_with(char::is_uppercase) => {
                    reach.modules.insert(file);
                }
                _ => _ = reach.names.insert(name),
            }
        }
        for (file, listed) in listing {
            let is_module = reach.modules.contains(file.as_str()) || file == LAYOUT;
            for Line { key, .. } in &listed.lines {
                let (kind, name) = key.split_once(' ').unwrap_or((key, ""));
                let is_type =
                    ["struct", "enum", "trait", "type", "private"].contains(&kind);
                if is_type && file.starts_with("runtime/") {
                    reach.declared.insert(name);
                }
                let is_item = is_type || ["use", "fn", "const"].contains(&kind);
                if is_module && is_item && kind != "private" && !name.contains("::") {
                    reach.names.insert(name);
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
