//! Finds every fault in the structure of a file: serde stops at the first value that does not fit,
//! and the YAML crate knows its place by line alone.
//!
//! So a file that was refused is read once more, from its index. Where a value does not fit or
//! a key is missing, a placeholder is put, and the reading begins again.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Visitor};

use super::structure_error::StructureError;
use yaml_index::FileId;
use yaml_index::{Expected, Fault};
use yaml_index::{Node, NodeKind};

/// The number of faults that are reported one by one. Of the others, only the number is reported.
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
        let Err(error) = T::deserialize(gaps.reader(root)) else { break };
        let error = error.at(root);
        let is_new = gaps.add(&error);
        let Some(fault) = error.fault(file) else { break };
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

/// What is skipped. Values are known by address: two of them may look the same.
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
    fn add(&mut self, error: &StructureError<'_>) -> bool {
        let Some(node) = error.node.map(std::ptr::from_ref) else { return false };
        match error.expected {
            Some(Expected::Key(key)) => {
                let keys = self.missing.entry(node).or_default();
                let is_new = !keys.contains(&key);
                keys.push(key);
                is_new
            }
            _ if error.is_key => self.unknown.insert(node),
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
    fn scalar(
        self,
        expected: &'static str,
    ) -> Result<Option<&'a str>, StructureError<'a>> {
        match self.node.map(|node| (node, &node.kind)) {
            None => Ok(None),
            Some((node, NodeKind::Scalar { .. })) if node.is_null() => Ok(Some("")),
            Some((_, NodeKind::Scalar { text, .. })) => Ok(Some(text)),
            Some((node, _)) => Err(StructureError::wants(node, expected)),
        }
    }

    fn number<T: FromStr + Default>(
        self,
        expected: &'static str,
    ) -> Result<T, StructureError<'a>> {
        let Some(node) = self.node else { return Ok(T::default()) };
        let number = match &node.kind {
            NodeKind::Scalar { text, quoted: false } => text.parse().ok(),
            _ => None,
        };
        number.ok_or_else(|| StructureError::wants(node, expected))
    }
}

/// Numbers, and truth values, which are read alike.
macro_rules! parsed {
    ($($method:ident $visit:ident $expected:expr;)*) => {$(
        fn $method<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, StructureError<'a>> {
            visitor.$visit(self.number($expected)?)
        }
    )*};
}

impl<'de, 'a> de::Deserializer<'de> for Reader<'a, '_> {
    type Error = StructureError<'a>;

    parsed! {
        deserialize_bool visit_bool "`true` or `false`";
        deserialize_u16 visit_u16 "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 "a whole number from 0 to 4294967295";
    }

    fn deserialize_str<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, StructureError<'a>> {
        visitor
            .visit_str(self.scalar("one value, neither a list nor a map")?.unwrap_or(""))
    }

    fn deserialize_string<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, StructureError<'a>> {
        visitor.visit_str(self.scalar("a text")?.unwrap_or(""))
    }

    fn deserialize_option<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, StructureError<'a>> {
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
    ) -> Result<V::Value, StructureError<'a>> {
        let first = variants.first().copied().unwrap_or("");
        let word = self.scalar("a word")?.unwrap_or(first);
        visitor.visit_enum(StrDeserializer::new(word))
    }

    fn deserialize_seq<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, StructureError<'a>> {
        let items = match self.node.map(|node| (node, &node.kind)) {
            None => &[],
            Some((_, NodeKind::List(items))) => items.as_slice(),
            Some((node, _)) => {
                return Err(StructureError::wants(
                    node,
                    "a list: `- item`, or `[]` for none",
                ));
            }
        };
        visitor.visit_seq(Items { gaps: self.gaps, items })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, StructureError<'a>> {
        let (entries, missing) = match self.node.map(|node| (node, &node.kind)) {
            None => (&[] as &[_], fields),
            Some((node, NodeKind::Map(entries))) => {
                let missing = self.gaps.missing.get(&std::ptr::from_ref(node));
                (entries.as_slice(), missing.map_or(&[] as &[_], Vec::as_slice))
            }
            Some((node, _)) => {
                return Err(StructureError::wants(node, "a map: `key: value`"));
            }
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
    ) -> Result<V::Value, StructureError<'a>> {
        match self.node.map(|node| &node.kind) {
            Some(NodeKind::Map(_)) => self.deserialize_struct("", &[], visitor),
            Some(NodeKind::List(_)) => self.deserialize_seq(visitor),
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
    type Error = StructureError<'a>;

    fn next_element_seed<T: DeserializeSeed<'de>>(
        &mut self,
        seed: T,
    ) -> Result<Option<T::Value>, StructureError<'a>> {
        let Some((item, rest)) = self.items.split_first() else { return Ok(None) };
        self.items = rest;
        let value = seed.deserialize(self.gaps.reader(item));
        value.map(Some).map_err(|error| error.at(item))
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
    type Error = StructureError<'a>;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, StructureError<'a>> {
        while let Some(((key, value), rest)) = self.rest.split_first() {
            self.rest = rest;
            if !self.gaps.unknown.contains(&std::ptr::from_ref(value)) {
                self.value = Some(value);
                let name = seed.deserialize(StrDeserializer::new(key));
                return name
                    .map(Some)
                    .map_err(|error: StructureError<'a>| error.at(value));
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
    ) -> Result<V::Value, StructureError<'a>> {
        match self.value.take() {
            Some(node) => {
                let value = seed.deserialize(self.gaps.reader(node));
                value.map_err(|error| error.at(node))
            }
            None => seed.deserialize(Reader {
                node: None,
                gaps: self.gaps,
            }),
        }
    }
}
