//! What is declared of every key of the format, once: its name, its type and its meaning, what a
//! change of it does, and how import, audit and lint treat it. Whoever walks over the keys of a
//! struct reads it here.

use std::borrow::Cow;

use super::effect::Effect;

/// One key of the format. Its meaning is the doc comment of the field that it is read into, which
/// the JSON Schema quotes.
#[derive(Debug, Clone, Copy)]
pub struct Fact {
    /// The key.
    pub key: &'static str,
    /// What a change of it does.
    pub judged: Judged,
    /// What its texts look like.
    pub text: Text,
    /// Whether a resolution can speak of it.
    pub resolved: Resolved,
    /// Where it comes from.
    pub origin: Origin,
    /// The value that its absence stands for; it is not written down.
    pub implied: Option<&'static str>,
    /// The keys of the struct behind it, or of each struct in the list behind it.
    pub inner: fn() -> &'static [Fact],
}

/// What a change of a key does.
#[derive(Debug, Clone, Copy)]
pub enum Judged {
    /// Always the same.
    Always(Effect),
    /// What `semver` says: it depends on both values, or on who uses them.
    ByUse,
    /// Nothing, since the client does not have it; and why it does not.
    Remark(&'static str),
}

/// What the texts behind a key look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Text {
    /// A name or a word: one line.
    Name,
    /// The name of a file or an item of it, which others refer to.
    Id,
    /// The vendor's data: one line, in quotes, so that YAML does not read `004` as a number.
    Data,
    /// One sentence or several.
    Sentence,
    /// The page's words, line by line.
    Lines,
    /// No text: a part of a file, with an empty line above it.
    Part,
}

/// Whether a resolution can speak of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Resolved {
    /// No.
    No,
    /// It can: the reading that it adopts is the one that is transcribed.
    Told,
    /// It can, and the client takes the reading from it.
    Applied,
}

/// Where the value of a key comes from, for import and audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// No page, or one that does not print it as it is.
    Other,
    /// The page prints it.
    Page,
    /// The prose of the page tells it in regular words.
    Prose,
    /// The line of the page that limits a value, which may have more than one reading.
    Limit,
    /// People, whatever the page says.
    People,
}

/// A key that is not judged yet: nobody can declare one without saying what its change does.
pub(super) struct Key(pub(super) &'static str, pub(super) fn() -> &'static [Fact]);

impl Key {
    const fn judged(self, judged: Judged) -> Fact {
        Fact {
            key: self.0,
            judged,
            text: Text::Name,
            resolved: Resolved::No,
            origin: Origin::Other,
            implied: None,
            inner: self.1,
        }
    }

    /// The documentation tells it.
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

impl Fact {
    const fn text(self, text: Text) -> Self {
        Self { text, ..self }
    }

    pub(super) const fn id(self) -> Self {
        self.text(Text::Id)
    }

    pub(super) const fn data(self) -> Self {
        self.text(Text::Data)
    }

    pub(super) const fn sentence(self) -> Self {
        self.text(Text::Sentence)
    }

    pub(super) const fn lines(self) -> Self {
        self.text(Text::Lines)
    }

    pub(super) const fn part(self) -> Self {
        self.text(Text::Part)
    }

    pub(super) const fn told(self) -> Self {
        let resolved = Resolved::Told;
        Self { resolved, ..self }
    }

    pub(super) const fn applied(self) -> Self {
        let resolved = Resolved::Applied;
        Self { resolved, ..self }
    }

    pub(super) const fn page(self) -> Self {
        let origin = Origin::Page;
        Self { origin, ..self }
    }

    pub(super) const fn prose(self) -> Self {
        let origin = Origin::Prose;
        Self { origin, ..self }
    }

    pub(super) const fn limit(self) -> Self {
        let origin = Origin::Limit;
        Self { origin, ..self }
    }

    pub(super) const fn people(self) -> Self {
        let origin = Origin::People;
        Self { origin, ..self }
    }

    pub(super) const fn implied(self, word: &'static str) -> Self {
        let implied = Some(word);
        Self { implied, ..self }
    }
}

/// A value of the format, for whoever does not care which.
#[derive(Debug, Clone)]
pub enum Value<'a> {
    /// None.
    Absent,
    /// A text.
    Text(&'a str),
    /// A number, a truth value or one of the format's words.
    Word(Cow<'static, str>),
    /// Keys and values, in the order of their declaration.
    Map(Vec<(&'static Fact, Value<'a>)>),
    /// Several of one kind.
    List(Vec<Value<'a>>),
}

/// Whatever can stand behind a key.
pub trait Facts {
    /// The keys of a struct, in the order in which they are written; those of the items of a list.
    #[must_use]
    fn facts() -> &'static [Fact] {
        &[]
    }

    /// What stands there.
    fn value(&self) -> Value<'_>;

    /// Takes over what people have decided.
    fn keep(&mut self, _old: &Self) {}
}

impl<'a> Value<'a> {
    /// The keys and values of a struct.
    #[must_use]
    pub fn entries(self) -> Vec<(&'static Fact, Value<'a>)> {
        match self {
            Self::Map(entries) => entries,
            _ => Vec::new(),
        }
    }

    /// The value as one text.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Word(word) => Some(word),
            Self::Absent | Self::Map(_) | Self::List(_) => None,
        }
    }
}

impl Facts for String {
    fn value(&self) -> Value<'_> {
        Value::Text(self)
    }
}

impl<T: Facts> Facts for Option<T> {
    fn facts() -> &'static [Fact] {
        T::facts()
    }

    fn value(&self) -> Value<'_> {
        self.as_ref().map_or(Value::Absent, Facts::value)
    }
}

impl<T: Facts> Facts for Vec<T> {
    fn facts() -> &'static [Fact] {
        T::facts()
    }

    fn value(&self) -> Value<'_> {
        match self.as_slice() {
            [] => Value::Absent,
            items => Value::List(items.iter().map(Facts::value).collect()),
        }
    }
}

macro_rules! words {
    ($($plain:ty),*) => {$(
        impl Facts for $plain {
            fn value(&self) -> Value<'_> {
                Value::Word(Cow::Owned(self.to_string()))
            }
        }
    )*};
}

words!(bool, u16, u32, super::Bound);

/// Declares structs of the format. Behind the type of each key stands what a change of it does
/// (see [`Key`]), then whatever else is to be known of it (see [`Fact`]).
macro_rules! facts {
    ($(
        $(#[$meta:meta])*
        pub struct $Struct:ident {$(
            $(#[$key_meta:meta])*
            $name:ident $(as $key:tt)?: $ty:ty =
                $judged:ident $(($effect:expr))? $(, $mark:ident $(($with:expr))?)*;
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

        impl $crate::raw::fact::Facts for $Struct {
            fn facts() -> &'static [$crate::raw::fact::Fact] {
                const FACTS: &[$crate::raw::fact::Fact] = &[$(
                    $crate::raw::fact::Key(
                        facts!(@key $name $($key)?),
                        <$ty as $crate::raw::fact::Facts>::facts,
                    )
                    .$judged($($effect)?)$(.$mark($($with)?))*,
                )*];
                FACTS
            }

            fn value(&self) -> $crate::raw::fact::Value<'_> {
                let values = [$($crate::raw::fact::Facts::value(&self.$name),)*];
                $crate::raw::fact::Value::Map(Self::facts().iter().zip(values).collect())
            }

            fn keep(&mut self, old: &Self) {
                let mut facts = Self::facts().iter();
                $(
                    if facts.next().is_some_and(|it| {
                        it.origin == $crate::raw::fact::Origin::People
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

/// Declares a struct that limits a value, with these keys in the place of `limits`.
macro_rules! limited {
    ($($declaration:tt)*) => {
        limited_by! {
            [
                /// The exact length in characters.
                length: u32, applied;
                /// The least length in characters.
                min_length: u32, applied;
                /// The greatest length in characters.
                max_length: u32, applied;
                /// The least value of a number.
                min_value: Bound, told;
                /// The greatest value of a number.
                max_value: Bound, told;
                /// The greatest number of digits of a number.
                max_digits: u32, told;
                /// How many decimals a number may have; it is a whole number when absent.
                decimals: u32, told;
            ]
            $($declaration)*
        }
    };
}

macro_rules! limited_by {
    (
        [$($(#[$doc:meta])* $limit:ident: $ty:ty, $resolved:ident;)*]
        $(#[$meta:meta])*
        pub struct $Struct:ident { $($before:tt)* } limits { $($after:tt)* }
    ) => {
        facts! {
            $(#[$meta])*
            pub struct $Struct {
                $($before)*
                $($(#[$doc])* $limit: Option<$ty> = by_use, limit, $resolved;)*
                $($after)*
            }
        }

        impl $Struct {
            /// What limits its value.
            #[must_use]
            pub const fn limits(&self) -> Limits {
                Limits { $($limit: self.$limit,)* }
            }

            /// Limits its value otherwise.
            pub const fn set_limits(&mut self, limits: Limits) {
                $(self.$limit = limits.$limit;)*
            }
        }
    };
    (
        [$($(#[$doc:meta])* $limit:ident: $ty:ty, $resolved:ident;)*]
        $(#[$meta:meta])*
        pub struct Limits;
    ) => {
        facts! {
            $(#[$meta])*
            #[derive(Copy, PartialEq, Eq, Default)]
            pub struct Limits {
                $($(#[$doc])* $limit: Option<$ty> = by_use, limit, $resolved;)*
            }
        }

        impl Limits {
            /// The limits that are set: key and value of each.
            pub fn each(&self) -> impl Iterator<Item = (&'static str, String)> {
                let limits = [$((stringify!($limit), self.$limit.map(|it| it.to_string())),)*];
                limits.into_iter().filter_map(|(key, limit)| Some((key, limit?)))
            }
        }
    };
}
