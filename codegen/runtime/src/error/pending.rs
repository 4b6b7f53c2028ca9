//! Successes that are not final.

use super::super::{Answer, Json, Response, reading::Ambiguous, reading::Reading};

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
    pub(in super::super) fn is_pending(&self, json: &Json) -> Result<bool, Ambiguous> {
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

/// A success that is not final: the vendor accepted the request, and its outcome follows.
pub struct PendingAnswer {
    pub(in super::super) answer: Answer,
    pub(in super::super) json: Json,
    pub(in super::super) inquiry: Inquiry,
}

impl PendingAnswer {
    /// Returns how the answer told it, and how the outcome is learned.
    #[must_use]
    pub const fn inquiry(&self) -> Inquiry {
        self.inquiry
    }

    /// Returns the fields of the answer, decrypted if necessary.
    #[must_use]
    pub const fn json(&self) -> &Json {
        &self.json
    }

    /// Returns the fields of the answer as the response type of the operation.
    #[must_use]
    pub fn response<R: Response>(&self) -> R {
        R::from_json(self.json.clone())
    }

    /// Returns the raw answer.
    #[must_use]
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }
}
