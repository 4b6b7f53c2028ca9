//! What codes and times stand for, in two states.

use std::collections::BTreeMap;

use serde_json::Value;

use super::constants::number;
use super::seen::{items, same};
use super::shapes;
use super::tries::{named, parameters};

/// What has become of a code of the old state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meaning {
    Same,
    /// It is no longer documented.
    Gone,
    /// What it stood for has another code.
    Moved,
    /// It stands for what another code stood for.
    Other,
}

/// `words` is what the documentation calls a row by: a name, or a message.
pub(crate) fn of_code(
    old: &[Value],
    new: &[Value],
    code: &Value,
    words: &str,
) -> Meaning {
    let Some(was) = named(old, "code", code) else { return Meaning::Same };
    let Some(now) = named(new, "code", code) else {
        let is_moved = named(new, "variant", &was["variant"]).is_some();
        return if is_moved { Meaning::Moved } else { Meaning::Gone };
    };
    let is_other = |key: &str| {
        let others = old.iter().filter(|it| it["code"] != *code);
        was[key] != now[key] && others.clone().any(|it| it[key] == now[key])
    };
    if is_other("variant") || is_exchanged(old, new, code, words) {
        Meaning::Other
    } else {
        Meaning::Same
    }
}

/// Whether a row is called what another one was called, and that one something else now.
fn is_exchanged(old: &[Value], new: &[Value], code: &Value, words: &str) -> bool {
    let (Some(was), Some(now)) = (named(old, "code", code), named(new, "code", code))
    else {
        return false;
    };
    let mut others = old.iter().filter(|it| it["code"] != *code);
    let taken = others.find(|it| it[words] == now[words]);
    let taken = taken.and_then(|it| named(new, "code", &it["code"]));
    was[words] != now[words] && taken.is_some_and(|it| it[words] != now[words])
}

/// Each pair of kinds that stand at the same place, with the values that were sent there.
fn pairs<'v>(
    (old, new): (&'v Value, &'v Value),
    values: &'v Value,
    name: &str,
    found: &mut Vec<(&'v Value, &'v Value, &'v Value, String)>,
) {
    match (old[0].as_str().unwrap(), new[0].as_str().unwrap()) {
        ("Object", "Object") => {
            for field in parameters(old) {
                let wire = field["name"].as_str().unwrap();
                let sent = values.get(wire);
                if let (Some(now), Some(sent)) = (same(field, "name", new), sent) {
                    let name = if name.is_empty() {
                        wire.to_owned()
                    } else {
                        format!("{name}.{wire}")
                    };
                    pairs((&field["kind"], &now["kind"]), sent, &name, found);
                }
            }
        }
        ("OneOf", "OneOf") => {
            found.push((old, new, values, name.to_owned()));
            if let Some((shape, now)) = shapes::pair((old, new), values) {
                pairs((&old[1][shape][1], &new[1][now][1]), &values["of"], name, found);
            }
        }
        ("List", "List") => {
            for (at, item) in items(values).enumerate() {
                pairs((&old[2], &new[2]), item, &format!("{name}[{at}]"), found);
            }
        }
        _ => found.push((old, new, values, name.to_owned())),
    }
}

/// The codes in a request, and what has become of each, with the name of its field.
pub(crate) fn sent_codes<'v>(
    kinds: (&'v Value, &'v Value),
    values: &'v Value,
) -> Vec<(&'v Value, Meaning, String)> {
    let mut found = Vec::new();
    pairs(kinds, values, "", &mut found);
    let rows = |kind: &'v Value| kind[2].as_array().map_or(&[][..], Vec::as_slice);
    let meaning = |old: &'v Value, new: &'v Value, code| match old[0].as_str() {
        Some("Code") => Some(of_code(rows(old), rows(new), code, "name")),
        // Most texts are no code, and one that is always sent need not be one.
        Some("Text" | "Date" | "Constant") => {
            Some(match named(rows(new), "code", code) {
                Some(_) => Meaning::Same,
                None => Meaning::Gone,
            })
        }
        _ => None,
    };
    let codes = found.into_iter().filter(|(_, new, ..)| new[0] == "Code");
    codes
        .filter_map(|(old, new, code, name)| {
            Some((code, meaning(old, new, code)?, name))
        })
        .collect()
}

/// The texts in a request that are another time in the new state, each with its name.
pub(crate) fn sent_times<'v>(
    kinds: (&'v Value, &'v Value),
    values: &'v Value,
) -> Vec<(&'v Value, String)> {
    let mut found = Vec::new();
    pairs(kinds, values, "", &mut found);
    found.retain(|(old, new, text, _)| {
        let text = text.as_str().unwrap_or_default();
        let clock = |kind: &Value| clock(&kind[1]["shape"], text);
        clock(old)
            .zip(clock(new))
            .is_some_and(|(a, b)| !a.is_empty() && !b.is_empty() && a != b)
    });
    found.into_iter().map(|(_, _, text, name)| (text, name)).collect()
}

/// The names of the objects in a request that are taken for another shape in the new state.
pub(crate) fn sent_shapes(kinds: (&Value, &Value), values: &Value) -> Vec<String> {
    let mut found = Vec::new();
    pairs(kinds, values, "", &mut found);
    found.retain(|(old, new, values, _)| {
        let is_other = |(was, now): (usize, usize)| {
            let has = |of: &Value, name: &Value| items(&of[2]).any(|it| it == name);
            let (was, now) = (&old[2][was], &new[2][now]);
            was != now && (has(old, now) || has(new, was))
        };
        shapes::pair((old, new), values).is_some_and(is_other)
    });
    found.into_iter().map(|(.., name)| name).collect()
}

/// What a text says of the time, if it has the form.
fn clock(shape: &Value, text: &str) -> Option<BTreeMap<&'static str, String>> {
    let mut rest = text;
    let mut clock = BTreeMap::new();
    for part in items(shape) {
        let (name, length) = match part.as_str().or(part[0].as_str()).unwrap() {
            "Year4" => ("year", 4),
            "Year2" => ("year", 2),
            "Month" => ("month", 2),
            "Day" => ("day", 2),
            "Hour" => ("hour", 2),
            "Minute" => ("minute", 2),
            "Second" => ("second", 2),
            "Literal" => ("", part[1].as_str().unwrap().len()),
            "Hex" | "Digits" => ("", number(&part[1]).parse().unwrap()),
            _ => return None,
        };
        let (piece, tail) = rest.split_at_checked(length)?;
        if !name.is_empty() {
            clock.insert(name, piece.to_owned());
        }
        rest = tail;
    }
    rest.is_empty().then_some(clock)
}
