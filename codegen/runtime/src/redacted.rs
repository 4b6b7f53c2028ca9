//! Redaction of values in `Debug`.

use super::{Redact, escape::escaped};
use std::fmt;

/// A value as far as its rule allows `Debug` to show it. Control characters are escaped.
pub(super) struct Redacted<'a>(pub(super) Redact, pub(super) &'a str);

impl fmt::Display for Redacted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(redact, value) = self;
        let hidden = value.chars().count().checked_sub(8).map(|spare| spare + 4);
        match (redact, hidden) {
            (Redact::Shown, _) => fmt::Debug::fmt(value, f),
            (Redact::LastFour, Some(hidden)) => {
                let last =
                    value.char_indices().nth(hidden).map_or(value.len(), |(at, _)| at);
                f.write_str("..")?;
                f.write_str(&escaped(value.get(last..).unwrap_or_default()))
            }
            _ => f.write_str(".."),
        }
    }
}
