//! Errors of calls.

mod answer;
mod codes;
mod display;
mod pending;
mod reason;
mod token;
mod unexpected;

pub use self::answer::Answer;
pub use self::codes::Code;
#[cfg(feature = "tracing")]
pub(super) use self::codes::Shown;
pub use self::pending::PendingAnswer;
pub use self::reason::{ContentEncoding, Reason};
pub use self::unexpected::UndocumentedAnswer;
pub(super) use self::unexpected::unless_limited;

use super::{
    Documented, Inquiry, Json, Mismatch, Reached, Remedy, ResultBeside, TransportError,
    TransportFault, Violations,
    reply::CallContext,
    second::{Failed, remedy_of_both},
};
use http::{HeaderMap, StatusCode};
use std::{sync::Arc, time::Duration};

/// The error of a call. `C` is the type of its result codes.
///
/// Of the data sent or received, `Display` and `Debug` show only codes, lengths, the correlation
/// id and, for a mismatch, the mismatched header. Accessors return what was received.
///
/// What to do: [`remedy`](Self::remedy), whichever it is.
///
/// ```rust
/// use runtime::layout::error::{Code, Error, Remedy};
///
/// fn what_to_do<C: Code>(error: &Error<C>) -> String {
///     match error {
///         Error::Invalid(violations) => format!("nothing was sent: {violations}"),
///         Error::Pending(pending) => format!("not final yet: {}", pending.inquiry()),
///         _ if error.remedy() == Remedy::RetryLater => "send it again later".to_owned(),
///         _ => format!("{error}; for the vendor: {:?}", error.correlation_id()),
///     }
/// }
/// ```
pub enum Error<C> {
    /// The request is invalid and was not sent.
    Invalid(Violations),
    /// No answer was received.
    Transport(Box<Unanswered>),
    /// The vendor refused the request.
    Api(Box<Refusal<C>>),
    /// The answer is not one that the documentation describes.
    Undocumented(Box<UndocumentedAnswer>),
    /// The vendor accepted the request, and its outcome follows: this is no success yet.
    Pending(Box<PendingAnswer>),
    /// The answer has a result, but its headers do not match this request.
    Mismatch(Box<Mismatch>),
}

impl<C: Code> Error<C> {
    /// Returns `invalid`, `transport`, `api`, `undocumented`, `pending` or `mismatch`.
    #[must_use]
    pub const fn outcome(&self) -> &'static str {
        match self {
            Self::Invalid(_) => "invalid",
            Self::Transport(_) => "transport",
            Self::Api(_) => "api",
            Self::Undocumented(_) => "undocumented",
            Self::Pending(_) => "pending",
            Self::Mismatch(_) => "mismatch",
        }
    }

    /// Returns whether the request has reached the vendor.
    #[must_use]
    pub fn reached(&self) -> Reached {
        match self {
            Self::Invalid(_) => Reached::No,
            Self::Transport(unanswered) => unanswered.error.reached(),
            Self::Api(_)
            | Self::Undocumented(_)
            | Self::Pending(_)
            | Self::Mismatch(_) => Reached::Yes,
        }
    }

    /// Returns what to do about the error.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        match self {
            Self::Invalid(_) => Remedy::FixRequest,
            Self::Transport(unanswered) => unanswered.remedy(),
            Self::Api(refusal) => refusal.remedy(),
            Self::Undocumented(unexpected) => unexpected.remedy(),
            // This answer does not show the result of the request.
            Self::Pending(_) | Self::Mismatch(_) => Remedy::CheckOutcome,
        }
    }

    /// Returns the id that identifies the call for the vendor's support: that of the request, if
    /// one was prepared and the vendor has such ids.
    #[must_use]
    pub fn correlation_id(&self) -> Option<&str> {
        self.context()?.correlation_id()
    }

    /// Returns the idempotency key of the request, if it has one: with it, the same request is
    /// sent again without being done twice.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.context()?.idempotency_key.as_deref()
    }

    /// Returns how the outcome of the request is learned, if that has to be done and the
    /// documentation says how.
    #[must_use]
    pub fn inquiry(&self) -> Option<Inquiry> {
        let is_open = self.remedy() == Remedy::CheckOutcome;
        self.context().filter(|_| is_open)?.handling.pending.copied()
    }

    fn context(&self) -> Option<&CallContext> {
        match self {
            Self::Transport(unanswered) => Some(&unanswered.context),
            _ => self.answer().map(|answer| &answer.context),
        }
    }

    /// Returns the raw answer, if one was received.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Invalid(_) | Self::Transport(_) => None,
            Self::Api(refusal) => Some(&refusal.answer),
            Self::Undocumented(unexpected) => Some(&unexpected.answer),
            Self::Pending(pending) => Some(&pending.answer),
            Self::Mismatch(mismatch) => Some(mismatch.answer()),
        }
    }

    /// Returns why there was no token for the call, if it was not sent for that reason.
    #[must_use]
    pub fn token_error(&self) -> Option<&TokenError> {
        match self {
            Self::Transport(unanswered) => unanswered.token_error(),
            _ => None,
        }
    }

    /// Returns the HTTP status, if an answer was received.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(Answer::status)
    }

    /// Returns how long the vendor asks to wait before the next request, by the header
    /// `Retry-After` of the answer, if it has one. [`Remedy::RetryLater`] means not before.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        let of_token = || self.token_error()?.retry_after();
        self.answer().and_then(Answer::retry_after).or_else(of_token)
    }

    /// Returns the headers of the answer, if one was received.
    #[must_use]
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(Answer::headers)
    }

    /// Returns the body as received, if there is an answer.
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

/// Why there is no token for a call, which was therefore not sent. It is the source of the
/// transport error [`NoToken`](TransportFault::NoToken).
///
/// What to do: [`remedy`](Self::remedy), which is that of the call that fetches the token.
///
/// ```rust
/// use runtime::layout::error::{Code, Error, Remedy};
///
/// /// Whether the credentials are wrong by which tokens are fetched.
/// fn is_locked_out<C: Code>(error: &Error<C>) -> bool {
///     error.token_error().is_some_and(|it| it.remedy() == Remedy::FixSetup)
/// }
/// ```
#[derive(Clone)]
pub struct TokenError {
    operation: &'static str,
    why: NoToken,
}

#[derive(Clone)]
enum NoToken {
    Call(Arc<Error<String>>, Option<Documented>),
    NotInAnswer(&'static [&'static str]),
    Interrupted,
}

/// A transport error: no answer was received.
///
/// What to do: [`Error::remedy`]. Whether the vendor may have the request says
/// [`Error::reached`].
///
/// ```rust
/// use runtime::layout::error::{Error, Reached};
///
/// fn told<C>(error: &Error<C>) -> Option<String> {
///     let Error::Transport(unanswered) = error else { return None };
///     let is_lost = unanswered.error().reached() == Reached::No;
///     let end = if is_lost { "was not sent" } else { "may have arrived" };
///     Some(format!("{} {end}: {}", unanswered.operation(), unanswered.fault()))
/// }
/// ```
pub struct Unanswered {
    pub(super) context: CallContext,
    pub(super) error: TransportError,
}

impl Unanswered {
    /// Returns the operation's id in the specification.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.context.handling.operation
    }

    /// Returns the kind of failure.
    #[must_use]
    pub const fn fault(&self) -> TransportFault {
        self.error.fault()
    }

    /// Returns the transport's error.
    #[must_use]
    pub const fn error(&self) -> &TransportError {
        &self.error
    }

    fn token_error(&self) -> Option<&TokenError> {
        std::error::Error::source(&self.error)?.downcast_ref()
    }

    fn remedy(&self) -> Remedy {
        if let Some(error) = self.token_error() {
            return error.remedy();
        }
        match (self.fault(), self.error.reached()) {
            (TransportFault::Unsendable, _) => Remedy::FixRequest,
            (
                TransportFault::UnknownHost
                | TransportFault::Certificate
                | TransportFault::Tls,
                _,
            ) => Remedy::FixSetup,
            (_, Reached::No) => Remedy::RetryLater,
            _ => self.context.unless_safe(Remedy::CheckOutcome),
        }
    }
}

/// A refusal by the vendor, with its result code.
///
/// What to do: [`remedy`](Self::remedy), which is the documented one of its code.
///
/// ```rust
/// use runtime::layout::error::{Code, Error, Remedy};
///
/// /// What a person is told who can correct it.
/// fn to_correct<C: Code>(error: &Error<C>) -> Option<&'static str> {
///     let Error::Api(refusal) = error else { return None };
///     let is_theirs = refusal.remedy() == Remedy::AskUser;
///     refusal.documented().filter(|_| is_theirs).map(|it| it.message)
/// }
/// ```
pub struct Refusal<C> {
    pub(super) answer: Answer,
    pub(super) code: C,
    pub(super) message: Option<String>,
    /// The second code, if it is why the vendor refused.
    pub(super) second: Option<Failed>,
    pub(super) json: Json,
}

impl<C: Code> Refusal<C> {
    /// Returns the result code, to be compared with the codes that the caller handles.
    #[must_use]
    pub fn code(&self) -> C
    where
        C: Clone,
    {
        self.code.clone()
    }

    /// Returns the second code, if the answer has one that is not that of success. The result code
    /// may then be that of success.
    #[must_use]
    pub fn second_code(&self) -> Option<C::Second> {
        C::Second::read(&self.second.as_ref()?.code)
    }

    /// Returns the message of the second code as received, which is meant for people.
    #[must_use]
    pub fn second_message(&self) -> Option<&str> {
        self.second.as_ref()?.message.as_deref()
    }

    /// Returns what to do about the error. With a second code that is what to do about that one,
    /// unless the first one says to check the outcome. With an undocumented code it is what to do
    /// about the HTTP status, where that is a documented failure by itself.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        let row = self.code.documented().or_else(|| self.of_status());
        let first = row.map_or(Remedy::Unknown, |row| row.remedy);
        let second = self.second_code().map(|second| second.remedy());
        let remedy = second.map_or(first, |second| remedy_of_both(first, second));
        unless_limited(self.answer.status, remedy)
    }

    /// The documentation of the status, if it is a failure by itself.
    fn of_status(&self) -> Option<&'static Documented> {
        let answer = &self.answer;
        let code = answer.context.handling.answer.failure_by_status(answer.status)?;
        C::read(&code)?.documented()
    }

    /// Returns the message as received. It is meant for people: it may differ from the documented
    /// one, change, and contain personal data.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// Returns the documentation of the code, including its message and its description in the
    /// vendor's language, or `None` for an undocumented code.
    #[must_use]
    pub fn documented(&self) -> Option<&'static Documented> {
        self.code.documented()
    }

    /// Returns the fields of the answer, decrypted if necessary.
    #[must_use]
    pub const fn json(&self) -> &Json {
        &self.json
    }

    /// Returns the raw answer.
    #[must_use]
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }
}
