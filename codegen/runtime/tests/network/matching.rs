//! An answer that is not known to be the one to its request is never success.

use super::given::{PERSON, core, setup, setup_of};
use crate::runtime::{
    BlockingTransport, CallLimits, CallResult, Client, Core, Error, Header, Incomplete,
    Mismatch, MismatchCause, Need, Plain, Prepared, Protocol, Reached, Redact, Remedy,
    Rule, Shape, Transport, TransportError, Untyped,
};
use crate::vendor::{ANSWER_HEADERS, HEADERS, Matched, Name, PROTOCOL};
use http::{Request, Response, response::Builder};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of the call that [`core`] makes.
const OWN: &str = "261124085959-fedcba9";
const OTHER: &str = "261124085958-fedcba8";
const SUCCESS: &str = r#"{"result":{"code":"E0"},"planted":"planted"}"#;

pub(super) fn matched() -> Matched {
    Matched(Name::unchecked(PERSON))
}

fn answer(head: Builder, body: &str) -> Response<Vec<u8>> {
    head.body(body.into()).unwrap()
}

/// An answer that has what is required beside the number of the call.
fn with_user() -> Builder {
    Response::builder().header("x-user", "user-1")
}

fn decoded(core: &Core<Plain>, response: Response<Vec<u8>>) -> CallResult<Matched> {
    let prepared = core.prepare(&matched()).and_then(Prepared::into_http);
    core.decode(prepared.unwrap().1, response)
}

fn mismatch(result: CallResult<Matched>) -> Box<Mismatch> {
    match result {
        Err(Error::Mismatch(mismatch)) => mismatch,
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_answer_with_the_number_of_its_call_is_taken() {
    let core = core();
    let once = with_user().header("x-call-id", OWN);
    let twice = with_user().header("x-call-id", OWN).header("x-call-id", OWN);
    let key = with_user().header("x-call-id", OWN).header("x-key-id", "planted");
    for head in [once, twice, key] {
        assert!(decoded(&core, answer(head, SUCCESS)).is_ok());
    }
    let head = with_user().header("x-call-id", OWN).status(400);
    let refused = decoded(&core, answer(head, r#"{"result":{"code":"E1"}}"#));
    assert!(matches!(refused, Err(Error::Api(_))), "{refused:?}");
}

#[test]
fn an_answer_that_is_not_known_to_be_this_calls_is_never_success() {
    let cases = [
        (with_user(), MismatchCause::Missing, None),
        (with_user().header("x-call-id", OTHER), MismatchCause::OtherCall, Some(OTHER)),
        (
            with_user().header("x-call-id", "한글"),
            MismatchCause::WrongForm,
            Some("한글"),
        ),
        (with_user().header("x-call-id", ""), MismatchCause::WrongForm, Some("")),
        (
            with_user().header("x-call-id", [0xFF, b'a'].as_slice()),
            MismatchCause::WrongForm,
            Some("\u{FFFD}a"),
        ),
        (
            with_user().header("x-call-id", OWN).header("x-call-id", OTHER),
            MismatchCause::OtherCall,
            Some(OTHER),
        ),
    ];
    let core = core();
    for (head, cause, received) in cases {
        let (head, ()) = head.body(()).unwrap().into_parts();
        for (status, body) in [
            (200, SUCCESS),
            (400, r#"{"result":{"code":"E1","text":"planted"}}"#),
            (503, r#"{"result":{"code":"E77","text":"planted"}}"#),
        ] {
            let mut response = Response::from_parts(head.clone(), body.into());
            *response.status_mut() = status.try_into().unwrap();
            let result = decoded(&core, response);
            let error = result.as_ref().err().unwrap();
            assert_eq!((error.outcome(), error.reached()), ("mismatch", Reached::Yes));
            assert_eq!(error.remedy(), Remedy::CheckOutcome);
            assert_eq!(error.correlation_id(), Some(OWN));
            assert_eq!(error.status().unwrap(), status);
            assert_eq!(error.bytes(), Some(body.as_bytes()));
            assert_eq!(error.headers(), Some(&head.headers));
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("planted") && !shown.contains('\n'), "{shown}");
            let mismatch = mismatch(result);
            assert_eq!(mismatch.header(), "X-Call-Id");
            assert_eq!((mismatch.cause(), mismatch.received()), (cause, received));
            assert_eq!(mismatch.sent(), Some(OWN));
        }
    }
}

#[test]
fn a_required_header_that_repeats_nothing_has_to_be_there_and_of_its_form() {
    let mut headers = ANSWER_HEADERS.to_vec();
    headers[0].rule.shape = Shape::DIGITS;
    let headers: &'static [Header] = headers.leak();
    let protocol: &'static Protocol = Box::leak(Box::new(Protocol {
        response_headers: headers,
        ..PROTOCOL
    }));
    let core = setup_of(protocol, "https://vendor.example").build().unwrap();
    for (user, cause) in [
        (None, Some(MismatchCause::Missing)),
        (Some("user-1"), Some(MismatchCause::WrongForm)),
        (Some("1"), None),
    ] {
        let prepared = core.prepare(&Untyped::get("/x")).and_then(Prepared::into_http);
        let (_, sent) = prepared.unwrap();
        let mut head =
            Response::builder().header("x-call-id", sent.correlation_id().unwrap());
        if let Some(user) = user {
            head = head.header("x-user", user);
        }
        match core.decode(sent, answer(head, SUCCESS)) {
            Ok(_) => assert_eq!(cause, None),
            Err(Error::Mismatch(mismatch)) => {
                assert_eq!(Some(mismatch.cause()), cause);
                assert_eq!((mismatch.header(), mismatch.sent()), ("X-User", None));
            }
            Err(other) => panic!("{other:?}"),
        }
    }
}

#[test]
fn an_answer_without_a_result_stays_undocumented() {
    let core = core();
    for (status, body) in [
        (500, "<html>planted</html>"),
        (200, ""),
        (200, "{}"),
        (400, r#"{"result":{"code":"E0"}}"#),
    ] {
        let result = decoded(&core, answer(Response::builder().status(status), body));
        assert!(matches!(result, Err(Error::Undocumented(_))), "{result:?}");
    }
    let mut response = answer(Response::builder(), SUCCESS);
    response.extensions_mut().insert(Incomplete::Interrupted);
    let result = decoded(&core, response);
    assert!(matches!(result, Err(Error::Undocumented(_))), "{result:?}");
}

#[test]
fn one_door_of_the_builder_takes_them_all_the_same() {
    let core = setup().accept_unmatched_answers().build().unwrap();
    for head in [Response::builder(), with_user().header("x-call-id", OTHER)] {
        assert!(decoded(&core, answer(head, SUCCESS)).is_ok());
    }
}

#[test]
fn a_mismatch_tells_both_values_the_door_and_no_more_than_it_may() {
    let core = core();
    let other = with_user().header("x-call-id", OTHER);
    let error = decoded(&core, answer(other, SUCCESS)).err().unwrap();
    assert_eq!(
        error.to_string(),
        "Matched: the answer does not match the request: its X-Call-Id belongs to another \
         call, sent \"261124085959-fedcba9\", received \"261124085958-fedcba8\"; \
         find out whether it took effect before sending anything again; \
         if the vendor's answers lack it or have ids of their own, \
         `accept_unmatched_answers` of the client's builder accepts them \
         (correlation id 261124085959-fedcba9)"
    );
    assert_eq!(
        format!("{error:?}"),
        error.to_string(),
        "a `main` that returns the error prints it so"
    );
    let Error::Mismatch(parts) = &error else { panic!("{error}") };
    assert_eq!(
        format!("{parts:?}"),
        "Mismatch { cause: OtherCall, header: \"X-Call-Id\", \
         sent: \"261124085959-fedcba9\", received: \"261124085958-fedcba8\", \
         answer: Answer { operation: \"Matched\", \
         correlation_id: Some(\"261124085959-fedcba9\"), status: 200, headers: 2, \
         bytes: 44 } }"
    );
    let missing = decoded(&core, answer(with_user(), SUCCESS)).err().unwrap();
    let missing = missing.to_string();
    assert!(
        missing.contains(
            "it has no X-Call-Id, sent \"261124085959-fedcba9\", received nothing;"
        ),
        "{missing}"
    );
    let long = with_user().header("x-call-id", "x\u{85}".repeat(1000));
    let long = decoded(&core, answer(long, SUCCESS)).err().unwrap();
    let shown = format!("{long} {long:?}");
    assert!(shown.contains("x\\u{85}x") && shown.contains("\".."), "{shown}");
    assert!(!shown.contains('\u{85}') && shown.len() < 2000, "{shown}");
}

#[test]
fn a_header_that_nothing_may_show_is_not_shown() {
    let hidden = |header: &Header| Header {
        need: Need::Required,
        rule: Rule {
            redact: Redact::Hidden,
            ..header.rule
        },
        ..*header
    };
    let headers = Box::leak(Box::new([hidden(&ANSWER_HEADERS[1])]));
    let protocol: &'static Protocol = Box::leak(Box::new(Protocol {
        response_headers: headers,
        ..PROTOCOL
    }));
    let core = setup_of(protocol, "https://vendor.example").build().unwrap();
    let (_, sent) =
        core.prepare(&Untyped::get("/x")).and_then(Prepared::into_http).unwrap();
    let other = answer(Response::builder().header("x-call-id", "planted"), SUCCESS);
    let error = core.decode(sent, other).err().unwrap();
    let shown = format!("{error} {error:?}");
    assert!(shown.contains("received ..;") && !shown.contains("planted"), "{shown}");
}

/// Answers every request with this, and counts how often it is told that it is out of step.
struct Told {
    id: &'static str,
    told: AtomicUsize,
}

impl Told {
    fn answer(&self) -> Response<Vec<u8>> {
        answer(with_user().header("x-call-id", self.id), SUCCESS)
    }
}

impl Transport for Told {
    async fn send(
        &self,
        _: Request<Vec<u8>>,
        _: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        Ok(self.answer())
    }

    fn discard_connections(&self) {
        self.told.fetch_add(1, Ordering::SeqCst);
    }
}

impl BlockingTransport for Told {
    fn send(
        &self,
        _: Request<Vec<u8>>,
        _: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        Ok(self.answer())
    }

    fn discard_connections(&self) {
        self.told.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn a_transport_is_told_of_a_mismatch_and_of_nothing_else() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for (id, expected) in [(OTHER, 2), (OWN, 0)] {
        let told = Arc::new(Told {
            id,
            told: AtomicUsize::new(0),
        });
        let client = Client::new(core(), Arc::clone(&told), CallLimits::default());
        let sent = client.call(matched()).send();
        let awaited = runtime.block_on(client.call(matched()).into_future());
        assert_eq!((sent.is_ok(), awaited.is_ok()), (expected == 0, expected == 0));
        assert_eq!(told.told.load(Ordering::SeqCst), expected);
    }
    assert_eq!(HEADERS[1].echoes, [""; 0]);
}
