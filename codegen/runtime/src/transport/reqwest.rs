//! The asynchronous transport.

use super::connecting::{Watch, watch};
use super::renewed::Renewed;
use super::{
    CallLimits, Incomplete, Transport, TransportError, TransportFault, append, received,
};
use ::reqwest::{Client, ClientBuilder, Error, redirect, retry};
use http::{Request, Response};
use std::{fmt, future::poll_fn, mem, pin::pin, sync::Arc, task::Poll};
use tokio::time::{Instant, sleep, timeout};

/// Carries requests with reqwest, on tokio.
///
/// TLS is rustls, with the certificates that the system trusts. It follows no redirection,
/// repeats nothing, keeps no cookies, and uses no proxy: those that the environment or the
/// system names are left alone unless [`customized`](Self::customized) asks for one.
/// Connections are kept to be used again. A clone is cheap and shares them.
#[derive(Clone)]
pub struct Reqwest(Arc<Renewed<Client>>);

impl Reqwest {
    /// The transport as described.
    ///
    /// # Errors
    ///
    /// TLS cannot be set up: there are no certificates that the system trusts.
    pub fn new() -> Result<Self, TransportError> {
        Self::customized(|builder| builder)
    }

    /// The transport with settings of the caller's, such as certificates or a proxy. They
    /// cannot undo what [`Transport`] asks for. They are asked for again when the connections
    /// have to be [discarded](Transport::discard_connections).
    ///
    /// # Errors
    ///
    /// The settings make no client.
    pub fn customized(
        settings: impl FnOnce(ClientBuilder) -> ClientBuilder + Clone + Send + Sync + 'static,
    ) -> Result<Self, TransportError> {
        let client = Renewed::new(move || {
            settings.clone()(Client::builder().no_proxy())
                .redirect(redirect::Policy::none())
                .retry(retry::never())
                .connector_layer(Watch)
                .build()
                .map_err(|error| TransportError::new(TransportFault::Unsendable, error))
        });
        client.get()?;
        Ok(Self(Arc::new(client)))
    }

    /// Sends the request and receives the head of the answer.
    async fn head(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> Result<::reqwest::Response, TransportError> {
        let request = request.try_into().map_err(|error| fault(error, false))?;
        let mut exchange = pin!(self.0.get()?.execute(request));
        let mut total = pin!(sleep(limits.total));
        let mut connect = pin!(sleep(limits.connect));
        // It begins when there is a connection, and sleeps through the wait for one.
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
}

impl Transport for Reqwest {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let begun = Instant::now();
        let mut head = self.head(request, limits).await?;
        let mut bytes = Vec::new();
        let left = limits.total.saturating_sub(begun.elapsed());
        let body = timeout(left, body(&mut head, limits, &mut bytes)).await;
        let incomplete = body.unwrap_or(Err(Incomplete::TimedOut)).err();
        Ok(received(head.status(), mem::take(head.headers_mut()), bytes, incomplete))
    }

    fn discard_connections(&self) {
        self.0.discard();
    }
}

/// Receives the body of the answer into `bytes`, as much of it as there is.
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

/// What reqwest reports, without the address, which may hold personal data.
fn fault(error: Error, connecting: bool) -> TransportError {
    let connecting = connecting || error.is_connect();
    let fault = if error.is_builder() {
        TransportFault::Unsendable
    } else if error.is_timeout() {
        late(connecting)
    } else if connecting {
        TransportFault::NotConnected
    } else {
        TransportFault::Interrupted
    };
    TransportError::new(fault, error.without_url())
}

impl fmt::Debug for Reqwest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Reqwest(..)")
    }
}
