//! What tells the process to end: Ctrl-C or, where there are such, the signals that ask it to.

#[cfg(unix)]
use std::{future, task::Poll};
use std::{io, sync::mpsc, thread};

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
