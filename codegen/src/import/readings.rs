//! The readings of a fact, and their order, which does not depend on that of the captures.

use std::cmp::Ordering;

use crate::checker::Decimal;
use crate::raw::{Facts as _, Limits};

pub(super) use crate::resolution::NOTHING;

/// What one side says of a fact.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// The key that has it, where it is transcribed.
    pub(super) key: String,
    /// The value of the key.
    pub(super) value: String,
    /// The same in a resolution, where another one is transcribed.
    pub(super) says: String,
}

impl Reading {
    /// The value of one key.
    pub(super) fn of(key: &str, value: &str) -> Self {
        Self {
            key: key.to_owned(),
            value: value.to_owned(),
            says: value.to_owned(),
        }
    }

    /// Limits that are set together.
    pub(super) fn of_limits(limits: Limits) -> Self {
        let entries = limits.value().entries();
        let set =
            entries.iter().filter_map(|(fact, value)| Some((fact.key, value.word()?)));
        let all: Vec<_> = set.map(|(key, value)| format!("{key} {value}")).collect();
        let first = all.first().and_then(|it| it.split_once(' '));
        let (key, value) = first.unwrap_or(("max_length", NOTHING));
        Self {
            key: key.to_owned(),
            value: value.to_owned(),
            says: if all.is_empty() { NOTHING.to_owned() } else { all.join(", ") },
        }
    }
}

/// Whether the second reading is the one to transcribe: that which refuses less, where that can be
/// told, and always the same one of two.
pub(super) fn is_before(one: &Reading, other: &Reading) -> bool {
    rank(one).cmp(&rank(other)).then_with(|| number(one, other)) == Ordering::Less
}

/// That there is something, then what refuses less, by its word, or by how many codes it has.
fn rank(reading: &Reading) -> (bool, usize) {
    let word = match (reading.key.as_str(), reading.value.as_str()) {
        ("need", "optional") => 2,
        ("need", "conditional") | ("type", "string") => 1,
        ("codes", _) => reading.says.split(", ").count(),
        _ => 0,
    };
    (reading.says != NOTHING, word)
}

fn number(one: &Reading, other: &Reading) -> Ordering {
    let number = |reading: &Reading| reading.says.parse::<Decimal>().ok();
    let texts = || one.says.cmp(&other.says);
    let order = match (number(one), number(other)) {
        (Some(a), Some(b)) => a.cmp(&b).then_with(texts),
        _ => texts(),
    };
    if one.key.starts_with("min_") && one.key == other.key {
        order.reverse()
    } else {
        order
    }
}
