//! The type of a value: which values it has, and what is shown of them.

use super::describe::Describe;
use super::limits::{self, LOOSENED, OTHER_VALUES, SHIFTED, TIGHTENED};
use super::log::{At, Log};
use super::types::{Differ, Known, Use};
use super::{Effect, Group, Kind};
use crate::ir::{Constraint, Field, Redact, TypeRef, ValueKind, ValueType};

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
            // The module of each operation has the types that it uses, wherever they stand.
            home: _,
        } = old;
        let Use {
            operations,
            subject,
            minted,
        } = used;
        let at = At::new(&operations, &subject, (citation, &new.citation));
        let log = &mut self.log;
        log.fact(at, "type name", name, &new.name, effect!(Field, "type_name"));
        log.kind(at, minted, kind, &new.kind);
        log.fact(at, "redact", redact, &new.redact, shown(*redact, new.redact));
        log.decisions(at, decisions, &new.decisions);
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

    fn kind(&mut self, at: At<'_>, minted: bool, old: &ValueKind, new: &ValueKind) {
        match (old, new) {
            (ValueKind::Text(old), ValueKind::Text(new))
            | (ValueKind::Date(old), ValueKind::Date(new))
            | (ValueKind::Secret(old), ValueKind::Secret(new)) => {
                self.constraint(at, minted, old, new);
            }
            (ValueKind::Number(old), ValueKind::Number(new))
            | (ValueKind::Decimal(old), ValueKind::Decimal(new)) => {
                self.limits(at, old, new);
            }
            (ValueKind::Flag(old), ValueKind::Flag(new)) => {
                self.fact(at, "wire", old, new, effect!(Field, "wire"));
            }
            (old, new) => {
                let words = (Some(in_words(old)), Some(in_words(new)));
                self.note(at, "type", words, other_kind(old, new));
            }
        }
    }

    /// What a text has to look like. `minted` values are made by the client itself.
    pub(super) fn constraint(
        &mut self,
        at: At<'_>,
        minted: bool,
        old: &Constraint,
        new: &Constraint,
    ) {
        let Constraint {
            limits,
            shape,
            shape_enforced,
        } = old;
        self.limits(at, limits, &new.limits);
        let effect = match (shape, &new.shape) {
            _ if minted => MINTED,
            _ if !*shape_enforced && !new.shape_enforced => Effect::WORDS,
            (None, Some(_)) if new.shape_enforced => TIGHTENED,
            (None, Some(_)) => Effect::WORDS,
            (Some(_), None) => LOOSENED,
            (Some(a), Some(b))
                if a.length() == b.length() && a.is_date() == b.is_date() =>
            {
                SHIFTED
            }
            _ => OTHER_VALUES,
        };
        if shape.as_ref().map(|shape| &shape.parts)
            != new.shape.as_ref().map(|s| &s.parts)
        {
            self.note(at, "form", (shape.describe(), new.shape.describe()), effect);
        } else if shape.is_some() {
            let effect = if new.shape_enforced { TIGHTENED } else { LOOSENED };
            self.fact(at, "form enforced", shape_enforced, &new.shape_enforced, effect);
        }
    }
}

/// A flag, a number and a text are of different kinds on the wire; a text, a date and a secret
/// are not.
fn other_kind(old: &ValueKind, new: &ValueKind) -> Effect {
    let is_text = |kind: &ValueKind| {
        matches!(kind, ValueKind::Text(_) | ValueKind::Date(_) | ValueKind::Secret(_))
    };
    if is_text(old) && is_text(new) { OTHER_TEXT } else { OTHER_KIND }
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
        ValueKind::Flag(wire) => {
            format!("boolean ({})", wire.describe().unwrap_or_default())
        }
    }
}

fn with_facts(name: &str, facts: &[String]) -> String {
    if facts.is_empty() {
        name.to_owned()
    } else {
        format!("{name} ({})", facts.join(", "))
    }
}

/// What a field is, in a few words.
pub(super) fn summary(field: &Field, known: &Known<'_>) -> String {
    let need = field.need.describe().unwrap_or_default();
    let list = field.list.as_ref().map(|list| {
        let limits: Vec<_> = limits::describe(&list.limits).collect();
        with_facts("array", &limits) + " of "
    });
    let kind = known.in_words(&field.ty).unwrap_or_default();
    format!("{need}, {}{kind}", list.unwrap_or_default())
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

const MINTED: Effect =
    Effect::of(Kind::C505, Group::WireBreaking).fails("it makes the old form");

const OTHER_TEXT: Effect = Effect::of(Kind::C506, Group::TypeBreaking)
    .depends("it fails with a value that the new rule refuses")
    .must_change("the type has other constructors");

const OTHER_KIND: Effect = Effect::of(Kind::C507, Group::WireBreaking)
    .fails("it sends the value as the old kind")
    .must_change("the type is another one");

const MORE_SHOWN: Effect = Effect::of(Kind::C511, Group::Behaviour)
    .callers(super::Callers::Compile, "`Debug` output shows more of the value");

const LESS_SHOWN: Effect = Effect::of(Kind::C512, Group::Behaviour)
    .callers(super::Callers::Compile, "`Debug` output shows less of the value");
