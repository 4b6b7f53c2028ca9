//! Where answers carry their result.

use super::log::At;
use super::results::sends_again;
use super::types::Differ;
use super::{Deployed, Effect, Group};
use crate::ir::{Api, Envelope, Operation, OwnEnvelope, Remedy, Repeat};

/// The operations whose answers an envelope is about, then and now.
type Operations<'a> = (&'a [Operation], &'a [Operation]);

impl<'a> Differ<'a> {
    /// The envelope of all answers, or that of these operations.
    pub(super) fn envelope(
        &mut self,
        envelopes: (Option<&Envelope>, Option<&Envelope>),
        all: Operations<'_>,
        ids: &[&'a str],
    ) {
        match envelopes {
            (Some(old), Some(new)) => {
                let Envelope {
                    object,
                    code,
                    code_type,
                    code_shape,
                    message,
                    success_http,
                    success_code,
                    second,
                    about,
                    decisions,
                    citation,
                } = old;
                let at = At::new(ids, "envelope", (citation, &new.citation));
                let success = success((old, all.0), (new, all.1));
                let log = &mut self.log;
                let takes = |http: u16| {
                    old.success_code.is_empty() && success_http.contains(&http)
                };
                let place = |effect: Effect| found_nowhere(effect, all.1, takes);
                let effect = place(effect!(Envelope, "object"));
                log.fact(at, "object", object, &new.object, effect);
                let effect = place(effect!(Envelope, "code"));
                log.fact(at, "code", code, &new.code, effect);
                keys!(log, at, new, Envelope: code_type, message);
                let statuses = taken(
                    effect!(Envelope, "success_http"),
                    success_http,
                    &new.success_http,
                );
                log.fact(at, "success_http", success_http, &new.success_http, statuses);
                log.fact(at, "success_code", success_code, &new.success_code, success);
                let seconds = (second.as_ref(), new.second.as_ref());
                self.second_code(at, seconds);
                let log = &mut self.log;
                keys!(log, at, new, Envelope: about);
                let effect = effect!(Envelope, "code_form");
                log.fact(at, "code_form", code_shape, &new.code_shape, effect);
                log.decisions(at, decisions, &new.decisions);
                log.citation(at, citation, &new.citation);
            }
            (None, Some(new)) => {
                let at = At::new(ids, "envelope", (&new.citation, &new.citation));
                // Without an envelope, the status alone decides.
                let takes = |http: u16| (200..300).contains(&http);
                let effect = found_nowhere(effect!(Envelope, "code"), all.1, takes);
                self.log.added(at, new.code.clone(), effect);
            }
            (Some(old), None) => {
                let at = At::new(ids, "envelope", (&old.citation, &old.citation));
                self.log.removed(at, old.code.clone(), effect!(Envelope, "code"));
            }
            (None, None) => {}
        }
    }

    /// What an operation has in the place of the envelope of all answers.
    pub(super) fn own_envelope(
        &mut self,
        (old_api, new_api): (&Api, &Api),
        old: &Operation,
        new: &'a Operation,
    ) {
        let is_shared = |it: &Operation| matches!(it.envelope, OwnEnvelope::Shared);
        if is_shared(old) && is_shared(new) {
            return;
        }
        let envelopes = (old_api.envelope_of(old), new_api.envelope_of(new));
        let all = (std::slice::from_ref(old), std::slice::from_ref(new));
        self.envelope(envelopes, all, &[new.id.as_str()]);
    }
}

/// What it does that a client does not find the code: where it takes answers of some statuses for
/// done, refusals among them.
fn found_nowhere(
    effect: Effect,
    operations: &[Operation],
    takes: impl Fn(u16) -> bool,
) -> Effect {
    let mut rows = operations.iter().flat_map(|operation| &operation.codes);
    if rows.any(|row| row.remedy != Remedy::None && takes(row.http)) {
        effect.harms("it takes a refusal for the success")
    } else {
        effect
    }
}

/// What another code of success does, by what it was before and what the old one is now.
fn success(
    (was, before): (&Envelope, &[Operation]),
    (is, after): (&Envelope, &[Operation]),
) -> Effect {
    let effect = effect!(Envelope, "code");
    let rows = |operations: &[Operation], codes: Vec<&String>| -> Vec<_> {
        let unsafe_ones = operations.iter().filter(|it| it.repeat != Repeat::Safe);
        let rows = unsafe_ones.flat_map(|operation| &operation.codes);
        let rows = rows.filter(|row| codes.contains(&&row.code));
        rows.map(|row| (row.http, row.remedy)).collect()
    };
    let of = |a: &'_ Envelope, b: &Envelope| -> Vec<String> {
        let only = a.success_code.iter().filter(|code| !b.success_code.contains(code));
        only.cloned().collect()
    };
    let (new_ones, gone) = (of(is, was), of(was, is));
    let before = rows(before, new_ones.iter().collect());
    if before.iter().any(|(_, remedy)| sends_again(*remedy)) {
        return effect
            .harms("it takes the success for a refusal, and advises to send again");
    }
    let after = rows(after, gone.iter().collect());
    if after.iter().any(|(http, _)| was.success_http.contains(http)) {
        return effect.harms("it takes a refusal for the success");
    }
    taken(effect, &was.success_code, &is.success_code)
}

/// What it does that successes have other statuses or codes: some of them, or all, may be among
/// the old ones.
pub(super) fn taken<T: PartialEq>(effect: Effect, old: &[T], new: &[T]) -> Effect {
    let effect_of_some = Effect {
        group: Group::Behaviour,
        ..effect
    };
    let known = new.iter().filter(|it| old.contains(it)).count();
    match known {
        0 => effect,
        known if known == new.len() => effect_of_some.deployed(Deployed::Works, ""),
        _ => effect_of_some.depends("it does not take the new ones for a success"),
    }
}
