//! Detects whether a request is still waiting for its connection, which no library reports. Until
//! then nothing was sent, and a call that fails has certainly not reached the vendor.
//!
//! Connections are made within the polls or calls of the request that waits for them, on the same
//! thread, so notes made there are about that request.
//!
//! The cause of a failed connection is determined by the types of errors, never by their
//! messages.

use super::TransportFault;
use rustls::pki_types::InvalidDnsNameError;
use rustls::{AlertDescription, Error as TlsError};
use std::cell::Cell;
use std::error::Error;
use std::{fmt, io};

thread_local! {
    static CONNECTING: Cell<bool> = const { Cell::new(false) };
}

/// Notes whether a connection is being made, or has failed.
pub(super) fn note(connecting: bool) {
    CONNECTING.set(connecting);
}

/// Runs a step of a request; returns its result, and whether the last note in it was that a
/// connection is being made.
pub(super) fn watch<T>(step: impl FnOnce() -> T) -> (T, bool) {
    note(false);
    let result = step();
    (result, CONNECTING.take())
}

/// The fault of a failed connection, as far as the error and its causes show.
pub(super) fn not_connected(error: &(dyn Error + 'static)) -> TransportFault {
    let mut cause = Some(error);
    while let Some(error) = cause {
        if error.is::<UnknownHost>() || error.is::<InvalidDnsNameError>() {
            return TransportFault::UnknownHost;
        }
        if let Some(error) = error.downcast_ref() {
            return no_tls(error);
        }
        // The inner error of an I/O error is not among its causes.
        let inner = error.downcast_ref().and_then(io::Error::get_ref);
        cause = inner
            .map(|inner| inner as &(dyn Error + 'static))
            .or_else(|| error.source());
    }
    TransportFault::NotConnected
}

fn no_tls(error: &TlsError) -> TransportFault {
    match error {
        TlsError::InvalidCertificate(_)
        | TlsError::NoCertificatesPresented
        | TlsError::InvalidCertRevocationList(_) => TransportFault::Certificate,
        // The server has a fault that may pass.
        TlsError::AlertReceived(
            AlertDescription::InternalError | AlertDescription::UserCanceled,
        ) => TransportFault::NotConnected,
        TlsError::AlertReceived(_)
        | TlsError::InappropriateMessage { .. }
        | TlsError::InappropriateHandshakeMessage { .. }
        | TlsError::InvalidMessage(_)
        | TlsError::NoApplicationProtocol
        | TlsError::PeerIncompatible(_)
        | TlsError::PeerMisbehaved(_)
        | TlsError::UnsupportedNameType => TransportFault::Tls,
        _ => TransportFault::NotConnected,
    }
}

/// A name could not be resolved. Systems report that in words only.
#[derive(Debug)]
pub(super) struct UnknownHost(pub(super) io::Error);

impl fmt::Display for UnknownHost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Error for UnknownHost {}

#[cfg(feature = "reqwest")]
pub(super) use self::polled::Watch;

#[cfg(feature = "reqwest")]
mod polled {
    use std::pin::Pin;
    use std::task::{Context, Poll};
    use tower_layer::Layer;
    use tower_service::Service;

    /// Notes with every poll of a connection that it is being made.
    ///
    /// A request that gets another connection in the meantime leaves this one to a task of its
    /// own. From then on its own polls do not poll the connection, and nothing is noted.
    #[derive(Clone)]
    pub(in super::super) struct Watch;

    impl<S> Layer<S> for Watch {
        type Service = Watched<S>;

        fn layer(&self, inner: S) -> Watched<S> {
            Watched(inner)
        }
    }

    #[derive(Clone)]
    pub(in super::super) struct Watched<S>(S);

    impl<S: Service<R>, R> Service<R> for Watched<S> {
        type Response = S::Response;
        type Error = S::Error;
        type Future = WatchedFuture<S::Future>;

        fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
            self.0.poll_ready(cx)
        }

        fn call(&mut self, request: R) -> Self::Future {
            WatchedFuture(Box::pin(self.0.call(request)))
        }
    }

    pub(in super::super) struct WatchedFuture<F>(Pin<Box<F>>);

    impl<F: Future<Output = Result<T, E>>, T, E> Future for WatchedFuture<F> {
        type Output = Result<T, E>;

        fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
            let state = self.0.as_mut().poll(cx);
            super::note(!matches!(state, Poll::Ready(Ok(_))));
            state
        }
    }
}
