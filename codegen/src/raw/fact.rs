//! The one declaration of every key of the format: its name, its type and its meaning, the effect
//! of changing it, and how import, audit and lint treat it. Code that walks over the keys of a
//! struct reads it here.

use super::FieldType;
use super::effect::Effect;
use super::mark::{Origin, Resolvable, TextKind};
use crate::checker::Decimal;

/// One key of the format. Its meaning is the doc comment of the field that it is read into, which
/// the JSON Schema quotes.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// The key.
    pub key: &'static str,
    /// The effect of changing it.
    pub judged: Judged,
    /// The kind of its texts.
    pub text: TextKind,
    /// Whether a resolution can be about it.
    pub resolvable: Resolvable,
    /// Where it comes from.
    pub origin: Origin,
    /// The name of its owner in messages, if it has to be unique in a list.
    pub unique: Option<&'static str>,
    /// The name of its struct in messages, if it is a citation that must be there.
    pub cited: Option<&'static str>,
    /// The value that its absence stands for; it is not written down.
    pub implied: Option<&'static str>,
    /// The types of fields that can have it, where not all of them can, and what to do about any
    /// other field that has it.
    pub types: Option<(&'static [FieldType], &'static str)>,
    /// The keys of the struct behind it, or of each struct in the list behind it.
    pub inner: fn() -> &'static [Fact],
}

/// The effect of changing a key.
#[derive(Debug, Clone, Copy)]
pub enum Judged {
    /// Always the same.
    Always(Effect),
    /// What `semver` says: it depends on both values, or on who uses them.
    ByUse,
    /// Nothing, since the client does not have it; and why it does not.
    Remark(&'static str),
}

/// The way in which a limit bounds a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Nothing else is allowed.
    Exact,
    /// Less is not allowed.
    Least,
    /// More is not allowed.
    Most,
    /// What is between its multiples is not allowed.
    Step,
}

/// One limit of a value.
#[derive(Debug, Clone, Copy)]
pub struct Limit {
    /// Its key.
    pub key: &'static str,
    /// How it bounds the value.
    pub side: Side,
    /// What it counts, one of it; empty where it counts nothing.
    pub unit: &'static str,
    /// The measure that it bounds: several limits can bound the same.
    pub measure: &'static str,
    /// The limit, if it is set.
    pub number: Option<Decimal>,
}

/// A key whose effect is not declared yet: no key compiles without one.
pub(super) struct Key(pub(super) &'static str, pub(super) fn() -> &'static [Fact]);

impl Key {
    const fn judged(self, judged: Judged) -> Fact {
        Fact {
            key: self.0,
            judged,
            text: TextKind::Name,
            resolvable: Resolvable::No,
            origin: Origin::Other,
            unique: None,
            cited: None,
            implied: None,
            types: None,
            inner: self.1,
        }
    }

    /// A change of it changes the documentation only.
    pub(super) const fn docs(self) -> Fact {
        self.effect(Effect::WORDS)
    }

    pub(super) const fn effect(self, effect: Effect) -> Fact {
        self.judged(Judged::Always(effect))
    }

    pub(super) const fn by_use(self) -> Fact {
        self.judged(Judged::ByUse)
    }

    pub(super) const fn remark(self, why: &'static str) -> Fact {
        self.judged(Judged::Remark(why))
    }
}

/// The marks that a declaration can add to a key.
macro_rules! marks {
    ($($mark:ident: $field:ident = $value:expr;)*) => {
        impl Fact {$(
            pub(super) const fn $mark(self) -> Self {
                Self {
                    $field: $value,
                    ..self
                }
            }
        )*}
    };
}

marks! {
    id: text = TextKind::Id;
    code: text = TextKind::Code;
    status: text = TextKind::Status;
    source: text = TextKind::Source;
    table: text = TextKind::Table;
    set: text = TextKind::Set;
    recipe: text = TextKind::Recipe;
    callback_recipe: text = TextKind::CallbackRecipe;
    subject: text = TextKind::Subject;
    operation: text = TextKind::Operation;
    data: text = TextKind::Data;
    sentence: text = TextKind::Sentence;
    lines: text = TextKind::Lines;
    part: text = TextKind::Part;
    resolvable: resolvable = Resolvable::Documented;
    applied: resolvable = Resolvable::Applied;
    page: origin = Origin::Page;
    prose: origin = Origin::Prose;
    limit: origin = Origin::Limit;
    people: origin = Origin::People;
}

impl Fact {
    /// Whether it is about lists themselves, and not about their items.
    #[must_use]
    pub fn is_of_lists(&self) -> bool {
        self.types.is_some_and(|(types, _)| types.iter().all(|it| it.is_list()))
    }

    pub(super) const fn implied(self, word: &'static str) -> Self {
        let implied = Some(word);
        Self { implied, ..self }
    }

    pub(super) const fn unique(self, what: &'static str) -> Self {
        let unique = Some(what);
        Self { unique, ..self }
    }

    pub(super) const fn cited(self, what: &'static str) -> Self {
        let cited = Some(what);
        Self { cited, ..self }
    }

    pub(super) const fn of(
        self,
        types: &'static [FieldType],
        help: &'static str,
    ) -> Self {
        let types = Some((types, help));
        Self { types, ..self }
    }
}

/// What a change of a key always does, as a constant: one that is declared otherwise, or not at
/// all, does not compile.
pub(crate) const fn always(facts: &[Fact], key: &str) -> Effect {
    let (mut rest, mut found) = (facts, None);
    while let [fact, after @ ..] = rest {
        if let Judged::Always(effect) = fact.judged
            && is_same(fact.key.as_bytes(), key.as_bytes())
        {
            found = Some(effect);
        }
        rest = after;
    }
    assert!(found.is_some(), "no key of this name has one effect");
    match found {
        Some(effect) => effect,
        None => Effect::WORDS,
    }
}

const fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, rest @ ..], [other, others @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        (a, b) = (rest, others);
    }
    a.is_empty() && b.is_empty()
}

/// Declares structs of the format. Behind the type of each key stands what a change of it does
/// (see [`Key`]), then whatever else is to be known of it (see [`Fact`]).
macro_rules! facts {
    ($(
        $(#[$meta:meta])*
        pub struct $Struct:ident {$(
            $(#[$key_meta:meta])*
            $name:ident $(as $key:tt)?: $ty:ty =
                $judged:ident $(($effect:expr))? $(, $mark:ident $(($($with:expr),*))?)*;
        )*}
    )*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(deny_unknown_fields)]
        pub struct $Struct {$(
            $(#[$key_meta])*
            $(#[serde(rename = $key)])?
            pub $name: $ty,
        )*}

        impl $crate::raw::Facts for $Struct {
            const FACTS: &'static [$crate::raw::Fact] = &[$(
                $crate::raw::fact::Key(
                    facts!(@key $name $($key)?),
                    <$ty as $crate::raw::Facts>::facts,
                )
                .$judged($($effect)?)$(.$mark($($($with),*)?))*,
            )*];

            fn value(&self) -> $crate::raw::Value<'_> {
                let values = [$($crate::raw::Facts::value(&self.$name),)*];
                $crate::raw::Value::Map(Self::FACTS.iter().zip(values).collect())
            }

            fn keep(&mut self, old: &Self) {
                let mut facts = Self::FACTS.iter();
                $(
                    if facts.next().is_some_and(|it| {
                        it.origin == $crate::raw::Origin::People
                    }) {
                        self.$name.clone_from(&old.$name);
                    }
                )*
            }
        }
    )*};
    (@key $name:ident) => { stringify!($name) };
    (@key $name:ident $key:tt) => { $key };
}
