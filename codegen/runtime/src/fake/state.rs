//! What the fake vendor knows while it serves.

use super::super::description::Vendor;
use super::super::{CryptoKey, SecretKey};
use super::credentials::Credentials;
use super::error::FakeError;
use super::received::Received;
use super::scenario::{Fault, Scenario};
use http::HeaderValue;
use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

/// How many requests are kept: the latest ones.
const KEPT: usize = 10_000;

pub(super) struct State {
    pub(super) vendor: &'static Vendor,
    pub(super) credentials: Credentials,
    key: CryptoKey,
    /// The second key of the project, from when it was asked for.
    second: OnceLock<(Credentials, CryptoKey)>,
    /// The id of the key that answers are encrypted with, if that was said.
    answering: Mutex<Option<String>>,
    pub(super) client_key: CryptoKey,
    pub(super) signing: SecretKey,
    plays: Mutex<Scenarios>,
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
        Ok(Self {
            vendor,
            key: credentials.server_key()?,
            second: OnceLock::new(),
            answering: Mutex::default(),
            client_key: credentials.client_key()?,
            signing: credentials.signing()?,
            credentials,
            plays: Mutex::default(),
            received: Mutex::default(),
            arrived: Condvar::new(),
        })
    }

    pub(super) fn play_next(&self, play: Scenario) {
        lock(&self.plays).next.push_back(play);
    }

    pub(super) fn play_always(&self, play: Scenario) {
        lock(&self.plays).otherwise = play;
    }

    pub(super) fn next_play(&self) -> Scenario {
        let mut plays = lock(&self.plays);
        plays.next.pop_front().unwrap_or_else(|| plays.otherwise.clone())
    }

    /// Whether a connection that was just made is to be closed.
    pub(super) fn hangs_up_at_once(&self) -> bool {
        let hang_up = Scenario::Fault(Fault::HangUpBeforeReading);
        let mut plays = lock(&self.plays);
        let next = plays.next.front().unwrap_or(&plays.otherwise);
        let at_once = *next == hang_up;
        if at_once {
            plays.next.pop_front();
        }
        at_once
    }

    pub(super) fn second(&self) -> Result<&Credentials, FakeError> {
        if self.second.get().is_none() {
            let credentials = self.credentials.second(self.vendor)?;
            let key = credentials.server_key()?;
            // Who was faster has made the same.
            let _ = self.second.set((credentials, key));
        }
        self.second.get().map(|(credentials, _)| credentials).ok_or(FakeError::Keys)
    }

    pub(super) fn answer_with(&self, key_id: &str) {
        *lock(&self.answering) = Some(key_id.to_owned());
    }

    /// The key of this id, if it is one that was given.
    pub(super) fn key(&self, id: &str) -> Option<&CryptoKey> {
        let second = self.second.get().map(|(_, key)| key);
        [Some(&self.key), second].into_iter().flatten().find(|key| key.key_id() == id)
    }

    /// The key that a request says it is encrypted with; the first, where it says nothing.
    pub(super) fn request_key(&self, received: &Received) -> Option<&CryptoKey> {
        let jwe = self.vendor.protocol.encryption?;
        match jwe.key_id_header.and_then(|name| received.header(name)) {
            Some(id) => self.key(id),
            None => Some(&self.key),
        }
    }

    /// The key that the answer to a request is encrypted with.
    pub(super) fn answer_key(&self, received: &Received) -> &CryptoKey {
        let said = lock(&self.answering).as_deref().and_then(|id| self.key(id));
        said.or_else(|| self.request_key(received)).unwrap_or(&self.key)
    }

    /// Everything that was received since the last time.
    pub(super) fn take_received(&self) -> Vec<Received> {
        lock(&self.received).drain(..).collect()
    }

    pub(super) fn received(&self) -> Vec<Received> {
        lock(&self.received).iter().cloned().collect()
    }

    /// What the latest request but this one had in this header, where it is another value.
    pub(super) fn before(&self, header: &str, own: &HeaderValue) -> Option<HeaderValue> {
        let received = lock(&self.received);
        let mut values = received.iter().rev().filter_map(|it| it.headers.get(header));
        values.find(|value| *value != own).cloned()
    }

    /// Waits until something has been received, but not for ever.
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

    /// Keeps a request, in the place of the oldest where there are too many.
    pub(super) fn keep(&self, received: Received) {
        let mut all = lock(&self.received);
        if all.len() >= KEPT {
            all.pop_front();
        }
        all.push_back(received);
        self.arrived.notify_all();
    }
}

/// Nothing here is left half done by a panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
