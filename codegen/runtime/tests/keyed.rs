//! Headers that callers give for each call, and the idempotency key among them.

use crate::runtime::macros::{checked_struct, stored, value_type};
use crate::runtime::*;
use crate::vendor::{Found, Look, Outcome, PROTOCOL};
use std::collections::HashSet;

const SOURCE: Source = Source {
    document: "Page",
    section: "Headers",
};

value_type! {
    /// The key.
    pub type Key = Text<KeyRule>: TextRule = Rule {
        field: "Once-Key",
        length: Length::at_most(300),
        redact: Redact::Shown,
        source: SOURCE,
    }
}

value_type! {
    /// The port of a call.
    pub type Port = Text<PortRule>: TextRule = Rule {
        field: "Port",
        length: Length::exactly(3),
        redact: Redact::Hidden,
        source: SOURCE,
    }
}

const fn header(
    name: &'static str,
    lower: &'static str,
    need: Need,
    rule: Rule,
) -> Header {
    Header {
        name,
        lower,
        need,
        echoes: &[],
        rule,
    }
}

const KEY: Header = header("Once-Key", "once-key", Need::Optional, KeyRule::RULE);
const PORT: Header = header("Port", "port", Need::Required, PortRule::RULE);
static HEADERS: [Header; 2] = [PORT, KEY];

static KEYED: Protocol = Protocol {
    headers: &HEADERS,
    configured: &[],
    authentication: Authentication::NONE,
    given: &[
        GivenHeader {
            header: PORT,
            idempotency: false,
        },
        GivenHeader {
            header: KEY,
            idempotency: true,
        },
    ],
    signing: None,
    utc_offset: Some(0),
    encryption: None,
    ..PROTOCOL
};

checked_struct! {
    /// Pays.
    #[derive(Clone)]
    pub struct Pay, PayBuilder: SOURCE;

    /// The port.
    port: required(Port), header "Port" hidden;

    /// The key.
    key: minted(Key), header "Once-Key";
}

impl Operation for Pay {
    const SPEC: Spec = Spec {
        method: Method::Post,
        path: "/v1/pay",
        body: RequestBody::Json,
        request_headers: &HEADERS,
        repeat: Repeat::SafeWithKey,
        ..Look::SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

impl<K> SentBy<K> for Pay {}

stored!(Pay);

/// Prepares requests with these headers.
pub(crate) fn core() -> Core<Plain> {
    Setup::new(&KEYED, "https://vendor.example/api/").build().unwrap()
}

fn pay() -> Pay {
    Pay::builder().port("서울1").build().unwrap()
}

/// The key that is sent with a request.
fn sent<A: Endpoint + SentBy<Plain>>(ask: &A) -> String {
    let (request, sent) = core().prepare(ask).and_then(Prepared::into_http).unwrap();
    let key = request.headers()["once-key"].to_str().unwrap().to_owned();
    assert_eq!(sent.idempotency_key(), Some(&*key));
    key
}

/// 8-4-4-4-12 hexadecimal digits, of version 4 and the variant of RFC 9562.
#[must_use]
pub fn is_uuid(text: &str) -> bool {
    let groups: Vec<_> = text.split('-').collect();
    let hex = |it: &&str| it.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
    groups.iter().map(|it| it.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(hex)
        && groups[2].starts_with('4')
        && groups[3].starts_with(['8', '9', 'a', 'b'])
}

#[test]
fn a_request_has_one_key_and_no_other_has_it() {
    let (one, two) = (pay(), pay());
    let keys = [sent(&one), sent(&one), sent(&one.clone()), sent(&two)];
    assert_eq!(keys[0], one.key().as_str());
    assert!(keys[0] == keys[1] && keys[1] == keys[2] && keys[2] != keys[3], "{keys:?}");
    let many: HashSet<_> =
        (0..10_000).map(|_| pay().key().as_str().to_owned()).collect();
    assert_eq!(many.len(), 10_000);
    assert!(many.iter().all(|key| is_uuid(key)), "{:?}", many.iter().next());
    let bits: HashSet<_> = many.iter().filter_map(|it| it.split('-').next()).collect();
    assert!(bits.len() > 9_990, "no piece repeats another's: {}", bits.len());
}

#[test]
fn a_given_key_is_sent() {
    let again = Pay::builder().port("서울1").key("order-한-1").build().unwrap();
    assert_eq!(again.key().as_str(), "order-한-1");
    let refused = Pay::builder().key("x".repeat(301)).build().unwrap_err().to_string();
    assert_eq!(
        refused,
        "Port: required but missing (Page, Headers)\n\
         Once-Key: 301 characters, at most 300 are allowed (Page, Headers)"
    );
    assert_eq!(
        sent(&Pay::builder().port("abc").key("order-1").build().unwrap()),
        "order-1"
    );
    let shown =
        format!("{:?}", Pay::builder().port("abc").key("order-1").build().unwrap());
    assert_eq!(shown, "Pay { Port: .., Once-Key: \"order-1\" }");
}

#[test]
fn an_untyped_request_has_the_same_headers() {
    let ask = |path| Untyped::post(path, &1, Encryption::No).with_header("PORT", "abc");
    let (one, two) = (ask("/v1/pay"), ask("/v1/pay"));
    let keys = [sent(&one), sent(&one.clone()), sent(&two)];
    assert!(keys[0] == keys[1] && keys[1] != keys[2] && is_uuid(&keys[0]), "{keys:?}");
    assert_eq!(sent(&ask("/v1/pay").with_header("once-key", "mine")), "mine");
    let refused = |ask: &Untyped| core().prepare(ask).map(drop).unwrap_err().to_string();
    let without = Untyped::post("/v1/pay", &1, Encryption::No);
    assert!(
        refused(&without).contains("Port: required but missing"),
        "{}",
        refused(&without)
    );
    let other = ask("/v1/pay").with_header("X-Other", "1");
    assert!(refused(&other).contains("X-Other: not a header that callers give"));
}

#[test]
fn a_lost_answer_may_be_asked_for_again_with_the_key() {
    let request = pay();
    let (_, sent) = core().prepare(&request).and_then(Prepared::into_http).unwrap();
    let lost = sent.unanswered(TransportFault::Interrupted.into());
    assert_eq!(lost.remedy(), Remedy::RetryWithKey);
    assert_eq!(lost.idempotency_key(), Some(request.key().as_str()));
    assert_eq!(lost.reached(), Reached::Maybe);
}
