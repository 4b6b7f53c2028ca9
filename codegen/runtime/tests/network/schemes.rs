//! Credentials that the client writes by a scheme.

use crate::runtime::{
    Authentication, Core, Header, Need, Plain, Prepared, Protocol, Redact, Rule, Scheme,
    Setup, Shape, Untyped, ViolationKind,
};
use crate::vendor::PROTOCOL;

const PASS: Header = Header {
    name: "Authorization",
    lower: "authorization",
    need: Need::Required,
    echoes: &[],
    rule: Rule {
        field: "Authorization",
        shape: Shape::ANY,
        redact: Redact::Hidden,
        ..Rule::ANY
    },
};

const fn of(schemes: &'static [(&'static str, Scheme)]) -> Protocol {
    Protocol {
        headers: &[PASS],
        configured: &["Authorization"],
        authentication: Authentication {
            schemes,
            ..Authentication::NONE
        },
        signing: None,
        utc_offset: Some(0),
        encryption: None,
        ..PROTOCOL
    }
}

static BEARER: Protocol = of(&[("Authorization", Scheme::Bearer)]);
static BASIC: Protocol = of(&[("Authorization", Scheme::Basic)]);
static USER: Protocol = of(&[("Authorization", Scheme::BasicUser)]);
const AROUND: Scheme = Scheme::Text {
    before: "ApiKey ",
    after: ";v=2",
};
static TEXT: Protocol = of(&[("Authorization", AROUND)]);
static BARE: Protocol = of(&[]);

fn setup(protocol: &'static Protocol, credential: &str) -> Setup<Plain> {
    Setup::new(protocol, "https://vendor.example").header("Authorization", credential)
}

fn sent(core: &Core<Plain>) -> String {
    let made = core.prepare(&Untyped::get("/x")).and_then(Prepared::into_http).unwrap();
    let value = &made.0.headers()["authorization"];
    assert!(value.is_sensitive());
    assert_eq!(format!("{value:?}"), "Sensitive");
    str::from_utf8(value.as_bytes()).unwrap().to_owned()
}

/// The Base64 is that of the command `base64`.
#[test]
fn the_client_writes_the_scheme() {
    for (protocol, credential, written) in [
        (&BEARER, "tok-1.a_b~c+/==", "Bearer tok-1.a_b~c+/=="),
        (&BASIC, "reader:word", "Basic cmVhZGVyOndvcmQ="),
        (&USER, "sk-1", "Basic c2stMTo="),
        (&USER, "key-등대", "Basic a2V5LeuTseuMgDo="),
        (&TEXT, "sk-1", "ApiKey sk-1;v=2"),
        (&TEXT, "열쇠 1", "ApiKey 열쇠 1;v=2"),
        (&BARE, "sk-1", "sk-1"),
    ] {
        assert_eq!(sent(&setup(protocol, credential).build().unwrap()), written);
    }
}

#[test]
fn what_is_written_already_is_refused_and_not_shown() {
    for (protocol, scheme, credential) in [
        (&BEARER, Scheme::Bearer, "Bearer planted"),
        (&BEARER, Scheme::Bearer, "planted등대"),
        (&BEARER, Scheme::Bearer, ""),
        (&BASIC, Scheme::Basic, "planted"),
        (&USER, Scheme::BasicUser, "planted:"),
        (&USER, Scheme::BasicUser, ""),
        (&TEXT, AROUND, ""),
        (&TEXT, AROUND, "ApiKey planted"),
        (&TEXT, AROUND, "planted;v=2"),
        (&TEXT, AROUND, " planted"),
    ] {
        let wrong = setup(protocol, credential).build().map(drop).unwrap_err();
        let found: Vec<_> =
            wrong.iter().map(|it| (&*it.path, it.kind.clone())).collect();
        assert_eq!(found, [("Authorization", ViolationKind::NotACredential { scheme })]);
        assert!(!format!("{wrong} {wrong:?}").contains("planted"), "{wrong}");
    }
}
