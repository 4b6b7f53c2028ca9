//! What a call tells `tracing`, and what it does not.

use super::answer::response;
use super::given::{ACCESS_KEY, PERSON, SECRET_KEY, core, find};
use crate::listener::{Hear, Listener};
use crate::runtime::{
    BlockingTransport, CallLimits, Client, Encryption, TransportError, TransportFault,
};
use http::{Request, Response};
use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use tracing::Metadata;

/// Writes down everything that it is told.
#[derive(Clone, Default)]
struct Notes(Arc<Mutex<String>>);

impl Hear for Notes {
    fn span(&self, span: &Metadata<'_>) {
        write!(self.0.lock().unwrap(), "{} {}", span.level(), span.name()).unwrap();
    }

    fn field(&self, name: &str, value: &dyn Debug) {
        let shown = if name == "duration_ms" { "?" } else { &format!("{value:?}") };
        write!(self.0.lock().unwrap(), " {name}={shown}").unwrap();
    }
}

struct Fixed(Option<(u16, &'static str)>);

impl BlockingTransport for Fixed {
    fn send(
        &self,
        _: Request<Vec<u8>>,
        _: CallLimits,
    ) -> Result<Response<Vec<u8>>, TransportError> {
        let (status, body) = self.0.ok_or(TransportFault::Timeout)?;
        Ok(response(status, body))
    }
}

fn told(answer: Option<(u16, &'static str)>) -> String {
    let notes = Notes::default();
    let client = Client::new(core(), Fixed(answer), CallLimits::default());
    tracing::subscriber::with_default(Listener(notes.clone()), || {
        drop(client.call(find()).send());
    });
    notes.0.lock().unwrap().clone()
}

#[test]
fn a_call_is_one_span_with_stable_fields() {
    let begun = r#"INFO call operation="Find" correlation_id="261124085959-fedcba9""#;
    for (answer, ended) in [
        (
            Some((200, r#"{"result":{"code":"E0"}}"#)),
            r#" outcome="success" reached="yes" status=200 duration_ms=?"#,
        ),
        (
            Some((400, r#"{"result":{"code":"E1","text":"planted"}}"#)),
            r#" outcome="api" reached="yes" status=400 code=E1 duration_ms=?"#,
        ),
        (
            Some((500, "planted")),
            r#" outcome="undocumented" reached="yes" status=500 duration_ms=?"#,
        ),
        (None, r#" outcome="transport" reached="maybe" duration_ms=?"#),
    ] {
        let told = told(answer);
        assert_eq!(told, format!("{begun}{ended}"));
        for secret in ["planted", PERSON, ACCESS_KEY, SECRET_KEY] {
            assert!(!told.contains(secret), "{told}");
        }
    }
}

#[test]
fn an_invalid_call_has_a_span_too_and_an_awaited_one_the_same() {
    let notes = Notes::default();
    let client = Client::new(core(), Fixed(None), CallLimits::default());
    tracing::subscriber::with_default(Listener(notes.clone()), || {
        drop(client.call_untyped(&format!("/{PERSON}/.."), &0, Encryption::Yes).send());
    });
    assert_eq!(
        *notes.0.lock().unwrap(),
        r#"INFO call operation="untyped" outcome="invalid" reached="no" duration_ms=?"#
    );
}
