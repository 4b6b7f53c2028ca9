//! HTTP clients whose connections can be discarded.

use super::TransportError;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Creates an HTTP client.
type Make<T> = dyn Fn() -> Result<T, TransportError> + Send + Sync;

/// A client of an HTTP library, recreated when its connections must not be reused.
pub(super) struct Renewed<T> {
    make: Box<Make<T>>,
    current: Mutex<Option<T>>,
}

impl<T: Clone> Renewed<T> {
    pub(super) fn new(
        make: impl Fn() -> Result<T, TransportError> + Send + Sync + 'static,
    ) -> Self {
        Self {
            make: Box::new(make),
            current: Mutex::default(),
        }
    }

    /// The client for the next request.
    pub(super) fn get(&self) -> Result<T, TransportError> {
        let mut current = self.lock();
        if let Some(there) = &*current {
            return Ok(there.clone());
        }
        let made = (self.make)()?;
        *current = Some(made.clone());
        Ok(made)
    }

    /// Discards the connections; calls that use them now may finish.
    pub(super) fn discard(&self) {
        *self.lock() = None;
    }

    /// A panic leaves no inconsistent state, so that a poisoned lock is usable.
    fn lock(&self) -> MutexGuard<'_, Option<T>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
