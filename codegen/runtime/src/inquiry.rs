//! Successes that are not final, and how their outcome is learned.

use super::reading::{Ambiguous, Json, Reading};
use std::fmt;

/// How an answer tells a success that is not final, and how its outcome is learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Inquiry {
    /// The field of the answer that tells it.
    pub field: &'static str,
    /// The value by which it does.
    pub equals: &'static str,
    /// The id of the operation by which the outcome is learned.
    pub operation: &'static str,
    /// The fields that tell that operation which request is meant. Each is in the request or in
    /// its answer.
    pub with: &'static [&'static str],
}

impl Inquiry {
    /// Whether an answer is not final. A value that is no documented one does not make it so; one
    /// that cannot be read does, since nothing shows that the outcome is known.
    pub(super) fn is_pending(&self, json: &Json) -> Result<bool, Ambiguous> {
        json.only(self.field)?;
        let wanted = match self.equals {
            "true" | "Y" | "1" => Some(true),
            "false" | "N" | "0" => Some(false),
            _ => None,
        };
        let flag = json.flag(self.field).value();
        let says = flag.is_some() && flag == wanted;
        Ok(match json.text(self.field) {
            Reading::Missing | Reading::Null => false,
            Reading::Value(text) => says || text == self.equals,
            Reading::Unreadable(_) => says || flag.is_none(),
        })
    }
}

/// `inquire-charge (sequenceId)`.
impl fmt::Display for Inquiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.operation)?;
        match self.with {
            [] => Ok(()),
            fields => write!(f, " ({})", fields.join(", ")),
        }
    }
}
