//! What tells the process to end: Ctrl-C or, where there are such, the signals that ask it to.

use super::End;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
#[cfg(unix)]
use std::{future, task::Poll};
use std::{io, thread, time::Duration};

/// How long the last words may take: nobody may read the standard error either.
const PATIENCE: Duration = Duration::from_secs(1);

/// What there is to tell when the process has to end at once, and its exit code.
#[derive(Clone)]
pub(super) struct FinalMessage(Arc<Mutex<(End, String)>>);

impl FinalMessage {
    pub(super) fn new(end: End, words: String) -> Self {
        Self(Arc::new(Mutex::new((end, words))))
    }

    /// What is to be told from now on.
    pub(super) fn set(&self, end: End, words: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (end, words);
    }

    /// Tells them on the standard error, and ends the process.
    pub(super) fn exit(&self) -> ! {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (end, words) = last;
        let (tells, told) = mpsc::channel();
        thread::spawn(move || {
            let _ = io::stderr().write_all(words.as_bytes());
            let _ = tells.send(());
        });
        let _ = told.recv_timeout(PATIENCE);
        std::process::exit(end as i32)
    }
}

/// Calls `tell` every time that the process is told to end, which from now on does not end it.
pub(super) fn watch(mut tell: Box<dyn FnMut() + Send>) {
    let (listening, listens) = mpsc::channel();
    let watch = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        // Where signals cannot be had, the system ends the process.
        let _ = runtime.and_then(|it| it.block_on(each(&listening, &mut *tell)));
    };
    thread::spawn(watch);
    // Nobody goes on, and may be told, before it listens or cannot.
    let _ = listens.recv();
}

#[cfg(unix)]
async fn each(listening: &mpsc::Sender<()>, tell: &mut dyn FnMut()) -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    let mut signals = kinds.map(signal);
    let _ = listening.send(());
    loop {
        future::poll_fn(|task| {
            let mut came = signals.iter_mut().flatten();
            if came.any(|signal| signal.poll_recv(task).is_ready()) {
                return Poll::Ready(());
            }
            Poll::Pending
        })
        .await;
        tell();
    }
}

#[cfg(not(unix))]
async fn each(listening: &mpsc::Sender<()>, tell: &mut dyn FnMut()) -> io::Result<()> {
    let _ = listening.send(());
    loop {
        tokio::signal::ctrl_c().await?;
        tell();
    }
}
