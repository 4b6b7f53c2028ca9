//! Tokens that the client fetches, or callers give.

use crate::runtime::macros::checked_struct;
use crate::runtime::{
    Authentication, BlockingTransport, CallLimits, Client, Clock, Core, Endpoint, Error,
    Header, Method, Need, Operation, Plain, Protocol, Reached, Redact, Remedy,
    RequestBody, Rule, Scheme, Secret, SecretRule, SentBy, Setup, Source, Spec,
    TextRule, TokenHeader, TokenRequest, TokenSource, Transport, TransportError,
    TransportFault, Untyped,
};
use crate::vendor::{Found, Look, Outcome, PROTOCOL};
use http::{Request, Response};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::thread;
use std::time::{Duration, SystemTime};

const SOURCE: Source = Source {
    document: "Page",
    section: "Token",
};

const fn header(name: &'static str, lower: &'static str, need: Need) -> Header {
    Header {
        name,
        lower,
        need,
        echoes: &[],
        rule: Rule {
            field: name,
            redact: Redact::Hidden,
            ..Rule::ANY
        },
    }
}

static HEADERS: [Header; 1] = [header("Authorization", "authorization", Need::Required)];

static FIELDS: [Header; 1] = [header("client_id", "client_id", Need::Optional)];

/// How a token is fetched.
pub const ISSUING: TokenSource = TokenSource {
    operation: "issue",
    credentials: &["client_id"],
    field: &["data", "access_token"],
    expires_in: Some(&["data", "expires_in"]),
};

const fn of(from: Option<TokenSource>) -> Protocol {
    Protocol {
        headers: &HEADERS,
        configured: &["Authorization"],
        authentication: Authentication {
            only_signed: &[],
            schemes: &[("Authorization", Scheme::Bearer)],
            fields: &FIELDS,
            token: Some(TokenHeader {
                header: "Authorization",
                from,
            }),
        },
        signing: None,
        utc_offset: Some(0),
        encryption: None,
        ..PROTOCOL
    }
}

pub(crate) static FETCHED: Protocol = of(Some(ISSUING));
pub(crate) static GIVEN: Protocol = of(None);

checked_struct! {
    /// Asks for a token.
    #[derive(Clone, Default)]
    pub struct Issue, IssueBuilder: SOURCE;

    client_id: configured("client_id"), field "client_id";
}

impl Operation for Issue {
    const SPEC: Spec = Spec {
        id: "issue",
        method: Method::Post,
        path: "/v1/token",
        body: RequestBody::Form,
        request_headers: &[],
        ..Look::SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

impl<K> SentBy<K> for Issue {}

pub(crate) enum TokenRule {}

impl TextRule for TokenRule {
    const RULE: Rule = Rule::ANY;
}

impl SecretRule for TokenRule {
    const TYPE: &'static str = "Token";
}

pub(crate) fn secret(text: &str) -> Secret<TokenRule> {
    Secret::new(text).unwrap()
}

/// A clock that the test sets.
#[derive(Clone)]
struct TestClock(Arc<Mutex<SystemTime>>);

impl Clock for TestClock {
    fn now(&self) -> SystemTime {
        *self.0.lock().unwrap()
    }
}

impl TestClock {
    fn pass(&self, seconds: u64) {
        *self.0.lock().unwrap() += Duration::from_secs(seconds);
    }
}

/// What the vendor does.
#[derive(Default)]
pub(crate) struct Vendor {
    issued: AtomicUsize,
    asked: AtomicUsize,
    /// Tokens up to this one are refused.
    ended: AtomicUsize,
    /// How it answers a request for a token instead.
    failure: Option<Result<(u16, &'static str), TransportFault>>,
    /// The tokens of requests.
    pub(crate) seen: Mutex<Vec<String>>,
}

impl Vendor {
    fn answer(
        &self,
        request: &Request<Vec<u8>>,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        if request.uri().path() == "/v1/token" {
            assert_eq!(request.body(), b"client_id=planted-id");
            let number = self.issued.fetch_add(1, Ordering::SeqCst) + 1;
            return match self.failure {
                None => Ok(Response::new(
                    format!(
                        r#"{{"result":{{"code":"E0"}},"data":{{"access_token":"planted-{number}","expires_in":"100"}}}}"#
                    )
                    .into_bytes(),
                )),
                Some(Ok((status, body))) => Ok(answered(status, body)),
                Some(Err(fault)) => Err(fault.into()),
            };
        }
        self.asked.fetch_add(1, Ordering::SeqCst);
        let value = request.headers()["authorization"].to_str().unwrap();
        let token = value.strip_prefix("Bearer ").unwrap();
        self.seen.lock().unwrap().push(token.to_owned());
        let number = token.strip_prefix("planted-").and_then(|it| it.parse().ok());
        let is_ended =
            number.is_some_and(|it: usize| it <= self.ended.load(Ordering::SeqCst));
        Ok(if is_ended || token == "refused" {
            answered(401, r#"{"result":{"code":"E401"}}"#)
        } else {
            answered(200, r#"{"result":{"code":"E0"}}"#)
        })
    }

    pub(crate) fn counts(&self) -> [usize; 2] {
        [&self.issued, &self.asked].map(|it| it.load(Ordering::SeqCst))
    }
}

fn answered(status: u16, body: &str) -> Response<Vec<u8>> {
    let answer = Response::builder().status(status);
    answer.body(body.as_bytes().to_vec()).unwrap()
}

impl Transport for Vendor {
    async fn send(
        &self,
        request: Request<Vec<u8>>,
        _: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        for _ in 0..3 {
            tokio::task::yield_now().await;
        }
        self.answer(&request)
    }
}

impl BlockingTransport for Vendor {
    fn send(
        &self,
        request: Request<Vec<u8>>,
        _: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        thread::sleep(Duration::from_millis(20));
        self.answer(&request)
    }
}

pub(crate) type TestClient = Client<Plain, Arc<Vendor>>;

pub(crate) fn setup_of(protocol: &'static Protocol) -> Setup<Plain> {
    let request = TokenRequest::of::<Issue>(|protocol, minter| {
        Issue::new().draft(protocol, minter)
    });
    Setup::new(protocol, "https://vendor.example").token_request(request)
}

pub(crate) fn setup(protocol: &'static Protocol) -> Setup<Plain> {
    setup_of(protocol).header("client_id", "planted-id")
}

pub(crate) fn client_of(core: Core<Plain>, vendor: Vendor) -> (TestClient, Arc<Vendor>) {
    let vendor = Arc::new(vendor);
    (Client::new(core, Arc::clone(&vendor), CallLimits::default()), vendor)
}

pub(crate) fn client(vendor: Vendor) -> (TestClient, Arc<Vendor>) {
    client_of(setup(&FETCHED).build().unwrap(), vendor)
}

pub(crate) fn run<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

pub(crate) fn get() -> Untyped {
    Untyped::get("/v1/names")
}

pub(crate) fn failing(how: Result<(u16, &'static str), TransportFault>) -> Vendor {
    Vendor {
        failure: Some(how),
        ..Vendor::default()
    }
}

#[test]
fn fifty_calls_at_once_fetch_one_token() {
    let (client, vendor) = client(Vendor::default());
    run(async {
        let calls: Vec<_> = (0..50)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.call(get()).await.map(drop).is_ok() })
            })
            .collect();
        for call in calls {
            assert!(call.await.unwrap());
        }
    });
    assert_eq!(vendor.counts(), [1, 50]);
}

#[test]
fn fifty_threads_at_once_fetch_one_token() {
    let (client, vendor) = client(Vendor::default());
    thread::scope(|threads| {
        for _ in 0..50 {
            threads.spawn(|| client.call(get()).send().map(drop).unwrap());
        }
    });
    assert_eq!(vendor.counts(), [1, 50]);
}

/// The first one is polled until it has begun to fetch, and never again.
#[test]
fn a_call_that_is_not_polled_or_dropped_keeps_nobody_waiting() {
    for is_dropped in [true, false] {
        let (client, vendor) = client(Vendor::default());
        let mut first = Some(Box::pin(client.call(get()).into_future()));
        let polled = first.as_mut().unwrap().as_mut();
        assert!(polled.poll(&mut Context::from_waker(Waker::noop())).is_pending());
        if is_dropped {
            first = None;
        }
        run(client.call(get()).into_future()).unwrap();
        assert_eq!(vendor.counts(), [1, 1]);
        drop(first);
    }
}

#[test]
fn another_token_is_fetched_before_one_ends() {
    let clock = TestClock(Arc::new(Mutex::new(SystemTime::UNIX_EPOCH)));
    let core = setup(&FETCHED).clock(Box::new(clock.clone())).build().unwrap();
    let (client, vendor) = client_of(core, Vendor::default());
    let mut fetched = Vec::new();
    // It is valid for 100 s, of which a tenth is the margin.
    for seconds in [0, 89, 1, 89, 1] {
        clock.pass(seconds);
        client.call(get()).send().unwrap();
        fetched.push(vendor.counts()[0]);
    }
    assert_eq!(fetched, [1, 1, 2, 2, 3]);
}

#[test]
fn a_refused_token_is_renewed_once() {
    let (client, vendor) = client(Vendor::default());
    client.call(get()).send().unwrap();
    vendor.ended.store(1, Ordering::SeqCst);
    client.call(get()).send().unwrap();
    run(client.call(get()).into_future()).unwrap();
    assert_eq!(
        *vendor.seen.lock().unwrap(),
        ["planted-1", "planted-1", "planted-2", "planted-2"]
    );
    assert_eq!(vendor.counts(), [2, 4]);
    // All are refused from now on.
    vendor.ended.store(usize::MAX, Ordering::SeqCst);
    for error in [
        client.call(get()).send().map(drop).unwrap_err(),
        run(client.call(get()).into_future()).map(drop).unwrap_err(),
    ] {
        assert_eq!(error.status().map(|it| it.as_u16()), Some(401));
    }
    assert_eq!(vendor.counts(), [4, 8]);
}

#[test]
fn fifty_refused_calls_renew_one_token() {
    let (client, vendor) = client(Vendor::default());
    client.call(get()).send().unwrap();
    vendor.ended.store(1, Ordering::SeqCst);
    thread::scope(|threads| {
        for _ in 0..50 {
            threads.spawn(|| client.call(get()).send().map(drop).unwrap());
        }
    });
    assert_eq!(vendor.counts()[0], 2);
}

#[test]
fn all_learn_that_no_token_could_be_fetched() {
    let (client, vendor) = client(failing(Ok((500, r#"{"result":{"code":"E7"}}"#))));
    let errors = Mutex::new(Vec::new());
    thread::scope(|threads| {
        for _ in 0..9 {
            threads.spawn(|| {
                let error = client.call(get()).send().map(drop).unwrap_err();
                errors.lock().unwrap().push(error);
            });
        }
    });
    for error in errors.into_inner().unwrap() {
        assert_eq!(error.reached(), Reached::No);
        let why = error.token_error().unwrap();
        assert_eq!(why.operation(), "issue");
        assert!(matches!(why.error(), Some(Error::Api(_))), "{error}");
        let text = error.to_string();
        assert!(text.contains("no token could be fetched: issue: refused"), "{text}");
    }
    assert_eq!(vendor.counts()[1], 0);
    // The next one tries again.
    let before = vendor.counts()[0];
    run(client.call(get()).into_future()).map(drop).unwrap_err();
    assert_eq!(vendor.counts(), [before + 1, 0]);
}

#[test]
fn the_remedy_is_that_of_the_failure() {
    let wrong_token = r#"{"result":{"code":"E0"},"data":{"access_token":"등대"}}"#;
    for (failure, remedy) in [
        (Err(TransportFault::Timeout), Remedy::RetryLater),
        (Err(TransportFault::Certificate), Remedy::FixSetup),
        (Ok((429, "")), Remedy::RetryLater),
        (Ok((502, "<html>")), Remedy::RetryLater),
        (Ok((200, wrong_token)), Remedy::Unknown),
        (Ok((200, r#"{"result":{"code":"E0"}}"#)), Remedy::Unknown),
    ] {
        let (client, vendor) = client(failing(failure));
        let error = client.call(get()).send().map(drop).unwrap_err();
        assert_eq!(error.remedy(), remedy, "{error}");
        assert!(error.token_error().is_some() && !error.to_string().contains("등대"));
        assert_eq!(vendor.counts(), [1, 0]);
    }
}

#[test]
fn a_client_without_credentials_is_built_and_says_what_it_lacks() {
    let setup = || setup_of(&FETCHED);
    let (client, vendor) = client_of(setup().build().unwrap(), Vendor::default());
    let error = client.call(get()).send().map(drop).unwrap_err();
    assert_eq!(error.remedy(), Remedy::FixSetup);
    assert!(error.to_string().contains("client_id: required but missing"), "{error}");
    let asked = client.call(Issue::new()).send().map(drop).unwrap_err();
    assert!(matches!(asked, Error::Invalid(_)), "{asked}");
    assert_eq!(vendor.counts(), [0, 0]);
}
