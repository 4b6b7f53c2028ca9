//! Fields of requests that a client is built with.

use crate::runtime::macros::checked_struct;
use crate::runtime::{
    Authentication, Header, Method, Need, Operation, Prepared, Protocol, RequestBody,
    Rule, SentBy, Setup, Source, Spec,
};
use crate::vendor::{Found, Look, Outcome, PROTOCOL};

const SECRET: Header = Header {
    rule: Rule {
        field: "client_secret",
        ..Rule::ANY
    },
    name: "client_secret",
    lower: "client_secret",
    need: Need::Required,
    echoes: &[],
};

static CONFIGURED: Protocol = Protocol {
    headers: &[],
    configured: &[],
    authentication: Authentication {
        fields: &[SECRET],
        ..Authentication::NONE
    },
    signing: None,
    utc_offset: Some(0),
    encryption: None,
    ..PROTOCOL
};

checked_struct! {
    /// Asks.
    #[derive(Clone, Default)]
    pub struct Ask, AskBuilder: SOURCE;

    secret: configured("client_secret"), field "client_secret";
}

const SOURCE: Source = Source {
    document: "Page",
    section: "Configured",
};

impl Operation for Ask {
    const SPEC: Spec = Spec {
        method: Method::Post,
        path: "/v1/ask",
        body: RequestBody::Form,
        request_headers: &[],
        ..Look::SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

impl<K> SentBy<K> for Ask {}

#[test]
fn a_configured_field_is_sent_and_not_asked_for() {
    let setup = || Setup::new(&CONFIGURED, "https://vendor.example");
    let wrong = setup().build().map(drop).unwrap_err().to_string();
    assert!(wrong.contains("client_secret: required but missing"), "{wrong}");
    let core = setup().header("client_secret", "planted 등대&").build().unwrap();
    let ask = Ask::builder().build().unwrap();
    let (request, _) = core.prepare(&ask).and_then(Prepared::into_http).unwrap();
    // By Python's `urllib.parse.urlencode`.
    let body = "client_secret=planted+%EB%93%B1%EB%8C%80%26";
    assert_eq!(str::from_utf8(request.body()).unwrap(), body);
    let shown = format!("{ask:?} {core:?}");
    assert!(!shown.contains("planted"), "{shown}");
}
