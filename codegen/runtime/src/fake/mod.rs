//! A vendor that does not exist: an HTTP server on this machine that takes every request apart
//! as the documentation says it has to be, and answers as the documentation says it does.
//!
//! It refuses what is wrong, with the documented code whose message names the field in question,
//! or else with a documented code that the program's fault has and that names no field; where
//! there is neither, with a bare status and a body of its own that says what is wrong. It never
//! invents a code. What it is to answer, properly or not, [`Fake::next`] tells it.

mod answer;
mod check;
mod credentials;
mod error;
mod invent;
mod received;
mod respond;
mod route;
mod scenario;
mod server;
mod state;

pub use self::credentials::Credentials;
pub use self::error::FakeError;
pub use self::invent::{invent, invented};
pub use self::received::{Finding, Received};
pub use self::scenario::{Fault, Scenario};

use self::state::State;
use super::description::Vendor;
use super::{CryptoKey, SecretKey};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::{fmt, thread, time::Duration};
use tokio::sync::oneshot;

/// A fake vendor that serves until it is dropped, in a thread of its own: it can be used from
/// blocking and from asynchronous tests.
pub struct Fake {
    state: Arc<State>,
    address: SocketAddr,
    /// Dropped to end the thread.
    serving: Option<oneshot::Sender<()>>,
    thread: Option<thread::JoinHandle<()>>,
}

impl Fake {
    /// A fake of `vendor` at a port of this machine; at any that is free if it is 0.
    ///
    /// # Errors
    ///
    /// The port is taken, keys cannot be made, or the specification asks of a header what
    /// nothing can be invented for.
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
                thread::Builder::new().name("fake vendor".to_owned()).spawn(serve)?,
            ),
        })
    }

    /// What paths are appended to: `http://127.0.0.1:` and the port.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What a caller has to send.
    #[must_use]
    pub fn credentials(&self) -> &Credentials {
        &self.state.credentials
    }

    /// The same with the second key that the vendor gives a project: accepted from now on, as
    /// the first is.
    ///
    /// # Errors
    ///
    /// Keys cannot be made.
    pub fn second_credentials(&self) -> Result<&Credentials, FakeError> {
        self.state.second()
    }

    /// Encrypts answers for the key of this id. Otherwise it is the one that the request names,
    /// or else the first.
    pub fn answer_with(&self, key_id: &str) {
        self.state.answer_with(key_id);
    }

    /// What a client signs with.
    #[must_use]
    pub fn secret_key(&self) -> SecretKey {
        self.state.signing.clone()
    }

    /// The first key that a client encrypts and decrypts with.
    #[must_use]
    pub fn crypto_key(&self) -> CryptoKey {
        self.state.client_key.clone()
    }

    /// Says what to do with the next request, or with the next of which it was not said yet.
    pub fn next(&self, play: impl Into<Scenario>) {
        self.state.play_next(play.into());
    }

    /// Says what to do with every request of which it is not said by [`next`](Self::next).
    pub fn always(&self, play: impl Into<Scenario>) {
        self.state.play_always(play.into());
    }

    /// The latest requests, 10,000 at most, in the order in which they came whole.
    #[must_use]
    pub fn received(&self) -> Vec<Received> {
        self.state.received()
    }

    /// As [`received`](Self::received), and forgets them.
    #[must_use]
    pub fn take_received(&self) -> Vec<Received> {
        self.state.take_received()
    }

    /// Waits until there is a request that was not taken yet, but no longer than `patience`.
    pub fn wait(&self, patience: Duration) {
        self.state.wait(patience);
    }
}

impl Drop for Fake {
    fn drop(&mut self) {
        drop(self.serving.take());
        if let Some(thread) = self.thread.take() {
            // It does not panic; and a panic within a drop would end the process.
            let _ = thread.join();
        }
    }
}

/// The address.
impl fmt::Debug for Fake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fake({})", self.address)
    }
}
