//! The blocking transport.

use super::connecting::{UnknownHost, not_connected, note, watch};
use super::error::{TransportError, TransportFault};
use super::renewed::Renewed;
use super::traits::{BlockingTransport, CallLimits, Incomplete, append, received};
use ::ureq::config::{Config, ConfigBuilder};
use ::ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ::ureq::typestate::AgentScope;
use ::ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ::ureq::unversioned::transport::{
    ConnectionDetails, Connector, DefaultConnector, NextTimeout, Transport,
};
use ::ureq::{Agent, Body, Error};
use http::{Request, Response, Uri};
use rustls::crypto::aws_lc_rs;
use std::{fmt, io::Read as _, mem, sync::Arc, time::Duration};

/// Sends requests with ureq, blocking the caller.
///
/// TLS is rustls with the system's trusted certificates. It follows no redirects, never retries,
/// stores no cookies, and uses no proxy: proxies of the environment are ignored unless
/// [`customized`](Self::customized) sets one. Connections are pooled. Cloning is cheap; clones
/// share them.
///
/// ureq logs nothing of a request to the crate `log`, except at the level `trace`: there its
/// protocol layer writes every byte that it sends and receives, including access keys and plain
/// bodies. Leave `trace` off for `ureq` and `ureq_proto`, or compile it out with the feature
/// `release_max_level_debug` of `log`.
#[derive(Clone)]
pub struct Ureq(Arc<Renewed<Agent>>);

impl Default for Ureq {
    fn default() -> Self {
        Self::new()
    }
}

impl Ureq {
    /// Creates the transport.
    #[must_use]
    pub fn new() -> Self {
        Self::customized(|builder| builder)
    }

    /// Creates the transport with custom settings, such as certificates or a proxy. They cannot
    /// override what [`BlockingTransport`] requires.
    #[must_use]
    pub fn customized(
        settings: impl FnOnce(ConfigBuilder<AgentScope>) -> ConfigBuilder<AgentScope>,
    ) -> Self {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .root_certs(RootCerts::PlatformVerifier)
            .unversioned_rustls_crypto_provider(Arc::new(aws_lc_rs::default_provider()))
            .build();
        let config = settings(Agent::config_builder().proxy(None).tls_config(tls))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .build();
        let agent = move || {
            let connector = Watched(DefaultConnector::default());
            let resolver = Watched(DefaultResolver::default());
            Ok(Agent::with_parts(config.clone(), connector, resolver))
        };
        Self(Arc::new(Renewed::new(agent)))
    }
}

impl BlockingTransport for Ureq {
    fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let agent = self.0.get()?;
        let request = agent
            .configure_request(request)
            .timeout_resolve(within(limits.connect))
            .timeout_connect(within(limits.connect))
            .timeout_per_read(within(limits.read))
            .timeout_global(within(limits.total))
            .build();
        let (result, connecting) = watch(|| {
            note(true);
            agent.run(request)
        });
        let mut answer = result.map_err(|error| fault(error, connecting))?;
        let mut bytes = Vec::new();
        let incomplete = body(answer.body_mut(), limits.max_body, &mut bytes).err();
        let (status, headers) = (answer.status(), mem::take(answer.headers_mut()));
        Ok(received(status, headers, bytes, incomplete))
    }

    fn discard_connections(&self) {
        self.0.discard();
    }
}

/// A timeout for ureq, which would panic if it ended after the clock's range.
fn within(limit: Duration) -> Option<Duration> {
    (limit < Duration::from_secs(1 << 30)).then_some(limit)
}

/// Receives the body of the answer into `bytes`, as far as it arrives.
fn body(body: &mut Body, limit: usize, bytes: &mut Vec<u8>) -> Result<(), Incomplete> {
    let (mut reader, mut chunk) = (body.as_reader(), [0; 8192]);
    loop {
        match reader.read(&mut chunk).map_err(Error::from) {
            Ok(0) => return Ok(()),
            Ok(count) => append(bytes, chunk.get(..count).unwrap_or_default(), limit)?,
            Err(Error::Timeout(_)) => return Err(Incomplete::TimedOut),
            Err(_) => return Err(Incomplete::Interrupted),
        }
    }
}

fn fault(error: Error, connecting: bool) -> TransportError {
    let fault = match &error {
        // Both quote the URL, which may contain personal data.
        Error::BadUri(_) | Error::RequireHttpsOnly(_) => {
            return TransportFault::Unsendable.into();
        }
        Error::Http(_) => TransportFault::Unsendable,
        Error::Timeout(_) if connecting => TransportFault::ConnectTimeout,
        Error::Timeout(_) => TransportFault::Timeout,
        Error::Rustls(error) if connecting => not_connected(error),
        Error::Io(error) if connecting => not_connected(error),
        Error::Other(error) if connecting => not_connected(&**error),
        Error::HostNotFound if connecting => TransportFault::UnknownHost,
        Error::Tls(_) if connecting => TransportFault::Tls,
        _ if connecting => TransportFault::NotConnected,
        _ => TransportFault::Interrupted,
    };
    TransportError::new(fault, error)
}

/// Notes that a connection is being made, until it has been. Every request resolves its host,
/// even one over an existing connection.
#[derive(Debug)]
struct Watched<T>(T);

impl Resolver for Watched<DefaultResolver> {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        note(true);
        let addresses = self.0.resolve(uri, config, timeout);
        let addresses = addresses.map_err(|error| match error {
            Error::Io(error) => Error::Other(UnknownHost(error).into()),
            other => other,
        })?;
        note(false);
        Ok(addresses)
    }
}

impl Connector for Watched<DefaultConnector> {
    type Out = Box<dyn Transport>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<()>,
    ) -> Result<Option<Self::Out>, Error> {
        note(true);
        let transport = self.0.connect(details, chained)?;
        note(false);
        Ok(transport)
    }
}

impl fmt::Debug for Ureq {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ureq(..)")
    }
}
