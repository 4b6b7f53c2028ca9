//! What keeps connections, and can be made anew without any.

use super::TransportError;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Makes what keeps connections.
type Make<T> = dyn Fn() -> Result<T, TransportError> + Send + Sync;

/// A client of an HTTP library, until its connections are to be used no more.
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

    /// What to send the next request with.
    pub(super) fn get(&self) -> Result<T, TransportError> {
        let mut current = self.lock();
        if let Some(there) = &*current {
            return Ok(there.clone());
        }
        let made = (self.make)()?;
        *current = Some(made.clone());
        Ok(made)
    }

    /// Leaves its connections to the calls that use them now, and to no later ones.
    pub(super) fn discard(&self) {
        *self.lock() = None;
    }

    /// Nothing here is left half done by a panic.
    fn lock(&self) -> MutexGuard<'_, Option<T>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
