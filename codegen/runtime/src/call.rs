//! Calls: a client asks, a transport carries.

use super::{
    BlockingTransport, CallLimits, Core, Encrypting, Encryption, Endpoint, Error,
    Prepared, Reply, SentBy, Transport, Untyped, trace::Trace,
};
use serde::Serialize;
use std::{fmt, pin::Pin, sync::Arc, time::Duration};

/// A client of the vendor's API: asynchronous over `Reqwest`, or over whatever transport `T` it
/// was built with. A clone is cheap and shares everything.
///
/// `K` says whether it has keys to encrypt with: a client that has them is a `Client`, one that
/// has none a `Client<Plain>`. The blocking client is `blocking::Client`.
///
/// Nothing is ever sent twice: whether that is safe is for the caller to know, and
/// [`Error::remedy`] to tell.
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
    /// A client that sends what `core` makes through `transport`, within `limits` unless a
    /// call sets its own.
    #[must_use]
    pub fn new(core: Core<K>, transport: T, limits: CallLimits) -> Self {
        Self {
            core: Arc::new(core),
            transport,
            limits,
        }
    }

    /// What makes the requests and reads the answers, for whoever carries them himself.
    #[must_use]
    pub fn core(&self) -> &Core<K> {
        &self.core
    }

    /// Asks for what `ask` says, which is an operation or an [`Untyped`] request. Nothing
    /// happens before the call is awaited or sent.
    pub fn call<A: Endpoint + SentBy<K>>(&self, ask: A) -> Call<'_, K, T, A> {
        Call {
            client: self,
            ask,
            limits: self.limits,
        }
    }

    /// Posts any JSON to any path, which is appended to the base URL: for what the vendor has
    /// and the specification has not. Headers, signature, encryption and errors are those of
    /// every call; a code is a text, and the answer whatever JSON comes.
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

/// A call that is not made yet: it is made by `.await` with an asynchronous transport, and by
/// [`send`](Self::send) with a blocking one.
#[must_use = "nothing is sent before the call is awaited, or `send` is called"]
pub struct Call<'a, K, T, A> {
    client: &'a Client<K, T>,
    ask: A,
    limits: CallLimits,
}

/// What a call ends in.
pub type CallResult<A> =
    Result<Reply<<A as Endpoint>::Response>, Error<<A as Endpoint>::Code>>;

impl<K, T, A: Endpoint + SentBy<K>> Call<'_, K, T, A> {
    /// How long the call may take in all.
    pub fn timeout(mut self, total: Duration) -> Self {
        self.limits.total = total;
        self
    }

    /// All limits of the call instead of the client's.
    pub fn limits(mut self, limits: CallLimits) -> Self {
        self.limits = limits;
        self
    }

    /// Makes the call and waits for its end.
    ///
    /// # Errors
    ///
    /// As [`Error`] says.
    pub fn send(self) -> CallResult<A>
    where
        T: BlockingTransport,
    {
        let (core, transport) = (&self.client.core, &self.client.transport);
        let trace = Trace::begin(A::operation(&self.ask));
        let result = core.prepare(&self.ask).and_then(Prepared::into_http).and_then(
            |(request, sent)| {
                trace.sending(sent.correlation_id());
                match trace.during(|| transport.send(request, self.limits)) {
                    Ok(response) => core.decode(sent, response),
                    Err(error) => Err(sent.unanswered(error)),
                }
            },
        );
        if is_out_of_step(&result) {
            transport.discard_connections();
        }
        trace.end(&result);
        result
    }
}

/// Whether the connection has answered with something else than was asked: what else it has in
/// store would be taken for the answers to later requests.
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

    /// The request is made now, at this instant, and sent when the future is polled. Dropping
    /// the future ends the call; the request may have reached the vendor by then.
    fn into_future(self) -> Self::IntoFuture {
        let (core, transport) = (&self.client.core, &self.client.transport);
        let trace = Trace::begin(self.ask.operation());
        let prepared = core.prepare(&self.ask).and_then(Prepared::into_http);
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
