//! Sending requests again: only what is safe, and always the same request.

use super::answer::response;
use super::given::{core, find};
use crate::keyed::{self, Pay};
use crate::runtime::{
    BlockingTransport, CallLimits, Client, Endpoint, Plain, Retries, SentBy, Transport,
    TransportError, TransportFault,
};
use crate::vendor::{Look, Name};
use http::{HeaderValue, Request, Response, header};
use std::sync::{Arc, Mutex};
use std::time::Duration;

const NONE: Duration = Duration::ZERO;

type Answer = Result<Response<Vec<u8>>, TransportFault>;

/// Fails in the same way as often as it is asked to, and then succeeds.
struct Failing {
    answer: fn() -> Answer,
    left: Mutex<u32>,
    seen: Mutex<Vec<Request<Vec<u8>>>>,
}

impl Failing {
    fn answer(
        &self,
        request: Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        self.seen.lock().unwrap().push(request);
        let mut left = self.left.lock().unwrap();
        if *left == 0 {
            return Ok(response(200, r#"{"result":{"code":"E0"}}"#));
        }
        *left -= 1;
        (self.answer)().map_err(TransportError::from)
    }
}

impl BlockingTransport for Failing {
    fn send(
        &self,
        request: Request<Vec<u8>>,
        _: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        self.answer(request)
    }
}

impl Transport for Failing {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        _: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        self.answer(request)
    }
}

fn failing(times: u32, answer: fn() -> Answer) -> Arc<Failing> {
    let (left, seen) = (Mutex::new(times), Mutex::default());
    Arc::new(Failing { answer, left, seen })
}

fn client(transport: &Arc<Failing>) -> Client<Plain, Arc<Failing>> {
    Client::new(core(), Arc::clone(transport), CallLimits::default())
}

/// How often a request is sent that fails each time, and that may be sent three times again.
fn sent<A: Endpoint + SentBy<Plain>>(endpoint: A, answer: fn() -> Answer) -> usize {
    let transport = failing(u32::MAX, answer);
    let call = client(&transport).call(endpoint).send_retrying(instantly(3));
    assert!(call.is_err());
    transport.seen.lock().unwrap().len()
}

fn instantly(times: u32) -> Retries {
    Retries::new(times).first_wait(NONE)
}

fn look() -> Look {
    Look(Name::unchecked("서울"))
}

#[test]
fn only_what_is_safe_is_sent_again() {
    let lost = || Err(TransportFault::Interrupted);
    assert_eq!(sent(find(), lost), 1, "it may have been done");
    assert_eq!(sent(look(), lost), 4, "it is documented as safe");
    let unsent = || Err(TransportFault::NotConnected);
    assert_eq!(sent(find(), unsent), 4, "nothing was sent");
    assert_eq!(sent(find(), || Err(TransportFault::Certificate)), 1, "it does not help");
    let busy = || Ok(response(503, r#"{"result":{"code":"E2","text":"busy"}}"#));
    assert_eq!(sent(find(), busy), 4, "the code says so");
    let refused = || Ok(response(400, r#"{"result":{"code":"E1","text":"no"}}"#));
    assert_eq!(sent(look(), refused), 1, "somebody has to decide");
    let page = || Ok(response(502, "<html>"));
    assert_eq!((sent(find(), page), sent(look(), page)), (1, 4));
}

#[test]
fn what_has_a_key_is_sent_again_with_it() {
    let transport = failing(2, || Err(TransportFault::Timeout));
    let client =
        Client::new(keyed::core(), Arc::clone(&transport), CallLimits::default());
    let pay = Pay::builder().port("서울1").build().unwrap();
    assert!(client.call(pay.clone()).send_retrying(instantly(2)).is_ok());
    let seen = transport.seen.lock().unwrap();
    let keys: Vec<_> =
        seen.iter().map(|it| it.headers()["once-key"].to_str().unwrap()).collect();
    assert_eq!(keys, [pay.key().as_str(); 3]);
}

#[test]
fn waits_grow_and_keep_to_what_the_vendor_asks_for() {
    let wait = |retry_after: Option<&'static str>, mut retries: Retries| {
        let mut refused = response(503, r#"{"result":{"code":"E2","text":"busy"}}"#);
        if let Some(asked) = retry_after {
            let asked = HeaderValue::from_static(asked);
            refused.headers_mut().insert(header::RETRY_AFTER, asked);
        }
        let error = super::answer::decoded(refused).err().unwrap();
        std::iter::from_fn(move || retries.after(&error)).collect::<Vec<_>>()
    };
    let second = Duration::from_secs(1);
    let waits = wait(None, Retries::new(4).first_wait(second).longest_wait(second * 3));
    let longest = [1, 2, 3, 3].map(|it| second * it);
    assert_eq!(waits.len(), 4);
    for (wait, longest) in waits.iter().zip(longest) {
        assert!((longest / 2..=longest).contains(wait), "{waits:?}");
    }
    assert_eq!(wait(Some("7"), instantly(2)), [second * 7; 2]);
    assert!(wait(Some("31"), instantly(2)).is_empty(), "the vendor asks for more");
    assert!(wait(None, Retries::new(0)).is_empty());
    let huge = Retries::new(2).first_wait(Duration::MAX).longest_wait(Duration::MAX);
    assert_eq!(wait(None, huge).len(), 2);
}

#[test]
fn a_call_that_is_awaited_sleeps_as_it_is_told_to() {
    fn moves<T: Send>(it: T) -> T {
        it
    }
    let transport = failing(2, || Err(TransportFault::NotConnected));
    let client = client(&transport);
    let slept = Mutex::new(0);
    let sleep = |_| {
        *slept.lock().unwrap() += 1;
        std::future::ready(())
    };
    let call = moves(client.call(find()).retrying(Retries::new(5), sleep));
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    assert!(runtime.block_on(call).is_ok());
    assert_eq!((*slept.lock().unwrap(), transport.seen.lock().unwrap().len()), (2, 3));
}
