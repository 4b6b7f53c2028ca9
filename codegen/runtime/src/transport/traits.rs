//! What a transport is.

use super::error::TransportError;
use http::{Request, Response};
use std::{sync::Arc, time::Duration};

/// How long a call may take, and how large its answer may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallLimits {
    /// For a connection to be made: name resolution, TCP and TLS. The blocking transport gives
    /// name resolution as much again.
    pub connect: Duration,
    /// For the next bytes of the answer to come, from when the request has been sent.
    pub read: Duration,
    /// For the whole call.
    pub total: Duration,
    /// How many bytes of the answer's body are read.
    pub max_body: usize,
}

/// 10 seconds to connect, 30 seconds of silence, 60 seconds in all, and 1 MiB.
impl Default for CallLimits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            total: Duration::from_secs(60),
            max_body: 1 << 20,
        }
    }
}

/// Carries requests, asynchronously.
///
/// An implementation sends each request once and as it is: it follows no redirection, since
/// what is signed for one place must not be sent to another, and repeats nothing. It keeps
/// the limits. Dropping the future ends the call.
pub trait Transport: Send + Sync {
    /// Sends `request` and receives the answer to it, whatever its status is.
    ///
    /// An answer of which the head came and the body did not come whole is no error: it is
    /// returned with as much as came, and with an [`Incomplete`] among its extensions.
    ///
    /// # Errors
    ///
    /// No answer came. The error tells whether the request may have reached the vendor.
    fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send;

    /// Is called when an answer was not the one to its request: the connection that it came
    /// over is out of step, and its next answer may be another call's again. No request that is
    /// sent from now on may go over it. A transport that does not know which connection it was
    /// drops all that it keeps; calls that are under way may end. One that keeps none has
    /// nothing to do.
    fn discard_connections(&self) {}
}

/// Carries requests while its caller waits. In everything else it is as [`Transport`].
pub trait BlockingTransport: Send + Sync {
    /// As [`Transport::send`].
    ///
    /// # Errors
    ///
    /// As [`Transport::send`].
    fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError>;

    /// As [`Transport::discard_connections`].
    fn discard_connections(&self) {}
}

impl<T: Transport> Transport for Arc<T> {
    fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send {
        T::send(self, request, limits)
    }

    fn discard_connections(&self) {
        T::discard_connections(self);
    }
}

impl<T: BlockingTransport> BlockingTransport for Arc<T> {
    fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        T::send(self, request, limits)
    }

    fn discard_connections(&self) {
        T::discard_connections(self);
    }
}

/// Why the body of an answer did not come whole. A transport puts it among the extensions of
/// the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Incomplete {
    /// It is larger than the limit.
    TooLarge,
    /// The rest did not come in time.
    TimedOut,
    /// The connection broke, or what came breaks the rules of HTTP.
    Interrupted,
}

/// Adds `chunk` to `bytes`, as far as the limit allows.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(super) fn append(
    bytes: &mut Vec<u8>,
    chunk: &[u8],
    limit: usize,
) -> Result<(), Incomplete> {
    let room = limit.saturating_sub(bytes.len());
    bytes.extend(chunk.iter().take(room));
    if chunk.len() > room { Err(Incomplete::TooLarge) } else { Ok(()) }
}

/// The answer that consists of this.
#[cfg(any(feature = "reqwest", feature = "ureq"))]
pub(super) fn received(
    status: http::StatusCode,
    headers: http::HeaderMap,
    bytes: Vec<u8>,
    incomplete: Option<Incomplete>,
) -> Response<Vec<u8>> {
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    if let Some(incomplete) = incomplete {
        response.extensions_mut().insert(incomplete);
    }
    response
}
