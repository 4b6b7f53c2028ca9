//! Answers that the documentation does not describe.

use super::super::reply::CallContext;
use super::super::{Remedy, Repeat};
use super::{Answer, Reason};
use http::StatusCode;

/// An answer that the documentation does not describe, and the reason.
///
/// What to do: [`Error::remedy`](super::Error::remedy). The vendor's support can be sent what was
/// received.
///
/// ```rust
/// use runtime::layout::error::Error;
///
/// fn told<C>(error: &Error<C>) -> Option<String> {
///     let Error::Undocumented(unexpected) = error else { return None };
///     let (status, size) = (unexpected.answer().status(), unexpected.answer().bytes().len());
///     Some(format!("{}: status {status}, {size} bytes", unexpected.reason()))
/// }
/// ```
pub struct UndocumentedAnswer {
    pub(in super::super) answer: Answer,
    pub(in super::super) reason: Reason,
}

impl UndocumentedAnswer {
    /// Returns why it is not one of the documented answers.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        self.reason
    }

    /// Returns the raw answer.
    #[must_use]
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }

    pub(super) fn remedy(&self) -> Remedy {
        if self.answer.status.is_client_error() {
            unless_limited(self.answer.status, Remedy::Unknown)
        } else {
            self.answer.context.unless_safe(Remedy::CheckOutcome)
        }
    }
}

/// `remedy`, unless it is unknown and the status says that there were too many requests.
pub(in super::super) fn unless_limited(status: StatusCode, remedy: Remedy) -> Remedy {
    let is_limited =
        status == StatusCode::TOO_MANY_REQUESTS && remedy == Remedy::Unknown;
    if is_limited { Remedy::RetryLater } else { remedy }
}

impl CallContext {
    /// `remedy`, or a retry if that is safe.
    pub(super) fn unless_safe(&self, remedy: Remedy) -> Remedy {
        match self.handling.repeat {
            Repeat::Safe => Remedy::RetryLater,
            Repeat::SafeWithKey if self.idempotency_key.is_some() => {
                Remedy::RetryWithKey
            }
            Repeat::SafeWithKey | Repeat::Unsafe | Repeat::Unknown => remedy,
        }
    }
}
