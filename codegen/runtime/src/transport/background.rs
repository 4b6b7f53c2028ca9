//! A thread of the transport's own that drives its connections.
//!
//! A connection that is kept belongs to the tokio runtime in which it was made, and stands still
//! whenever nobody drives that one: a call over it from another runtime would wait in vain. In a
//! runtime of the transport's own, calls end in time whatever polls them.

use super::{TransportError, TransportFault};
use std::{io, thread};
use tokio::runtime::{Builder, Handle};
use tokio::sync::oneshot::{Sender, channel};
use tokio::task::JoinSet;

/// The runtime, for as long as this is there.
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

    /// What `task` gives, which ends when nobody waits for it any more.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        task: impl Future<Output = Result<T, TransportError>> + Send + 'static,
    ) -> Result<T, TransportError> {
        let mut tasks = JoinSet::new();
        tasks.spawn_on(task, &self.handle);
        match tasks.join_next().await {
            Some(Ok(result)) => result,
            // It panicked, which no caller's thread is to do for it.
            Some(Err(_)) | None => Err(TransportFault::Interrupted.into()),
        }
    }
}
