//! The token that a client has.

use super::TokenError;
use super::fetching::{Fetching, Work};
use http::HeaderValue;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::SystemTime;

/// A token, as its header carries it.
pub(super) struct HeldToken {
    pub(super) value: HeaderValue,
    /// Whether a caller gave it, who alone can give another one.
    pub(super) is_given: bool,
    /// When another one has to be fetched.
    pub(super) until: Option<SystemTime>,
}

impl HeldToken {
    pub(super) const fn given(value: HeaderValue) -> Self {
        Self {
            value,
            is_given: true,
            until: None,
        }
    }
}

/// What came of fetching a token. All who wait for it get the same.
pub(super) type Fetched = Result<Arc<HeldToken>, TokenError>;

/// The token of a client.
#[derive(Default)]
pub(super) struct Tokens(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    token: Option<Arc<HeldToken>>,
    fetching: Weak<Fetching<Fetched>>,
}

/// Where a call has its token from.
pub(super) enum Next {
    Held(Arc<HeldToken>),
    Fetched(Arc<Fetching<Fetched>>),
}

impl Tokens {
    /// The token that is valid at `now`, if there is one.
    pub(super) fn current(&self, now: SystemTime) -> Option<Arc<HeldToken>> {
        self.lock().current(now)
    }

    /// The token that is valid at `now`, or the one request for another: what `fetch` does, unless
    /// that is being done.
    pub(super) fn next(
        &self,
        now: SystemTime,
        fetch: impl FnOnce() -> Work<Fetched>,
    ) -> Next {
        let mut kept = self.lock();
        if let Some(token) = kept.current(now) {
            return Next::Held(token);
        }
        if let Some(fetching) = kept.fetching.upgrade().filter(|it| !it.is_done()) {
            return Next::Fetched(fetching);
        }
        let fetching = Arc::new(Fetching::new(fetch()));
        kept.fetching = Arc::downgrade(&fetching);
        Next::Fetched(fetching)
    }

    pub(super) fn keep(&self, token: Arc<HeldToken>) {
        self.lock().token = Some(token);
    }

    /// Forgets a token that the vendor has refused, unless there is another one by now.
    pub(super) fn forget(&self, refused: &Arc<HeldToken>) {
        self.lock().token.take_if(|token| Arc::ptr_eq(token, refused));
    }

    /// A panic leaves no inconsistent state, so that a poisoned lock is usable.
    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn current(&self, now: SystemTime) -> Option<Arc<HeldToken>> {
        let is_valid =
            |token: &&Arc<HeldToken>| token.until.is_none_or(|until| now < until);
        self.token.as_ref().filter(is_valid).cloned()
    }
}
