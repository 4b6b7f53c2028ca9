//! The error of fetching a token.

use super::super::{Documented, Remedy};
use super::{Error, NoToken, TokenError};
use std::{fmt, sync::Arc, time::Duration};

impl TokenError {
    pub(in super::super) fn of_call(
        operation: &'static str,
        error: Error<String>,
        documented: &dyn Fn(&str) -> Option<Documented>,
    ) -> Self {
        let row = match &error {
            Error::Api(refusal) => documented(&refusal.code),
            _ => None,
        };
        Self {
            operation,
            why: NoToken::Call(Arc::new(error), row),
        }
    }

    pub(in super::super) const fn without_token(
        operation: &'static str,
        field: &'static [&'static str],
    ) -> Self {
        Self {
            operation,
            why: NoToken::NotInAnswer(field),
        }
    }

    pub(in super::super) const fn interrupted(operation: &'static str) -> Self {
        Self {
            operation,
            why: NoToken::Interrupted,
        }
    }

    /// Returns the id of the operation that issues tokens.
    #[must_use]
    pub const fn operation(&self) -> &'static str {
        self.operation
    }

    /// Returns the error of that operation's call. Without one, its answer has no token.
    #[must_use]
    pub fn error(&self) -> Option<&Error<String>> {
        match &self.why {
            NoToken::Call(error, _) => Some(error),
            NoToken::NotInAnswer(_) | NoToken::Interrupted => None,
        }
    }

    /// Returns the documentation of the code with which the vendor refused to issue a token.
    #[must_use]
    pub const fn documented(&self) -> Option<&Documented> {
        match &self.why {
            NoToken::Call(_, documented) => documented.as_ref(),
            NoToken::NotInAnswer(_) | NoToken::Interrupted => None,
        }
    }

    /// Returns what to do about the error. Another token may always be asked for, and what is
    /// wrong with the request is wrong with the client's configuration.
    #[must_use]
    pub fn remedy(&self) -> Remedy {
        let remedy = match &self.why {
            NoToken::Call(_, Some(row)) => row.remedy,
            NoToken::Call(error, None) => error.remedy(),
            NoToken::NotInAnswer(_) => Remedy::Unknown,
            NoToken::Interrupted => Remedy::RetryLater,
        };
        match remedy {
            Remedy::FixRequest => Remedy::FixSetup,
            Remedy::CheckOutcome | Remedy::RetryWithKey => Remedy::RetryLater,
            other => other,
        }
    }

    /// Returns how long the vendor asks to wait before the next request.
    pub(super) fn retry_after(&self) -> Option<Duration> {
        self.error()?.retry_after()
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.why {
            NoToken::Call(error, _) => error.fmt(f),
            NoToken::NotInAnswer(field) => {
                let (operation, field) = (self.operation, field.join("."));
                write!(f, "{operation}: its answer has no token in `{field}`")
            }
            NoToken::Interrupted => write!(f, "{}: interrupted", self.operation),
        }
    }
}

/// As of [`Error`].
impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        f.debug_struct("TokenError")
            .field("operation", &self.operation)
            .field("error", &self.error())
            .finish_non_exhaustive()
    }
}

impl std::error::Error for TokenError {}
