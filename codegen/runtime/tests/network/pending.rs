//! A success that is not final is none.

use super::answer::response;
use super::given::{PERSON, core};
use crate::runtime::macros::object;
use crate::runtime::{
    CallResult, Encryption, Error, Inquiry, Method, Object, Operation, Plain, Prepared,
    Reached, Reason, Remedy, Repeat, RequestBody, SentBy, Source, Spec, TransportError,
    TransportFault, Visitor,
};
use crate::vendor::{ANSWER_HEADERS, Found, HEADERS, Name, Outcome};

const INQUIRY: Inquiry = Inquiry {
    told_by: Some(("isWaiting", "true")),
    operation: "inquire-charge",
    with: &[("sequenceId", "sequenceId")],
};

/// Charges somebody.
#[derive(Clone)]
struct Charge(Name);

impl Object for Charge {
    const NAME: &'static str = "Charge";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        visitor.field("name", &self.0);
    }
}

object!(Charge);

const SPEC: Spec = Spec {
    id: "charge",
    title: "충전",
    method: Method::Post,
    path: "/v1/charges",
    body: RequestBody::Json,
    request_headers: HEADERS,
    response_headers: &[],
    request_encrypted: Some(Encryption::No),
    response_encrypted: None,
    repeat: Repeat::Unsafe,
    answer: crate::vendor::ANSWER,
    pending: Some(INQUIRY),
    source: Source {
        document: "충전",
        section: "Top",
    },
};

impl Operation for Charge {
    const SPEC: Spec = SPEC;
    type Response = Found;
    type Code = Outcome;
}

impl SentBy<Plain> for Charge {}

/// The same, with no success that is final.
#[derive(Clone)]
struct Registered(Name);

impl Object for Registered {
    const NAME: &'static str = "Registered";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        visitor.field("name", &self.0);
    }
}

object!(Registered);

const ALWAYS: Inquiry = Inquiry {
    told_by: None,
    operation: "look",
    with: &[("number", "chargeNo")],
};

impl Operation for Registered {
    const SPEC: Spec = Spec {
        pending: Some(ALWAYS),
        ..SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

impl SentBy<Plain> for Registered {}

/// The same, with an answer that has to match.
#[derive(Clone)]
struct Matched(Name);

impl Object for Matched {
    const NAME: &'static str = "Matched";

    fn visit<V: Visitor>(&self, visitor: &mut V) {
        visitor.field("name", &self.0);
    }
}

object!(Matched);

impl Operation for Matched {
    const SPEC: Spec = Spec {
        response_headers: ANSWER_HEADERS,
        ..SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

impl SentBy<Plain> for Matched {}

fn answered<O: Operation + SentBy<Plain>>(request: &O, body: &str) -> CallResult<O> {
    let core = core();
    let sent = core.prepare(request).and_then(Prepared::into_http).unwrap().1;
    core.decode(sent, response(200, body))
}

fn charged(waiting: &str) -> CallResult<Charge> {
    let body = format!(r#"{{"result":{{"code":"E0"}},"status":"숨김"{waiting}}}"#);
    answered(&Charge(Name::unchecked(PERSON)), &body)
}

#[test]
fn it_is_an_error_that_says_how_to_inquire() {
    let error = charged(r#","isWaiting":true"#).err().unwrap();
    assert_eq!((error.outcome(), error.reached()), ("pending", Reached::Yes));
    assert_eq!((error.remedy(), error.inquiry()), (Remedy::CheckOutcome, Some(INQUIRY)));
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert_eq!(
        error.to_string(),
        "charge: accepted, but not final: isWaiting is true; find out whether it took effect \
         before sending anything again, with inquire-charge (sequenceId) (correlation id \
         261124085959-fedcba9)"
    );
    assert!(!format!("{error:?}").contains("숨김"), "{error:?}");
    let Error::Pending(pending) = error else { panic!("{error}") };
    let found: Found = pending.response();
    assert_eq!(found.0.text("status").value().as_deref(), Some("숨김"));
    assert_eq!(pending.json().names().count(), 3);
    assert_eq!((pending.inquiry(), pending.answer().operation()), (INQUIRY, "charge"));
}

#[test]
fn whatever_can_be_read_as_the_value_tells_it() {
    for told in ["true", r#""true""#, r#""Y""#, "1", r#""1""#, "{}", "[true]"] {
        let result = charged(&format!(r#","isWaiting":{told}"#));
        assert!(matches!(result, Err(Error::Pending(_))), "{told}: {result:?}");
    }
    for told in ["false", r#""N""#, "0", "null", r#""other""#] {
        let result = charged(&format!(r#","isWaiting":{told}"#));
        assert!(result.is_ok(), "{told}: {result:?}");
    }
    assert!(charged("").is_ok());
}

#[test]
fn where_no_success_is_final_every_one_tells_how_to_inquire() {
    let request = Registered(Name::unchecked(PERSON));
    for body in
        [r#"{"result":{"code":"E0"},"isWaiting":false}"#, r#"{"result":{"code":"E0"}}"#]
    {
        let error = answered(&request, body).err().unwrap();
        assert_eq!((error.outcome(), error.inquiry()), ("pending", Some(ALWAYS)));
        assert_eq!(
            error.to_string(),
            "charge: accepted, but not final; find out whether it took effect before sending \
             anything again, with look (number = chargeNo) (correlation id \
             261124085959-fedcba9)"
        );
    }
    let refused = answered(&request, r#"{"result":{"code":"E1"}}"#);
    assert!(matches!(refused, Err(Error::Api(_))), "{refused:?}");
}

#[test]
fn an_answer_that_says_both_is_neither() {
    let result = charged(r#","isWaiting":false,"isWaiting":true"#);
    let Err(Error::Undocumented(unexpected)) = result else { panic!("{result:?}") };
    assert_eq!(unexpected.reason(), Reason::Ambiguous);
}

#[test]
fn an_answer_of_another_call_says_nothing_about_this_one() {
    let body = r#"{"result":{"code":"E0"},"isWaiting":true}"#;
    let result = answered(&Matched(Name::unchecked(PERSON)), body);
    assert!(matches!(result, Err(Error::Mismatch(_))), "{result:?}");
}

#[test]
fn a_refusal_stays_one() {
    let body = r#"{"result":{"code":"E1"},"isWaiting":true}"#;
    let result = answered(&Charge(Name::unchecked(PERSON)), body);
    let Err(error @ Error::Api(_)) = result else { panic!("{result:?}") };
    assert_eq!(error.inquiry(), None);
}

#[test]
fn where_the_outcome_is_not_known_the_inquiry_is_named_too() {
    let request = Charge(Name::unchecked(PERSON));
    let core = core();
    let sent = core.prepare(&request).and_then(Prepared::into_http).unwrap().1;
    let error = sent.unanswered(TransportError::from(TransportFault::Interrupted));
    assert_eq!(error.inquiry(), Some(INQUIRY));
    let told = error.to_string();
    assert!(told.contains("again, with inquire-charge (sequenceId)"), "{told}");
}
