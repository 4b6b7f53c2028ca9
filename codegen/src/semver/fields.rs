//! The parameters of requests, and the fields of objects within them.

use super::log::{At, Log};
use super::pair::orders;
use super::types::{Differ, Use};
use super::users::Ways;
use super::value::shown;
use super::{Callers, Effect, Group, Kind, Pair, nullable, pair};
use crate::ir::{Constant, Field, FieldOrigin, Location, Need, TypeRef};

impl<'a> Differ<'a> {
    /// `at` is what the fields belong to.
    pub(super) fn fields(
        &mut self,
        at: At<'_>,
        used: &Use<'a>,
        old: &'a [Field],
        new: &'a [Field],
    ) {
        let place = |fields: &[Field], field: &Field| {
            fields.iter().position(|other| std::ptr::eq(other, field))
        };
        let same_type = |a: &Field, b: &Field| a.ty == b.ty && is_list(a) == is_list(b);
        let same_about =
            |a: &Field, b: &Field| a.words.about == b.words.about && self.alike(a, b);
        let same_place = |a: &Field, b: &Field| {
            place(old, a) == place(new, b) && old.len() == new.len() && self.alike(a, b)
        };
        let pairs =
            pair(old, new, |field| &field.wire, &[&same_type, &same_about, &same_place]);
        if pairs.reordered {
            let words = orders(old, &pairs, |field| &field.wire);
            let words = (Some(words.0), Some(words.1));
            self.log.note(at, "order of fields", words, reordered(old, &pairs.items));
        }
        for pair in pairs.items {
            match pair {
                Pair::Both(old, new) => self.field(at, used, old, new),
                // Told of the header, which somebody else gave or gives.
                Pair::Added(new) if self.old.is_header(new) => {}
                Pair::Removed(old) if self.new.is_header(old) => {}
                Pair::Added(new) => {
                    let effect = match new.need {
                        Need::Required if new.constant.is_some() => CONSTANT_ADDED,
                        Need::Required if is_configured(new) => CONFIGURED_ADDED,
                        // The client makes it by itself.
                        Need::Required if !new.is_asked() => CONSTANT_ADDED,
                        Need::Required if used.is_optional => REQUIRED_ADDED
                            .depends("it fails where it sends what has the field"),
                        Need::Required => REQUIRED_ADDED,
                        Need::Conditional => CONDITIONAL_ADDED,
                        Need::Optional => OPTIONAL_ADDED,
                    };
                    let at = at.item(&new.wire, new.line);
                    self.log.added(at, self.summary(new, false), effect);
                }
                Pair::Removed(old) => {
                    let at = at.item(&old.wire, old.line);
                    let gone = match old.constant {
                        Some(_) => UNSEEN_GONE,
                        None if is_configured(old) => SETTING_GONE,
                        None if old.idempotency => GONE.harms(NO_KEY),
                        None => GONE,
                    };
                    self.log.removed(at, self.summary(old, true), gone);
                }
            }
        }
    }

    /// Whether two fields have the same facts, but for their names and words.
    fn alike(&self, a: &Field, b: &Field) -> bool {
        let limits = |field: &Field| field.list.as_ref().map(|list| list.limits);
        let facts =
            |field: &Field| (field.need, field.place, field.nullable, limits(field));
        let kinds = match (&a.ty, &b.ty) {
            (TypeRef::Value(old), TypeRef::Value(new)) => {
                let (old, new) = (self.old.values.get(old), self.new.values.get(new));
                old.zip(new)
                    .is_some_and(|(a, b)| (&a.kind, a.redact) == (&b.kind, b.redact))
            }
            (old, new) => old == new,
        };
        facts(a) == facts(b) && kinds
    }

    fn field(&mut self, owner: At<'_>, used: &Use<'a>, old: &'a Field, new: &'a Field) {
        let Field {
            name,
            wire,
            words,
            place,
            need,
            origin,
            idempotency,
            nullable: null,
            condition,
            ty,
            list,
            style,
            redact,
            example,
            of_codes,
            constant,
            decisions,
            cite,
            line: _,
        } = old;
        let at = owner.item(&new.wire, new.line);
        let log = &mut self.log;
        log.fact(at, "renamed", wire, &new.wire, renamed(used, old, new));
        if wire == &new.wire {
            log.fact(at, "Rust name", name, &new.name, METHOD_RENAMED);
        }
        log.words(at, words, &new.words);
        log.fact(at, "in", place, &new.place, lost_key(effect!(Field, "in"), old, new));
        log.fact(at, "need", need, &new.need, need_changed(old, new));
        log.fact(at, "from", origin, &new.origin, origin_changed(old, new));
        let effect = key_changed(effect!(Field, "idempotency"), *idempotency, *need);
        log.fact(at, "idempotency", idempotency, &new.idempotency, effect);
        log.fact(at, "nullable", null, &new.nullable, nullable::changed(new));
        // A deployed client sends what it has to, and a new one may have to.
        let may_be_left_out =
            used.is_optional || ![*need, new.need].contains(&Need::Required);
        let array = ARRAY.if_left_out(may_be_left_out);
        log.array(at, (list.as_ref(), new.list.as_ref()), array);
        let styled = effect!(Field, "list_style").if_left_out(may_be_left_out);
        log.fact(at, "list_style", style, &new.style, styled);
        keys!(log, at, new, Field: condition, example);
        let asked = if new.is_asked() { ASKED } else { NOT_SENT };
        log.constant(at, constant.as_ref(), new.constant.as_ref(), asked);
        log.of_codes(at, of_codes.as_ref(), new.of_codes.as_ref());
        log.decisions(at, decisions, &new.decisions);
        log.cite(at, cite.as_ref(), new.cite.as_ref());
        // Of another type it is told with the type.
        if !matches!((ty, &new.ty), (TypeRef::Value(_), _) | (_, TypeRef::Value(_))) {
            log.fact(at, "redact", redact, &new.redact, shown(*redact, new.redact));
        }
        let used = Use {
            operations: used.operations.clone(),
            subject: format!("{}.{}", owner.owner, new.wire),
            ways: Ways::GIVEN,
            is_optional: may_be_left_out,
            is_unquoted: ![*place, new.place].contains(&Location::Body),
        };
        self.type_of(at, used, ty, &new.ty);
    }

    /// What a field is, for one that has no counterpart.
    fn summary(&self, field: &Field, is_old: bool) -> String {
        let known = if is_old { &self.old } else { &self.new };
        super::lists::summary(field, known)
    }
}

impl Log {
    /// The value that the client sends by itself.
    fn constant(
        &mut self,
        at: At<'_>,
        old: Option<&Constant>,
        new: Option<&Constant>,
        asked: Effect,
    ) {
        let json = |it: Option<&Constant>| it.map(|it| it.json.clone());
        let effect = match (old, new) {
            (Some(_), Some(_)) => OTHER_CONSTANT,
            (None, _) => NO_LONGER_ASKED,
            (Some(_), None) => asked,
        };
        let (old, new) = (json(old), json(new));
        if old != new {
            self.note(at, "constant", (old, new), effect);
        }
    }

    /// The need of a field of an answer, which binds nobody.
    pub(super) fn promised(&mut self, at: At<'_>, old: Need, new: Need) {
        let effect = match (old, new) {
            (Need::Required, Need::Optional | Need::Conditional) => NO_LONGER_PROMISED,
            _ => Effect::WORDS,
        };
        self.fact(at, "need", &old, &new, effect);
    }
}

/// What another name on the wire does.
fn renamed(used: &Use<'_>, old: &Field, new: &Field) -> Effect {
    // The name of a path parameter is not on the wire.
    let unseen = (old.place, new.place) == (Location::Path, Location::Path);
    let renamed = match new.need {
        _ if unseen => PARAMETER_RENAMED,
        Need::Required if !used.is_optional => RENAMED,
        _ => lost_key(
            RENAMED.depends("where it sends it, it sends the old name"),
            old,
            new,
        ),
    };
    if old.name == new.name || new.constant.is_some() || is_configured(new) {
        return renamed;
    }
    let group = renamed.group.min(Group::TypeBreaking);
    Effect { group, ..renamed }.must_change("the builder's method has another name")
}

/// What it does that an idempotency key stands elsewhere: whose need is no need of the vendor's is
/// not missed there, and a request with it is done again.
fn lost_key(effect: Effect, old: &Field, new: &Field) -> Effect {
    let is_missed = new.need == Need::Required;
    if old.idempotency && new.idempotency && !is_missed {
        effect.harms(NO_KEY)
    } else {
        effect
    }
}

fn is_configured(field: &Field) -> bool {
    field.origin == FieldOrigin::Configuration
}

fn is_list(field: &Field) -> bool {
    field.list.is_some()
}

/// What another order does: `new` takes what is required in the order of the fields.
fn reordered(old: &[Field], pairs: &[Pair<'_, Field>]) -> Effect {
    let required = |field: &&Field| field.is_asked();
    let before: Vec<_> = old.iter().filter(required).collect();
    let after: Vec<_> = pairs
        .iter()
        .filter_map(|pair| match pair {
            Pair::Both(old, new) if new.is_asked() => Some((*old, *new)),
            _ => None,
        })
        .collect();
    let kept = before.iter().filter(|it| after.iter().any(|(old, _)| old == *it));
    if kept.eq(after.iter().map(|(old, _)| old).filter(|it| required(it))) {
        return Effect::WORDS;
    }
    let same_type = |(a, (_, b)): (&&Field, &(&Field, &Field))| {
        a.ty == b.ty && is_list(a) == is_list(b)
    };
    let compiles =
        before.len() == after.len() && before.iter().zip(&after).all(same_type);
    if compiles { EXCHANGED } else { REORDERED }
}

fn origin_changed(old: &Field, new: &Field) -> Effect {
    if is_configured(old) || is_configured(new) {
        OTHER_SETTING
    } else if old.is_asked() || new.is_asked() {
        effect!(Field, "from")
    } else {
        MADE_IF_LEFT_OUT
    }
}

fn need_changed(old: &Field, new: &Field) -> Effect {
    let is_always_sent = old.idempotency || old.origin == FieldOrigin::Call;
    match (old.need, new.need) {
        (Need::Required, _) if old.is_asked() => NO_LONGER_REQUIRED,
        (Need::Required, _) => Effect::of(Kind::C411, Group::Behaviour),
        (_, Need::Required) if is_always_sent => {
            Effect::of(Kind::C409, Group::Behaviour)
        }
        (_, Need::Required) if new.is_asked() => REQUIRED,
        (_, Need::Required) => Effect {
            callers: Callers::Compile,
            callers_why: "",
            ..REQUIRED
        },
        (_, Need::Conditional) if is_always_sent => {
            Effect::of(Kind::C410, Group::Behaviour)
        }
        (_, Need::Conditional) => CONDITIONAL,
        (_, Need::Optional) => Effect::of(Kind::C412, Group::Behaviour),
    }
}

/// What it does that a value is the idempotency key, or no longer is.
pub(super) fn key_changed(effect: Effect, was_key: bool, need: Need) -> Effect {
    if was_key || need == Need::Required {
        return effect;
    }
    effect.callers(Callers::Differs, "where they leave the value out, one is made")
}

pub(super) const NO_KEY: &str =
    "it repeats what the vendor does again, as it finds no idempotency key";

const MADE_IF_LEFT_OUT: Effect = Effect::of(Kind::C424, Group::TypeBreaking).callers(
    Callers::Differs,
    "where they leave the field out, the client makes a value, or no longer does",
);

const REORDERED: Effect = Effect::of(Kind::C408, Group::TypeBreaking)
    .must_change("`new` takes its values in this order");

const EXCHANGED: Effect = Effect::of(Kind::C417, Group::TypeBreaking)
    .callers(Callers::Differs, "`new` takes values of one type in another order");

const REQUIRED_ADDED: Effect = Effect::of(Kind::C401, Group::WireBreaking)
    .fails("its requests lack the field")
    .must_change("`new` takes one more value, and `build` refuses without it");

const CONSTANT_ADDED: Effect =
    Effect::of(Kind::C401, Group::WireBreaking).fails("its requests lack the field");

const OTHER_SETTING: Effect = Effect::of(Kind::C425, Group::TypeBreaking)
    .must_change("the client's builder takes the value, or no longer does");

const CONFIGURED_ADDED: Effect = Effect::of(Kind::C401, Group::WireBreaking)
    .fails("its requests lack the field")
    .refused("building a client is refused until the value is given");

const SETTING_GONE: Effect = Effect::of(Kind::C404, Group::TypeBreaking)
    .unknown("it sends a field that is no longer documented")
    .must_change("the client's builder may no longer take the value");

const UNSEEN_GONE: Effect = Effect::of(Kind::C404, Group::Behaviour)
    .unknown("it sends a field that is no longer documented");

const OTHER_CONSTANT: Effect =
    Effect::of(Kind::C432, Group::WireBreaking).fails("it sends the old value");

const NO_LONGER_ASKED: Effect = Effect::of(Kind::C430, Group::TypeBreaking)
    .depends("it fails with any other value")
    .must_change("the builder no longer takes it");

const ASKED: Effect = Effect::of(Kind::C431, Group::TypeBreaking)
    .must_change("`new` takes one more value, and `build` refuses without it");

const NOT_SENT: Effect = Effect::of(Kind::C431, Group::TypeBreaking)
    .callers(Callers::Differs, "the client no longer sends the value by itself");

const CONDITIONAL_ADDED: Effect = Effect::of(Kind::C402, Group::Additive)
    .depends("it fails where the condition asks for the field");

const OPTIONAL_ADDED: Effect = Effect::of(Kind::C403, Group::Additive);

const GONE: Effect = Effect::of(Kind::C404, Group::TypeBreaking)
    .unknown("it may send a field that is no longer documented")
    .must_change("the field and its type are gone");

const RENAMED: Effect =
    Effect::of(Kind::C405, Group::WireBreaking).fails("it sends the old name");

const PARAMETER_RENAMED: Effect = Effect::of(Kind::C407, Group::Documentation);

const METHOD_RENAMED: Effect = Effect::of(Kind::C406, Group::TypeBreaking)
    .must_change("the builder's method has another name");

const NO_LONGER_REQUIRED: Effect =
    Effect::of(Kind::C411, Group::TypeBreaking).must_change("`new` no longer takes it");

const REQUIRED: Effect = Effect::of(Kind::C409, Group::WireBreaking)
    .depends("it fails where it leaves the field out")
    .must_change("`new` takes one more value, and `build` refuses without it");

const CONDITIONAL: Effect = Effect::of(Kind::C410, Group::Behaviour)
    .depends("it fails where the condition asks for the field");

const ARRAY: Effect = Effect::of(Kind::C413, Group::WireBreaking)
    .fails("it sends one value for many, or many for one")
    .must_change("the field has another type");

const NO_LONGER_PROMISED: Effect = Effect::of(Kind::C708, Group::Behaviour)
    .depends("it reads the field as missing where it is left out");
