//! The traits of transports.

use super::error::TransportError;
use http::{Request, Response};
use std::{sync::Arc, time::Duration};

/// Limits of a call: timeouts, and the size of the answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallLimits {
    /// Timeout for the connection: name resolution, TCP and TLS. The blocking transport allows
    /// the same again for name resolution.
    pub connect: Duration,
    /// Timeout for the next bytes of the answer, after the request has been sent.
    pub read: Duration,
    /// Timeout for the whole call.
    pub total: Duration,
    /// The maximum number of bytes in the answer's body.
    pub max_body: usize,
}

/// 10 seconds to connect, 30 seconds to read, 60 seconds in total, and 1 MiB.
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

/// An asynchronous transport.
///
/// An implementation sends each request once and unchanged: it follows no redirects, since a
/// signed request must not go elsewhere, and never retries. It enforces the limits. Dropping the
/// future cancels the call.
pub trait Transport: Send + Sync + 'static {
    /// Sends `request` and receives the answer, whatever its status.
    ///
    /// An answer with an incomplete body is not an error: it is returned with the bytes received
    /// so far, and with an [`Incomplete`] among its extensions.
    ///
    /// # Errors
    ///
    /// Returns an error if no answer was received. It states whether the request may have reached
    /// the vendor.
    fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> impl Future<Output = Result<Response<Vec<u8>>, TransportError>> + Send;

    /// Called when an answer did not match its request: the connection is out of step, and its
    /// next answer may belong to another call again. No later request may use it. A transport
    /// that does not know which connection it was discards all pooled ones; calls in flight may
    /// finish. A transport without a pool has nothing to do.
    fn discard_connections(&self) {}
}

/// A blocking transport. Otherwise it follows the rules of [`Transport`].
pub trait BlockingTransport: Send + Sync + 'static {
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

    /// Like [`Transport::discard_connections`].
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

/// Why the body of an answer is incomplete. A transport puts it among the extensions of the
/// answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Incomplete {
    /// It is larger than the limit.
    TooLarge,
    /// The rest was not received in time.
    TimedOut,
    /// The connection broke, or the answer violates HTTP.
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

/// Builds an answer.
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
