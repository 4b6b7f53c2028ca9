//! Tokens that callers give, and what nobody is shown.

use crate::runtime::{
    BlockingTransport, CallLimits, Client, Error, Prepared, Remedy, TransportError,
};
use crate::token::{
    FETCHED, GIVEN, Issue, Vendor, client, client_of, failing, get, run, secret, setup,
};
use http::{Request, Response};
use std::task::{Context, Poll, Waker};
use std::time::Duration;
use std::{pin::pin, thread};

#[test]
fn callers_give_tokens_which_are_not_replaced() {
    for protocol in [&FETCHED, &GIVEN] {
        let core = setup(protocol).secret_header("Authorization", secret("mine"));
        let (client, vendor) = client_of(core.build().unwrap(), Vendor::default());
        client.call(get()).send().unwrap();
        client.call(get()).token(secret("reader-1")).send().unwrap();
        run(client.call(get()).token(secret("reader-2")).into_future()).unwrap();
        let refused = client.call(get()).token(secret("refused")).send();
        assert_eq!(refused.map(drop).unwrap_err().status().unwrap(), 401);
        let seen = ["mine", "reader-1", "reader-2", "refused"];
        assert_eq!(*vendor.seen.lock().unwrap(), seen);
        assert_eq!(vendor.counts()[0], 0);
        // It is no bearer token, and this operation has none.
        let wrong = client.call(get()).token(secret("planted token")).send();
        let wrong = wrong.map(drop).unwrap_err().to_string();
        assert!(
            wrong.contains("Authorization") && !wrong.contains("planted"),
            "{wrong}"
        );
        let none = client.call(Issue::new()).token(secret("planted")).send();
        let none = none.map(drop).unwrap_err().to_string();
        assert!(
            none.contains("Authorization: not a header that callers give"),
            "{none}"
        );
    }
}

#[test]
fn a_token_that_callers_have_to_give_is_missing() {
    let (client, vendor) = client_of(setup(&GIVEN).build().unwrap(), Vendor::default());
    let error = client.call(get()).send().map(drop).unwrap_err();
    assert!(matches!(error, Error::Invalid(_)));
    assert!(
        error.to_string().contains("Authorization: required but missing"),
        "{error}"
    );
    assert_eq!(vendor.counts(), [0, 0]);
}

#[test]
fn a_request_without_a_network_is_given_its_token() {
    let core = setup(&FETCHED).build().unwrap();
    let prepared = core.prepare(&get()).unwrap();
    assert!(prepared.needs_token());
    let prepared = prepared.with_token(secret("reader-1")).unwrap();
    assert!(!prepared.needs_token());
    assert!(prepared.headers().any(|it| it == ("authorization", b"Bearer reader-1")));
    assert_eq!(prepared.headers().count(), 2);
    let (request, _) = prepared.into_http().unwrap();
    assert_eq!(format!("{:?}", request.headers()["authorization"]), "Sensitive");
    let (request, _) =
        core.prepare(&Issue::new()).and_then(Prepared::into_http).unwrap();
    assert_eq!(request.headers().get("authorization"), None);
}

#[test]
fn nothing_shows_a_token() {
    let (client, _) = client(Vendor::default());
    let reply = client.call(get()).send().unwrap();
    let shown = format!("{client:?} {:?} {reply:?}", client.core());
    assert!(!shown.contains("planted"), "{shown}");
    let (client, _) = client_of(
        setup(&FETCHED).build().unwrap(),
        failing(Ok((
            400,
            r#"{"result":{"code":"E7"},"data":{"access_token":"planted"}}"#,
        ))),
    );
    let error = client.call(get()).send().map(drop).unwrap_err();
    let shown = format!("{error} {error:?} {:?}", error.token_error());
    assert!(!shown.contains("planted"), "{shown}");
}

/// A panic of a transport is not passed on to the calls that wait.
#[test]
fn a_transport_that_panics_ends_the_wait() {
    struct Broken;
    impl BlockingTransport for Broken {
        fn send(
            &self,
            _: Request<Vec<u8>>,
            _: CallLimits,
        ) -> Result<Response<Vec<u8>>, TransportError> {
            thread::sleep(Duration::from_millis(50));
            panic!("as the test wants it");
        }
    }
    let core = setup(&FETCHED).build().unwrap();
    let client = Client::new(core, Broken, CallLimits::default());
    let results: Vec<_> = thread::scope(|threads| {
        let calls: Vec<_> = (0..4)
            .map(|_| threads.spawn(|| client.call(get()).send().map(drop)))
            .collect();
        calls.into_iter().map(thread::ScopedJoinHandle::join).collect()
    });
    let passed_on = results.iter().filter(|it| it.is_err()).count();
    let errors = results.into_iter().flatten().map(Result::unwrap_err);
    let told = errors.filter(|it| it.remedy() == Remedy::RetryLater).count();
    assert_eq!(passed_on + told, 4);
    assert!(passed_on >= 1);
}

#[test]
fn a_future_of_a_call_can_be_polled_by_anybody() {
    let (client, _) = client(Vendor::default());
    let mut call = pin!(client.call(get()).into_future());
    let mut context = Context::from_waker(Waker::noop());
    let polls = (0..20).find(|_| call.as_mut().poll(&mut context).is_ready());
    assert!(polls.is_some());
    assert!(matches!(
        pin!(client.call(get()).into_future()).poll(&mut context),
        Poll::Pending
    ));
}
