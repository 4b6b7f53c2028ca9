//! Why no answer came.

use super::super::{Reached, escape::escaped};
use std::{error::Error, fmt};

/// What kept an answer from coming.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportFault {
    /// The request could not be put together, or is not one that the transport sends.
    Unsendable,
    /// The host's name could not be looked up: there is none of that name, or no name service
    /// that knows it. Few systems tell the one from the other.
    UnknownHost,
    /// The server's certificate is not accepted: it is another host's, it has expired or is not
    /// valid yet, or nobody who is trusted has issued it.
    Certificate,
    /// Client and server have no TLS in common, or the server speaks something else.
    Tls,
    /// No connection could be made, for a reason that may pass: nobody listens, the network is
    /// down, or the server hung up.
    NotConnected,
    /// No connection could be made in time.
    ConnectTimeout,
    /// No answer came in time.
    Timeout,
    /// The connection broke, or what came is not HTTP.
    Interrupted,
}

impl TransportFault {
    /// Whether the request may have reached the vendor.
    #[must_use]
    pub const fn reached(self) -> Reached {
        match self {
            Self::Unsendable
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
            Self::UnknownHost => "the host's name could not be looked up",
            Self::Certificate => "the server's certificate is not accepted",
            Self::Tls => "client and server agree on no TLS",
            Self::NotConnected => "no connection could be made",
            Self::ConnectTimeout => "no connection could be made in time",
            Self::Timeout => "no answer came in time",
            Self::Interrupted => "the connection broke before an answer came",
        })
    }
}

/// That no answer came, and why. What the causes say may come from outside: it is shown escaped.
pub struct TransportError {
    fault: TransportFault,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TransportError {
    /// `fault` with what caused it, which must not hold anything of the request: it is shown.
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

    /// What kept the answer from coming.
    #[must_use]
    pub const fn fault(&self) -> TransportFault {
        self.fault
    }

    /// Whether the request may have reached the vendor.
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

/// The fault, and after a colon every cause, the nearest first.
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

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
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
