//! Calls over transports that are made for the test.

use super::given::{PERSON, core, find};
use crate::runtime::{
    BlockingTransport, CallLimits, Client, Encryption, Error, Plain, Reached, Transport,
    TransportError, TransportFault,
};
use crate::vendor::Find;
use http::{Request, Response};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// Answers every request in the same way, and keeps it with its limits.
#[derive(Default)]
struct Echo {
    fault: Option<TransportFault>,
    seen: Mutex<Vec<(Request<Vec<u8>>, CallLimits)>>,
}

impl Echo {
    fn answer(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        self.seen.lock().unwrap().push((request, limits));
        match self.fault {
            Some(fault) => Err(fault.into()),
            None => Ok(Response::new(br#"{"result":{"code":"E0"}}"#.to_vec())),
        }
    }
}

impl Transport for Echo {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        self.answer(request, limits)
    }
}

impl BlockingTransport for Echo {
    fn send(
        &self,
        request: Request<Vec<u8>>,
        limits: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        self.answer(request, limits)
    }
}

fn client(fault: Option<TransportFault>) -> (Client<Plain, Arc<Echo>>, Arc<Echo>) {
    let echo = Arc::new(Echo { fault, ..Echo::default() });
    (Client::new(core(), Arc::clone(&echo), CallLimits::default()), echo)
}

fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

#[test]
fn a_call_is_awaited_or_sent() {
    let (client, echo) = client(None);
    let waiting = client.call(find()).send().unwrap();
    let awaited = run(client.clone().call(find()).into_future()).unwrap();
    assert_eq!(waiting.correlation_id(), awaited.correlation_id());
    assert_eq!(waiting.http_bytes(), br#"{"result":{"code":"E0"}}"#);
    assert!(format!("{waiting:?}").contains("bytes: 24"), "{waiting:?}");
    let untyped = serde_json::json!({ "name": PERSON });
    let untyped = client.call_untyped("v1/names", &untyped, Encryption::No);
    assert!(untyped.send().unwrap().get("result").is_some());
    let seen = echo.seen.lock().unwrap();
    assert_eq!(seen.len(), 3);
    assert!(seen.iter().all(|(request, _)| request.body() == seen[0].0.body()));
}

#[test]
fn limits_are_the_clients_or_the_calls() {
    let (client, echo) = client(None);
    let second = Duration::from_secs(1);
    let limits = CallLimits {
        max_body: 7,
        ..CallLimits::default()
    };
    client.call(find()).send().unwrap();
    client.call(find()).timeout(second).send().unwrap();
    client.call(find()).limits(limits).send().unwrap();
    let seen: Vec<_> =
        echo.seen.lock().unwrap().iter().map(|(_, limits)| *limits).collect();
    let default = CallLimits::default();
    assert_eq!(seen, [default, CallLimits { total: second, ..default }, limits]);
}

#[test]
fn a_fault_keeps_the_id_of_its_call_and_is_not_tried_again() {
    let (client, echo) = client(Some(TransportFault::Interrupted));
    for error in [
        client.call(find()).send().err().unwrap(),
        run(client.call(find()).into_future()).err().unwrap(),
    ] {
        assert_eq!(error.correlation_id(), Some("261124085959-fedcba9"));
        assert_eq!(error.reached(), Reached::Maybe);
    }
    assert_eq!(echo.seen.lock().unwrap().len(), 2);
}

#[test]
fn what_is_invalid_is_not_sent() {
    let (client, echo) = client(None);
    let sealed = client.call_untyped("/x", &0, Encryption::Yes);
    assert!(matches!(sealed.send(), Err(Error::Invalid(_))));
    let astray = client.call_untyped("/..", &0, Encryption::No);
    assert!(matches!(run(astray.into_future()), Err(Error::Invalid(_))));
    assert!(echo.seen.lock().unwrap().is_empty());
}

#[test]
fn a_call_can_go_to_another_thread_and_a_client_shows_nothing() {
    fn moves<T: Send>(_: &T) {}
    let (client, _) = client(None);
    moves(&client.call(find()).into_future());
    let shown = format!("{client:?}");
    assert!(shown.starts_with("Client { core: Core(Vendor ..), limits:"), "{shown}");
    let _: fn(&Client<Plain, Arc<Echo>>) -> &crate::runtime::Core<Plain> = Client::core;
    let _ = size_of::<Find>();
}
