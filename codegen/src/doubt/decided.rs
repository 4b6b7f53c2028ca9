//! Takes decided doubts out of what is to be confirmed.

use std::collections::BTreeMap;

use super::kinds::Kind;
use super::places;
use super::split::split;
use crate::raw::{Decisions, Operation};

/// What is left of a `confirm` without the doubts that are decided.
#[must_use]
pub fn open(
    decisions: &Decisions,
    (operation, subject): (&str, &str),
    text: &str,
) -> Option<String> {
    let is_open = |kind: Option<&Kind>| {
        kind.is_none_or(|it| decisions.of(it.code, operation, subject).is_none())
    };
    let left: Vec<_> = split(text)
        .into_iter()
        .filter(|doubt| is_open(doubt.kind))
        .map(|doubt| doubt.text)
        .collect();
    (!left.is_empty()).then(|| left.join(" "))
}

/// Takes the decided doubts out of an operation, and counts them: by the position of the decision.
pub fn settle(
    decisions: &Decisions,
    operation: &mut Operation,
) -> BTreeMap<usize, usize> {
    let mut settled = BTreeMap::new();
    let id = operation.id.clone();
    places::each(operation, &mut |subject, confirm| {
        let Some(text) = confirm.take() else { return };
        for kind in split(&text).into_iter().filter_map(|doubt| doubt.kind) {
            let mut kinds = decisions.kinds.iter();
            let by = kinds.position(|it| it.is_about(kind.code, &id, subject));
            if let Some(position) = by {
                *settled.entry(position).or_insert(0) += 1;
            }
        }
        *confirm = open(decisions, (&id, subject), &text);
    });
    settled
}
