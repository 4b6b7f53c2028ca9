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
use crate::runtime::{CallResult, Client, Error, Plain, Setup};
use crate::vendor::{Matched, PROTOCOL};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How many calls are made, over one connection as long as it can be used.
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
    let requests = AtomicUsize::new(0);
    Server::start(move |mut peer| {
        let mut before = None;
        loop {
            let own = id(&peer.receive()?);
            succeed(&mut peer, &own)?;
            let Some(late) = before.replace(own) else { continue };
            match requests.fetch_add(1, Ordering::SeqCst) % 4 {
                0 => {}
                1 => pause(1),
                2 => peer.wait_for_more(ms(4)),
                // It stays away.
                _ => continue,
            }
            succeed(&mut peer, &late)?;
        }
    })
}

type Open = fn(Setup<Plain>) -> Setup<Plain>;

/// How many of so many calls return their own answer, and how many another one's.
fn answers(
    calls: usize,
    open: Open,
    call: impl Fn(&str, Open, usize) -> Vec<CallResult<Matched>>,
) -> (usize, usize) {
    let server = late();
    let results = call(&server.url("http"), open, calls);
    assert_eq!(results.len(), calls);
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
    (own, strange)
}

fn returns_no_strangers(call: impl Fn(&str, Open, usize) -> Vec<CallResult<Matched>>) {
    let (own, strange) = answers(CALLS, |setup| setup, call);
    // If every call failed, none would return another one's answer either.
    assert!(strange == 0 && own > CALLS / 4, "{own} own, {strange} of others");
}

#[cfg(feature = "reqwest")]
fn awaited(url: &str, open: Open, calls: usize) -> Vec<CallResult<Matched>> {
    let core = open(setup_of(&PROTOCOL, url)).build().unwrap();
    // To read the system's certificates anew with new connections would take most of the time.
    let transport = Reqwest::customized(|builder| builder.tls_certs_only([]));
    let client = Client::new(core, transport.unwrap(), PATIENT);
    run(async {
        let mut results = Vec::new();
        for _ in 0..calls {
            results.push(client.call(matched()).await);
        }
        results
    })
}

#[cfg(feature = "ureq")]
fn waited(url: &str, open: Open, calls: usize) -> Vec<CallResult<Matched>> {
    let core = open(setup_of(&PROTOCOL, url)).build().unwrap();
    let client = Client::new(core, Ureq::new(), PATIENT);
    (0..calls).map(|_| client.call(matched()).send()).collect()
}

#[cfg(feature = "reqwest")]
#[test]
fn no_awaited_call_returns_the_answer_to_another() {
    returns_no_strangers(awaited);
}

#[cfg(feature = "ureq")]
#[test]
fn no_blocking_call_returns_the_answer_to_another() {
    returns_no_strangers(waited);
}

/// So that the two tests above are known to be able to fail.
#[test]
fn without_the_check_calls_return_the_answers_to_others() {
    #[cfg(feature = "reqwest")]
    assert_ne!(answers(CALLS / 10, Setup::accept_unmatched_answers, awaited).1, 0);
    #[cfg(feature = "ureq")]
    assert_ne!(answers(CALLS / 10, Setup::accept_unmatched_answers, waited).1, 0);
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
