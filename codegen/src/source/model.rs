//! From the index to the model.
//!
//! Serde stops at the first value that does not fit. So where one does not fit or a key is
//! missing, a placeholder is put, and the reading begins again: all faults are told in one run.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Visitor};

use super::index::{Node, Shape};
use super::misfit::Misfit;
use super::{Fault, FileId, Wanted};

/// More faults than anybody mends in one go; it bounds the work on a hostile file.
const MAX_FAULTS: usize = 64;

/// The model of a file, or everything that keeps the file from being one.
pub(super) fn read<T: DeserializeOwned>(
    file: FileId,
    root: &Node,
) -> Result<T, Vec<Fault>> {
    let mut gaps = Gaps::default();
    let mut faults = Vec::new();
    loop {
        let misfit = match T::deserialize(gaps.reader(root)) {
            Ok(model) if faults.is_empty() => return Ok(model),
            Ok(_) => return Err(faults),
            Err(misfit) => misfit,
        };
        let node = misfit.node.unwrap_or(root);
        let is_new = gaps.add(node, &misfit);
        faults.push(misfit.fault(node.at(file)));
        if !is_new || faults.len() == MAX_FAULTS {
            return Err(faults);
        }
    }
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
    fn add(&mut self, node: *const Node, misfit: &Misfit<'_>) -> bool {
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
        match &node.shape {
            Shape::Scalar { text, quoted: false } => text.parse().ok(),
            _ => None,
        }
        .ok_or_else(|| Misfit::wants(node, wanted))
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
        deserialize_i128 visit_i128 "a whole number";
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
            // A key whose list is still to be written.
            Some((node, _)) if node.is_empty() => &[],
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
        let empty = |missing| Entries {
            gaps: self.gaps,
            rest: &[],
            missing,
            value: None,
        };
        let Some(node) = self.node else { return visitor.visit_map(empty(fields)) };
        let missing = self.gaps.missing.get(&std::ptr::from_ref(node));
        let entries = empty(missing.map_or(&[], Vec::as_slice));
        let wanted = "a map: `key: value`";
        match &node.shape {
            Shape::Map(rest) => visitor.visit_map(Entries { rest, ..entries }),
            _ if node.is_empty() => {
                visitor.visit_map(entries).map_err(|_| Misfit::wants(node, wanted))
            }
            _ => Err(Misfit::wants(node, wanted)),
        }
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
        i8 i16 i32 i64 u8 u64 u128 f32 f64 char bytes byte_buf unit unit_struct
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
