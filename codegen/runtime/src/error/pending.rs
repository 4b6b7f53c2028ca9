//! Successes that are not final.

use super::super::{Inquiry, Json, Response};
use super::Answer;

/// A success that is not final: the vendor accepted the request, and its outcome follows.
///
/// What to do: [`Remedy::CheckOutcome`](super::super::Remedy::CheckOutcome), as
/// [`inquiry`](Self::inquiry) says. Sent again, the request may be done twice.
///
/// ```rust
/// use runtime::layout::error::Error;
///
/// fn next_step<C>(error: &Error<C>) -> Option<String> {
///     let Error::Pending(pending) = error else { return None };
///     Some(pending.inquiry().to_string())
/// }
/// ```
pub struct PendingAnswer {
    pub(in super::super) answer: Answer,
    pub(in super::super) code: Option<&'static str>,
    pub(in super::super) json: Json,
    pub(in super::super) inquiry: Inquiry,
}

impl PendingAnswer {
    /// Returns how the answer told it, and how the outcome is learned.
    #[must_use]
    pub const fn inquiry(&self) -> Inquiry {
        self.inquiry
    }

    /// Returns the code of success that the answer has, unless the HTTP status alone says it.
    #[must_use]
    pub const fn answer_code(&self) -> Option<&'static str> {
        self.code
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
