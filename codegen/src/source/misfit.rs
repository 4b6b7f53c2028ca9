//! What keeps a file from being read, all of it: serde stops at the first value that does not
//! fit, and the YAML crate knows its place by line alone.
//!
//! So a file that was refused is read once more, from its index. Where a value does not fit or
//! a key is missing, a placeholder is put, and the reading begins again.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Unexpected, Visitor};

use super::excerpt::excerpt;
use super::fault::{Fault, FaultKind, Wanted};
use super::files::FileId;
use super::index::{Node, Shape};

/// More faults than anybody mends in one go. Of the others it is told how many they are.
const MAX_FAULTS: usize = 64;

/// How many bytes are read again in search of them, which bounds the work on a hostile file.
const MAX_READ: usize = 64 * 1024 * 1024;

/// Everything that keeps the file, of so many bytes, from being a `T`.
pub(super) fn find<T: DeserializeOwned>(
    (file, bytes): (FileId, usize),
    root: &Node,
) -> Vec<Fault> {
    let passes = (MAX_READ / bytes.max(1)).max(MAX_FAULTS + 1);
    let (mut gaps, mut faults) = (Gaps::default(), Vec::new());
    let (mut first, mut more) = (None, 0);
    for _ in 0..passes {
        let Err(misfit) = T::deserialize(gaps.reader(root)) else { break };
        let misfit = misfit.at(root);
        let is_new = gaps.add(&misfit);
        let Some(fault) = misfit.fault(file) else { break };
        if faults.len() < MAX_FAULTS {
            faults.push(fault);
        } else {
            more += 1;
            first.get_or_insert(fault);
        }
        if !is_new {
            break;
        }
    }
    let is_all = MAX_FAULTS + more < passes;
    faults.extend(first.map(|first| first.and_others(more, is_all)));
    faults
}

/// What is passed over. Values are known by address: two of them may look the same.
#[derive(Default)]
struct Gaps {
    /// Values that a placeholder stands for.
    values: HashSet<*const Node>,
    /// Values whose keys the format does not have.
    unknown: HashSet<*const Node>,
    /// Keys that a map lacks.
    missing: HashMap<*const Node, Vec<&'static str>>,
}

impl Gaps {
    /// Whether this gap is a new one.
    fn add(&mut self, misfit: &Misfit<'_>) -> bool {
        let Some(node) = misfit.node.map(std::ptr::from_ref) else { return false };
        match misfit.wanted {
            Some(Wanted::Key(key)) => {
                let keys = self.missing.entry(node).or_default();
                let is_new = !keys.contains(&key);
                keys.push(key);
                is_new
            }
            _ if misfit.is_key => self.unknown.insert(node),
            _ => self.values.insert(node),
        }
    }

    fn reader<'a>(&self, node: &'a Node) -> Reader<'a, '_> {
        let is_gap = self.values.contains(&std::ptr::from_ref(node));
        Reader {
            node: (!is_gap).then_some(node),
            gaps: self,
        }
    }
}

/// A value of the file, for serde; without a node, a placeholder that fits everywhere.
#[derive(Clone, Copy)]
struct Reader<'a, 'b> {
    node: Option<&'a Node>,
    gaps: &'b Gaps,
}

impl<'a> Reader<'a, '_> {
    /// The text of the value; none for a placeholder.
    fn scalar(self, wanted: &'static str) -> Result<Option<&'a str>, Misfit<'a>> {
        match self.node.map(|node| (node, &node.shape)) {
            None => Ok(None),
            Some((node, Shape::Scalar { .. })) if node.is_null() => Ok(Some("")),
            Some((_, Shape::Scalar { text, .. })) => Ok(Some(text)),
            Some((node, _)) => Err(Misfit::wants(node, wanted)),
        }
    }

    fn number<T: FromStr + Default>(
        self,
        wanted: &'static str,
    ) -> Result<T, Misfit<'a>> {
        let Some(node) = self.node else { return Ok(T::default()) };
        let number = match &node.shape {
            Shape::Scalar { text, quoted: false } => text.parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| Misfit::wants(node, wanted))
    }
}

/// A value that does not fit.
#[derive(Debug)]
struct Misfit<'a> {
    message: String,
    wanted: Option<Wanted>,
    /// The key, not the value, is what does not fit.
    is_key: bool,
    node: Option<&'a Node>,
}

impl<'a> Misfit<'a> {
    fn new(message: String, wanted: Option<Wanted>) -> Self {
        Self {
            message,
            wanted,
            is_key: false,
            node: None,
        }
    }

    fn wants(node: &'a Node, wanted: &'static str) -> Self {
        let found = match &node.shape {
            _ if node.is_null() => "nothing stands here".to_owned(),
            Shape::Scalar { text, quoted } => {
                let kind = if *quoted { " as a text" } else { "" };
                format!("here stands `{}`{kind}", excerpt(text))
            }
            Shape::Map(_) => "here stands a map".to_owned(),
            Shape::List(_) => "here stands a list".to_owned(),
        };
        let message = format!("{found}, but the format wants {wanted}");
        Self::new(message, Some(Wanted::Value(wanted.into())))
    }

    /// The innermost value that an error passes is the one that does not fit.
    fn at(self, node: &'a Node) -> Self {
        Self {
            node: self.node.or(Some(node)),
            ..self
        }
    }

    fn fault(self, file: FileId) -> Option<Fault> {
        let at = self.node?.at(file);
        let span = if self.is_key { at.key_span() } else { at.span() };
        let (message, wanted) = (self.message, self.wanted);
        Some(Fault {
            kind: FaultKind::Structure,
            message,
            span,
            wanted,
        })
    }
}

impl fmt::Display for Misfit<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Misfit<'_> {}

impl de::Error for Misfit<'_> {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string(), None)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        Self::custom(format!("here stands {found}, but the format wants {expected}"))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            Unexpected::Str("") => "nothing stands here".to_owned(),
            Unexpected::Str(text) => format!("here stands `{}`", excerpt(text)),
            other => format!("here stands {other}"),
        };
        let wanted = expected.to_string();
        let message = format!("{found}, but the format wants {wanted}");
        Self::new(message, Some(Wanted::Value(wanted.into())))
    }

    fn unknown_variant(found: &str, possible: &'static [&'static str]) -> Self {
        let message = match excerpt(found).as_str() {
            "" => "nothing stands here, but the format wants a word".to_owned(),
            found => format!("`{found}` is not one of the words that can stand here"),
        };
        let found = found.to_owned();
        Self::new(message, Some(Wanted::OneOf { found, possible }))
    }

    fn unknown_field(found: &str, possible: &'static [&'static str]) -> Self {
        let message = format!("the format has no key `{}` here", excerpt(found));
        let found = found.to_owned();
        let wanted = Some(Wanted::OneOf { found, possible });
        Self {
            is_key: true,
            ..Self::new(message, wanted)
        }
    }

    fn missing_field(key: &'static str) -> Self {
        let message = format!("the key `{key}` is missing here");
        Self::new(message, Some(Wanted::Key(key)))
    }
}

/// Numbers, and truth values, which are read alike.
macro_rules! parsed {
    ($($method:ident $visit:ident $wanted:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit<'a>> {
            visitor.$visit(self.number($wanted)?)
        }
    )*};
}

impl<'de, 'a> de::Deserializer<'de> for Reader<'a, '_> {
    type Error = Misfit<'a>;

    parsed! {
        deserialize_bool visit_bool "`true` or `false`";
        deserialize_u16 visit_u16 "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 "a whole number from 0 to 4294967295";
    }

    fn deserialize_str<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, Misfit<'a>> {
        visitor
            .visit_str(self.scalar("one value, neither a list nor a map")?.unwrap_or(""))
    }

    fn deserialize_string<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, Misfit<'a>> {
        visitor.visit_str(self.scalar("a text")?.unwrap_or(""))
    }

    fn deserialize_option<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, Misfit<'a>> {
        match self.node {
            Some(node) if !node.is_null() => visitor.visit_some(self),
            _ => visitor.visit_none(),
        }
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit<'a>> {
        let first = variants.first().copied().unwrap_or("");
        let word = self.scalar("a word")?.unwrap_or(first);
        visitor.visit_enum(StrDeserializer::new(word))
    }

    fn deserialize_seq<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, Misfit<'a>> {
        let items = match self.node.map(|node| (node, &node.shape)) {
            None => &[],
            Some((_, Shape::List(items))) => items.as_slice(),
            Some((node, _)) => {
                return Err(Misfit::wants(node, "a list: `- item`, or `[]` for none"));
            }
        };
        visitor.visit_seq(Items { gaps: self.gaps, items })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Misfit<'a>> {
        let (entries, missing) = match self.node.map(|node| (node, &node.shape)) {
            None => (&[] as &[_], fields),
            Some((node, Shape::Map(entries))) => {
                let missing = self.gaps.missing.get(&std::ptr::from_ref(node));
                (entries.as_slice(), missing.map_or(&[] as &[_], Vec::as_slice))
            }
            Some((node, _)) => return Err(Misfit::wants(node, "a map: `key: value`")),
        };
        visitor.visit_map(Entries {
            gaps: self.gaps,
            rest: entries,
            missing,
            value: None,
        })
    }

    fn deserialize_any<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, Misfit<'a>> {
        match self.node.map(|node| &node.shape) {
            Some(Shape::Map(_)) => self.deserialize_struct("", &[], visitor),
            Some(Shape::List(_)) => self.deserialize_seq(visitor),
            _ => self.deserialize_string(visitor),
        }
    }

    serde::forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
        newtype_struct tuple tuple_struct map identifier ignored_any
    }
}

/// The items of a list.
struct Items<'a, 'b> {
    gaps: &'b Gaps,
    items: &'a [Node],
}

impl<'de, 'a> de::SeqAccess<'de> for Items<'a, '_> {
    type Error = Misfit<'a>;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, Misfit<'a>> {
        let Some((item, rest)) = self.items.split_first() else { return Ok(None) };
        self.items = rest;
        let value = seed.deserialize(self.gaps.reader(item));
        value.map(Some).map_err(|misfit| misfit.at(item))
    }
}

/// The entries of a map, and behind them the keys that it lacks.
struct Entries<'a, 'b> {
    gaps: &'b Gaps,
    rest: &'a [(String, Node)],
    missing: &'b [&'static str],
    value: Option<&'a Node>,
}

impl<'de, 'a> de::MapAccess<'de> for Entries<'a, '_> {
    type Error = Misfit<'a>;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, Misfit<'a>> {
        while let Some(((key, value), rest)) = self.rest.split_first() {
            self.rest = rest;
            if !self.gaps.unknown.contains(&std::ptr::from_ref(value)) {
                self.value = Some(value);
                let name = seed.deserialize(StrDeserializer::new(key));
                return name.map(Some).map_err(|misfit: Misfit<'a>| misfit.at(value));
            }
        }
        let Some((key, rest)) = self.missing.split_first() else { return Ok(None) };
        self.missing = rest;
        self.value = None;
        seed.deserialize(StrDeserializer::new(key)).map(Some)
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(
        &mut self,
        seed: V,
    ) -> Result<V::Value, Misfit<'a>> {
        match self.value.take() {
            Some(node) => {
                let value = seed.deserialize(self.gaps.reader(node));
                value.map_err(|misfit| misfit.at(node))
            }
            None => seed.deserialize(Reader {
                node: None,
                gaps: self.gaps,
            }),
        }
    }
}
