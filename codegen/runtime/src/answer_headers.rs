//! The headers of answers, read as their types.

use super::{Rule, ViolationKind, Violations};
use http::HeaderMap;
use std::{fmt, str::FromStr};

/// The headers of an answer. There is a method for each that the documentation has.
#[derive(Clone, Copy)]
pub struct AnswerHeaders<'a>(&'a HeaderMap);

impl<'a> AnswerHeaders<'a> {
    pub(super) const fn new(headers: &'a HeaderMap) -> Self {
        Self(headers)
    }

    /// The header of that name, if the answer has it: the value, or what is wrong with it by
    /// its rule, which never shows it. Of several the first counts.
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

/// Shows how many there are.
impl fmt::Debug for AnswerHeaders<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AnswerHeaders({})", self.0.len())
    }
}
