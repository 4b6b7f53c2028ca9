//! In which keys two states of a spec differ, but for what says the same in other words.

use codegen::raw::{Fact, Judged, TextKind};
use serde_yaml::Value;

use super::super::effects::{Spec, facts_of};

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

/// Whether two states differ only in the order of what stands in no order.
pub(crate) fn is_same_in_order(old: &Spec, new: &Spec) -> bool {
    let [old, new] = [old, new].map(|spec| {
        let mut spec = spec.clone();
        for (file, value) in &mut spec {
            sort(facts_of(file), value);
        }
        spec
    });
    differing(&old, &new).is_empty()
}

/// Sources and resolutions are looked for by their ids, and nothing else is known of them by the
/// place where they stand.
fn sort(facts: &'static [Fact], file: &mut Value) {
    for fact in facts {
        let is_by_id = (fact.inner)().iter().any(|it| it.text == TextKind::Id);
        let is_orderless = ["sources", "resolutions"].contains(&fact.key);
        let items = file.get_mut(fact.key).and_then(Value::as_sequence_mut);
        if let Some(items) = items.filter(|_| is_by_id && is_orderless) {
            items.sort_by_key(|item| item["id"].as_str().map(str::to_owned));
        }
    }
}
