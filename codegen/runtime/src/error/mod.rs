//! What a call may end in instead of its answer.

mod answer;
mod codes;
mod display;
mod reason;

pub use self::answer::Answer;
pub use self::codes::Code;
#[cfg(feature = "tracing")]
pub(super) use self::codes::Shown;
pub use self::reason::{ContentEncoding, Reason};

use super::{
    Documented, Json, Mismatch, Reached, Remedy, Repeat, TransportError, TransportFault,
    Violations, reply::CallContext,
};
use http::{HeaderMap, StatusCode};

/// Why a call did not succeed. `C` is the type of its codes.
///
/// Neither `Display` nor `Debug` shows anything that was sent or received but codes, lengths,
/// the correlation id and, of a mismatch, the header that tells. What was received is there by accessor.
pub enum Error<C> {
    /// The request breaks rules, and was not sent.
    Invalid(Violations),
    /// No answer came.
    Transport(Box<Unanswered>),
    /// The vendor refused.
    Api(Box<Refusal<C>>),
    /// An answer came that the documentation does not describe.
    Undocumented(Box<Unexpected>),
    /// An answer came with a result, and is not known to be the answer to this request.
    Mismatch(Box<Mismatch>),
}

impl<C: Code> Error<C> {
    /// `invalid`, `transport`, `api`, `undocumented` or `mismatch`.
    #[must_use]
    pub const fn outcome(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::Transport(_) => "transport",
            Self::Api(_) => "api",
            Self::Undocumented(_) => "undocumented",
            Self::Mismatch(_) => "mismatch",
        }
    }

    /// Whether the request has reached the vendor.
    #[must_use]
    pub fn reached(&self) -> Reached {
        match self {
            Self::Invalid(_) => Reached::No,
            Self::Transport(unanswered) => unanswered.error.reached(),
            Self::Api(_) | Self::Undocumented(_) | Self::Mismatch(_) => Reached::Yes,
        }
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Invalid(_) => Remedy::FixRequest,
            Self::Transport(unanswered) => unanswered.remedy(),
            Self::Api(refusal) => refusal.remedy(),
            Self::Undocumented(unexpected) => unexpected.remedy(),
            // Whatever became of it, this answer does not say.
            Self::Mismatch(_) => Remedy::CheckOutcome,
        }
    }

    /// The number by which vendor and caller find the call again: that of the request, if one
    /// was made and the vendor has such numbers.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        match self {
            Self::Invalid(_) => None,
            Self::Transport(unanswered) => unanswered.trail.correlation_id(),
            Self::Api(_) | Self::Undocumented(_) | Self::Mismatch(_) => {
                self.answer()?.trail.correlation_id()
            }
        }
    }

    /// The answer as it came, if one came.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Invalid(_) | Self::Transport(_) => None,
            Self::Api(refusal) => Some(&refusal.answer),
            Self::Undocumented(unexpected) => Some(&unexpected.answer),
            Self::Mismatch(mismatch) => Some(mismatch.answer()),
        }
    }

    /// The status of HTTP, if an answer came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(Answer::status)
    }

    /// The headers of the answer, if one came.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(Answer::headers)
    }

    /// The body of the answer as it came, if one came.
    #[must_use]
    pub fn bytes(&self) -> Option<&[u8]> {
        self.answer().map(Answer::bytes)
    }
}

impl<C> From<Violations> for Error<C> {
    fn from(violations: Violations) -> Self {
        Self::Invalid(violations)
    }
}

/// That no answer came: where to, and why.
pub struct Unanswered {
    pub(super) trail: CallContext,
    pub(super) error: TransportError,
}

impl Unanswered {
    /// What the specification calls the operation.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.trail.operation
    }

    /// What kept the answer from coming.
    #[must_use]
    pub const fn fault(&self) -> TransportFault {
        self.error.fault()
    }

    /// What the transport says.
    #[must_use]
    pub const fn error(&self) -> &TransportError {
        &self.error
    }

    fn remedy(&self) -> Remedy {
        match (self.fault(), self.error.reached()) {
            (TransportFault::Unsendable, _) => Remedy::FixRequest,
            (
                TransportFault::UnknownHost
                | TransportFault::Certificate
                | TransportFault::Tls,
                _,
            ) => Remedy::FixSetup,
            (_, Reached::No) => Remedy::RetryLater,
            _ => self.trail.unless_safe(Remedy::CheckOutcome),
        }
    }
}

/// That the vendor refused, and with which code.
pub struct Refusal<C> {
    pub(super) answer: Answer,
    pub(super) code: C,
    pub(super) message: Option<String>,
    pub(super) json: Json,
}

impl<C: Code> Refusal<C> {
    /// The code: to be compared with what the caller knows to handle.
    #[must_use]
    pub fn code(&self) -> C
    where
        C: Clone,
    {
        self.code.clone()
    }

    /// What to do about it.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        self.code.documented().map_or(Remedy::Unknown, |row| row.remedy)
    }

    /// The message as it came. It may say more than the documented one, personal data
    /// included, and vendors change it: it is to be read by people.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// What the documentation says about the code, its message and its description in the
    /// vendor's language among it, or `None` for a code that it does not have.
    #[must_use]
    pub fn documented(&self) -> Option<&'static Documented> {
        self.code.documented()
    }

    /// The fields of the answer, decrypted if they were encrypted.
    #[must_use]
    pub const fn json(&self) -> &Json {
        &self.json
    }

    /// The answer as it came.
    #[must_use]
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }
}

/// That an answer came that the documentation does not describe, and why that is so.
pub struct Unexpected {
    pub(super) answer: Answer,
    pub(super) reason: Reason,
}

impl Unexpected {
    /// Why it is not one of the documented answers.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        self.reason
    }

    /// The answer as it came.
    #[must_use]
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }

    fn remedy(&self) -> Remedy {
        if self.answer.status.is_client_error() {
            Remedy::Unknown
        } else {
            self.answer.trail.unless_safe(Remedy::CheckOutcome)
        }
    }
}

impl CallContext {
    /// `remedy`, or to send it again if that is safe.
    fn unless_safe(&self, remedy: Remedy) -> Remedy {
        if self.repeat == Repeat::Safe { Remedy::RetryLater } else { remedy }
    }
}
