//! Calls that are given up, clients that are dropped, and vendors that die: nothing hangs, and
//! what may have been received is said to.

use super::described::VENDOR;
use super::fake::{core, payment};
use crate::runtime::fake::{Fake, Fault, Scenario};
use crate::runtime::{
    CallLimits, CallResult, Client, Encrypting, Encryption, Error, Reached, Remedy,
    Reqwest, TransportFault, Untyped, Ureq,
};
use std::thread;
use std::time::{Duration, Instant};
use tokio::runtime::Runtime;
use tokio::task::JoinSet;

const LATE: Duration = Duration::from_secs(60);
const SOON: Duration = Duration::from_millis(200);
/// Long enough for a machine that is busy, and far less than any limit of the calls.
const PROMPT: Duration = Duration::from_secs(10);

type Ended = CallResult<Untyped>;

fn ask() -> Untyped {
    Untyped::post("/v1/payments", &payment(), Encryption::Yes)
}

fn limits(total: Duration) -> CallLimits {
    CallLimits {
        read: total,
        total,
        ..CallLimits::default()
    }
}

fn awaited(fake: &Fake) -> Client<Encrypting, Reqwest> {
    Client::new(core(fake), Reqwest::new().unwrap(), limits(LATE))
}

fn blocking(fake: &Fake) -> Client<Encrypting, Ureq> {
    Client::new(core(fake), Ureq::new(), limits(LATE))
}

fn runtime() -> Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap()
}

/// So many calls at once, each with a client of its own.
fn in_flight(client: &Client<Encrypting, Reqwest>) -> JoinSet<Ended> {
    let mut calls = JoinSet::new();
    for _ in 0..8 {
        let client = client.clone();
        calls.spawn(async move { client.call(ask()).await });
    }
    calls
}

/// A vendor that answers when all is over.
fn slow() -> Fake {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    fake.always(Fault::Delay(LATE));
    fake
}

fn may_have_arrived(ended: Ended, fault: TransportFault) {
    match ended {
        Err(Error::Transport(error)) if error.fault() == fault => {
            let error = Error::<String>::Transport(error);
            assert_eq!(error.reached(), Reached::Maybe, "{error}");
            assert_eq!(error.remedy(), Remedy::CheckOutcome, "{error}");
            assert!(error.correlation_id().is_some());
        }
        other => panic!("{other:?}"),
    }
}

/// What `act` gives, which must not take long.
fn promptly<T>(act: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = act();
    assert!(begun.elapsed() < PROMPT, "{:?}", begun.elapsed());
    done
}

#[test]
fn a_vendor_that_dies_leaves_no_call_hanging() {
    let fake = slow();
    let (client, waiting) = (awaited(&fake), blocking(&fake));
    promptly(|| {
        let waited = thread::spawn(move || waiting.call(ask()).send());
        let ended = runtime().block_on(async {
            let calls = in_flight(&client);
            tokio::time::sleep(SOON).await;
            // It joins the vendor's thread, so that nothing of it is left.
            tokio::task::spawn_blocking(|| drop(fake)).await.unwrap();
            calls.join_all().await
        });
        assert_eq!(ended.len(), 8);
        for ended in ended.into_iter().chain([waited.join().unwrap()]) {
            may_have_arrived(ended, TransportFault::Interrupted);
        }
    });
}

#[test]
fn a_vendor_that_dies_while_it_answers_has_received_the_request() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    fake.always(Fault::HangUpWhileAnswering);
    let awaited =
        promptly(|| runtime().block_on(awaited(&fake).call(ask()).into_future()));
    let waited = promptly(|| blocking(&fake).call(ask()).send());
    for ended in [awaited, waited] {
        let Err(error @ Error::Undocumented(_)) = ended else { panic!("{ended:?}") };
        assert_eq!(error.reached(), Reached::Yes);
    }
}

#[test]
fn a_call_that_times_out_may_have_arrived() {
    let fake = slow();
    promptly(|| {
        let client = awaited(&fake);
        let call = client.call(ask()).timeout(SOON);
        may_have_arrived(
            runtime().block_on(call.into_future()),
            TransportFault::Timeout,
        );
        let ended = blocking(&fake).call(ask()).timeout(SOON).send();
        may_have_arrived(ended, TransportFault::Timeout);
    });
}

#[test]
fn a_client_may_be_dropped_while_its_clones_call() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    fake.always(Fault::Delay(SOON));
    promptly(|| {
        let client = awaited(&fake);
        let ended = runtime().block_on(async {
            let calls = in_flight(&client);
            drop(client);
            calls.join_all().await
        });
        assert!(ended.iter().all(Result::is_ok), "{ended:?}");
        let client = blocking(&fake);
        let clone = client.clone();
        let waited = thread::spawn(move || clone.call(ask()).send());
        drop(client);
        assert!(waited.join().unwrap().is_ok());
    });
}

#[test]
fn calls_that_are_given_up_disturb_no_others() {
    let fake = slow();
    let client = awaited(&fake);
    promptly(|| {
        runtime().block_on(async {
            let mut calls = in_flight(&client);
            tokio::time::sleep(SOON).await;
            calls.shutdown().await;
            fake.always(Scenario::Success);
            client.call(ask()).await.unwrap();
        });
    });
}

#[test]
fn a_client_outlives_the_runtime_that_it_was_used_in() {
    let fake = Fake::of(&VENDOR, 0).unwrap();
    let client = awaited(&fake);
    promptly(|| {
        for _ in 0..3 {
            fake.always(Scenario::Success);
            let first = runtime();
            first.block_on(client.call(ask()).into_future()).unwrap();
            fake.always(Fault::Delay(LATE));
            let calls = first.block_on(async {
                let calls = in_flight(&client);
                tokio::time::sleep(SOON).await;
                calls
            });
            // They are in flight when the runtime goes.
            drop(first);
            drop(calls);
        }
    });
}
