//! Sending requests again.

use super::{Code, Error, Ids as _, ProcessIds, Remedy};
use std::time::Duration;

/// How often a request that failed is sent again, and after which waits.
///
/// Only what is safe is repeated: where the [remedy](Error::remedy) is to send the request again
/// later, or, if the request has an idempotency key, again with that key. A request that the vendor
/// may have received is therefore repeated only if it is documented as safe to repeat.
///
/// The waits begin with half a second, and each is twice as long as the one before, up to half a
/// minute; they are shortened at random by up to a half, so that clients that failed together do not
/// return together. Where the vendor asks for a longer wait, that counts; one that is longer than
/// the longest ends the repeats.
///
/// A [`Call`](super::Call) repeats itself by these: see
/// [`send_retrying`](super::Call::send_retrying) and [`retrying`](super::Call::retrying).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retries {
    left: u32,
    wait: Duration,
    longest: Duration,
}

impl Retries {
    /// Sends a request at most so many times again.
    #[must_use]
    pub const fn new(times: u32) -> Self {
        Self {
            left: times,
            wait: Duration::from_millis(500),
            longest: Duration::from_secs(30),
        }
    }

    /// Sets the first wait.
    #[must_use]
    pub const fn first_wait(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// Sets the longest wait.
    #[must_use]
    pub const fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest = wait;
        self
    }

    /// Returns how long to wait before the same request is sent again, and counts it; `None` if it
    /// is not sent again.
    ///
    /// It has to be the same request, or a clone of it, since another one has another idempotency
    /// key.
    pub fn after<C: Code>(&mut self, error: &Error<C>) -> Option<Duration> {
        let is_safe = match error.remedy() {
            Remedy::RetryLater => true,
            Remedy::RetryWithKey => error.idempotency_key().is_some(),
            _ => false,
        };
        let asked = error.retry_after().unwrap_or_default();
        if !is_safe || self.left == 0 || asked > self.longest {
            return None;
        }
        let whole = self.wait.min(self.longest);
        self.left -= 1;
        self.wait = whole.saturating_mul(2);
        Some(shortened(whole, ProcessIds.random()).max(asked))
    }
}

/// A wait without a part of its second half, which the random bits choose.
fn shortened(wait: Duration, random: u128) -> Duration {
    let half = wait / 2;
    let parts = u32::try_from(random % 1024).unwrap_or_default();
    half + half / 1024 * parts
}
