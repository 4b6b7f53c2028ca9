//! Runs every documented case of an operation, and checks the client's results.

use super::*;
use fake::Scenario;
use std::time::{Duration, SystemTime};

/// A mock server with a client over each transport.
pub struct Cases<K: Keys> {
    fake: Fake,
    blocking: blocking::Client<K>,
    asynchronous: Client<K>,
    /// A core with a fixed clock and fixed ids.
    still: Core<K>,
    runtime: tokio::runtime::Runtime,
}

/// The expected answer.
struct Expected {
    http: u16,
    /// The documented row, unless its code is not documented.
    documented: Option<Documented>,
    /// No success of the operation is final.
    is_pending: bool,
}

/// A busy machine is slow, and timeouts are not tested here.
pub fn patient<K: Keys>(builder: ClientBuilder<K>) -> ClientBuilder<K> {
    builder.limits(CallLimits {
        total: Duration::from_secs(600),
        read: Duration::from_secs(600),
        ..CallLimits::default()
    })
}

impl<K: Keys> Cases<K> {
    /// Starts a mock server.
    pub fn start(client: fn(&Fake) -> ClientBuilder<K>) -> Self {
        let fake = Fake::start().expect("there is a free port");
        let builder = || patient(client(&fake));
        Self {
            blocking: builder().build_blocking().expect("it has everything"),
            asynchronous: builder().build().expect("it has everything"),
            still: builder()
                .clock(FixedClock(SystemTime::UNIX_EPOCH))
                .ids(FixedIds(7))
                .core()
                .expect("it has everything"),
            runtime: tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .build()
                .expect("the system has what a runtime needs"),
            fake,
        }
    }

    /// Runs every case and every code of the operation of `request`.
    pub fn run<O>(&self, request: Result<O, Violations>)
    where
        O: Operation + SentBy<K> + Clone,
    {
        let request = request.expect("the examples are valid");
        self.repeats(&request);
        let description = VENDOR.operation(O::SPEC.id).expect("it is described");
        let is_pending = O::SPEC.pending.is_some_and(|inquiry| inquiry.told_by.is_none());
        let cases = (1..).zip(description.cases).map(|(position, case)| {
            let documented = case.code.and_then(|code| description.result(code));
            let http = documented.map_or(case.http, |row| row.http);
            let expected = Expected {
                http,
                documented,
                is_pending,
            };
            (Scenario::Case(position), expected)
        });
        let codes = (description.results)().into_iter().map(|row| {
            let expected = Expected {
                http: row.http,
                documented: Some(row),
                is_pending,
            };
            (Scenario::Code(row.code.to_owned()), expected)
        });
        for (scenario, expected) in cases.chain(codes) {
            let told = format!("{} {scenario:?}", O::SPEC.id);
            let expected = (&O::SPEC.answer, &expected);
            self.fake.next(scenario.clone());
            let result = self.blocking.call(request.clone()).send();
            self.check(result, expected, &format!("{told}, blocking"));
            self.fake.next(scenario);
            let call = self.asynchronous.call(request.clone());
            let result = self.runtime.block_on(call.into_future());
            self.check(result, expected, &format!("{told}, asynchronous"));
        }
        if let Some(inquiry) = O::SPEC.pending {
            self.pends(&request, inquiry);
        }
    }

    /// A success that is not final is none.
    fn pends<O>(&self, request: &O, inquiry: Inquiry)
    where
        O: Operation + SentBy<K> + Clone,
    {
        let told = O::SPEC.id;
        assert!(VENDOR.operation(inquiry.operation).is_some(), "{told}");
        self.fake.next(Scenario::Pending);
        let result = self.blocking.call(request.clone()).send();
        assert_eq!(self.fake.take_received().len(), 1, "{told}: it is sent once");
        let error = result.err().unwrap_or_else(|| panic!("{told} is not done"));
        assert_eq!(error.remedy(), Remedy::CheckOutcome, "{told}");
        assert_eq!(error.inquiry(), Some(inquiry), "{told}");
        assert!(matches!(error, Error::Pending(_)), "{told}: {error}");
    }

    /// With a fixed time and id, all requests have the same correlation id.
    fn repeats<O: Operation + SentBy<K>>(&self, request: &O) {
        let prepared = || self.still.prepare(request).expect("it can be sent");
        let (one, two) = (prepared(), prepared());
        assert_eq!(one.correlation_id(), two.correlation_id(), "{}", O::SPEC.id);
    }

    fn check<R, C: runtime::Code>(
        &self,
        result: Result<Reply<R>, Error<C>>,
        (format, expected): (&AnswerFormat, &Expected),
        told: &str,
    ) {
        let received = self.fake.take_received();
        if let (Err(error), []) = (&result, received.as_slice()) {
            panic!("{told}: {error}");
        }
        let [received] = received.as_slice() else {
            panic!("{told}: one request is sent, and not {}", received.len());
        };
        assert_eq!(received.findings(), [], "{told}");
        let (status, id) = match &result {
            Ok(reply) => (reply.http_status(), reply.correlation_id()),
            Err(error) => {
                assert_eq!(error.reached(), Reached::Yes, "{told}");
                let status = error.status().unwrap_or_else(|| panic!("{told}: {error}"));
                (status, error.correlation_id())
            }
        };
        assert_eq!(status.as_u16(), expected.http, "{told}");
        let sent = |id: &str| received.headers().values().any(|value| value == id);
        assert!(id.is_none_or(sent), "{told}: the id is that of the request");
        match (result, expected.documented) {
            (Ok(_), Some(row)) if !expected.is_pending => {
                assert!(format.is_success(&row), "{told}");
            }
            (Err(Error::Pending(_)), Some(row)) if expected.is_pending => {
                assert!(format.is_success(&row), "{told}");
            }
            (Err(Error::Api(refusal)), Some(row)) => {
                assert!(!format.is_success(&row), "{told}");
                assert_eq!(refusal.remedy(), row.remedy, "{told}");
                assert_eq!(refusal.documented(), Some(&row), "{told}");
                let message = format.envelope.and_then(|envelope| envelope.message);
                let message = message.filter(|_| !format.is_of_status(row.code, row.http));
                assert_eq!(refusal.message(), message.map(|_| row.message), "{told}");
            }
            (Err(Error::Undocumented(_)), None) => {}
            (Err(error), _) => panic!("{told}: {error}"),
            (Ok(_), _) => panic!("{told}: nothing says that it succeeded"),
        }
    }
}
