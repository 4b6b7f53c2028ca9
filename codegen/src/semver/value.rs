//! The type of a value: which values it has, and what is shown of them.

use super::describe::Describe;
use super::limits::Relation;
use super::log::{At, Log};
use super::types::{Differ, Known, Use};
use super::users::{Received, Ways};
use super::{Deployed, Effect, Group, Kind, forms, limits};
use crate::ir::{Constraint, Ident, Redact, Shape, TypeRef, ValueKind, ValueType, Wire};
use crate::media_type::is_one_of;
use crate::raw::Limits;

impl<'a> Differ<'a> {
    pub(super) fn value(&mut self, used: Use<'a>, old: &ValueType, new: &ValueType) {
        let ValueType {
            name,
            // Told of the field or the header that has it.
            wire: _,
            // Told of each field and each header that has it.
            words: _,
            example: _,
            kind,
            redact,
            decisions,
            citation,
            // Told of each field that has it.
            uses: _,
            // The module of each operation has the types that it uses, wherever they stand.
            module: _,
        } = old;
        let Use {
            operations,
            subject,
            ways,
            // Told with the field.
            is_optional: _,
            is_unquoted,
        } = used;
        let at = At::new(&operations, &subject, (citation, &new.citation));
        let at = self.log.of_type(at);
        let log = &mut self.log;
        log.fact(at, "type name", name, &new.name, effect!(Field, "type_name"));
        log.kind(at, (ways, is_unquoted), kind, &new.kind);
        log.fact(at, "redact", redact, &new.redact, shown(*redact, new.redact));
        // Those about fields are told of each field.
        if old.module == crate::ir::Module::Headers {
            log.decisions(at, decisions, &new.decisions);
        }
        log.citation(at, citation, &new.citation);
    }
}

impl Log {
    /// What a page says of codes beside the table that lists them.
    pub(super) fn of_codes(
        &mut self,
        at: At<'_>,
        old: Option<&ValueKind>,
        new: Option<&ValueKind>,
    ) {
        if let (Some(a), Some(b)) = (old, new)
            && a != b
        {
            self.note(
                at,
                "values",
                (Some(in_words(a)), Some(in_words(b))),
                Effect::WORDS,
            );
        }
    }

    fn kind(
        &mut self,
        at: At<'_>,
        (ways, is_unquoted): (Ways, bool),
        old: &ValueKind,
        new: &ValueKind,
    ) {
        match (old, new) {
            (ValueKind::Text(old), ValueKind::Text(new))
            | (ValueKind::Date(old), ValueKind::Date(new))
            | (ValueKind::Secret(old), ValueKind::Secret(new)) => {
                self.constraint(at, ways, old, new);
            }
            (ValueKind::Number(old), ValueKind::Number(new))
            | (ValueKind::Decimal(old), ValueKind::Decimal(new)) => {
                self.limits(at, old, new, ways);
            }
            (ValueKind::Flag(old), ValueKind::Flag(new)) => {
                self.fact(at, "wire", old, new, effect!(Field, "wire"));
            }
            (ValueKind::File(old), ValueKind::File(new)) => {
                self.limits(at, &old.limits, &new.limits, ways);
                let (old, new) = (&old.media_types, &new.media_types);
                let effect = media_types(old, new).effect(ways);
                self.fact(at, "media_types", old, new, effect);
            }
            (old, new) => {
                let words = (Some(in_words(old)), Some(in_words(new)));
                let effect = other_kind(ways, old, new);
                let effect = if is_unquoted && effect.kind == Kind::C507 {
                    unquoted(effect, old, new)
                } else {
                    effect
                };
                self.note(at, "type", words, effect);
            }
        }
    }

    /// What a text has to look like.
    pub(super) fn constraint(
        &mut self,
        at: At<'_>,
        ways: Ways,
        old: &Constraint,
        new: &Constraint,
    ) {
        let Constraint {
            limits,
            shape,
            shape_enforced,
        } = old;
        self.limits(at, limits, &new.limits, ways);
        let effect = form_changed(ways, old, new);
        let parts = |shape: &Option<Shape>| shape.as_ref().map(|it| it.parts.clone());
        if parts(shape) != parts(&new.shape) {
            self.note(at, "form", (shape.describe(), new.shape.describe()), effect);
        } else if shape.is_some() {
            self.fact(at, "form enforced", shape_enforced, &new.shape_enforced, effect);
        }
    }
}

/// What another form does. One that is not enforced binds nobody but what makes it.
fn form_changed(ways: Ways, old: &Constraint, new: &Constraint) -> Effect {
    let bound = |text: &Constraint| text.shape_enforced || ways.minted;
    let [a, b] = [old, new].map(|text| text.shape.as_ref().filter(|_| bound(text)));
    forms::relation(a, b).effect(ways)
}

/// What another constraint does.
fn constraint_changed(ways: Ways, old: &Constraint, new: &Constraint) -> Effect {
    limits::compared(&old.limits, &new.limits, ways)
        .fold(form_changed(ways, old, new), |all, (.., effect)| all.and(effect))
}

/// How the media types of files relate; none are all.
pub(super) fn media_types(old: &[String], new: &[String]) -> Relation {
    // How many of the inner ones the outer ones have; `image/*` is in itself alone.
    let kept = |outer: &[String], inner: &[String]| {
        let outer: Vec<_> = outer.iter().map(String::as_str).collect();
        let is_in = |it: &&String| is_one_of(&it.replace('*', "x-any"), &outer);
        inner.iter().filter(is_in).count()
    };
    let within = |outer: &[String], inner: &[String]| {
        outer.is_empty() || !inner.is_empty() && kept(outer, inner) == inner.len()
    };
    let is_limited = !old.is_empty() && !new.is_empty();
    if is_limited && kept(new, old) == 0 && kept(old, new) == 0 {
        return Relation::Disjoint;
    }
    Relation::of(within(new, old), within(old, new))
}

/// What has to be true of a text, if it is one.
fn text_of(kind: &ValueKind) -> Option<&Constraint> {
    match kind {
        ValueKind::Text(it) | ValueKind::Date(it) | ValueKind::Secret(it) => Some(it),
        ValueKind::Number(_)
        | ValueKind::Decimal(_)
        | ValueKind::Flag(_)
        | ValueKind::File(_) => None,
    }
}

/// A flag, a number and a text are of different kinds on the wire; a text, a date and a secret
/// are not, and a whole number is a decimal one.
fn other_kind(ways: Ways, old: &ValueKind, new: &ValueKind) -> Effect {
    if let (Some(old), Some(new)) = (text_of(old), text_of(new)) {
        return OTHER_TEXT.and(constraint_changed(ways, old, new));
    }
    if let (ValueKind::Flag(wire), Some(text)) = (old, text_of(new)) {
        let words: &[&str] = match wire {
            Wire::YesNo => &["Y", "N"],
            Wire::OneZero => &["1", "0"],
            // JSON's own, which are no texts.
            Wire::TrueFalse => &[],
        };
        return match words.iter().filter(|word| keeps(word, text)).count() {
            0 => OTHER_KIND,
            kept if kept == words.len() => OTHER_TEXT,
            _ => OTHER_TEXT.depends("it fails with a word that the new rule refuses"),
        };
    }
    let (old, new, effect) = match (old, new) {
        (ValueKind::Number(old), ValueKind::Decimal(new)) => (old, new, OTHER_NUMBER),
        (ValueKind::Decimal(old), ValueKind::Number(new)) => (old, new, WHOLE_NUMBER),
        _ => return OTHER_KIND,
    };
    let whole = |limits: &Limits| Limits { decimals: None, ..*limits };
    limits::compared(&whole(old), &whole(new), ways)
        .fold(effect, |all, (.., effect)| all.and(effect))
}

/// What another kind of value does where a number is written like a text.
fn unquoted(effect: Effect, old: &ValueKind, new: &ValueKind) -> Effect {
    let fits = match (old, text_of(new)) {
        (ValueKind::Number(old) | ValueKind::Decimal(old), Some(text)) => {
            let ends = [old.min_value, old.max_value];
            let fits =
                ends.map(|it| it.is_some_and(|it| keeps(&it.0.to_string(), text)));
            let is_any = text.shape.is_none() && text.limits.of_length().max().is_none();
            fits == [true; 2] || is_any
        }
        _ => false,
    };
    if fits {
        Effect {
            group: Group::TypeBreaking,
            ..effect
        }
        .deployed(Deployed::Works, "")
    } else {
        effect.depends("it fails with a value that is none of the new kind")
    }
}

impl Known<'_> {
    /// What another kind of type does to a field or a header.
    pub(super) fn other_type(
        &self,
        ways: Ways,
        old: &TypeRef,
        new: &Self,
        now: &TypeRef,
    ) -> Effect {
        let text = |known: &Self, name| {
            let kind = known.values.get(name).map(|value| &value.kind);
            kind.and_then(text_of).cloned()
        };
        match (old, now) {
            _ if ways.received == Received::Unmet => OTHER_TEXT,
            (TypeRef::Value(a), TypeRef::Value(b)) => {
                let kinds = self.values.get(a).zip(new.values.get(b));
                kinds.map_or(OTHER_KIND, |(a, b)| other_kind(ways, &a.kind, &b.kind))
            }
            // What is read is a text, whatever it is read as.
            (
                TypeRef::Value(_) | TypeRef::Code(_),
                TypeRef::Value(_) | TypeRef::Code(_),
            ) if !ways.is_sent() => OTHER_TEXT
                .depends("it finds values unreadable that its type does not have"),
            (TypeRef::Value(old), TypeRef::Code(now)) => match text(self, old) {
                Some(text) => new.values_now(now, &text),
                None => OTHER_KIND,
            },
            (TypeRef::Code(old), TypeRef::Value(now)) => match text(new, now) {
                Some(text) => self.codes_now(old, |code| keeps(code, &text)),
                None => OTHER_KIND,
            },
            (TypeRef::Code(old), TypeRef::Code(now)) => {
                let now = new.tables.get(now);
                let codes = || now.into_iter().flat_map(|table| &table.codes);
                self.codes_now(old, |code| codes().any(|it| it.code == code))
            }
            _ => OTHER_KIND,
        }
    }

    /// What becomes of texts where the codes of a table are asked for.
    fn values_now(&self, now: &Ident, old: &Constraint) -> Effect {
        let mut codes = self.tables.get(now).into_iter().flat_map(|table| &table.codes);
        if codes.any(|code| keeps(&code.code, old)) {
            OTHER_TEXT.depends("it fails with a value that the table does not list")
        } else {
            OTHER_KIND.fails("the table lists none of the values that it sends")
        }
    }

    /// What becomes of the codes of a table where something else is asked for.
    fn codes_now(&self, old: &Ident, fits: impl Fn(&str) -> bool) -> Effect {
        let codes = self.tables.get(old).into_iter().flat_map(|table| &table.codes);
        let fits: Vec<_> = codes.map(|code| fits(&code.code)).collect();
        if fits.iter().all(|fits| *fits) {
            OTHER_TEXT
        } else if fits.contains(&true) {
            OTHER_TEXT.depends("it fails with a code that is no longer taken")
        } else {
            OTHER_KIND.fails("none of the codes that it sends is taken")
        }
    }
}

/// Whether a code keeps the rules of a text.
pub(super) fn keeps(code: &str, text: &Constraint) -> bool {
    let form = text.shape.as_ref().filter(|_| text.shape_enforced);
    let (length, count) = (text.limits.of_length(), code.chars().count());
    let least = length.min().is_none_or(|min| count >= min as usize);
    least
        && length.max().is_none_or(|max| count <= max as usize)
        && form.is_none_or(|form| form.check(code).is_ok())
}

pub(super) fn shown(old: Redact, new: Redact) -> Effect {
    let rank = |redact| match redact {
        Redact::Shown => 2,
        Redact::LastFour => 1,
        Redact::Hidden => 0,
    };
    if rank(new) > rank(old) { MORE_SHOWN } else { LESS_SHOWN }
}

/// A kind of value in words.
pub(super) fn in_words(kind: &ValueKind) -> String {
    let text = |name: &str, constraint: &Constraint| {
        let Constraint {
            limits,
            shape,
            shape_enforced: _,
        } = constraint;
        with_facts(
            name,
            &limits::describe(limits).chain(shape.describe()).collect::<Vec<_>>(),
        )
    };
    match kind {
        ValueKind::Text(constraint) => text("text", constraint),
        ValueKind::Date(constraint) => text("date", constraint),
        ValueKind::Secret(constraint) => text("secret", constraint),
        ValueKind::Number(limits) => {
            with_facts("number", &limits::describe(limits).collect::<Vec<_>>())
        }
        ValueKind::Decimal(limits) => {
            with_facts("decimal number", &limits::describe(limits).collect::<Vec<_>>())
        }
        ValueKind::File(upload) => {
            let media_types = upload.media_types.describe();
            let facts = limits::describe(&upload.limits).chain(media_types);
            with_facts("file", &facts.collect::<Vec<_>>())
        }
        ValueKind::Flag(wire) => {
            format!("boolean ({})", wire.describe().unwrap_or_default())
        }
    }
}

pub(super) fn with_facts(name: &str, facts: &[String]) -> String {
    if facts.is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({})", facts.join(", "))
    }
}

impl Known<'_> {
    /// A type in a few words. Types of several kinds may have one name.
    pub(super) fn in_words(&self, ty: &TypeRef) -> Option<String> {
        match ty {
            TypeRef::Value(name) => self.values.get(name).map(|it| in_words(&it.kind)),
            TypeRef::Code(name) => Some(format!("code of {name}")),
            TypeRef::Object(_) => Some("object".to_owned()),
        }
    }
}

const OTHER_TEXT: Effect = Effect::of(Kind::C506, Group::TypeBreaking)
    .must_change("the type has other constructors");

const OTHER_NUMBER: Effect =
    Effect::of(Kind::C515, Group::TypeBreaking).must_change("the type is another one");

const WHOLE_NUMBER: Effect =
    OTHER_NUMBER.depends("it fails with a value that has decimals");

const OTHER_KIND: Effect = Effect::of(Kind::C507, Group::WireBreaking)
    .fails("it sends the value as the old kind")
    .must_change("the type is another one");

const MORE_SHOWN: Effect = Effect::of(Kind::C511, Group::Behaviour)
    .callers(super::Callers::Compile, "`Debug` output shows more of the value");

const LESS_SHOWN: Effect = Effect::of(Kind::C512, Group::Behaviour)
    .callers(super::Callers::Compile, "`Debug` output shows less of the value");
