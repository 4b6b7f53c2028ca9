//! What errors say, what they advise, and what they never show.

use super::answer::{decoded, response};
use super::given::{ACCESS_KEY, PERSON, SECRET_KEY, core, find};
use crate::runtime::{
    Error, Incomplete, Prepared, Reached, Remedy, Source, TransportError,
    TransportFault, Violation, ViolationKind, Violations,
};
use crate::vendor::{Find, Look, Name, Outcome};
use std::{error::Error as _, io};

fn refusal(code: &str) -> Error<Outcome> {
    let body = format!(
        r#"{{"result":{{"code":"{code}","text":"planted text"}},"a":"planted"}}"#
    );
    decoded(response(400, body)).err().unwrap()
}

fn unanswered(fault: TransportFault) -> Error<Outcome> {
    let (_, sent) = core().prepare(&find()).and_then(Prepared::into_http).unwrap();
    sent.unanswered(TransportError::new(fault, io::Error::other("cause")))
}

fn invalid() -> Error<Outcome> {
    let source = Source {
        document: "Page",
        section: "Section",
    };
    Violations::from(Violation::new("name", ViolationKind::Missing, source)).into()
}

#[test]
fn errors_say_what_happened_and_what_to_do() {
    let page = response(502, "<html>planted</html>");
    let mut large = response(200, "planted");
    large.extensions_mut().insert(Incomplete::TooLarge);
    for (error, expected) in [
        (
            invalid(),
            "the request is invalid and was not sent:\n\
             name: required but missing (Page, Section)",
        ),
        (
            unanswered(TransportFault::NotConnected),
            "Find: no connection could be made: cause; nothing was sent; \
             send it again later (correlation id 261124085959-fedcba9)",
        ),
        (
            unanswered(TransportFault::Timeout),
            "Find: no answer was received in time: cause; the request may have reached the vendor; \
             find out whether it took effect before sending anything again \
             (correlation id 261124085959-fedcba9)",
        ),
        (
            refusal("E1"),
            "Find: refused with E1, No such name. (이름이 없습니다.); the person whose data was \
             sent must correct or decide something (correlation id 261124085959-fedcba9)",
        ),
        (
            refusal("E2"),
            "Find: refused with E2, busy; send it again later \
             (correlation id 261124085959-fedcba9)",
        ),
        (
            refusal("E9"),
            "Find: refused with E9, which is not documented; the documentation does not say \
             what to do (correlation id 261124085959-fedcba9)",
        ),
        (
            decoded(page).err().unwrap(),
            "Find: an undocumented answer with status 502 and 20 bytes: its body is not a JSON \
             object, at line 1 column 1; find out whether it took effect before \
             sending anything again (correlation id 261124085959-fedcba9)",
        ),
        (
            decoded(large).err().unwrap(),
            "Find: an undocumented answer with status 200 and 7 bytes: its body is larger than \
             the limit; find out whether it took effect before sending anything again \
             (correlation id 261124085959-fedcba9)",
        ),
    ] {
        assert_eq!(error.to_string(), expected);
        // A `main` that returns the error prints this.
        assert_eq!(format!("{error:?}"), expected);
        assert_ne!(format!("{error:#?}"), expected);
    }
}

#[test]
fn whether_it_was_reached_and_what_to_do_follow_from_what_happened() {
    use TransportFault::{
        ConnectTimeout, Interrupted, NotConnected, Timeout, Unsendable,
    };
    for (error, outcome, reached, remedy) in [
        (invalid(), "invalid", Reached::No, Remedy::FixRequest),
        (unanswered(Unsendable), "transport", Reached::No, Remedy::FixRequest),
        (unanswered(NotConnected), "transport", Reached::No, Remedy::RetryLater),
        (unanswered(ConnectTimeout), "transport", Reached::No, Remedy::RetryLater),
        (unanswered(Timeout), "transport", Reached::Maybe, Remedy::CheckOutcome),
        (unanswered(Interrupted), "transport", Reached::Maybe, Remedy::CheckOutcome),
        (refusal("E1"), "api", Reached::Yes, Remedy::AskUser),
        (refusal("E9"), "api", Reached::Yes, Remedy::Unknown),
    ] {
        let shown = format!("{error:?}");
        assert_eq!((error.outcome(), error.reached()), (outcome, reached), "{shown}");
        assert_eq!(error.remedy(), remedy, "{shown}");
        assert_eq!(error.answer().is_some(), reached == Reached::Yes, "{shown}");
        assert_eq!(error.correlation_id().is_none(), outcome == "invalid", "{shown}");
        assert_eq!(error.source().is_some(), outcome != "api", "{shown}");
    }
    for (status, remedy) in [
        (500, Remedy::CheckOutcome),
        (302, Remedy::CheckOutcome),
        (404, Remedy::Unknown),
    ] {
        let error = decoded(response(status, "")).err().unwrap();
        assert_eq!((error.reached(), error.remedy()), (Reached::Yes, remedy));
    }
    assert_eq!(
        [Reached::No, Reached::Maybe, Reached::Yes].map(Reached::as_str),
        ["no", "maybe", "yes"]
    );
}

#[test]
fn what_may_be_repeated_is_to_be_repeated() {
    let core = core();
    let look = Look(Name::unchecked(PERSON));
    let sent = || core.prepare(&look).and_then(Prepared::into_http).unwrap().1;
    let error = sent().unanswered(TransportFault::Timeout.into());
    assert_eq!((error.reached(), error.remedy()), (Reached::Maybe, Remedy::RetryLater));
    let error = core.decode(sent(), response(500, "")).err().unwrap();
    assert_eq!(error.remedy(), Remedy::RetryLater);
}

#[test]
fn a_code_is_compared_at_the_call_site() {
    let result: Result<(), Error<Outcome>> = Err(refusal("E1"));
    let met = match result {
        Err(Error::Api(e)) if e.code() == Outcome::Busy => "busy",
        Err(Error::Api(e)) if e.code() == Outcome::NoSuchName => "no such name",
        Err(e) if e.remedy() == Remedy::RetryLater => "later",
        _ => "else",
    };
    assert_eq!(met, "no such name");
}

#[test]
fn no_error_shows_what_was_sent_or_received() {
    let body = format!(r#"{{"result":{{"code":"E0"}},"{PERSON}":1,"a":"planted"}}"#);
    let mut cut = response(200, body.clone());
    cut.extensions_mut().insert(Incomplete::Interrupted);
    for error in [
        invalid(),
        unanswered(TransportFault::Timeout),
        refusal("E1"),
        refusal("E9"),
        refusal("planted"),
        decoded(response(400, body)).err().unwrap(),
        decoded(response(200, "planted")).err().unwrap(),
        decoded(cut).err().unwrap(),
    ] {
        let shown = format!("{error} {error:?} {:?}", error.answer());
        for secret in
            ["planted", "이름이 없습니다.planted", ACCESS_KEY, SECRET_KEY, PERSON]
        {
            assert!(!shown.contains(secret), "{shown}");
        }
    }
}

#[test]
fn a_code_of_no_form_is_shown_only_if_it_looks_like_one() {
    // Untyped codes of a vendor whose codes have no declared form.
    const ANY: crate::runtime::Envelope = crate::runtime::Envelope {
        code_shape: crate::runtime::Shape::ANY,
        ..crate::vendor::ENVELOPE
    };
    let protocol = crate::runtime::Protocol {
        answer: crate::runtime::AnswerFormat {
            envelope: Some(&ANY),
            ..crate::vendor::ANSWER
        },
        ..crate::vendor::PROTOCOL
    };
    let protocol = Box::leak(Box::new(protocol));
    let core =
        super::given::setup_of(protocol, "https://vendor.example").build().unwrap();
    let untyped = || crate::runtime::Untyped::get("/x");
    for (code, shown) in
        [("A-1.b_2", "A-1.b_2"), ("planted person", ".."), ("홍길동", "..")]
    {
        let (_, sent) = core.prepare(&untyped()).and_then(Prepared::into_http).unwrap();
        let body = format!(r#"{{"result":{{"code":"{code}"}}}}"#);
        let Err(error) = core.decode(sent, response(400, body)) else { panic!() };
        let expected =
            format!("untyped: refused with {shown}, which is not documented; ");
        assert!(error.to_string().starts_with(&expected), "{error}");
        assert!(!format!("{error:?}").contains("planted p"));
        let Error::Api(refusal) = error else { panic!() };
        assert_eq!(refusal.code(), code);
    }
}

#[test]
fn an_error_is_small_and_goes_where_errors_go() {
    fn goes<T: std::error::Error + Send + Sync + 'static>() {}
    goes::<Error<Outcome>>();
    goes::<Error<String>>();
    assert!(size_of::<Error<Outcome>>() <= 32);
    let _: fn(
        Error<<Find as crate::runtime::Endpoint>::Code>,
    ) -> Box<dyn std::error::Error> = Into::into;
}
