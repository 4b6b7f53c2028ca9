//! Header sets, and the headers in them.

use super::describe::Describe;
use super::fields::{NO_KEY, key_changed};
use super::header_names::{REFUSES_ALL, is_same, renamed};
use super::header_types::{asked, has_type, is_given, of_value};
use super::log::At;
use super::pair::orders;
use super::types::{Differ, Use};
use super::users::{Users, Ways};
use super::value::shown;
use super::{Callers, Effect, Group, Kind, Pair, pair};
use crate::ir::{
    Api, Echo, Header, HeaderOrigin, HeaderSet, KnownScheme, Need, Scheme, TypeRef,
};

impl<'a> Differ<'a> {
    pub(super) fn header_sets(&mut self, old: &'a Api, new: &'a Api) {
        let same_headers = |a: &HeaderSet, b: &HeaderSet| {
            let (a, b) = (a.headers.iter(), b.headers.iter());
            a.map(|header| &header.wire).eq(b.map(|header| &header.wire))
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
                Pair::Both(before, after) => {
                    self.header_set((old, before), (new, after));
                }
                Pair::Added(set) => {
                    let owner = format!("header_sets.{}", set.id);
                    let ids = Users::of_set(new, set).all();
                    let at = At::new(&ids, &owner, (&set.citation, &set.citation));
                    self.log.added(
                        at,
                        names(set),
                        Effect::of(Kind::C201, Group::Additive),
                    );
                }
                Pair::Removed(set) => {
                    let owner = format!("header_sets.{}", set.id);
                    let ids = Users::of_set(old, set).all();
                    let at = At::new(&ids, &owner, (&set.citation, &set.citation));
                    self.log.removed(at, names(set), SET_GONE);
                }
            }
        }
        self.readers(old, new);
    }

    fn header_set(
        &mut self,
        (old_api, old): (&'a Api, &'a HeaderSet),
        (new_api, new): (&'a Api, &'a HeaderSet),
    ) {
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
        let users = (Users::of_set(old_api, old), Users::of_set(new_api, new));
        let ways = users.0.ways(&users.1);
        let [before, after] = [users.0.all(), users.1.all()];
        let ids = if after.is_empty() { before } else { after };
        let at = At::new(&ids, &owner, (citation, &new.citation));
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
                Pair::Both(old, new) => {
                    let apis = (old_api, new_api);
                    self.header(at, (ways, &ids, apis), old, new);
                }
                Pair::Added(header) => {
                    let at = at.item(&header.wire, header.line);
                    let apis = (old_api, new_api);
                    self.log.added(at, summary(header), added(ways, header, apis));
                }
                Pair::Removed(header) => {
                    let at = at.item(&header.wire, header.line);
                    let effect = gone(ways, header, (old_api, new_api));
                    self.log.removed(at, summary(header), effect);
                }
            }
        }
        self.log.citation(at, citation, &new.citation);
    }

    fn header(
        &mut self,
        owner: At<'_>,
        (ways, ids, (api, now)): (Ways, &[&'a str], (&Api, &Api)),
        old: &'a Header,
        new: &'a Header,
    ) {
        let Header {
            wire,
            sent_as,
            words,
            ty,
            need,
            condition,
            origin,
            scheme,
            only_signed,
            idempotency,
            echo,
            redact,
            of_codes,
            // A part of the type's constraint.
            length: _,
            line: _,
        } = old;
        let at = owner.item(&new.wire, new.line);
        let renamed = renamed(ways, old, new);
        let own = if sent_as == &new.sent_as { renamed } else { Effect::WORDS };
        self.log.fact(at, "renamed", wire, &new.wire, own);
        self.log.fact(at, "sent_as", sent_as, &new.sent_as, renamed);
        let needed = need_changed(ways, *need, new, (api, now));
        self.log.fact(at, "need", need, &new.need, needed);
        keys!(self.log, at, new, Header: condition);
        let effect = written(scheme.as_ref(), new.scheme.as_ref());
        self.log.fact(at, "scheme", scheme, &new.scheme, effect);
        let effect = if new.only_signed { SIGNED_ALONE } else { NO_LONGER_ALONE };
        self.log.fact(at, "only_signed", only_signed, &new.only_signed, effect);
        self.log.words(at, words, &new.words);
        self.log.of_codes(at, of_codes.as_ref(), new.of_codes.as_ref());
        let effect = key_changed(effect!(Header, "idempotency"), *idempotency, *need);
        self.log.fact(at, "idempotency", idempotency, &new.idempotency, effect);
        let effect = echo_changed(echo.as_ref(), new, now);
        // What no answer needs to have repeats nothing either. That no answer has the set any
        // more, or one has it now, is told of the operation.
        if *need == new.need && ways.is_received() {
            self.log.fact(at, "echo", echo, &new.echo, effect);
        }
        let effect = origin_changed(old, new, (api, now));
        // What an answer has, the vendor gives.
        if ways.is_sent() || !ways.is_received() {
            let effect = ways.judge(effect, Effect::WORDS);
            self.log.fact(at, "from", origin, &new.origin, effect);
        }
        // Of another type it is told with the type.
        if matches!((ty, &new.ty), (TypeRef::Code(_), TypeRef::Code(_))) {
            let effect = shown(*redact, new.redact);
            self.log.fact(at, "redact", redact, &new.redact, effect);
        }
        let used = Use {
            operations: ids.to_vec(),
            subject: format!("{}.{}", owner.owner, new.wire),
            ways: of_value(ways, *origin, is_same(old, new)),
            is_optional: may_be_left_out(ways, *need, new.need),
            is_unquoted: false,
        };
        self.header_type(at, used, (api, now), old, new);
    }
}

/// Whether who sends it may leave it out: a deployed client does as it did.
fn may_be_left_out(ways: Ways, old: Need, new: Need) -> bool {
    new != Need::Required && !(ways.is_sent() && old == Need::Required)
}

fn origin_changed(old: &Header, new: &Header, apis: (&Api, &Api)) -> Effect {
    match (old.origin, new.origin) {
        (HeaderOrigin::Configuration | HeaderOrigin::Token, _)
            if is_given(old, apis.0) && !is_given(old, apis.1) =>
        {
            NO_LONGER_GIVEN
        }
        // The client's builder takes it for other operations, or never did.
        (HeaderOrigin::Configuration | HeaderOrigin::Token, _) => {
            NO_LONGER_GIVEN.of_deployed()
        }
        (_, HeaderOrigin::Configuration) => asked(GIVEN, new, apis),
        (HeaderOrigin::Caller, _) | (_, HeaderOrigin::Caller) => OF_CALLS,
        _ => OTHER_ORIGIN,
    }
}

/// What another scheme of a credential does. Callers give it bare.
fn written(old: Option<&Scheme>, new: Option<&Scheme>) -> Effect {
    const BASIC: Scheme = Scheme::Known(KnownScheme::Basic);
    let effect = effect!(Header, "scheme");
    match (old, new) {
        (_, Some(&BASIC)) => effect.refused("a value without a colon is refused"),
        // Callers may have written the scheme themselves, or a user and a password.
        (None | Some(&BASIC), _) => effect,
        _ => effect.of_deployed(),
    }
}

fn need_changed(ways: Ways, old: Need, new: &Header, apis: (&Api, &Api)) -> Effect {
    let received = match (old, new.need) {
        (_, Need::Required) => NOW_CHECKED,
        (Need::Required, _) => NO_LONGER_CHECKED,
        _ => Effect::WORDS,
    };
    let sent = match (old, new.need) {
        (Need::Required, Need::Optional) => NO_LONGER_SENT,
        // The client sends it with whatever it encrypts.
        (Need::Optional, Need::Conditional)
            if new.origin == HeaderOrigin::Encryption =>
        {
            Effect::of(Kind::C210, Group::Behaviour)
        }
        (Need::Optional, _) => {
            needed(new, apis).depends("it fails where it leaves the header out")
        }
        _ => Effect::of(Kind::C210, Group::Behaviour),
    };
    ways.judge(sent, received)
}

fn echo_changed(old: Option<&Echo>, new: &Header, now: &Api) -> Effect {
    let sent = now.header_sets.iter().filter(|set| !set.received);
    let is_minted = sent.flat_map(|set| &set.headers).any(|it| {
        it.wire.eq_ignore_ascii_case(&new.wire) && it.origin == HeaderOrigin::Call
    });
    match (old, &new.echo) {
        (Some(old), Some(new)) if old.of == new.of => Effect::WORDS,
        (_, Some(_)) => NOW_CHECKED,
        // Where the client still makes the value, it is said to be the vendor's own.
        (_, None) if is_minted => NEVER_REPEATED,
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

fn added(ways: Ways, header: &Header, apis: (&Api, &Api)) -> Effect {
    let sent = match header.need {
        Need::Optional => Effect::of(Kind::C205, Group::Additive),
        Need::Required | Need::Conditional => needed(header, apis),
    };
    let received = match header.need {
        Need::Required => NOW_CHECKED,
        Need::Optional | Need::Conditional => Effect::of(Kind::C205, Group::Additive),
    };
    ways.judge(sent, received)
}

/// A header that has to be sent from now on.
fn needed(header: &Header, apis: (&Api, &Api)) -> Effect {
    let effect = match header.need {
        Need::Conditional => {
            LACKS.depends("it fails where the condition asks for the header")
        }
        _ => LACKS,
    };
    asked(effect, header, apis)
}

/// What the end of a header does: its type, what the client's builder takes and what is read from
/// answers may be there for another one.
fn gone(ways: Ways, header: &Header, (old, new): (&Api, &Api)) -> Effect {
    let accessor = |api: &Api| {
        let mut all = api.answer_headers.iter();
        all.any(|it| it.wire.eq_ignore_ascii_case(&header.wire))
    };
    let callers = if !has_type(header, new) {
        GONE.must_change("the header's type is gone")
    } else if is_given(header, old) && !is_given(header, new) {
        GONE.must_change("the client's builder no longer takes the value")
    } else if accessor(old) && !accessor(new) {
        NOT_READ
    } else {
        Effect::of(Kind::C206, Group::Behaviour)
    };
    let received = match header.need {
        Need::Required => Effect {
            group: Group::WireBreaking,
            ..callers
        }
        .fails(REFUSES_ALL),
        Need::Optional | Need::Conditional => callers,
    };
    let sent = if header.idempotency {
        callers.harms(NO_KEY)
    } else {
        callers.unknown("it sends a header that is no longer documented")
    };
    ways.judge(sent, received)
}

pub(super) const NOW_CHECKED: Effect = Effect::of(Kind::C214, Group::Behaviour)
    .callers(Callers::Compile, "an answer that does not have it so is no longer taken");

pub(super) const NO_LONGER_CHECKED: Effect = Effect::of(Kind::C215, Group::Behaviour)
    .depends(REFUSES)
    .callers(Callers::Compile, "an answer is taken whether it has it so or not");

const NEVER_REPEATED: Effect = Effect::of(Kind::C219, Group::WireBreaking)
    .fails("it refuses every answer, as the value is another")
    .callers(Callers::Compile, "an answer is taken whatever value it has");

pub(super) const NOT_READ: Effect = Effect::of(Kind::C216, Group::TypeBreaking)
    .must_change("the method that reads the header of answers is gone");

const REFUSES: &str = "it does not take answers without what it requires of them";

const SET_GONE: Effect = Effect::of(Kind::C203, Group::TypeBreaking)
    .must_change("the constant of the set is gone");

const LACKS: Effect =
    Effect::of(Kind::C204, Group::WireBreaking).fails("its requests lack the header");

const GONE: Effect = Effect::of(Kind::C206, Group::TypeBreaking);

const SIGNED_ALONE: Effect = Effect::of(Kind::C362, Group::Behaviour)
    .unknown("whether the vendor takes requests that have the header is not known");

const NO_LONGER_ALONE: Effect =
    Effect::of(Kind::C362, Group::WireBreaking).fails("it does not send the header");

const NO_LONGER_SENT: Effect = Effect::of(Kind::C209, Group::Behaviour)
    .callers(Callers::Compile, "the value may be left out");

const NO_LONGER_GIVEN: Effect = Effect::of(Kind::C211, Group::TypeBreaking)
    .unknown("it sends what its caller configured")
    .must_change("the client's builder no longer takes the value");

const GIVEN: Effect =
    Effect::of(Kind::C212, Group::TypeBreaking).unknown("it makes the value by itself");

const OF_CALLS: Effect = Effect::of(Kind::C220, Group::TypeBreaking)
    .unknown("it has another source for the value")
    .must_change("the builders of requests take the value, or no longer do");

const OTHER_ORIGIN: Effect = Effect::of(Kind::C213, Group::Behaviour)
    .unknown("it makes the value in the old way");
