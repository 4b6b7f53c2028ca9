//! Hosts that some operations have.

use crate::runtime::macros::object;
use crate::runtime::{
    Core, Encryption, Object, Operation, Plain, Prepared, Protocol, SentBy, Setup, Spec,
    Untyped, Visitor,
};
use crate::vendor::{Found, Look, Outcome, PROTOCOL};

static HOSTED: Protocol = Protocol {
    hosts: &["token"],
    headers: &[],
    signing: None,
    utc_offset: Some(0),
    encryption: None,
    ..PROTOCOL
};

struct Issue;

impl Object for Issue {
    const NAME: &'static str = "Issue";

    fn visit<V: Visitor>(&self, _: &mut V) {}
}

object!(Issue);

impl Operation for Issue {
    const SPEC: Spec = Spec {
        host: Some("token"),
        path: "/oauth/token",
        request_headers: &[],
        ..Look::SPEC
    };
    type Response = Found;
    type Code = Outcome;
}

impl<K> SentBy<K> for Issue {}

fn core(url: &str) -> Core<Plain> {
    let setup = Setup::new(&HOSTED, "https://api.vendor.example/v1");
    setup.host("token", url).build().unwrap()
}

#[test]
fn a_request_goes_to_its_host() {
    let core = core("https://auth.vendor.example/v9/");
    let prepared = core.prepare(&Issue).unwrap();
    assert_eq!(prepared.url(), "https://auth.vendor.example/v9/oauth/token");
    let (request, _) = prepared.into_http().unwrap();
    assert_eq!(request.uri(), "https://auth.vendor.example/v9/oauth/token");
    let uri = |ask: &Untyped| {
        let made = core.prepare(ask).and_then(Prepared::into_http);
        made.map(|(request, _)| request.uri().to_string()).map_err(|it| it.to_string())
    };
    let ask = Untyped::post("/x", &1, Encryption::No);
    assert_eq!(uri(&ask).unwrap(), "https://api.vendor.example/v1/x");
    assert_eq!(
        uri(&ask.clone().with_host("token")).unwrap(),
        "https://auth.vendor.example/v9/x"
    );
    let other = uri(&ask.with_host("other")).unwrap_err();
    assert!(other.contains("other: a host without a base URL"), "{other}");
}

#[test]
fn the_url_of_a_host_is_checked_as_any_other() {
    let wrong = |url: &str| {
        let setup = Setup::new(&HOSTED, "https://api.vendor.example").host("token", url);
        setup.build().map(drop).unwrap_err().to_string()
    };
    assert!(wrong("auth").contains("token: "), "{}", wrong("auth"));
    let plain = wrong("http://auth.vendor.example");
    assert!(plain.contains("base URL: "), "{plain}");
}
