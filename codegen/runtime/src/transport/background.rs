//! A background thread that drives the connections of a transport.
//!
//! A pooled connection belongs to the tokio runtime in which it was made, and stalls while nobody
//! drives that runtime: a call over it from another runtime would wait in vain. With a runtime of
//! the transport's own, calls finish whatever polls them.

use super::{TransportError, TransportFault};
use std::{io, thread};
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot::{Sender, channel};
use tokio::task::JoinSet;

/// The runtime; it ends when this is dropped.
pub(super) struct Background {
    handle: Handle,
    _running: Sender<()>,
}

impl Background {
    pub(super) fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        let handle = runtime.handle().clone();
        let (running, stopped) = channel();
        thread::Builder::new().name("vendor-client".to_owned()).spawn(move || {
            // It ends with an error, since nothing is ever sent.
            let _ = runtime.block_on(stopped);
        })?;
        Ok(Self { handle, _running: running })
    }

    /// Runs `task`, which is cancelled when nobody waits for it any more.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        task: impl Future<Output = Result<T, TransportError>> + Send + 'static,
    ) -> Result<T, TransportError> {
        let mut tasks = JoinSet::new();
        tasks.spawn_on(task, &self.handle);
        match tasks.join_next().await {
            Some(Ok(result)) => result,
            // The task panicked; the caller's thread must not.
            Some(Err(_)) | None => Err(TransportFault::Interrupted.into()),
        }
    }
}
