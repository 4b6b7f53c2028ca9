//! In which keys two states of a spec differ, but for what says the same in other words.

use codegen::raw::{Fact, Judged};
use serde_yaml::Value;

use super::{Spec, facts_of};

/// Every key that differs. Of a list that is longer or shorter it is the list's; of a file that is
/// new or gone, its id.
pub(crate) fn differing(old: &Spec, new: &Spec) -> Vec<&'static Fact> {
    let files = old.keys().chain(new.keys().filter(|file| !old.contains_key(*file)));
    let mut found = Vec::new();
    for file in files {
        let facts = facts_of(file);
        match (old.get(file), new.get(file)) {
            (Some(old), Some(new)) => compare(facts, old, new, &mut found),
            _ => found.push(&facts[0]),
        }
    }
    found
}

fn compare(
    facts: &'static [Fact],
    old: &Value,
    new: &Value,
    found: &mut Vec<&'static Fact>,
) {
    for fact in facts {
        let is_remark = matches!(fact.judged, Judged::Remark(_));
        // What a remark consists of are remarks, whatever they are elsewhere.
        let inner = if is_remark { &[] } else { (fact.inner)() };
        let values =
            [old, new].map(|it| it.get(fact.key).filter(|it| !is_implied(fact, it)));
        match values {
            [Some(Value::Sequence(old)), Some(Value::Sequence(new))]
                if old.len() == new.len() && !inner.is_empty() =>
            {
                let pairs = old.iter().zip(new);
                pairs.for_each(|(old, new)| compare(inner, old, new, found));
            }
            [Some(old @ Value::Mapping(_)), Some(new @ Value::Mapping(_))]
                if !inner.is_empty() =>
            {
                compare(inner, old, new, found);
            }
            [old, new] if old != new => found.push(fact),
            _ => {}
        }
    }
}

/// Whether a value says no more than its absence.
fn is_implied(fact: &Fact, value: &Value) -> bool {
    match value {
        Value::Sequence(items) => items.is_empty(),
        Value::Bool(flag) => fact.implied == Some(&flag.to_string()),
        value => fact.implied.is_some() && value.as_str() == fact.implied,
    }
}
