//! Error messages: what happened, and what to do. Of the data sent or received they show only
//! codes, lengths, the correlation id and, for a mismatch, the mismatched header.

use super::super::reply::CallContext;
use super::super::{Inquiry, Reached, Remedy, ResultBeside as _};
use super::codes::{Shown, ShownText};
use super::{
    Answer, Code, Error, PendingAnswer, Refusal, Unanswered, UndocumentedAnswer,
};
use std::fmt;

/// Writes what happened, what to do, and where to look; on one line unless rules were broken.
impl<C: Code> fmt::Display for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Invalid(violations) => {
                return write!(
                    f,
                    "the request is invalid and was not sent:\n{violations}"
                );
            }
            Self::Transport(unanswered) => {
                write!(f, "{}: {}; ", unanswered.operation(), unanswered.error)?;
                f.write_str(match self.reached() {
                    Reached::No => "nothing was sent",
                    _ => "the request may have reached the vendor",
                })?;
            }
            Self::Api(refusal) => refusal.tell(f)?,
            Self::Undocumented(unexpected) => unexpected.tell(f)?,
            Self::Pending(pending) => pending.tell(f)?,
            Self::Mismatch(mismatch) => mismatch.fmt(f)?,
        }
        write!(f, "; {}", self.remedy().advice())?;
        if let (Remedy::RetryLater, Some(wait)) = (self.remedy(), self.retry_after()) {
            write!(f, ", not within {} s", wait.as_secs())?;
        }
        if let Some(inquiry) = self.inquiry() {
            write!(f, ", with {inquiry}")?;
        }
        if matches!(self, Self::Mismatch(_)) {
            f.write_str(
                "; if the vendor's answers lack it or have ids of their own, \
                 `accept_unmatched_answers` of the client's builder accepts them",
            )?;
        }
        if let Some(id) = self.correlation_id() {
            write!(f, " (correlation id {id})")?;
        }
        Ok(())
    }
}

impl<C: Code> Refusal<C> {
    fn tell(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: refused with {}", self.answer.operation(), Shown(&self.code))?;
        match self.documented() {
            Some(row) if row.description == row.message => {
                write!(f, ", {}", row.message)
            }
            Some(row) => write!(f, ", {} ({})", row.message, row.description),
            None => f.write_str(", which is not documented"),
        }?;
        if let Some(second) = self.second_code() {
            write!(f, "; second code {}", ShownText(second.text()))?;
            match second.documented_name() {
                Some(name) => write!(f, ", {name}")?,
                None => f.write_str(", which is not documented")?,
            }
        }
        match self.json.repaired() {
            Some(repaired) => write!(f, "; its answer has {repaired}"),
            None => Ok(()),
        }
    }
}

impl UndocumentedAnswer {
    fn tell(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (operation, status) = (self.answer.operation(), self.answer.status.as_u16());
        write!(f, "{operation}: an undocumented answer with status {status}")?;
        write!(f, " and {} bytes: {}", self.answer.bytes.len(), self.reason)
    }
}

impl PendingAnswer {
    fn tell(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inquiry { told_by, .. } = self.inquiry;
        write!(f, "{}: accepted, but not final", self.answer.operation())?;
        match told_by {
            Some((field, equals)) => write!(f, ": {field} is {equals}"),
            None => Ok(()),
        }
    }
}

/// `{:?}` is the message, which a `main` that returns the error prints; `{:#?}` shows the parts.
impl<C: Code> fmt::Debug for Error<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        match self {
            Self::Invalid(violations) => {
                f.debug_tuple("Invalid").field(violations).finish()
            }
            Self::Transport(inner) => f.debug_tuple("Transport").field(inner).finish(),
            Self::Api(inner) => f.debug_tuple("Api").field(inner).finish(),
            Self::Undocumented(inner) => {
                f.debug_tuple("Undocumented").field(inner).finish()
            }
            Self::Pending(inner) => f.debug_tuple("Pending").field(inner).finish(),
            Self::Mismatch(inner) => f.debug_tuple("Mismatch").field(inner).finish(),
        }
    }
}

impl fmt::Debug for Unanswered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Unanswered");
        self.context.show(&mut debug).field("error", &self.error).finish()
    }
}

impl<C: Code> fmt::Debug for Refusal<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Refusal");
        debug.field("code", &format_args!("{}", Shown(&self.code)));
        if let Some(second) = &self.second {
            debug.field("second_code", &format_args!("{}", ShownText(&second.code)));
        }
        debug
            .field("json", &self.json)
            .field("answer", &self.answer)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for UndocumentedAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UndocumentedAnswer")
            .field("reason", &self.reason)
            .field("answer", &self.answer)
            .finish()
    }
}

impl fmt::Debug for PendingAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingAnswer")
            .field("inquiry", &self.inquiry)
            .field("code", &self.code)
            .field("json", &self.json)
            .field("answer", &self.answer)
            .finish()
    }
}

/// Shows only the sizes of headers and body.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Answer");
        self.context
            .show(&mut debug)
            .field("status", &self.status.as_u16())
            .field("headers", &self.headers.len())
            .field("bytes", &self.bytes.len());
        if let Some(wait) = self.retry_after {
            debug.field("retry_after", &wait);
        }
        debug.finish()
    }
}

impl CallContext {
    fn show<'a, 'b, 'c>(
        &self,
        debug: &'a mut fmt::DebugStruct<'b, 'c>,
    ) -> &'a mut fmt::DebugStruct<'b, 'c> {
        debug
            .field("operation", &self.handling.operation)
            .field("correlation_id", &self.correlation_id())
    }
}

impl<C: Code> std::error::Error for Error<C> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Invalid(violations) => Some(violations),
            Self::Transport(unanswered) => unanswered.error.source(),
            Self::Api(_)
            | Self::Undocumented(_)
            | Self::Pending(_)
            | Self::Mismatch(_) => None,
        }
    }
}
