//! Header sets, and the headers in them.

use super::describe::Describe;
use super::log::At;
use super::pair::orders;
use super::types::{Differ, Use};
use super::value::shown;
use super::{Callers, Effect, Group, Kind, Pair, pair};
use crate::ir::{
    Api, Echo, Header, HeaderOrigin, HeaderSet, Ident, Need, Operation, TypeRef,
};

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
        let pairs = pair(before, after, |set| set.id.as_str(), &[&same_headers]);
        if let (Some(a), Some(b), true) =
            (before.first(), after.first(), pairs.reordered)
        {
            let at = At::new(&[], "header_sets", (&a.citation, &b.citation));
            let (old, new) = orders(before, &pairs, |set| &set.id);
            let orders = (Some(old), Some(new));
            self.log.note(at, "order of header sets", orders, Effect::WORDS);
        }
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => self.header_set(role(new), old, new),
                Pair::Added(set) => {
                    let owner = format!("header_sets.{}", set.id);
                    let at = At::new(&[], &owner, (&set.citation, &set.citation));
                    self.log.added(
                        at,
                        names(set),
                        Effect::of(Kind::C201, Group::Additive),
                    );
                }
                Pair::Removed(set) => {
                    let owner = format!("header_sets.{}", set.id);
                    let at = At::new(&[], &owner, (&set.citation, &set.citation));
                    self.log.removed(at, names(set), SET_GONE);
                }
            }
        }
        self.readers(old, new);
    }

    /// Which headers the answers of an operation have.
    pub(super) fn answered_with(
        &mut self,
        at: At<'_>,
        (before, after): (&'a [HeaderSet], &'a [HeaderSet]),
        old: &Operation,
        new: &Operation,
    ) {
        let checked = |sets: &'a [HeaderSet], name: Option<&Ident>| {
            let set = sets.iter().find(|set| Some(&set.name) == name);
            let headers = set.into_iter().flat_map(HeaderSet::checked);
            headers.map(|header| &header.wire).collect::<Vec<_>>()
        };
        let (was, is) = (&old.response_headers, &new.response_headers);
        let required = (checked(before, was.as_ref()), checked(after, is.as_ref()));
        // A set of another name may hold answers to the same.
        let effect = if required.0 == required.1 {
            Effect::WORDS
        } else if required.0.iter().all(|wire| required.1.contains(wire)) {
            NOW_CHECKED
        } else {
            NO_LONGER_CHECKED
        };
        self.log.fact(at, "headers of the answer", was, is, effect);
    }

    /// What the client has for headers of answers: a method for each, and one of the builder.
    fn readers(&mut self, old: &'a Api, new: &'a Api) {
        for gone in &old.answer_headers {
            let is_it = |wire: &str| wire.eq_ignore_ascii_case(&gone.wire);
            if new.answer_headers.iter().any(|it| is_it(&it.wire)) {
                continue;
            }
            // One that is there no more at all is told of its set.
            let of = |set: &'a HeaderSet| set.headers.iter().map(move |it| (set, it));
            let mut left = new.header_sets.iter().flat_map(of);
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

    fn header_set(&mut self, role: Role, old: &'a HeaderSet, new: &'a HeaderSet) {
        let HeaderSet {
            // It follows the id.
            name: _,
            id,
            headers,
            // It follows from the operations.
            received: _,
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
                    self.log.removed(at, summary(header), gone(role, header));
                }
            }
        }
        self.log.citation(at, citation, &new.citation);
    }

    fn header(&mut self, owner: At<'_>, role: Role, old: &'a Header, new: &'a Header) {
        let Header {
            wire,
            words,
            ty,
            need,
            condition,
            origin,
            echo,
            redact,
            of_codes,
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
            (Role::Received, _, Need::Required) => NOW_CHECKED,
            (Role::Received, Need::Required, _) => NO_LONGER_CHECKED,
            (Role::Received, ..) => Effect::WORDS,
            (_, Need::Required, Need::Optional) => NO_LONGER_SENT,
            (_, Need::Optional, _) => {
                needed(new).depends("it fails where it leaves the header out")
            }
            _ => Effect::of(Kind::C210, Group::Behaviour),
        };
        self.log.fact(at, "need", need, &new.need, effect);
        keys!(self.log, at, new, Header: condition);
        self.log.words(at, words, &new.words);
        self.log.of_codes(at, of_codes.as_ref(), new.of_codes.as_ref());
        let effect = echo_changed(echo.as_ref(), new.echo.as_ref());
        // What no answer needs to have repeats nothing either.
        if *need == new.need {
            self.log.fact(at, "echo", echo, &new.echo, effect);
        }
        let effect = match (origin, new.origin) {
            (HeaderOrigin::Configuration, _) => NO_LONGER_GIVEN,
            (_, HeaderOrigin::Configuration) => GIVEN,
            _ => OTHER_ORIGIN,
        };
        // What an answer has, the vendor gives.
        if role == Role::Sent {
            self.log.fact(at, "from", origin, &new.origin, effect);
        }
        // Of another type it is told with the type.
        if matches!((ty, &new.ty), (TypeRef::Code(_), TypeRef::Code(_))) {
            let effect = shown(*redact, new.redact);
            self.log.fact(at, "redact", redact, &new.redact, effect);
        }
        let by_client = matches!(new.origin, HeaderOrigin::Call | HeaderOrigin::Signing);
        let used = Use {
            operations: Vec::new(),
            subject: format!("{}.{}", owner.owner, new.wire),
            minted: by_client,
        };
        self.type_of(at, used, ty, &new.ty);
    }
}

fn echo_changed(old: Option<&Echo>, new: Option<&Echo>) -> Effect {
    match (old, new) {
        (Some(old), Some(new)) if old.of == new.of => Effect::WORDS,
        (_, Some(_)) => NOW_CHECKED,
        (_, None) => NO_LONGER_CHECKED,
    }
}

fn names(set: &HeaderSet) -> String {
    let names: Vec<_> = set.headers.iter().map(|header| header.wire.as_str()).collect();
    names.join(", ")
}

fn summary(header: &Header) -> String {
    let need = header.need.describe().unwrap_or_default();
    let from = header.origin.describe().unwrap_or_default();
    format!("{need}, from {from}, {}", header.length.describe().unwrap_or_default())
        .trim_end_matches(", ")
        .to_owned()
}

fn added(role: Role, header: &Header) -> Effect {
    match (role, header.need) {
        (Role::Received, Need::Required) => NOW_CHECKED,
        (Role::Received, _) | (_, Need::Optional) => {
            Effect::of(Kind::C205, Group::Additive)
        }
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

fn gone(role: Role, header: &Header) -> Effect {
    match (role, header.need) {
        (Role::Sent, _) => {
            GONE.unknown("it sends a header that is no longer documented")
        }
        (Role::Received, Need::Required) => GONE.depends(REFUSES),
        (Role::Received, _) => GONE,
    }
}

const NOW_CHECKED: Effect = Effect::of(Kind::C214, Group::Behaviour)
    .callers(Callers::Compile, "an answer that does not have it so is no longer taken");

const NO_LONGER_CHECKED: Effect = Effect::of(Kind::C215, Group::Behaviour)
    .depends(REFUSES)
    .callers(Callers::Compile, "an answer is taken whether it has it so or not");

const NOT_READ: Effect = Effect::of(Kind::C216, Group::TypeBreaking)
    .must_change("the method that reads the header of answers is gone");

const NO_DOOR: Effect = Effect::of(Kind::C217, Group::TypeBreaking).must_change(
    "the builder's `accept_unmatched_answers` is gone, having nothing to do",
);

const REFUSES: &str = "it does not take answers without what it requires of them";

const SET_GONE: Effect = Effect::of(Kind::C203, Group::TypeBreaking)
    .must_change("the constant of the set is gone");

const LACKS: Effect =
    Effect::of(Kind::C204, Group::WireBreaking).fails("its requests lack the header");

const GONE: Effect =
    Effect::of(Kind::C206, Group::TypeBreaking).must_change("the header's type is gone");

const RENAMED: Effect =
    Effect::of(Kind::C207, Group::WireBreaking).fails("it sends the old name");

const READ_UNDER_OLD_NAME: Effect = Effect::of(Kind::C208, Group::Behaviour)
    .depends("it looks for the header under its old name");

const NO_LONGER_SENT: Effect = Effect::of(Kind::C209, Group::Behaviour)
    .callers(Callers::Compile, "the value may be left out");

const NO_LONGER_GIVEN: Effect = Effect::of(Kind::C211, Group::TypeBreaking)
    .unknown("it sends what its caller configured")
    .must_change("the client's builder no longer takes the value");

const GIVEN: Effect = Effect::of(Kind::C212, Group::TypeBreaking)
    .unknown("it makes the value by itself")
    .refused("building a client is refused until the value is given");

const OTHER_ORIGIN: Effect = Effect::of(Kind::C213, Group::Behaviour)
    .unknown("it makes the value in the old way");
