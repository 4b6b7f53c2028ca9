//! What the fake vendor knows while it serves.

use super::super::description::Vendor;
use super::super::{CryptoKey, SecretKey};
use super::answer::{self, Payload, Said};
use super::check::check;
use super::play::{Misbehaviour, Play};
use super::received::{Finding, Received};
use super::route::{self, Route};
use super::{Credentials, FakeError};
use http::{HeaderValue, Response, StatusCode, header, request::Parts};
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
    plays: Mutex<Plays>,
    received: Mutex<VecDeque<Received>>,
    arrived: Condvar,
}

#[derive(Default)]
struct Plays {
    next: VecDeque<Play>,
    otherwise: Play,
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

    pub(super) fn play_next(&self, play: Play) {
        lock(&self.plays).next.push_back(play);
    }

    pub(super) fn play_always(&self, play: Play) {
        lock(&self.plays).otherwise = play;
    }

    pub(super) fn next_play(&self) -> Play {
        let mut plays = lock(&self.plays);
        plays.next.pop_front().unwrap_or_else(|| plays.otherwise.clone())
    }

    /// Whether a connection that was just made is to be closed.
    pub(super) fn hangs_up_at_once(&self) -> bool {
        let hang_up = Play::Misbehave(Misbehaviour::HangUpBeforeReading);
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

    /// The answer to a request, unless it is to hang up. The request is kept.
    pub(super) fn answer(
        &self,
        play: &Play,
        head: Parts,
        body: Vec<u8>,
    ) -> Option<Response<Payload>> {
        let mut received = Received::new(head, body);
        let response = match play {
            Play::Misbehave(misbehaviour) => self
                .improper(*misbehaviour)
                .unwrap_or_else(|| Some(self.proper(play, &mut received))),
            _ => Some(self.proper(play, &mut received)),
        };
        if let (Some(response), None) = (&response, &received.answered) {
            received.answered = Some((response.status().as_u16(), None));
        }
        let mut all = lock(&self.received);
        if all.len() >= KEPT {
            all.pop_front();
        }
        all.push_back(received);
        self.arrived.notify_all();
        if *play == Play::Misbehave(Misbehaviour::HangUpWhileAnswering) {
            return response.map(|response| response.map(Payload::broken));
        }
        response
    }

    fn proper(&self, play: &Play, received: &mut Received) -> Response<Payload> {
        let route = route::find(self.vendor, &received.method, &received.uri);
        let (description, path) = match route {
            Route::Operation(description, path) => (description, path),
            Route::OtherMethod => {
                return nowhere(received, StatusCode::METHOD_NOT_ALLOWED, "method");
            }
            Route::Nowhere => return nowhere(received, StatusCode::NOT_FOUND, "path"),
        };
        received.operation = Some(description);
        check(self, description, &path, received);
        let said = if received.findings.is_empty() {
            Said::played(self, description, play)
        } else {
            Said::refusal(description, &received.findings)
        };
        received.answered = Some(match &said {
            Said::Result { http, code, .. } => (*http, Some(code.clone())),
            Said::Status(http, _) => (*http, None),
        });
        answer::answer(self, description, play, &said, received)
    }

    /// The answer of a vendor that does not do what it should, `None` where that is a proper
    /// one all the same, and nothing where there is none.
    #[expect(
        clippy::option_option,
        reason = "one is about what, the other about whether"
    )]
    fn improper(&self, misbehaviour: Misbehaviour) -> Option<Option<Response<Payload>>> {
        let with = |status, media, body: &'static [u8]| {
            let mut response = Response::new(Payload::whole(body));
            *response.status_mut() = status;
            let media = HeaderValue::from_static(media);
            response.headers_mut().insert(header::CONTENT_TYPE, media);
            Some(Some(response))
        };
        let (ok, json) = (StatusCode::OK, "application/json");
        match misbehaviour {
            Misbehaviour::HangUpBeforeReading | Misbehaviour::HangUpAfterReading => {
                Some(None)
            }
            Misbehaviour::ServerError => with(
                StatusCode::INTERNAL_SERVER_ERROR,
                "text/plain",
                b"the fake vendor is out of order\n",
            ),
            Misbehaviour::Html => with(
                ok,
                "text/html",
                b"<!DOCTYPE html><html><body>The fake vendor is being served.</body></html>",
            ),
            Misbehaviour::Garbage => with(ok, json, b"\xff\xfe{\x00\x80garbage"),
            Misbehaviour::Empty => with(ok, json, b""),
            Misbehaviour::HugeBody => {
                let spaces: &'static [u8] = &[b' '; 1 << 14];
                let huge = with(ok, json, spaces).flatten();
                Some(huge.map(|response| response.map(|body| body.repeated(1 << 12))))
            }
            Misbehaviour::EncryptedAnswer if self.vendor.protocol.encryption.is_none() => {
                with(
                    StatusCode::NOT_IMPLEMENTED,
                    "text/plain",
                    b"this vendor does not encrypt\n",
                )
            }
            Misbehaviour::Delay(_)
            | Misbehaviour::HangUpWhileAnswering
            | Misbehaviour::UnknownCode
            | Misbehaviour::EncryptedAnswer
            | Misbehaviour::OtherCallsId
            | Misbehaviour::NoId
            | Misbehaviour::MalformedId => None,
        }
    }
}

fn nowhere(
    received: &mut Received,
    status: StatusCode,
    what: &str,
) -> Response<Payload> {
    let finding = Finding::new(what, "no documented operation has it");
    let body = answer::note(&[finding.to_string()]);
    received.findings.push(finding);
    let mut response = Response::new(Payload::whole(body));
    *response.status_mut() = status;
    response
}

/// Nothing here is left half done by a panic.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
