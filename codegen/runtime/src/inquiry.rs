//! Successes that are not final, and how their outcome is learned.

use super::reading::{Ambiguous, Json, Reading};
use std::fmt;

/// How an answer tells a success that is not final, and how its outcome is learned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Inquiry {
    /// The field of the answer that tells it, and the value by which it does; absent where every
    /// success is one.
    pub told_by: Option<(&'static str, &'static str)>,
    /// The id of the operation by which the outcome is learned.
    pub operation: &'static str,
    /// The parameters that tell that operation which request is meant, each with the name of the
    /// field that has its value: in the request, or in its answer.
    pub with: &'static [(&'static str, &'static str)],
}

impl Inquiry {
    /// Whether an answer is not final. A value that is no documented one does not make it so; one
    /// that cannot be read does, since nothing shows that the outcome is known.
    pub(super) fn is_pending(&self, json: &Json) -> Result<bool, Ambiguous> {
        let Some((field, equals)) = self.told_by else { return Ok(true) };
        json.only(field)?;
        let wanted = match equals {
            "true" | "Y" | "1" => Some(true),
            "false" | "N" | "0" => Some(false),
            _ => None,
        };
        let flag = json.flag(field).value();
        let says = flag.is_some() && flag == wanted;
        Ok(match json.text(field) {
            Reading::Missing | Reading::Null => false,
            Reading::Value(text) => says || text == equals,
            Reading::Unreadable(_) => says || flag.is_none(),
        })
    }
}

/// `inquire-charge (sequenceId)`, `inquire-charge (number = chargeNumber)`.
impl fmt::Display for Inquiry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.operation)?;
        for (position, (parameter, field)) in self.with.iter().enumerate() {
            f.write_str(if position == 0 { " (" } else { ", " })?;
            f.write_str(parameter)?;
            if parameter != field {
                write!(f, " = {field}")?;
            }
        }
        f.write_str(if self.with.is_empty() { "" } else { ")" })
    }
}
