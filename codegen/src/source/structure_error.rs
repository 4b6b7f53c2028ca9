//! A value that does not fit the format, as serde finds it.

use std::fmt;

use serde::de::{self, Unexpected};

use super::excerpt::excerpt;
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
}

impl<'a> StructureError<'a> {
    fn new(message: String, expected: Option<Expected>) -> Self {
        Self {
            message,
            expected,
            is_key: false,
            node: None,
        }
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
        Self::new(message, Some(Expected::Value(expected.into())))
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
        Self::custom(format!("expected {expected}, found {found}"))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn de::Expected) -> Self {
        let found = match found {
            Unexpected::Str("") => "nothing".to_owned(),
            Unexpected::Str(text) => format!("`{}`", excerpt(text)),
            other => other.to_string(),
        };
        let expected = expected.to_string();
        let message = format!("expected {expected}, found {found}");
        Self::new(message, Some(Expected::Value(expected.into())))
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
