//! Work that all who wait for it do together, and that is done once.

use std::future::Future;
use std::pin::{Pin, pin};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

/// The work.
pub(super) type Work<T> = Pin<Box<dyn Future<Output = T> + Send>>;

/// Work in progress, and who waits for it. Whoever is polled goes on with it, so that it ends
/// although the one that began it is dropped, or is not polled any more; it is dropped with the
/// last one that waits.
pub(super) struct Fetching<T> {
    /// `None` once it is done.
    work: Mutex<Option<Work<T>>>,
    waiters: Arc<Waiters<T>>,
}

struct Waiters<T>(Mutex<Waiting<T>>);

struct Waiting<T> {
    outcome: Option<T>,
    wakers: Vec<Waker>,
    /// Whether somebody was polled while another one was going on with the work.
    is_missed: bool,
}

impl<T: Clone + Send + 'static> Fetching<T> {
    pub(super) fn new(work: Work<T>) -> Self {
        let waiting = Waiting {
            outcome: None,
            wakers: Vec::new(),
            is_missed: false,
        };
        Self {
            work: Mutex::new(Some(work)),
            waiters: Arc::new(Waiters(Mutex::new(waiting))),
        }
    }

    pub(super) fn is_done(&self) -> bool {
        self.waiters.lock().outcome.is_some()
    }

    /// Waits for the outcome; `None` if the work has panicked.
    pub(super) const fn wait(self: Arc<Self>) -> Wait<T> {
        Wait(self)
    }
}

/// The future of an outcome.
pub(super) struct Wait<T>(Arc<Fetching<T>>);

impl<T: Clone + Send + 'static> Future for Wait<T> {
    type Output = Option<T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let Fetching { work, waiters } = &*self.0;
        if let Some(outcome) = waiters.outcome(context.waker()) {
            return Poll::Ready(Some(outcome));
        }
        let work = match work.try_lock() {
            Ok(work) => work,
            Err(TryLockError::WouldBlock) => {
                waiters.lock().is_missed = true;
                // It may have been given back before that was said.
                match work.try_lock() {
                    Ok(work) => work,
                    Err(TryLockError::WouldBlock) => return Poll::Pending,
                    Err(TryLockError::Poisoned(_)) => return Poll::Ready(None),
                }
            }
            Err(TryLockError::Poisoned(_)) => return Poll::Ready(None),
        };
        let mut turn = Turn { work: Some(work), waiters };
        let Some(work) = turn.work.as_mut().and_then(|it| it.as_mut()) else {
            return Poll::Ready(waiters.lock().outcome.clone());
        };
        let all = Waker::from(Arc::clone(waiters));
        let Poll::Ready(outcome) = work.as_mut().poll(&mut Context::from_waker(&all))
        else {
            return Poll::Pending;
        };
        waiters.lock().outcome = Some(outcome.clone());
        if let Some(work) = &mut turn.work {
            **work = None;
        }
        drop(turn);
        waiters.wake_all();
        Poll::Ready(Some(outcome))
    }
}

/// The turn of one that goes on with the work. Whoever was polled in the meantime is polled again
/// behind it, also if it panics.
struct Turn<'a, T> {
    work: Option<MutexGuard<'a, Option<Work<T>>>>,
    waiters: &'a Waiters<T>,
}

impl<T> Drop for Turn<'_, T> {
    fn drop(&mut self) {
        self.work = None;
        let is_missed = std::mem::take(&mut self.waiters.lock().is_missed);
        if is_missed {
            self.waiters.wake_all();
        }
    }
}

impl<T> Waiters<T> {
    /// A panic leaves no inconsistent state, so that a poisoned lock is usable.
    fn lock(&self) -> MutexGuard<'_, Waiting<T>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake_all(&self) {
        let wakers = std::mem::take(&mut self.lock().wakers);
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl<T: Clone> Waiters<T> {
    /// The outcome; if there is none yet, `waker` is woken when somebody has to be polled.
    fn outcome(&self, waker: &Waker) -> Option<T> {
        let mut waiting = self.lock();
        let outcome = waiting.outcome.clone();
        if outcome.is_none() && !waiting.wakers.iter().any(|it| it.will_wake(waker)) {
            waiting.wakers.push(waker.clone());
        }
        outcome
    }
}

impl<T: Send + 'static> Wake for Waiters<T> {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

/// Waits for a future in this thread.
pub(super) fn block_on<F: Future>(future: F) -> F::Output {
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let (mut context, mut future) = (Context::from_waker(&waker), pin!(future));
    loop {
        if let Poll::Ready(outcome) = future.as_mut().poll(&mut context) {
            return outcome;
        }
        thread::park();
    }
}

/// Wakes a thread that waits.
struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}
