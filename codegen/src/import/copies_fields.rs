//! Fields that captures of one page do not describe alike.

use std::collections::{HashMap, HashSet};

use super::copies::{Copies, Fact};
use super::merge_fields::{Numbered, numbered, visit};
use super::readings::{NOTHING, Reading};
use crate::raw::{Facts as _, Field, Known, Limits, Operation};

/// Lays the fields of another capture, or of the spec, over those of an operation.
pub(super) fn lay(
    copies: &mut Copies<'_>,
    operation: &mut Operation,
    other: &Operation,
) {
    let Operation { request, response, .. } = operation;
    let known = (other.request.fields.as_slice(), other.request.known);
    part(copies, "request", &mut request.fields, known);
    if let (Some(new), Some(known)) = (response, &other.response) {
        part(copies, "response", &mut new.fields, (&known.fields, known.known));
    }
}

fn part(
    copies: &mut Copies<'_>,
    name: &str,
    new: &mut [Field],
    (known, extent): (&[Field], Known),
) {
    let mut others: HashMap<Numbered, (Field, String)> = HashMap::new();
    let (mut seen, mut last) = (HashMap::new(), None);
    visit(&mut known.to_vec(), name, &mut |field, subject| {
        let number = numbered(&mut seen, field);
        let own = Field {
            fields: Vec::new(),
            ..field.clone()
        };
        last = Some(number.clone());
        others.insert(number, (own, subject.to_owned()));
    });
    // Where a capture ends, even the need of an object may be missing.
    let end = last.filter(|_| extent != Known::Whole);
    let mut seen = HashMap::new();
    visit(new, name, &mut |field, subject| {
        let number = numbered(&mut seen, field);
        if let Some((known, there)) = others.get(&number)
            && known.cite.is_none()
            && (known.known != Known::None || end.as_ref() != Some(&number))
        {
            one(copies, field, known, [subject, there]);
        }
    });
}

/// Whether the captures do not show all of a field: limits and prose may be missing.
fn is_cut(copies: &Copies<'_>, known: &Field, subjects: [&str; 2]) -> bool {
    let is_part = known.known != Known::Whole && !known.kind.is_object();
    is_part || subjects.iter().any(|it| copies.is_unsure(it))
}

fn one(copies: &mut Copies<'_>, new: &mut Field, known: &Field, subjects: [&str; 2]) {
    let owner = subjects[0];
    let is_cut = is_cut(copies, known, subjects);
    let is_open = |copies: &Copies<'_>, key: &str| {
        subjects.iter().any(|it| copies.is_unsure(&format!("{it}.{key}")))
    };
    if !is_open(copies, "need") && new.need != known.need {
        let needs = (new.need.as_str(), known.need.as_str());
        if copies.differ(owner, "need", needs) {
            new.need = known.need;
        }
    }
    if !is_open(copies, "type") && new.kind != known.kind {
        if new.kind.is_object() || known.kind.is_object() {
            return;
        }
        let kinds = (new.kind.as_str(), known.kind.as_str());
        if copies.differ(owner, "type", kinds) {
            of_type(new, known);
        }
        return;
    }
    if is_cut {
        return;
    }
    limits(copies, new, known, owner);
    prose(copies, new, known, owner);
}

/// What a value of the type has, and one of another type may not.
fn of_type(new: &mut Field, known: &Field) {
    new.kind = known.kind;
    new.set_limits(known.limits());
    new.constraint.clone_from(&known.constraint);
    new.wire = known.wire;
    new.form.clone_from(&known.form);
}

/// What the prose states in regular words, and then the prose itself.
fn prose(copies: &mut Copies<'_>, new: &mut Field, known: &Field, owner: &str) {
    let facts = |field: &Field| {
        let wire = field.wire.map(|it| it.as_str().to_owned());
        [field.default.clone(), field.form.clone(), wire]
    };
    let mut chosen = copies.codes(owner, new, known);
    let pairs = facts(new).into_iter().zip(facts(known));
    for (key, (own, other)) in ["default", "form", "wire"].into_iter().zip(pairs) {
        // A boolean that is written in JSON's own way needs no word.
        if own == other || key == "wire" && (own.is_none() || other.is_none()) {
            continue;
        }
        let said = |text: &Option<String>| text.as_deref().unwrap_or(NOTHING).to_owned();
        let is_known = copies.differ(owner, key, (&said(&own), &said(&other)));
        match key {
            "default" if is_known => new.default.clone_from(&known.default),
            "form" if is_known => new.form.clone_from(&known.form),
            "wire" if is_known => new.wire = known.wire,
            _ => {}
        }
        chosen = chosen.or(Some(is_known));
    }
    match chosen {
        Some(true) => new.wording.clone_from(&known.wording),
        Some(false) => {}
        None => copies.words(&mut new.wording, known.wording.as_ref()),
    }
}

fn limits(copies: &mut Copies<'_>, new: &mut Field, known: &Field, owner: &str) {
    // A constraint that has more than one reading was read by somebody.
    let is_read = new.constraint.is_some() && new.constraint == known.constraint;
    let (own, other) = (new.limits(), known.limits());
    if is_read || own == other {
        return;
    }
    let set = |limits: &Limits| {
        let entries = limits.value().entries().into_iter();
        let set = entries
            .filter_map(|(fact, value)| Some((fact.key, value.word()?.to_owned())));
        set.collect::<Vec<_>>()
    };
    let (own_set, other_set) = (set(&own), set(&other));
    let keys = |all: &[(&'static str, String)]| {
        all.iter().map(|(key, _)| *key).collect::<HashSet<_>>()
    };
    let pairs = own_set.iter().zip(&other_set);
    let differing: Vec<_> = pairs.filter(|(new, known)| new.1 != known.1).collect();
    let readings = match differing.as_slice() {
        [((key, new), (_, known))] if keys(&own_set) == keys(&other_set) => {
            [Reading::of(key, new), Reading::of(key, known)]
        }
        _ => [own, other].map(Reading::of_limits),
    };
    let [new_reading, known_reading] = readings;
    let fact = Fact {
        owner,
        new: new_reading,
        known: known_reading,
    };
    if copies.is_known_kept(&fact) {
        new.set_limits(other);
        new.constraint.clone_from(&known.constraint);
    }
}
