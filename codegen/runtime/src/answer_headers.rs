//! Typed access to the headers of answers.

use super::{Rule, ViolationKind, Violations};
use http::HeaderMap;
use std::{fmt, str::FromStr};

/// The headers of an answer, with one method for each documented header.
#[derive(Clone, Copy)]
pub struct AnswerHeaders<'a>(&'a HeaderMap);

impl<'a> AnswerHeaders<'a> {
    pub(super) const fn new(headers: &'a HeaderMap) -> Self {
        Self(headers)
    }

    /// Reads a header: its value, or the rules that it breaks; errors never show the value. If
    /// the header occurs more than once, the first counts.
    pub fn read<T>(self, name: &str, rule: &Rule) -> Option<Result<T, Violations>>
    where
        T: FromStr<Err = Violations>,
    {
        let value = self.0.get(name)?;
        let text = str::from_utf8(value.as_bytes());
        Some(
            text.map_err(|_| rule.violated(ViolationKind::NotAText))
                .and_then(str::parse),
        )
    }
}

/// Shows the number of headers.
impl fmt::Debug for AnswerHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AnswerHeaders({})", self.0.len())
    }
}
