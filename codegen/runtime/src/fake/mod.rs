//! A mock server: an HTTP server on this machine that checks every request against the
//! documentation, and answers as documented.
//!
//! It refuses an invalid request with the documented code whose message names the field, or else
//! with a general documented code for faulty requests, or else with a bare status and an
//! explanation in the body. It never invents a code. [`Fake::next`] sets what it answers,
//! including faults.

mod answer;
mod body;
mod callback;
mod check;
mod credentials;
mod error;
mod invent;
#[cfg(not(feature = "encryption"))]
mod keyless;
#[cfg(feature = "encryption")]
mod keyring;
#[cfg(feature = "encryption")]
mod keys;
mod multipart;
mod payload;
mod received;
mod respond;
mod result;
#[cfg(feature = "encryption")]
mod rotation;
mod sample;
mod scenario;
mod server;
mod signature;
mod state;
mod token;
mod untyped;
mod written;

pub use self::callback::{CallbackFault, SentCallback};
pub use self::credentials::Credentials;
pub use self::error::FakeError;
pub use self::invent::{invent, invented};
#[cfg(feature = "encryption")]
#[cfg(feature = "cli")]
pub(super) use self::keys::armored;
pub use self::received::{Finding, Received};
pub use self::scenario::{Fault, Scenario};
#[cfg(feature = "cli")]
pub(super) use self::state::callback_key;

#[cfg(not(feature = "encryption"))]
use self::keyless::{Issued, Keyring};
use self::state::State;
#[cfg(feature = "encryption")]
use self::{keyring::Keyring, keys::Issued};
use super::description::Vendor;
use super::{Method, SecretKey};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::{fmt, thread, time::Duration};
use tokio::sync::oneshot;

/// A mock server. It runs in its own thread until it is dropped, for blocking and asynchronous
/// tests.
pub struct Fake {
    state: Arc<State>,
    address: SocketAddr,
    /// Dropped to end the thread.
    serving: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Fake {
    /// Starts a mock server of `vendor` on a port of this machine, or on a free one for 0.
    ///
    /// # Errors
    ///
    /// Returns an error if the port is in use, keys cannot be generated, or no valid value can be
    /// invented for a header.
    pub fn of(vendor: &'static Vendor, port: u16) -> Result<Self, FakeError> {
        let state = Arc::new(State::new(vendor)?);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (serving, ended) = oneshot::channel::<()>();
        let shared = Arc::clone(&state);
        let serve = move || {
            runtime.block_on(async {
                if let Ok(listener) = tokio::net::TcpListener::from_std(listener) {
                    tokio::spawn(server::serve(listener, shared));
                }
                // An error is what the sender leaves when it is dropped.
                let _ = ended.await;
            });
            runtime.shutdown_background();
        };
        Ok(Self {
            state,
            address,
            serving: Some(serving),
            thread: Some(
                thread::Builder::new().name("mock server".to_owned()).spawn(serve)?,
            ),
        })
    }

    /// Returns the base URL: `http://127.0.0.1:` and the port.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns the credentials that requests need.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.state.credentials
    }

    /// Returns the key for signing requests.
    #[must_use]
    pub fn secret_key(&self) -> SecretKey {
        self.state.secret_key.clone()
    }

    /// Returns a callback with invented values, signed with [`callback_key`](Self::callback_key)
    /// if it is signed. `None` if no callback has this id in the specification.
    #[must_use]
    pub fn callback(&self, id: &str) -> Option<SentCallback> {
        let description = self.state.vendor.callback(id)?;
        let sent = SentCallback::of(description, self.callback_key());
        Some(sent.sealed_by(self.state.keys.sealing()))
    }

    /// Returns the key for verifying callbacks.
    #[must_use]
    pub fn callback_key(&self) -> SecretKey {
        self.state.callback_key.clone()
    }

    /// Tells it of a request of no documented operation, which is sent as `Untyped`: it is answered
    /// with the code of success and these fields, a JSON object, or by the scenario that is set.
    /// Its headers, its signature and the key that its body is encrypted with are checked as those
    /// of any request.
    pub fn untyped(
        &self,
        method: Method,
        path: impl Into<String>,
        answer: impl Into<String>,
    ) {
        let (path, answer) = (path.into(), answer.into());
        self.state.add_untyped(untyped::Untyped { method, path, answer });
    }

    /// Queues the scenario of one request.
    pub fn next(&self, scenario: impl Into<Scenario>) {
        self.state.set_next(scenario.into());
    }

    /// Sets the scenario of all requests without one from [`next`](Self::next).
    pub fn always(&self, scenario: impl Into<Scenario>) {
        self.state.set_default(scenario.into());
    }

    /// Returns the latest requests, at most 10,000, in the order of their completion.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.state.received()
    }

    /// Like [`received`](Self::received), and removes them.
    #[must_use]
    pub fn take_received(&self) -> Vec<Received> {
        self.state.take_received()
    }

    /// Waits until a request has been received that was not taken yet, at most for `patience`.
    pub fn wait(&self, patience: Duration) {
        self.state.wait(patience);
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        drop(self.serving.take());
        if let Some(thread) = self.thread.take() {
            // The thread does not panic; and a panic in a drop would end the process.
            let _ = thread.join();
        }
    }
}

/// Shows the address.
impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fake({})", self.address)
    }
}
