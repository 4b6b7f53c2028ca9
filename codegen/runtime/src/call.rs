//! The client and its calls.

use super::{
    BlockingTransport, CallLimits, Core, Encrypting, Encryption, Endpoint, Error,
    Prepared, Reply, SentBy, Transport, Untyped, trace::Trace,
};
use serde::Serialize;
use std::{fmt, pin::Pin, sync::Arc, time::Duration};

/// A client for the vendor's API, asynchronous over `Reqwest` or over another transport `T`.
/// Cloning is cheap; clones share everything.
///
/// `K` states whether the client has encryption keys: `Client` has them, `Client<Plain>` has
/// none. The blocking client is `blocking::Client`.
///
/// The client never retries. Whether a retry is safe is for the caller to decide; see
/// [`Error::remedy`].
pub struct Client<
    K = Encrypting,
    #[cfg(feature = "reqwest")] T = super::Reqwest,
    #[cfg(not(feature = "reqwest"))] T = (),
> {
    core: Arc<Core<K>>,
    transport: T,
    limits: CallLimits,
}

impl<K, T: Clone> Clone for Client<K, T> {
    fn clone(&self) -> Self {
        Self {
            core: Arc::clone(&self.core),
            transport: self.transport.clone(),
            limits: self.limits,
        }
    }
}

impl<K, T> Client<K, T> {
    /// Creates a client that sends the requests of `core` over `transport`, within `limits`
    /// unless a call sets its own.
    #[must_use]
    pub fn new(core: Core<K>, transport: T, limits: CallLimits) -> Self {
        Self {
            core: Arc::new(core),
            transport,
            limits,
        }
    }

    /// Returns the [`Core`], which prepares requests and decodes answers without a network.
    #[must_use]
    pub fn core(&self) -> &Core<K> {
        &self.core
    }

    /// Creates a call of an operation or of an [`Untyped`] request. It is sent when it is
    /// awaited, or when `send` is called.
    pub fn call<A: Endpoint + SentBy<K>>(&self, endpoint: A) -> Call<'_, K, T, A> {
        Call {
            client: self,
            endpoint,
            limits: self.limits,
        }
    }

    /// Creates a call that posts JSON to any path of the base URL, for operations that have no
    /// types here. Headers, signature, encryption and errors are those of every call; the code is
    /// a string, and the answer any JSON.
    pub fn call_untyped<B: Serialize + ?Sized>(
        &self,
        path: &str,
        body: &B,
        encryption: Encryption,
    ) -> Call<'_, K, T, Untyped> {
        self.call(Untyped::post(path, body, encryption))
    }
}

/// Shows the vendor's name and the limits.
impl<K, T> fmt::Debug for Client<K, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("core", &self.core)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

/// A call that has not been sent yet. Send it by `.await` with an asynchronous transport, or by
/// [`send`](Self::send) with a blocking one.
#[must_use = "nothing is sent until the call is awaited, or `send` is called"]
pub struct Call<'a, K, T, A> {
    client: &'a Client<K, T>,
    endpoint: A,
    limits: CallLimits,
}

/// Result of a call.
pub type CallResult<A> =
    Result<Reply<<A as Endpoint>::Response>, Error<<A as Endpoint>::Code>>;

impl<K, T, A: Endpoint + SentBy<K>> Call<'_, K, T, A> {
    /// Sets the total timeout of the call.
    pub fn timeout(mut self, total: Duration) -> Self {
        self.limits.total = total;
        self
    }

    /// Replaces the client's limits for this call.
    pub fn limits(mut self, limits: CallLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Sends the request and blocks until the answer has been read.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`] if the call does not succeed.
    pub fn send(self) -> CallResult<A>
    where
        T: BlockingTransport,
    {
        let (core, transport) = (&self.client.core, &self.client.transport);
        let trace = Trace::begin(A::operation(&self.endpoint));
        let result = core
            .prepare(&self.endpoint)
            .and_then(Prepared::into_http)
            .and_then(|(request, sent)| {
                trace.sending(sent.correlation_id());
                match trace.during(|| transport.send(request, self.limits)) {
                    Ok(response) => core.decode(sent, response),
                    Err(error) => Err(sent.unanswered(error)),
                }
            });
        if is_out_of_step(&result) {
            transport.discard_connections();
        }
        trace.end(&result);
        result
    }
}

/// Whether the connection returned another request's answer: its next answers could be misread
/// too.
const fn is_out_of_step<R, C>(result: &Result<Reply<R>, Error<C>>) -> bool {
    matches!(result, Err(Error::Mismatch(_)))
}

impl<'a, K, T, A> IntoFuture for Call<'a, K, T, A>
where
    T: Transport,
    A: Endpoint + SentBy<K> + 'a,
{
    type Output = CallResult<A>;
    type IntoFuture = Pin<Box<dyn Future<Output = CallResult<A>> + Send + 'a>>;

    /// Prepares the request now, and sends it when the future is polled. Dropping the future
    /// cancels the call; the request may have reached the vendor by then.
    fn into_future(self) -> Self::IntoFuture {
        let (core, transport) = (&self.client.core, &self.client.transport);
        let trace = Trace::begin(self.endpoint.operation());
        let prepared = core.prepare(&self.endpoint).and_then(Prepared::into_http);
        let limits = self.limits;
        Box::pin(async move {
            let result = match prepared {
                Ok((request, sent)) => {
                    trace.sending(sent.correlation_id());
                    match trace.around(transport.send(request, limits)).await {
                        Ok(response) => core.decode(sent, response),
                        Err(error) => Err(sent.unanswered(error)),
                    }
                }
                Err(error) => Err(error),
            };
            if is_out_of_step(&result) {
                transport.discard_connections();
            }
            trace.end(&result);
            result
        })
    }
}
