//! The state of the mock server.

use super::super::SecretKey;
use super::super::description::Vendor;
use super::super::signer::Signers;
use super::credentials::Credentials;
use super::error::FakeError;
use super::received::Received;
use super::scenario::{Fault, Scenario};
use super::untyped::Untyped;
use super::{Issued, Keyring};
use http::HeaderValue;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// The key that callbacks are signed with, unless another one is given.
pub(in super::super) fn callback_key(vendor: &Vendor) -> Result<String, FakeError> {
    let key = "fake-callback-key-0123456789";
    let mut callbacks = vendor.callbacks.iter();
    let signing = callbacks.find_map(|it| it.spec.protocol.signing);
    Ok(match signing.map(|it| it.recipe) {
        Some(recipe) if recipe.algorithm.name().is_rsa() => {
            Issued::try_from(vendor)?.signing_key()
        }
        Some(recipe) => recipe.encoded(key),
        None => key.to_owned(),
    })
}

/// The number of latest requests that are kept.
const KEPT: usize = 10_000;

pub(super) struct State {
    pub(super) vendor: &'static Vendor,
    pub(super) credentials: Credentials,
    pub(super) keys: Keyring,
    pub(super) secret_key: SecretKey,
    /// Signs callbacks.
    pub(super) callback_key: SecretKey,
    /// Signs what is received as its client should have.
    pub(super) signers: Option<Signers>,
    scenarios: Mutex<Scenarios>,
    untyped: Mutex<Vec<Untyped>>,
    received: Mutex<VecDeque<Received>>,
    arrived: Condvar,
}

#[derive(Default)]
struct Scenarios {
    next: VecDeque<Scenario>,
    otherwise: Scenario,
}

impl State {
    pub(super) fn new(vendor: &'static Vendor) -> Result<Self, FakeError> {
        let credentials = Credentials::invented(vendor)?;
        let secret_key = credentials.signing()?;
        Ok(Self {
            vendor,
            keys: Keyring::try_from(&credentials.keys)?,
            signers: Signers::new(vendor.protocol, secret_key.clone()),
            secret_key,
            callback_key: SecretKey::new(callback_key(vendor)?)
                .map_err(|_| FakeError::Keys)?,
            credentials,
            scenarios: Mutex::default(),
            untyped: Mutex::default(),
            received: Mutex::default(),
            arrived: Condvar::new(),
        })
    }

    pub(super) fn set_next(&self, scenario: Scenario) {
        lock(&self.scenarios).next.push_back(scenario);
    }

    /// Adds a request of no documented operation, in the place of an earlier one.
    pub(super) fn add_untyped(&self, added: Untyped) {
        lock(&self.untyped).insert(0, added);
    }

    /// The fields of the answer to a request of no documented operation, if it is known.
    pub(super) fn untyped(&self, received: &Received) -> Option<String> {
        let untyped = lock(&self.untyped);
        untyped.iter().find(|it| it.is(received)).map(|it| it.answer.clone())
    }

    pub(super) fn set_default(&self, scenario: Scenario) {
        lock(&self.scenarios).otherwise = scenario;
    }

    pub(super) fn next_scenario(&self) -> Scenario {
        let mut scenarios = lock(&self.scenarios);
        scenarios.next.pop_front().unwrap_or_else(|| scenarios.otherwise.clone())
    }

    /// Whether to close a new connection at once.
    pub(super) fn hangs_up_at_once(&self) -> bool {
        let hang_up = Scenario::Fault(Fault::HangUpBeforeReading);
        let mut scenarios = lock(&self.scenarios);
        let next = scenarios.next.front().unwrap_or(&scenarios.otherwise);
        let at_once = *next == hang_up;
        if at_once {
            scenarios.next.pop_front();
        }
        at_once
    }

    /// The id of the key that a request names.
    pub(super) fn named_key<'a>(&self, received: &'a Received) -> Option<&'a str> {
        let jwe = self.vendor.protocol.encryption?;
        jwe.key_id_header.and_then(|name| received.header(name))
    }

    /// Takes all requests received since the last time.
    pub(super) fn take_received(&self) -> Vec<Received> {
        lock(&self.received).drain(..).collect()
    }

    pub(super) fn received(&self) -> Vec<Received> {
        lock(&self.received).iter().cloned().collect()
    }

    /// The latest received value of a header that differs from this request's.
    pub(super) fn before(&self, header: &str, own: &HeaderValue) -> Option<HeaderValue> {
        let received = lock(&self.received);
        let mut values = received.iter().rev().filter_map(|it| it.headers.get(header));
        values.find(|value| *value != own).cloned()
    }

    /// Waits until a request has been received, at most for `patience`.
    pub(super) fn wait(&self, patience: Duration) {
        let received = lock(&self.received);
        let empty = |received: &mut VecDeque<Received>| received.is_empty();
        drop(self.arrived.wait_timeout_while(received, patience, empty));
    }

    /// Whether a header names the key that a body is encrypted with.
    pub(super) fn names_key(&self, header: &str) -> bool {
        let jwe = self.vendor.protocol.encryption;
        jwe.and_then(|jwe| jwe.key_id_header) == Some(header)
    }

    /// Keeps a request, and drops the oldest if there are too many.
    pub(super) fn keep(&self, received: Received) {
        let mut all = lock(&self.received);
        if all.len() >= KEPT {
            all.pop_front();
        }
        all.push_back(received);
        self.arrived.notify_all();
    }
}

/// A panic leaves no inconsistent state, so that a poisoned lock is usable.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
