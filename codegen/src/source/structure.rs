//! Reads the model of a file from its index, or finds every fault in its structure: serde stops at
//! the first value that does not fit.
//!
//! Where a value does not fit or a key is missing, a placeholder is put, and the reading begins
//! again.

use std::collections::{HashMap, HashSet};
use std::str::FromStr;

use serde::de::value::StrDeserializer;
use serde::de::{self, DeserializeOwned, DeserializeSeed, Visitor};

use super::joined::joined;
use super::meant::{meant, only_number};
use super::structure_error::StructureError;
use yaml_index::FileId;
use yaml_index::{Expected, Fault};
use yaml_index::{Node, NodeKind};

/// The number of faults that are reported one by one. Of the others, only the number is reported.
const MAX_FAULTS: usize = 64;

/// How many bytes are read again in search of them, which bounds the work on a hostile file.
const MAX_READ: usize = 64 * 1024 * 1024;

/// The model of a file of so many bytes, or everything that keeps it from being a `T`.
pub(super) fn read<T: DeserializeOwned>(
    file: FileId,
    bytes: usize,
    root: &Node,
) -> Result<T, Vec<Fault>> {
    let passes = (MAX_READ / bytes.max(1)).max(MAX_FAULTS + 1);
    let (mut gaps, mut errors) = (Gaps::default(), Vec::new());
    for _ in 0..passes {
        let error = match T::deserialize(gaps.reader(root)) {
            Ok(value) if errors.is_empty() => return Ok(value),
            Ok(_) => break,
            Err(error) => error.at(root),
        };
        let is_new = gaps.add(&error);
        errors.push(error);
        if !is_new {
            break;
        }
    }
    let is_all = errors.len() < passes;
    let mut faults: Vec<_> =
        joined(root, errors).into_iter().filter_map(|error| error.fault(file)).collect();
    let others = faults.split_off(faults.len().min(MAX_FAULTS));
    let more = others.len();
    let rest = others.into_iter().next().map(|first| first.and_others(more, is_all));
    faults.extend(rest);
    Err(faults)
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
        let NodeKind::Scalar { text, quoted } = &node.kind else {
            return Err(StructureError::wants(node, expected));
        };
        // To other readers of YAML, a number that begins with 0 has the base 8 or 16.
        let is_plain = !quoted && !text.starts_with('+') && plain_digits(text) == text;
        let number = is_plain.then(|| text.parse().ok()).flatten();
        number.ok_or_else(|| {
            let error = StructureError::wants(node, expected);
            match only_number(text).filter(|it| it != text || *quoted) {
                Some(digits) if digits.parse::<T>().is_ok() => {
                    error.number(text, &digits)
                }
                _ => error,
            }
        })
    }

    fn truth(self) -> Result<bool, StructureError<'a>> {
        const WORDS: &[&str] = &["true", "false"];
        let Some(node) = self.node else { return Ok(false) };
        match &node.kind {
            NodeKind::Scalar { text, quoted: false }
                if WORDS.contains(&text.as_str()) =>
            {
                Ok(text == "true")
            }
            NodeKind::Scalar { text, .. } => {
                let error = StructureError::wants(node, "`true` or `false`");
                Err(match meant(text, WORDS) {
                    Some(word) => error.meant(word),
                    None => error,
                })
            }
            _ => Err(StructureError::wants(node, "`true` or `false`")),
        }
    }
}

/// Digits as a number is written in YAML: `60` of `060`.
fn plain_digits(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" if digits == "0" => digits,
        rest => rest,
    }
}

/// Numbers, which are read alike.
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
        deserialize_u16 visit_u16 "a whole number from 0 to 65535";
        deserialize_u32 visit_u32 "a whole number from 0 to 4294967295";
    }

    fn deserialize_bool<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, StructureError<'a>> {
        visitor.visit_bool(self.truth()?)
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
                return Err(
                    StructureError::wants(node, "a map: `key: value`").with(fields)
                );
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
