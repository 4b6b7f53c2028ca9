//! Values that the client makes for each call, in headers and in fields.

use crate::keyed::is_uuid;
use crate::runtime::macros::{checked_struct, value_type};
use crate::runtime::*;
use crate::vendor::{Found, Look, Outcome, PROTOCOL};
use std::collections::HashSet;
use std::time::{Duration, SystemTime};

const SOURCE: Source = Source {
    document: "Page",
    section: "Minted",
};

macro_rules! minted {
    ($($name:ident $rule:ident $parts:expr;)*) => {$(
        value_type! {
            /// A value that is made.
            pub type $name = Text<$rule>: TextRule = Rule {
                field: "minted",
                shape: Shape(&$parts),
                redact: Redact::Shown,
                source: SOURCE,
            }
        }
    )*};
}

minted! {
    Nonce NonceRule [Part::Uuid];
    Seconds SecondsRule [Part::EpochSeconds];
    Milliseconds MillisecondsRule [Part::EpochMilliseconds];
    Digits DigitsRule [Part::Digits(13)];
    Number NumberRule_ [Part::Literal("M202600001U"), Part::Counter(9)];
    Own OwnRule [Part::Header("Merchant", 10), Part::Literal("U"), Part::Counter(9)];
    SentAt SentAtRule [
        Part::Year4, Part::Month, Part::Day, Part::Hour, Part::Minute, Part::Second
    ];
    Stamp StampRule [
        Part::Year4, Part::Literal("-"), Part::Month, Part::Literal("-"), Part::Day,
        Part::Literal("T"), Part::Hour, Part::Literal(":"), Part::Minute, Part::Literal(":"),
        Part::Second, Part::Literal("."), Part::Millisecond, Part::Offset
    ];
    Pieces PiecesRule [
        Part::Hex(8), Part::Literal("-"), Part::Hex(4), Part::Literal("-"), Part::Hex(4),
        Part::Literal("-"), Part::Hex(4), Part::Literal("-"), Part::Hex(12)
    ];
}

const fn header(name: &'static str, lower: &'static str, rule: Rule) -> Header {
    Header {
        name,
        lower,
        need: Need::Required,
        echoes: &[],
        rule,
    }
}

static HEADERS: [Header; 5] = [
    header("X-Nonce", "x-nonce", NonceRule::RULE),
    header("X-Time", "x-time", MillisecondsRule::RULE),
    header("X-Digits", "x-digits", DigitsRule::RULE),
    header("X-Pieces", "x-pieces", PiecesRule::RULE),
    header("X-Stamp", "x-stamp", StampRule::RULE),
];

const MINTING: Protocol = Protocol {
    headers: &HEADERS,
    configured: &[],
    authentication: Authentication::NONE,
    signing: None,
    utc_offset: Some(0),
    encryption: None,
    ..PROTOCOL
};

checked_struct! {
    /// Asks.
    #[derive(Clone, Default)]
    pub struct Ask, AskBuilder: SOURCE;

    /// The number of the call.
    number: called(Number), field "bank_tran_id";

    /// When it is sent.
    sent_at: called(SentAt), query "tran_dtime";

    /// The same.
    seconds: called(Seconds), field "seconds" hidden;

    /// Anything.
    nonce: called(Nonce), field "nonce";
}

impl Operation for Ask {
    const SPEC: Spec = Spec {
        method: Method::Post,
        path: "/v1/ask",
        body: RequestBody::Form,
        request_headers: &HEADERS,
        ..Look::SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

impl<K> SentBy<K> for Ask {}

/// 2026-11-24 08:59:59.987 in Seoul, by Python's `datetime`: 1795478399.987.
fn night() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(1_795_478_399_987)
}

fn setup() -> Setup<Plain> {
    let setup = Setup::new(&MINTING, "https://vendor.example").utc_offset(9 * 60);
    setup.clock(Box::new(FixedClock(night())))
}

/// Query, body and headers of a request.
fn sent(core: &Core<Plain>, ask: &Ask) -> (String, String, Vec<String>) {
    let (request, _) = core.prepare(ask).and_then(Prepared::into_http).unwrap();
    let header = |it: &Header| request.headers()[it.lower].to_str().unwrap().to_owned();
    let headers = HEADERS.iter().map(header).collect();
    let body = String::from_utf8(request.body().clone()).unwrap();
    (request.uri().query().unwrap().to_owned(), body, headers)
}

#[test]
fn all_is_made_at_one_instant() {
    let core = setup().ids(Box::new(FixedIds(35))).build().unwrap();
    let (query, body, headers) = sent(&core, &Ask::builder().build().unwrap());
    assert_eq!(query, "tran_dtime=20261124085959");
    let uuid = "00000000-0000-4023-8000-000000000023";
    assert_eq!(
        body,
        format!("bank_tran_id=M202600001U00000000Z&seconds=1795478399&nonce={uuid}")
    );
    // Digits begin with the last, as everywhere; behind 22 of them is another random number.
    let pieces = "32000000-0000-0000-3200-003200000000";
    let stamp = "2026-11-24T08:59:59.987+09:00";
    assert_eq!(headers, [uuid, "1795478399987", "5956034389752", pieces, stamp]);
}

/// The times are those of Python's `datetime.isoformat`.
#[test]
fn a_time_is_written_with_the_offset_of_its_zone() {
    for (minutes, stamp) in [
        (0, "2026-11-23T23:59:59.987+00:00"),
        (-210, "2026-11-23T20:29:59.987-03:30"),
        (-30, "2026-11-23T23:29:59.987-00:30"),
        (840, "2026-11-24T13:59:59.987+14:00"),
    ] {
        let core = setup().utc_offset(minutes).build().unwrap();
        let (.., headers) = sent(&core, &Ask::builder().build().unwrap());
        assert_eq!(headers[4], stamp);
        assert!(StampRule::RULE.shape.matches(stamp), "{stamp}");
    }
}

#[test]
fn what_is_given_is_sent() {
    let ask = Ask::builder().number("M202600001UABCDEFGHI").sent_at("20260101000000");
    let ask = ask.build().unwrap();
    let core = setup().build().unwrap();
    let (query, body, _) = sent(&core, &ask);
    assert_eq!(query, "tran_dtime=20260101000000");
    assert!(body.starts_with("bank_tran_id=M202600001UABCDEFGHI&"), "{body}");
    assert_eq!(
        format!("{ask:?}"),
        r#"Ask { bank_tran_id: "M202600001UABCDEFGHI", tran_dtime: "20260101000000" }"#
    );
    let wrong = Ask::builder().number("M202600001Uabcdefghi").build().unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "bank_tran_id: does not have the form M202600001U<9 digits or letters A to Z> (Page, Minted)"
    );
}

#[test]
fn no_two_calls_share_what_is_made() {
    let (core, ask) = (setup().build().unwrap(), Ask::builder().build().unwrap());
    let calls: Vec<_> = (0..5000).map(|_| sent(&core, &ask)).collect();
    let bodies: HashSet<_> = calls.iter().map(|(_, body, _)| &body[..33]).collect();
    assert_eq!(bodies.len(), 5000, "the numbers of calls");
    for position in [0, 2, 3] {
        let values: HashSet<_> = calls.iter().map(|(.., it)| &it[position]).collect();
        assert!(values.len() > 4990, "{} of {position}", values.len());
    }
    for (.., headers) in &calls {
        assert!(is_uuid(&headers[0]), "{}", headers[0]);
        let pieces: HashSet<_> = headers[3].split('-').collect();
        assert!(pieces.len() > 3, "no piece begins anew: {}", headers[3]);
    }
}

checked_struct! {
    /// Pays.
    #[derive(Clone, Default)]
    pub struct Pay, PayBuilder: SOURCE;

    /// The number of the payment.
    number: called(Own), field "tran_id";
}

impl Operation for Pay {
    const SPEC: Spec = Spec {
        method: Method::Post,
        path: "/v1/pay",
        body: RequestBody::Form,
        request_headers: &[],
        ..Look::SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

impl<K> SentBy<K> for Pay {}

/// 35 is `Z` to the base of 36.
#[test]
fn a_value_begins_with_what_is_configured() {
    static PAYING: Protocol = Protocol {
        headers: &[],
        configured: &["Merchant"],
        authentication: Authentication {
            only_signed: &["Merchant"],
            ..Authentication::NONE
        },
        ..MINTING
    };
    let setup =
        Setup::new(&PAYING, "https://vendor.example").header("Merchant", "M202600777");
    let core: Core<Plain> = setup.ids(Box::new(FixedIds(35))).build().unwrap();
    let body = |pay: &Pay| {
        let (request, _) = core.prepare(pay).and_then(Prepared::into_http).unwrap();
        assert!(request.headers().get("merchant").is_none());
        String::from_utf8(request.body().clone()).unwrap()
    };
    assert_eq!(body(&Pay::new()), "tran_id=M202600777U00000000Z");
    let given = Pay::builder().number("M202600001UABCDEFGHI").build().unwrap();
    assert_eq!(body(&given), "tran_id=M202600001UABCDEFGHI");
    let wrong = Pay::builder().number("M20260000UABCDEFGHI").build().unwrap_err();
    assert_eq!(
        wrong.to_string(),
        "tran_id: does not have the form <Merchant, 10 characters>U<9 digits or letters A to Z> (Page, Minted)"
    );
}
