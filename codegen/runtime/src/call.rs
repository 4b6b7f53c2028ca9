//! The client and its calls.

use super::{
    BlockingTransport, CallLimits, Core, Encrypting, Encryption, Endpoint, Retries,
    Secret, SentBy, Transport, Untyped,
    attempt::{CallResult, PreparedCall, Shared},
    trace::Trace,
};
use serde::Serialize;
use std::{fmt, pin::Pin, sync::Arc, thread, time::Duration};
use zeroize::Zeroizing;

/// A client for the vendor's API, asynchronous over `Reqwest` or over another transport `T`.
/// Cloning is cheap; clones share everything.
///
/// `K` states whether the client has encryption keys: `Client` has them, `Client<Plain>` has
/// none. The blocking client is `blocking::Client`.
///
/// The client never retries by itself: [`Call::retrying`] and [`Call::send_retrying`] do, where it is
/// safe, and [`Error::remedy`](super::Error::remedy) tells what else to do. There is one
/// exception: where it fetches a token and the vendor refuses that with the status 401, it fetches another one and sends the request once more. A request that was
/// refused so has had no effect, and its idempotency key stays the same.
pub struct Client<
    K = Encrypting,
    #[cfg(feature = "reqwest")] T = super::Reqwest,
    #[cfg(not(feature = "reqwest"))] T = (),
> {
    shared: Arc<Shared<K, T>>,
    limits: CallLimits,
}

impl<K, T> Clone for Client<K, T> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
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
            shared: Arc::new(Shared { core, transport }),
            limits,
        }
    }

    /// Returns the [`Core`], which prepares requests and decodes answers without a network.
    #[must_use]
    pub fn core(&self) -> &Core<K> {
        &self.shared.core
    }

    /// Creates a call of an operation or of an [`Untyped`] request. It is sent when it is
    /// awaited, or when `send` is called.
    pub fn call<A: Endpoint + SentBy<K>>(&self, endpoint: A) -> Call<'_, K, T, A> {
        Call {
            client: self,
            endpoint,
            limits: self.limits,
            token: None,
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
            .field("core", &self.shared.core)
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
    token: Option<Zeroizing<String>>,
}

impl<'a, K, T, A: Endpoint + SentBy<K>> Call<'a, K, T, A> {
    /// Sets the total timeout of the call. Where a token has to be fetched before, that has the
    /// same timeout for itself.
    pub fn timeout(mut self, total: Duration) -> Self {
        self.limits.total = total;
        self
    }

    /// Replaces the client's limits for this call.
    pub fn limits(mut self, limits: CallLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Sets the token of this call, for example that of a user, for a vendor whose requests carry
    /// one. The client does not replace it.
    pub fn token<R>(mut self, token: Secret<R>) -> Self {
        self.token = Some(token.into_text());
        self
    }

    fn prepare(&self) -> PreparedCall<'a, A> {
        let prepared = self.client.shared.core.prepare(&self.endpoint)?;
        Ok(match &self.token {
            Some(token) => prepared.with_token_text(token.clone())?,
            None => prepared,
        })
    }

    /// Sends the request and blocks until the answer has been read.
    ///
    /// # Errors
    ///
    /// Returns an [`Error`](super::Error) if the call does not succeed.
    pub fn send(self) -> CallResult<A>
    where
        K: 'static,
        T: BlockingTransport,
    {
        self.sent()
    }

    /// Like [`send`](Self::send), and sends the request again where that is safe and may help.
    ///
    /// # Errors
    ///
    /// Returns the [`Error`](super::Error) of the last time.
    pub fn send_retrying(self, mut retries: Retries) -> CallResult<A>
    where
        K: 'static,
        T: BlockingTransport,
    {
        loop {
            let result = self.sent();
            match result.as_ref().err().and_then(|error| retries.after(error)) {
                Some(wait) => thread::sleep(wait),
                None => return result,
            }
        }
    }

    fn sent(&self) -> CallResult<A>
    where
        K: 'static,
        T: BlockingTransport,
    {
        let trace = Trace::begin(self.endpoint.operation());
        let (shared, limits) = (&self.client.shared, self.limits);
        let attempt = |prepared| shared.attempt_blocking(prepared, limits, &trace);
        let mut attempted = attempt(self.prepare());
        if shared.forgets_token(&attempted) {
            attempted = attempt(self.prepare());
        }
        trace.end(&attempted.result);
        attempted.result
    }
}

impl<'a, K, T, A> Call<'a, K, T, A>
where
    K: 'static,
    T: Transport,
    A: Endpoint + SentBy<K> + 'a,
{
    /// Like awaiting it, and sends the request again where that is safe and may help. `sleep` waits,
    /// for example `tokio::time::sleep`.
    ///
    /// # Errors
    ///
    /// Returns the [`Error`](super::Error) of the last time.
    pub async fn retrying<S: Future<Output = ()>>(
        self,
        mut retries: Retries,
        mut sleep: impl FnMut(Duration) -> S,
    ) -> CallResult<A> {
        let mut call = self;
        loop {
            let (trace, prepared) = call.begun();
            let (again, result) = call.exchanged(trace, prepared).await;
            call = again;
            match result.as_ref().err().and_then(|error| retries.after(error)) {
                Some(wait) => sleep(wait).await,
                None => return result,
            }
        }
    }

    fn begun(&self) -> (Trace, PreparedCall<'a, A>) {
        (Trace::begin(self.endpoint.operation()), self.prepare())
    }

    /// Sends a prepared request. The call is moved through it: it need not be shareable.
    async fn exchanged(
        self,
        trace: Trace,
        prepared: PreparedCall<'a, A>,
    ) -> (Self, CallResult<A>) {
        let (shared, limits) = (&self.client.shared, self.limits);
        {
            let first = shared.attempt(prepared, limits, &trace).await;
            if !shared.forgets_token(&first) {
                trace.end(&first.result);
                return (self, first.result);
            }
        }
        let second = shared.attempt(self.prepare(), limits, &trace).await;
        trace.end(&second.result);
        (self, second.result)
    }
}

impl<'a, K, T, A> IntoFuture for Call<'a, K, T, A>
where
    K: 'static,
    T: Transport,
    A: Endpoint + SentBy<K> + 'a,
{
    type Output = CallResult<A>;
    type IntoFuture = Pin<Box<dyn Future<Output = CallResult<A>> + Send + 'a>>;

    /// Prepares the request now, and sends it when the future is polled. Dropping the future
    /// cancels the call; the request may have reached the vendor by then.
    fn into_future(self) -> Self::IntoFuture {
        let (trace, prepared) = self.begun();
        Box::pin(async move { self.exchanged(trace, prepared).await.1 })
    }
}
