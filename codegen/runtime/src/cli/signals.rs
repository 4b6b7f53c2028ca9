//! Signals that ask the process to stop: Ctrl-C and, where they exist, the termination signals.

use super::End;
use std::io::Write as _;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
#[cfg(unix)]
use std::{future, task::Poll};
use std::{io, thread, time::Duration};

/// The time limit of the final message: nobody may read the standard error.
const FINAL_MESSAGE_TIMEOUT: Duration = Duration::from_secs(1);

/// The message and exit code for when the process must end at once.
#[derive(Clone)]
pub(super) struct FinalMessage(Arc<Mutex<(End, String)>>);

impl FinalMessage {
    pub(super) fn new(end: End, words: String) -> Self {
        Self(Arc::new(Mutex::new((end, words))))
    }

    /// Replaces the message and the exit code.
    pub(super) fn set(&self, end: End, words: String) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (end, words);
    }

    /// Writes the message to the standard error, and ends the process.
    pub(super) fn exit(&self) -> ! {
        let last = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let (end, words) = last;
        let (tells, told) = mpsc::channel();
        thread::spawn(move || {
            let _ = io::stderr().write_all(words.as_bytes());
            let _ = tells.send(());
        });
        let _ = told.recv_timeout(FINAL_MESSAGE_TIMEOUT);
        std::process::exit(end as i32)
    }
}

/// Calls `notify` for every signal; signals no longer end the process.
pub(super) fn watch(mut notify: Box<dyn FnMut() + Send>) {
    let (listening, listens) = mpsc::channel();
    let watch = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        // If signals are not available, the system ends the process.
        let _ = runtime.and_then(|it| it.block_on(each(&listening, &mut *notify)));
    };
    thread::spawn(watch);
    // Waits until it listens, or cannot.
    let _ = listens.recv();
}

#[cfg(unix)]
async fn each(listening: &mpsc::Sender<()>, notify: &mut dyn FnMut()) -> io::Result<()> {
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
        notify();
    }
}

#[cfg(not(unix))]
async fn each(listening: &mpsc::Sender<()>, notify: &mut dyn FnMut()) -> io::Result<()> {
    let _ = listening.send(());
    loop {
        tokio::signal::ctrl_c().await?;
        notify();
    }
}
