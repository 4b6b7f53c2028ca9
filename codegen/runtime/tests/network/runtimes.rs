//! The asynchronous transport, whatever polls it.

use super::given::{client, find};
use super::server::{PATIENT, ms, polite, run};
use crate::runtime::{CallResult, Client, Error, Plain, Reqwest, TransportFault};
use crate::vendor::Find;
use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use tokio::runtime::{Builder, Runtime};

/// Polls a future without any runtime.
fn polled<F: Future>(future: F) -> F::Output {
    struct Unpark(Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let (mut future, mut cx) = (pin!(future), Context::from_waker(&waker));
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut cx) {
            return output;
        }
        thread::park_timeout(ms(5000));
    }
}

fn call(client: &Client<Plain, Reqwest>) -> impl Future<Output = CallResult<Find>> {
    client.call(find()).into_future()
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

#[test]
fn a_client_may_be_used_in_several_runtimes() {
    let server = polite();
    let client = client(&server.url("http"), Reqwest::new().unwrap(), PATIENT);
    let (first, second) = (runtime(), runtime());
    for _ in 0..3 {
        // While one is used, nothing drives the other.
        first.block_on(call(&client)).unwrap();
        second.block_on(call(&client)).unwrap();
        // This one is gone when the next is made.
        run(call(&client)).unwrap();
    }
    drop(first);
    second.block_on(call(&client)).unwrap();
    assert_eq!(server.connections(), 1);
}

#[test]
fn a_client_may_be_used_without_a_runtime() {
    let server = polite();
    let client = client(&server.url("http"), Reqwest::new().unwrap(), PATIENT);
    polled(call(&client)).unwrap();
    polled(call(&client)).unwrap();
}

#[test]
fn a_client_may_be_used_in_a_runtime_without_time_and_network() {
    let server = polite();
    let client = client(&server.url("http"), Reqwest::new().unwrap(), PATIENT);
    let bare = Builder::new_current_thread().build().unwrap();
    bare.block_on(call(&client)).unwrap();
    let timed = Builder::new_current_thread().enable_time().build().unwrap();
    timed.block_on(call(&client)).unwrap();
}

#[test]
fn a_limit_is_kept_without_a_runtime() {
    let silent = super::server::Server::start(|mut peer| peer.wait());
    let limits = crate::runtime::CallLimits { total: ms(100), ..PATIENT };
    let client = client(&silent.url("http"), Reqwest::new().unwrap(), limits);
    match polled(call(&client)) {
        Err(Error::Transport(unanswered)) => {
            assert_eq!(unanswered.fault(), TransportFault::Timeout);
        }
        other => panic!("{other:?}"),
    }
}
