//! Which headers answers have, and what the client has for them.

use super::header_names::REFUSES_ALL;
use super::headers::{NO_LONGER_CHECKED, NOT_READ, NOW_CHECKED};
use super::log::At;
use super::types::Differ;
use super::{Effect, Group, Kind};
use crate::ir::{Api, HeaderSet, Ident, Operation};

impl<'a> Differ<'a> {
    /// Which headers the answers of an operation have.
    pub(super) fn answered_with(
        &mut self,
        at: At<'_>,
        (before, after): (&'a Api, &'a Api),
        old: &Operation,
        new: &'a Operation,
    ) {
        self.own_envelope((before, after), old, new);
        let (was, is) = (&old.response_headers, &new.response_headers);
        let set = |api: &'a Api, name: &Option<Ident>| {
            let mut sets = api.header_sets.iter();
            sets.find(|set| Some(&set.name) == name.as_ref())
        };
        let (old_set, new_set) = (set(before, was), set(after, is));
        let checked = |set: Option<&'a HeaderSet>| {
            let headers = set.into_iter().flat_map(HeaderSet::checked);
            headers.map(|header| &header.wire).collect::<Vec<_>>()
        };
        let required = (checked(old_set), checked(new_set));
        let has = |wire: &&String| {
            let mut headers = new_set.iter().flat_map(|set| &set.headers);
            headers.any(|it| it.wire == **wire)
        };
        // A set of another name may hold answers to the same.
        let effect = if required.0 == required.1 {
            Effect::WORDS
        } else if required.0.iter().all(|wire| required.1.contains(wire)) {
            NOW_CHECKED
        } else if new.response.is_some() && !required.0.iter().all(has) {
            Effect {
                group: Group::WireBreaking,
                ..NO_LONGER_CHECKED
            }
            .fails(REFUSES_ALL)
        } else {
            NO_LONGER_CHECKED
        };
        self.log.fact(at, "headers of the answer", was, is, effect);
    }

    /// What the client has for headers of answers: a method for each, and one of the builder.
    pub(super) fn readers(&mut self, old: &'a Api, new: &'a Api) {
        for gone in &old.answer_headers {
            let is_it = |wire: &str| wire.eq_ignore_ascii_case(&gone.wire);
            if new.answer_headers.iter().any(|it| is_it(&it.wire)) {
                continue;
            }
            // One that its set has no more is told of that.
            let was_read = |set: &&HeaderSet| {
                old.header_sets.iter().any(|it| it.received && it.id == set.id)
            };
            let of = |set: &'a HeaderSet| set.headers.iter().map(move |it| (set, it));
            let mut left = new.header_sets.iter().filter(was_read).flat_map(of);
            let Some((set, header)) = left.find(|(_, it)| is_it(&it.wire)) else {
                continue;
            };
            let owner = format!("header_sets.{}", set.id);
            let at = At::new(&[], &owner, (&set.citation, &set.citation));
            let at = at.item(&header.wire, header.line);
            self.log.removed(at, "read from answers".to_owned(), NOT_READ);
        }
        let (was, is) = (old.checks_answers(), new.checks_answers());
        let (Some(before), Some(after)) =
            (old.header_sets.first(), new.header_sets.first())
        else {
            return;
        };
        let at = At::new(&[], "header_sets", (&before.citation, &after.citation));
        let effect = if is { Effect::of(Kind::C218, Group::Additive) } else { NO_DOOR };
        self.log.fact(at, "checked answers", &was, &is, effect);
    }
}

const NO_DOOR: Effect = Effect::of(Kind::C217, Group::TypeBreaking).must_change(
    "the builder's `accept_unmatched_answers` is gone, having nothing to do",
);
