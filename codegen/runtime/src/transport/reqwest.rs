//! The asynchronous transport.

use super::background::Background;
use super::connecting::{UnknownHost, Watch, not_connected, watch};
use super::error::{TransportError, TransportFault};
use super::renewed::Renewed;
use super::traits::{CallLimits, Incomplete, Transport, append, received};
use ::reqwest::dns::{Addrs, Name, Resolve, Resolving};
use ::reqwest::{Client, ClientBuilder, Error, redirect, retry};
use http::{Request, Response};
use std::net::ToSocketAddrs as _;
use std::{fmt, future::poll_fn, mem, pin::pin, sync::Arc, task::Poll};
use tokio::task::spawn_blocking;
use tokio::time::{Instant, sleep, timeout};

/// Sends requests with reqwest on a tokio runtime of its own: one thread drives all connections,
/// whichever runtime polls the calls, if any. The thread ends when the last clone is dropped.
///
/// TLS is rustls with the system's trusted certificates. It follows no redirects, never retries,
/// stores no cookies, and uses no proxy: proxies of the environment or the system are ignored
/// unless [`customized`](Self::customized) sets one. Connections are pooled. Cloning is cheap;
/// clones share them.
#[derive(Clone)]
pub struct Reqwest {
    client: Arc<Renewed<Client>>,
    background: Arc<Background>,
}

impl Reqwest {
    /// Creates the transport.
    ///
    /// # Errors
    ///
    /// Returns an error if TLS cannot be set up because the system trusts no certificates, or if
    /// no thread can be started.
    pub fn new() -> Result<Self, TransportError> {
        Self::customized(|builder| builder)
    }

    /// Creates the transport with custom settings, such as certificates or a proxy. They cannot
    /// override what [`Transport`] requires. The function is called again when connections have
    /// to be [discarded](Transport::discard_connections).
    ///
    /// # Errors
    ///
    /// Returns an error if the settings are invalid, or no thread can be started.
    pub fn customized(
        settings: impl FnOnce(ClientBuilder) -> ClientBuilder + Clone + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let client = Renewed::new(move || {
            settings.clone()(Client::builder().no_proxy().dns_resolver(Lookup))
                .redirect(redirect::Policy::none())
                .retry(retry::never())
                .connector_layer(Watch)
                .build()
                .map_err(|error| TransportError::new(TransportFault::Unsendable, error))
        });
        client.get()?;
        let background = Background::start()
            .map_err(|error| TransportError::new(TransportFault::Unsendable, error))?;
        Ok(Self {
            client: Arc::new(client),
            background: Arc::new(background),
        })
    }
}

impl Transport for Reqwest {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        self.background.run(exchange(self.client.get()?, request, limits)).await
    }

    fn discard_connections(&self) {
        self.client.discard();
    }
}

/// Sends the request and receives the answer.
async fn exchange(
    client: Client,
    request: Request<Vec<u8>>,
    limits: CallLimits,
) -> Result<Response<Vec<u8>>, TransportError> {
    let begun = Instant::now();
    let mut head = head(&client, request, limits).await?;
    let mut bytes = Vec::new();
    let left = limits.total.saturating_sub(begun.elapsed());
    let body = timeout(left, body(&mut head, limits, &mut bytes)).await;
    let incomplete = body.unwrap_or(Err(Incomplete::TimedOut)).err();
    Ok(received(head.status(), mem::take(head.headers_mut()), bytes, incomplete))
}

/// Sends the request and receives the head of the answer.
async fn head(
    client: &Client,
    request: Request<Vec<u8>>,
    limits: CallLimits,
) -> Result<::reqwest::Response, TransportError> {
    let request = request.try_into().map_err(|error| fault(error, false))?;
    let mut exchange = pin!(client.execute(request));
    let mut total = pin!(sleep(limits.total));
    let mut connect = pin!(sleep(limits.connect));
    // The read timeout begins when there is a connection, and does not count the wait for one.
    let mut silence = pin!(sleep(limits.connect.saturating_add(limits.read)));
    let mut connected = false;
    poll_fn(|cx| {
        let (state, connecting) = watch(|| exchange.as_mut().poll(cx));
        if let Poll::Ready(result) = state {
            return Poll::Ready(result.map_err(|error| fault(error, connecting)));
        }
        if !connecting && !mem::replace(&mut connected, true) {
            silence.set(sleep(limits.read));
        }
        let patience = if connecting { connect.as_mut() } else { silence.as_mut() };
        if patience.poll(cx).is_pending() && total.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        Poll::Ready(Err(late(connecting).into()))
    })
    .await
}

/// Receives the body of the answer into `bytes`, as far as it arrives.
async fn body(
    head: &mut ::reqwest::Response,
    limits: CallLimits,
    bytes: &mut Vec<u8>,
) -> Result<(), Incomplete> {
    loop {
        match timeout(limits.read, head.chunk()).await {
            Ok(Ok(Some(chunk))) => append(bytes, &chunk, limits.max_body)?,
            Ok(Ok(None)) => return Ok(()),
            Ok(Err(error)) if !error.is_timeout() => {
                return Err(Incomplete::Interrupted);
            }
            Ok(Err(_)) | Err(_) => return Err(Incomplete::TimedOut),
        }
    }
}

const fn late(connecting: bool) -> TransportFault {
    if connecting { TransportFault::ConnectTimeout } else { TransportFault::Timeout }
}

/// The error of reqwest without the URL, which may contain personal data.
fn fault(error: Error, connecting: bool) -> TransportError {
    let connecting = connecting || error.is_connect();
    let fault = if error.is_builder() {
        TransportFault::Unsendable
    } else if error.is_timeout() {
        late(connecting)
    } else if connecting {
        not_connected(&error)
    } else {
        TransportFault::Interrupted
    };
    TransportError::new(fault, error.without_url())
}

/// Resolves names like the system, and marks failures.
struct Lookup;

impl Resolve for Lookup {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let host = name.as_str().to_owned();
            let found = spawn_blocking(move || (host.as_str(), 0).to_socket_addrs());
            let found = found.await?.map_err(UnknownHost)?;
            Ok(Box::new(found) as Addrs)
        })
    }
}

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reqwest(..)")
    }
}
