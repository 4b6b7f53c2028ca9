//! Both transports against servers that answer a call with another call's answer.

use super::given::setup_of;
use super::matching::matched;
#[cfg(feature = "reqwest")]
use super::server::run;
use super::server::{PATIENT, Peer, Server, ms, pause};
#[cfg(feature = "reqwest")]
use crate::runtime::Reqwest;
#[cfg(feature = "ureq")]
use crate::runtime::Ureq;
use crate::runtime::{CallResult, Client, Error, Setup};
use crate::vendor::{Matched, PROTOCOL};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

const CALLS: usize = 2000;

fn id(request: &str) -> String {
    let value = |line: &str| Some(line.strip_prefix("x-call-id: ")?.to_owned());
    request.lines().find_map(value).unwrap()
}

/// Answers with success, with that number of a call in the header and in the body.
fn succeed(peer: &mut Peer, id: &str) -> Option<()> {
    let body = format!(r#"{{"result":{{"code":"E0"}},"id":"{id}"}}"#);
    let head = format!("200 OK\r\nX-User: user-1\r\nX-Call-Id: {id}");
    peer.answer(&head, body)
}

/// A server that answers each request, and up to some milliseconds later once more, as it has
/// answered the one before.
fn late() -> Server {
    Server::start(|mut peer| {
        let mut before = id(&peer.receive()?);
        succeed(&mut peer, &before)?;
        for number in 0.. {
            let own = id(&peer.receive()?);
            succeed(&mut peer, &own)?;
            match number % 4 {
                0 => {}
                1 => pause(1),
                2 => peer.wait_for_more(ms(4)),
                // The second answer stays away.
                _ => {
                    before = own;
                    continue;
                }
            }
            succeed(&mut peer, &before)?;
            before = own;
        }
        None
    })
}

type Open = fn(Setup<crate::runtime::Plain>) -> Setup<crate::runtime::Plain>;

/// How many of the calls return the answer to another one; with one that does, it is enough.
fn strangers(
    open: Open,
    call: impl Fn(&str, Open) -> Vec<CallResult<Matched>>,
) -> usize {
    let server = late();
    let results = call(&server.url("http"), open);
    assert_eq!(results.len(), CALLS);
    let (mut own, mut strange) = (0, 0);
    for result in results {
        match result {
            Ok(reply) => {
                let id = reply.0.text("id").value().unwrap();
                let is_own = reply.correlation_id() == Some(&*id);
                *if is_own { &mut own } else { &mut strange } += 1;
            }
            Err(Error::Mismatch(mismatch)) => {
                assert_ne!(mismatch.sent(), mismatch.received());
            }
            // The connection was found to be out of step before there was an answer.
            Err(Error::Transport(_)) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
    // A test of which every call fails would hold too.
    assert!(own > CALLS / 10, "{own}");
    strange
}

#[cfg(feature = "reqwest")]
fn awaited(url: &str, open: Open) -> Vec<CallResult<Matched>> {
    let core = open(setup_of(&PROTOCOL, url)).build().unwrap();
    let client = Client::new(core, Reqwest::new().unwrap(), PATIENT);
    run(async {
        let mut results = Vec::new();
        for _ in 0..CALLS {
            results.push(client.call(matched()).await);
        }
        results
    })
}

#[cfg(feature = "ureq")]
fn waited(url: &str, open: Open) -> Vec<CallResult<Matched>> {
    let core = open(setup_of(&PROTOCOL, url)).build().unwrap();
    let client = Client::new(core, Ureq::new(), PATIENT);
    (0..CALLS).map(|_| client.call(matched()).send()).collect()
}

#[cfg(feature = "reqwest")]
#[test]
fn no_awaited_call_returns_the_answer_to_another() {
    assert_eq!(strangers(|setup| setup, awaited), 0);
}

#[cfg(feature = "ureq")]
#[test]
fn no_blocking_call_returns_the_answer_to_another() {
    assert_eq!(strangers(|setup| setup, waited), 0);
}

/// So that the two tests above are known to be able to fail.
#[test]
fn without_the_check_calls_return_the_answers_to_others() {
    #[cfg(feature = "reqwest")]
    assert_ne!(strangers(Setup::accept_unmatched_answers, awaited), 0);
    #[cfg(feature = "ureq")]
    assert_ne!(strangers(Setup::accept_unmatched_answers, waited), 0);
}

/// A server that answers every third request with another number, and counts the requests that
/// come over a connection after that.
fn out_of_step() -> (Server, Arc<AtomicUsize>) {
    let after = Arc::new(AtomicUsize::new(0));
    let (counter, requests) = (Arc::clone(&after), AtomicUsize::new(0));
    let server = Server::start(move |mut peer| {
        let mut is_out_of_step = false;
        loop {
            let own = id(&peer.receive()?);
            counter.fetch_add(usize::from(is_out_of_step), Ordering::SeqCst);
            match requests.fetch_add(1, Ordering::SeqCst) % 9 {
                2 => peer.answer("200 OK", r#"{"result":{"code":"E0"}}"#)?,
                5 => succeed(&mut peer, "planted")?,
                8 => succeed(&mut peer, "000101000000-0000000")?,
                _ => {
                    succeed(&mut peer, &own)?;
                    continue;
                }
            }
            is_out_of_step = true;
        }
    });
    (server, after)
}

fn mismatches<'a>(
    results: impl IntoIterator<Item = &'a CallResult<Matched>>,
) -> Vec<usize> {
    let is_mismatch = |result: &CallResult<Matched>| match result {
        Ok(_) => false,
        Err(Error::Mismatch(_)) => true,
        Err(other) => panic!("{other:?}"),
    };
    let results = results.into_iter().enumerate();
    results.filter(|(_, it)| is_mismatch(it)).map(|(at, _)| at).collect()
}

#[cfg(feature = "reqwest")]
#[test]
fn no_later_awaited_call_goes_over_the_connection_of_a_mismatch() {
    let (server, after) = out_of_step();
    let core = setup_of(&PROTOCOL, &server.url("http")).build().unwrap();
    let client = Client::new(core, Reqwest::new().unwrap(), PATIENT);
    let results = run(async {
        let mut results = Vec::new();
        for _ in 0..18 {
            // Clones share their connections.
            results.push(client.clone().call(matched()).await);
        }
        results
    });
    assert_eq!(mismatches(&results), [2, 5, 8, 11, 14, 17]);
    assert_eq!((after.load(Ordering::SeqCst), server.connections()), (0, 6));
}

#[cfg(feature = "ureq")]
#[test]
fn no_later_blocking_call_goes_over_the_connection_of_a_mismatch() {
    let (server, after) = out_of_step();
    let core = setup_of(&PROTOCOL, &server.url("http")).build().unwrap();
    let client = Client::new(core, Ureq::new(), PATIENT);
    let results: Vec<_> =
        (0..18).map(|_| client.clone().call(matched()).send()).collect();
    assert_eq!(mismatches(&results), [2, 5, 8, 11, 14, 17]);
    assert_eq!((after.load(Ordering::SeqCst), server.connections()), (0, 6));
}

/// The first request is answered when the second one has been answered with another number.
#[cfg(feature = "reqwest")]
#[test]
fn a_call_that_is_under_way_on_another_connection_is_not_disturbed() {
    let requests = AtomicUsize::new(0);
    let server = Server::start(move |mut peer| {
        let own = id(&peer.receive()?);
        if requests.fetch_add(1, Ordering::SeqCst) > 0 {
            return succeed(&mut peer, "planted");
        }
        while requests.load(Ordering::SeqCst) < 2 {
            pause(1);
        }
        pause(50);
        succeed(&mut peer, &own)
    });
    let core = setup_of(&PROTOCOL, &server.url("http")).build().unwrap();
    let client = Client::new(core, Reqwest::new().unwrap(), PATIENT);
    let (first, second) = run(async {
        tokio::join!(client.call(matched()).into_future(), async {
            tokio::time::sleep(ms(20)).await;
            client.call(matched()).await
        })
    });
    assert!(first.is_ok(), "{first:?}");
    assert_eq!(mismatches([&second]), [0]);
}
