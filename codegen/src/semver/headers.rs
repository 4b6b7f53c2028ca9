//! Header sets, and the headers in them.

use super::log::At;
use super::pair::orders;
use super::told::Told;
use super::types::{Differ, Use};
use super::{Callers, Effect, Group, Pair, pair};
use crate::ir::{Api, Header, HeaderOrigin, HeaderSet, Need};

/// What a set is for: what is sent binds, what is received does not.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Sent,
    Received,
}

impl<'a> Differ<'a> {
    pub(super) fn header_sets(&mut self, old: &'a Api, new: &'a Api) {
        let same_headers = |a: &HeaderSet, b: &HeaderSet| {
            let (a, b) = (a.headers.iter(), b.headers.iter());
            a.map(|header| &header.wire).eq(b.map(|header| &header.wire))
        };
        let role =
            |set: &HeaderSet| {
                let received = new.operations.iter().any(|operation| {
                    operation.response_headers.as_ref() == Some(&set.name)
                });
                let sent = new.operations.iter().any(|operation| {
                    operation.request_headers.as_ref() == Some(&set.name)
                });
                if sent || !received { Role::Sent } else { Role::Received }
            };
        let (before, after) = (&old.header_sets, &new.header_sets);
        for pair in pair(before, after, |set| set.id.as_str(), &[&same_headers]).items {
            match pair {
                Pair::Both(old, new) => self.header_set(role(new), old, new),
                Pair::Added(set) => {
                    let owner = format!("header_sets.{}", set.id);
                    let at = At::new(&[], &owner, (&set.citation, &set.citation));
                    self.log.added(at, names(set), Effect::of(Group::Additive));
                }
                Pair::Removed(set) => {
                    let owner = format!("header_sets.{}", set.id);
                    let at = At::new(&[], &owner, (&set.citation, &set.citation));
                    self.log.removed(at, names(set), SET_GONE);
                }
            }
        }
    }

    fn header_set(&mut self, role: Role, old: &'a HeaderSet, new: &'a HeaderSet) {
        let HeaderSet {
            // It follows the id.
            name: _,
            id,
            headers,
            citation,
        } = old;
        let owner = format!("header_sets.{}", new.id);
        let at = At::new(&[], &owner, (citation, &new.citation));
        keys!(self.log, at, new, HeaderSet: id as "renamed");
        let same_type = |a: &Header, b: &Header| a.ty == b.ty;
        let place = |headers: &[Header], header: &Header| {
            headers.iter().position(|other| std::ptr::eq(other, header))
        };
        let same_place = |a: &Header, b: &Header| {
            let same = (a.need, a.origin, a.length) == (b.need, b.origin, b.length);
            same && place(headers, a) == place(&new.headers, b)
        };
        let same: [super::pair::Same<'_, Header>; 2] = [&same_type, &same_place];
        let pairs = pair(headers, &new.headers, |header| header.wire.as_str(), &same);
        if pairs.reordered {
            let (old, new) = orders(headers, &pairs, |header| &header.wire);
            self.log.note(at, "order of headers", (Some(old), Some(new)), Effect::WORDS);
        }
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => self.header(at, role, old, new),
                Pair::Added(header) => {
                    let at = at.item(&header.wire, header.line);
                    self.log.added(at, summary(header), added(role, header));
                }
                Pair::Removed(header) => {
                    let at = at.item(&header.wire, header.line);
                    self.log.removed(at, summary(header), gone(role));
                }
            }
        }
        self.log.citation(at, citation, &new.citation);
    }

    fn header(&mut self, owner: At<'_>, role: Role, old: &'a Header, new: &'a Header) {
        let Header {
            wire,
            ty,
            need,
            condition,
            origin,
            // A part of the type's constraint.
            length: _,
            line: _,
        } = old;
        let at = owner.item(&new.wire, new.line);
        let renamed = match (role, new.need) {
            (Role::Received, _) => READ_UNDER_OLD_NAME,
            (Role::Sent, Need::Required) => RENAMED,
            (Role::Sent, _) => {
                RENAMED.depends("where it sends it, it sends the old name")
            }
        };
        self.log.fact(at, "renamed", wire, &new.wire, renamed);
        let effect = match (role, need, new.need) {
            (Role::Received, ..) => Effect::WORDS,
            (_, Need::Required, Need::Optional) => NO_LONGER_SENT,
            (_, Need::Optional, _) => {
                needed(new).depends("it fails where it leaves the header out")
            }
            _ => Effect::of(Group::Behaviour),
        };
        self.log.fact(at, "need", need, &new.need, effect);
        keys!(self.log, at, new, Header: condition);
        let effect = match (role, origin, new.origin) {
            (Role::Received, ..) => Effect::WORDS,
            (_, HeaderOrigin::Configuration, _) => NO_LONGER_GIVEN,
            (.., HeaderOrigin::Configuration) => GIVEN,
            _ => OTHER_ORIGIN,
        };
        self.log.fact(at, "from", origin, &new.origin, effect);
        let by_client = matches!(new.origin, HeaderOrigin::Call | HeaderOrigin::Signing);
        let used = Use {
            operations: Vec::new(),
            subject: format!("{}.{}", owner.owner, new.wire),
            minted: by_client,
        };
        self.type_of(at, used, ty, &new.ty);
    }
}

fn names(set: &HeaderSet) -> String {
    let names: Vec<_> = set.headers.iter().map(|header| header.wire.as_str()).collect();
    names.join(", ")
}

fn summary(header: &Header) -> String {
    let need = header.need.told().unwrap_or_default();
    let from = header.origin.told().unwrap_or_default();
    format!("{need}, from {from}, {}", header.length.told().unwrap_or_default())
        .trim_end_matches(", ")
        .to_owned()
}

fn added(role: Role, header: &Header) -> Effect {
    match (role, header.need) {
        (Role::Received, _) | (_, Need::Optional) => Effect::of(Group::Additive),
        (_, Need::Required | Need::Conditional) => needed(header),
    }
}

/// A header that has to be sent from now on.
fn needed(header: &Header) -> Effect {
    let effect = match header.need {
        Need::Conditional => {
            LACKS.depends("it fails where the condition asks for the header")
        }
        _ => LACKS,
    };
    if header.origin == HeaderOrigin::Configuration {
        effect.refused("building a client is refused until the value is given")
    } else {
        effect
    }
}

fn gone(role: Role) -> Effect {
    match role {
        Role::Sent => GONE.unknown("it sends a header that is no longer documented"),
        Role::Received => GONE,
    }
}

const SET_GONE: Effect =
    Effect::of(Group::TypeBreaking).must_change("the constant of the set is gone");

const LACKS: Effect =
    Effect::of(Group::WireBreaking).fails("its requests lack the header");

const GONE: Effect =
    Effect::of(Group::TypeBreaking).must_change("the header's type is gone");

const RENAMED: Effect = Effect::of(Group::WireBreaking).fails("it sends the old name");

const READ_UNDER_OLD_NAME: Effect =
    Effect::of(Group::Behaviour).depends("it looks for the header under its old name");

const NO_LONGER_SENT: Effect =
    Effect::of(Group::Behaviour).callers(Callers::Compile, "the value may be left out");

const NO_LONGER_GIVEN: Effect = Effect::of(Group::TypeBreaking)
    .unknown("it sends what its caller configured")
    .must_change("the client's builder no longer takes the value");

const GIVEN: Effect = Effect::of(Group::TypeBreaking)
    .unknown("it makes the value by itself")
    .refused("building a client is refused until the value is given");

const OTHER_ORIGIN: Effect =
    Effect::of(Group::Behaviour).unknown("it makes the value in the old way");
