//! A value that does not fit the format, as serde finds it.

use std::fmt;

use serde::de::{self, Unexpected};

use super::excerpt::excerpt;
use super::meant::only_number;
use crate::raw::Bound;
use yaml_index::FileId;
use yaml_index::{Expected, Fault, FaultKind};
use yaml_index::{Node, NodeKind};

/// A value that does not fit.
#[derive(Debug)]
pub(super) struct StructureError<'a> {
    message: String,
    pub(super) expected: Option<Expected>,
    /// The key, not the value, is what does not fit.
    pub(super) is_key: bool,
    pub(super) node: Option<&'a Node>,
    /// The keys of the map that should stand there.
    pub(super) keys: &'static [&'static str],
}

impl<'a> StructureError<'a> {
    fn new(message: String, expected: Option<Expected>) -> Self {
        Self {
            message,
            expected,
            is_key: false,
            node: None,
            keys: &[],
        }
    }

    /// The same, of a map with these keys.
    pub(super) fn with(self, keys: &'static [&'static str]) -> Self {
        Self { keys, ..self }
    }

    /// The same, where it is clear what was meant.
    pub(super) fn meant(self, text: &str) -> Self {
        let expected = Some(Expected::Value(format!("`{text}`").into()));
        Self { expected, ..self }
    }

    /// The same, where it is clear which number was meant by a text.
    pub(super) fn number(self, text: &str, digits: &str) -> Self {
        let text = text.to_lowercase();
        if !["byte", "바이트"].iter().any(|unit| text.contains(unit)) {
            return self.meant(digits);
        }
        // Without its unit, a length counts characters.
        let help =
            format!("write `{digits}`, and which bytes they are as `length_unit`");
        let expected = Some(Expected::Do(help.into()));
        Self { expected, ..self }
    }

    /// The same mistake in other words.
    pub(super) fn told(self, message: String, help: String) -> Self {
        let expected = Some(Expected::Do(help.into()));
        Self { message, expected, ..self }
    }

    pub(super) fn wants(node: &'a Node, expected: &'static str) -> Self {
        let found = match &node.kind {
            _ if node.is_null() => "nothing".to_owned(),
            NodeKind::Scalar { text, quoted } => {
                let kind = if *quoted { "the text " } else { "" };
                format!("{kind}`{}`", excerpt(text))
            }
            NodeKind::Map(_) => "a map".to_owned(),
            NodeKind::List(_) => "a list".to_owned(),
        };
        let message = format!("expected {expected}, found {found}");
        let is_block = matches!(node.kind, NodeKind::Map(_) | NodeKind::List(_));
        let words = match &node.kind {
            NodeKind::Scalar { text, .. } if expected.starts_with("a list") => {
                Some(text)
            }
            _ => None,
        };
        let expected = if let Some(words) = words.filter(|it| it.contains(", ")) {
            Expected::Value(format!("`[{}]`", excerpt(words)).into())
        } else if is_block && expected == "a text" {
            Expected::Do(
                "write a text; one that begins with a bracket needs quotes".into(),
            )
        } else {
            Expected::Value(expected.into())
        };
        Self::new(message, Some(expected))
    }

    /// The innermost value that an error passes is the one that does not fit.
    pub(super) fn at(self, node: &'a Node) -> Self {
        Self {
            node: self.node.or(Some(node)),
            ..self
        }
    }

    pub(super) fn fault(self, file: FileId) -> Option<Fault> {
        let at = self.node?.at(file);
        let span = if self.is_key { at.key_span() } else { at.span() };
        let (message, expected) = (self.message, self.expected);
        Some(Fault {
            kind: FaultKind::Structure,
            message,
            span,
            expected,
        })
    }
}

impl fmt::Display for StructureError<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for StructureError<'_> {}

impl de::Error for StructureError<'_> {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(message.to_string(), None)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            Unexpected::Map => "a map".to_owned(),
            Unexpected::Seq => "a list".to_owned(),
            other => other.to_string(),
        };
        let expected = expected.to_string();
        let message = format!("expected {expected}, found {found}");
        Self::new(message, Some(Expected::Value(expected.into())))
    }

    fn invalid_value(unexpected: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match unexpected {
            Unexpected::Str("") => "nothing".to_owned(),
            Unexpected::Str(text) => format!("`{}`", excerpt(text)),
            other => other.to_string(),
        };
        let expected = expected.to_string();
        let message = format!("expected {expected}, found {found}");
        let error = Self::new(message, Some(Expected::Value(expected.clone().into())));
        match unexpected {
            Unexpected::Str(text) if expected == Bound::EXPECTED => {
                match only_number(text) {
                    Some(digits) if digits != text => error.number(text, &digits),
                    _ => error,
                }
            }
            _ => error,
        }
    }

    fn unknown_variant(found: &str, possible: &'static [&'static str]) -> Self {
        let message = match excerpt(found).as_str() {
            "" => "expected a word, found nothing".to_owned(),
            found => format!("unknown word `{found}`"),
        };
        let found = found.to_owned();
        Self::new(message, Some(Expected::OneOf { found, possible }))
    }

    fn unknown_field(found: &str, possible: &'static [&'static str]) -> Self {
        let message = format!("unknown key `{}`", excerpt(found));
        let found = found.to_owned();
        let expected = Some(Expected::OneOf { found, possible });
        Self {
            is_key: true,
            ..Self::new(message, expected)
        }
    }

    fn missing_field(key: &'static str) -> Self {
        let message = format!("missing key `{key}`");
        Self::new(message, Some(Expected::Key(key)))
    }
}
