//! Fields of one name in requests of several operations whose rules differ.

use std::collections::BTreeMap;

use super::difference;
use super::kind::kind;
use crate::ir::Disagreement;
use crate::load::{Direction, Loaded, Located, OperationField, Spec};
use crate::raw::{self, Operation};
use crate::resolution;

/// A field of a request, and its rule.
pub(crate) struct Ruled<'a> {
    pub(crate) operation: &'a Loaded<Operation>,
    pub(crate) field: Located<'a, raw::Field>,
    /// In the words of the spec.
    pub(crate) rule: String,
}

/// The fields of each name that has several rules, after resolution. A code table is a rule of its
/// own, and an object has none.
pub(crate) fn differing(spec: &Spec) -> Vec<(String, Vec<Ruled<'_>>)> {
    let mut names: BTreeMap<String, Vec<Ruled<'_>>> = BTreeMap::new();
    for operation in &spec.operations {
        let fields = operation.fields().into_iter();
        let values = fields.filter(|placed| {
            let field = placed.field.value;
            placed.direction == Direction::Request
                && !field.is_coded()
                && !field.kind.is_object()
        });
        let resolutions = spec.resolutions(operation);
        for OperationField { subject, field, .. } in values {
            let adopted = resolution::field(&resolutions, &subject, field.value);
            let rule = kind(&resolutions, &subject, &adopted);
            let rule = difference::rule(&rule);
            let ruled = Ruled { operation, field, rule };
            names.entry(field.value.name.clone()).or_default().push(ruled);
        }
    }
    let differ = |uses: &Vec<Ruled<'_>>| {
        let mut rules = uses.iter().map(|it| &it.rule);
        let first = rules.next();
        rules.any(|rule| Some(rule) != first)
    };
    names.into_iter().filter(|(_, uses)| differ(uses)).collect()
}

/// The rules of a name, each with its operations.
pub(crate) fn disagreement(name: &str, uses: &[Ruled<'_>]) -> Disagreement {
    let mut rules: Vec<(String, Vec<String>)> = Vec::new();
    for Ruled { operation, rule, .. } in uses {
        let id = &operation.id;
        match rules.iter_mut().find(|(known, _)| known == rule) {
            Some((_, of)) if of.contains(id) => {}
            Some((_, of)) => of.push(id.clone()),
            None => rules.push((rule.clone(), vec![id.clone()])),
        }
    }
    Disagreement {
        wire: name.to_owned(),
        rules,
    }
}

/// The names that nobody has decided about.
pub(super) fn undecided(spec: &Spec) -> Vec<Disagreement> {
    let names = differing(spec);
    let all = names.iter().map(|(name, uses)| disagreement(name, uses));
    all.filter(|it| {
        let subject = it.subject();
        !spec.api.resolutions.iter().any(|known| known.subject == subject)
    })
    .collect()
}
