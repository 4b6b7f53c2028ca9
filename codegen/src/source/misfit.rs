//! Why a value of the file does not fit, in the words of the format.

use std::fmt;

use serde::de::{self, Unexpected};

use super::excerpt::excerpt;
use super::index::{At, Node, Shape};
use super::{Fault, FaultKind, Wanted};

/// A value that does not fit.
#[derive(Debug)]
pub(super) struct Misfit<'a> {
    message: String,
    /// What would fit.
    pub(super) wanted: Option<Wanted>,
    /// The key, not the value, is what does not fit.
    pub(super) is_key: bool,
    /// The value; absent until the error has passed it.
    pub(super) node: Option<&'a Node>,
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

    pub(super) fn wants(node: &'a Node, wanted: &'static str) -> Self {
        let found = match &node.shape {
            _ if node.is_null() => "nothing stands here".to_owned(),
            Shape::Scalar { text, quoted } => {
                let how = if *quoted { " as a text" } else { "" };
                format!("here stands `{}`{how}", excerpt(text))
            }
            Shape::Map(_) => "here stands a map".to_owned(),
            Shape::List(_) => "here stands a list".to_owned(),
        };
        let message = format!("{found}, but the format wants {wanted}");
        Self::new(message, Some(Wanted::Value(wanted.into())))
    }

    /// The innermost value that an error passes is the one that does not fit.
    pub(super) fn at(self, node: &'a Node) -> Self {
        Self {
            node: self.node.or(Some(node)),
            ..self
        }
    }

    /// The fault at its place.
    pub(super) fn fault(self, at: At<'_>) -> Fault {
        Fault {
            kind: FaultKind::Structure,
            message: self.message,
            span: if self.is_key { at.key_span() } else { at.span() },
            wanted: self.wanted,
        }
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
