//! Several faults in the structure of a file that one mistake has caused become one.

use std::collections::HashMap;
use std::ptr;

use yaml_index::{Expected, Node, NodeKind};

use super::meant::meant;
use super::structure_error::StructureError;

type Errors<'a> = Vec<StructureError<'a>>;

/// The faults, each mistake once.
pub(super) fn joined<'a>(root: &'a Node, errors: Errors<'a>) -> Errors<'a> {
    let mut parents = HashMap::new();
    find_parents(root, &mut parents);
    let errors = not_indented(&parents, errors);
    let errors = misspelt(&parents, errors);
    missing(dash_too_many(&parents, errors))
}

/// The map or list that a value stands in, and its position there.
type Parents<'a> = HashMap<*const Node, (&'a Node, usize)>;

fn find_parents<'a>(node: &'a Node, parents: &mut Parents<'a>) {
    let children: Vec<&Node> = match &node.kind {
        NodeKind::Map(entries) => entries.iter().map(|(_, it)| it).collect(),
        NodeKind::List(items) => items.iter().collect(),
        NodeKind::Scalar { .. } => return,
    };
    for (position, child) in children.into_iter().enumerate() {
        parents.insert(child, (node, position));
        find_parents(child, parents);
    }
}

impl<'a> StructureError<'a> {
    fn missing_key(&self) -> Option<&'static str> {
        match self.expected {
            Some(Expected::Key(key)) => Some(key),
            _ => None,
        }
    }

    fn unknown_key(&self) -> Option<&str> {
        match &self.expected {
            Some(Expected::OneOf { found, .. }) if self.is_key => Some(found),
            _ => None,
        }
    }

    fn place(&self, parents: &Parents<'a>) -> Option<(&'a Node, usize)> {
        parents.get(&ptr::from_ref(self.node?)).copied()
    }
}

/// Keys below a key that has no value, without indentation.
fn not_indented<'a>(parents: &Parents<'a>, mut errors: Errors<'a>) -> Errors<'a> {
    let empty: Vec<_> = errors
        .iter()
        .filter(|it| !it.keys.is_empty() && it.node.is_some_and(Node::is_null))
        .filter_map(|it| Some((it.node?, it.keys, it.place(parents)?)))
        .collect();
    for (node, keys, (map, position)) in empty {
        let NodeKind::Map(entries) = &map.kind else { continue };
        let behind = entries.iter().skip(position + 1);
        let own: Vec<_> =
            behind.take_while(|(key, _)| keys.contains(&key.as_str())).collect();
        let is_own = |it: &StructureError<'_>| {
            let found =
                own.iter().any(|(_, own)| it.node.is_some_and(|it| ptr::eq(it, own)));
            it.unknown_key().is_some() && found
        };
        if !errors.iter().any(is_own) {
            continue;
        }
        let key = entries.get(position).map_or("", |(key, _)| key.as_str());
        let message = format!("the keys of `{key}` are not indented");
        let help = "put two more spaces before each of them".to_owned();
        let mut told = Some((message, help));
        errors.retain(|it| !it.node.is_some_and(|it| ptr::eq(it, node)));
        errors = errors
            .into_iter()
            .filter_map(|it| {
                if !is_own(&it) {
                    return Some(it);
                }
                told.take().map(|(message, help)| it.told(message, help))
            })
            .collect();
    }
    errors
}

/// A missing key, and one of its block that is no key and stands for it.
fn misspelt<'a>(parents: &Parents<'a>, errors: Errors<'a>) -> Errors<'a> {
    let lacking: Vec<_> = errors
        .iter()
        .filter_map(|it| Some((ptr::from_ref(it.node?), it.missing_key()?)))
        .collect();
    let mut found = Vec::new();
    let told = errors.into_iter().map(|error| {
        let Some((block, key, help)) = misspelt_key(&error, parents, &lacking) else {
            return error;
        };
        found.push((block, key));
        let message = error.to_string();
        error.told(message, help)
    });
    let mut told: Errors<'_> = told.collect();
    told.retain(|it| {
        let missing = it.node.map(ptr::from_ref).zip(it.missing_key());
        missing.is_none_or(|missing| !found.contains(&missing))
    });
    told
}

/// The block of an unknown key, the key of that block that it stands for, and what to do.
fn misspelt_key(
    error: &StructureError<'_>,
    parents: &Parents<'_>,
    lacking: &[(*const Node, &'static str)],
) -> Option<(*const Node, &'static str, String)> {
    let found = error.unknown_key()?;
    let block = ptr::from_ref(parents.get(&ptr::from_ref(error.node?))?.0);
    let keys = lacking.iter().filter(|(it, _)| *it == block).map(|(_, key)| *key);
    let keys: Vec<_> = keys.collect();
    for (colon, help) in
        [(':', "put a space after the colon"), ('：', "write `: ` with an ASCII colon")]
    {
        let before = found.split_once(colon).map(|(before, _)| before);
        if let Some(key) = keys.iter().find(|it| Some(**it) == before) {
            return Some((block, key, help.to_owned()));
        }
    }
    let key = meant(found, &keys)?;
    Some((block, key, format!("did you mean `{key}`?")))
}

/// An item that lacks keys which the one above it has, and has those that that one lacks.
fn dash_too_many<'a>(parents: &Parents<'a>, mut errors: Errors<'a>) -> Errors<'a> {
    let lacking: Vec<_> = errors
        .iter()
        .filter(|it| it.missing_key().is_some())
        .filter_map(|it| it.node)
        .collect();
    for item in lacking {
        let Some((list, position)) = parents.get(&ptr::from_ref(item)).copied() else {
            continue;
        };
        let NodeKind::List(items) = &list.kind else { continue };
        let Some(above) = position.checked_sub(1).and_then(|at| items.get(at)) else {
            continue;
        };
        let of = |node: &Node, errors: &Errors<'_>| -> Vec<&'static str> {
            let its =
                errors.iter().filter(|it| it.node.is_some_and(|it| ptr::eq(it, node)));
            its.filter_map(StructureError::missing_key).collect()
        };
        let (own, others) = (of(item, &errors), of(above, &errors));
        let NodeKind::Map(entries) = &item.kind else { continue };
        let are_one = !own.is_empty()
            && own.iter().all(|key| above.entry(key).is_some())
            && others.iter().all(|key| item.entry(key).is_some())
            && entries.iter().all(|(key, _)| above.entry(key).is_none());
        if !are_one {
            continue;
        }
        let message =
            format!("an item without {}, below one without what it has", listed(&own));
        let help = "remove the `- ` if the item above goes on here; else complete both";
        let is_of = |it: &StructureError<'_>| {
            let node = it.node.is_some_and(|it| ptr::eq(it, item) || ptr::eq(it, above));
            node && it.missing_key().is_some()
        };
        let at =
            errors.iter().position(|it| it.node.is_some_and(|it| ptr::eq(it, item)));
        let first = at.map(|at| errors.remove(at));
        errors.retain(|it| !is_of(it));
        errors.extend(first.map(|it| it.told(message, help.to_owned())));
    }
    errors
}

/// All keys that one block lacks.
fn missing(errors: Errors<'_>) -> Errors<'_> {
    let mut told: Errors<'_> = Vec::new();
    let mut blocks: Vec<(*const Node, usize, Vec<&'static str>)> = Vec::new();
    for error in errors {
        let Some((node, key)) = error.node.zip(error.missing_key()) else {
            told.push(error);
            continue;
        };
        if let Some((.., keys)) = blocks.iter_mut().find(|(it, ..)| ptr::eq(*it, node)) {
            keys.push(key);
        } else {
            blocks.push((node, told.len(), vec![key]));
            told.push(error);
        }
    }
    let mut blocks = blocks.into_iter().filter(|(.., keys)| keys.len() > 1).peekable();
    let each = told.into_iter().enumerate().map(|(at, error)| {
        let keys = blocks.next_if(|(_, its, _)| *its == at);
        match keys {
            Some((.., keys)) => {
                let lines: Vec<_> =
                    keys.iter().map(|key| format!("`{key}: …`")).collect();
                let help = format!("add {} to the block", lines.join(", "));
                error.told(format!("missing keys {}", listed(&keys)), help)
            }
            None => error,
        }
    });
    each.collect()
}

fn listed(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
