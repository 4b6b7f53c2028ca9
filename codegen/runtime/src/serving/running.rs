//! A server in threads of its own.

use super::server::{Server, Site};
use std::io;
use std::net::TcpListener;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::oneshot;

/// A server that runs until it is dropped.
pub(in super::super) struct Running {
    stop: Option<oneshot::Sender<()>>,
    _runtime: Runtime,
}

impl Running {
    /// Runs a server, and calls `ended` when it has stopped.
    ///
    /// # Errors
    ///
    /// Returns an error if no thread can be started.
    pub(in super::super) fn start<S: Site>(
        server: Server<S>,
        listener: &TcpListener,
        thread: &str,
        ended: impl FnOnce() + Send + 'static,
    ) -> io::Result<Self> {
        let runtime =
            Builder::new_multi_thread().thread_name(thread).enable_all().build()?;
        let listener = listener.try_clone()?;
        listener.set_nonblocking(true)?;
        let listener = {
            let _within = runtime.enter();
            tokio::net::TcpListener::from_std(listener)?
        };
        let (stop, stopped) = oneshot::channel();
        runtime.spawn(async move {
            server.run(listener, stopped).await;
            ended();
        });
        Ok(Self {
            stop: Some(stop),
            _runtime: runtime,
        })
    }

    /// Asks it to stop.
    pub(in super::super) fn stop(&mut self) {
        drop(self.stop.take());
    }
}
