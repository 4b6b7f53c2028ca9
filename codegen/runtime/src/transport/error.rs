//! Transport errors.

use super::super::{Reached, escape::escaped};
use std::{error::Error, fmt};

/// The kind of a transport error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportFault {
    /// The request could not be built, or is not one that the transport sends.
    Unsendable,
    /// There is no token, without which the request is not sent: the cause is a
    /// [`TokenError`](super::super::TokenError).
    NoToken,
    /// The host's name could not be resolved: it does not exist, or DNS is not available. Few
    /// systems distinguish the two.
    UnknownHost,
    /// The server's certificate is not accepted: it is for another host, has expired or is not
    /// valid yet, or its issuer is not trusted.
    Certificate,
    /// Client and server support no common version of TLS, or the server does not use it.
    Tls,
    /// No connection could be made, for a reason that may be temporary: nobody listens, the
    /// network is down, or the server closed it.
    NotConnected,
    /// No connection could be made in time.
    ConnectTimeout,
    /// No answer was received in time.
    Timeout,
    /// The connection broke, or the answer is not HTTP.
    Interrupted,
}

impl TransportFault {
    /// Returns whether the request may have reached the vendor.
    #[must_use]
    pub const fn reached(self) -> Reached {
        match self {
            Self::Unsendable
            | Self::NoToken
            | Self::UnknownHost
            | Self::Certificate
            | Self::Tls
            | Self::NotConnected
            | Self::ConnectTimeout => Reached::No,
            Self::Timeout | Self::Interrupted => Reached::Maybe,
        }
    }
}

impl fmt::Display for TransportFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unsendable => "the request could not be made",
            Self::NoToken => "no token could be fetched",
            Self::UnknownHost => "the host's name could not be resolved",
            Self::Certificate => "the server's certificate is not accepted",
            Self::Tls => "client and server support no common version of TLS",
            Self::NotConnected => "no connection could be made",
            Self::ConnectTimeout => "no connection could be made in time",
            Self::Timeout => "no answer was received in time",
            Self::Interrupted => "the connection broke before an answer was received",
        })
    }
}

/// An error of a transport: no answer was received. Its causes are shown escaped, since they may
/// contain external data.
///
/// What to do depends on its fault, and on whether it is safe to repeat the request: the error of the
/// call has the remedy. A transport of your own says by the fault what happened:
///
/// ```rust
/// use runtime::layout::error::{Reached, TransportError, TransportFault};
///
/// let error = TransportError::new(TransportFault::NotConnected, "the proxy is down");
/// assert_eq!(error.reached(), Reached::No);
/// assert_eq!(TransportError::from(TransportFault::Timeout).reached(), Reached::Maybe);
/// ```
pub struct TransportError {
    fault: TransportFault,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TransportError {
    /// Creates an error with its cause, which must contain nothing of the request, because it is
    /// shown.
    #[must_use]
    pub fn new(
        fault: TransportFault,
        source: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self {
            fault,
            source: Some(source.into()),
        }
    }

    /// Returns the kind of error.
    #[must_use]
    pub const fn fault(&self) -> TransportFault {
        self.fault
    }

    /// Returns whether the request may have reached the vendor.
    #[must_use]
    pub const fn reached(&self) -> Reached {
        self.fault.reached()
    }
}

impl From<TransportFault> for TransportError {
    fn from(fault: TransportFault) -> Self {
        Self { fault, source: None }
    }
}

/// Writes the fault, and every cause after a colon, the nearest first.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.fault.fmt(f)?;
        let mut cause = self.source();
        while let Some(error) = cause {
            write!(f, ": {}", escaped(&error.to_string()))?;
            cause = error.source();
        }
        Ok(())
    }
}

/// `{:?}` is the message, `{:#?}` shows the parts.
impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !f.alternate() {
            return fmt::Display::fmt(self, f);
        }
        let source = self.source.as_ref().map(|source| format!("{source:?}"));
        let source = source.as_deref().map(escaped);
        f.debug_struct("TransportError")
            .field("fault", &self.fault)
            .field("source", &format_args!("{}", source.as_deref().unwrap_or("None")))
            .finish()
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as &(dyn Error + 'static))
    }
}
