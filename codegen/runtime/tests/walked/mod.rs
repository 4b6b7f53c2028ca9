//! Runs worked examples against the mock server, and checks what they send.

use super::*;
use fake::{Received, Scenario, VENDOR};
use runtime::description::Location;
use serde_json::value::RawValue;
use std::time::Duration;

/// Starts a mock server that answers the calls with these fields, one after the other.
pub fn start(answers: &[&str]) -> Fake {
    let fake = Fake::start().expect("there is a free port");
    for answer in answers {
        fake.next(Scenario::Answer((*answer).to_owned()));
    }
    fake
}

/// A busy machine is slow, and timeouts are not tested here.
pub fn patient<K: Keys>(builder: ClientBuilder<K>) -> ClientBuilder<K> {
    let patience = Duration::from_secs(600);
    builder.limits(CallLimits {
        total: patience,
        read: patience,
        ..CallLimits::default()
    })
}

/// Runs an example to its end.
pub fn run(example: impl Future<Output = Result<(), Box<dyn std::error::Error>>>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("the system has what a runtime needs");
    if let Err(error) = runtime.block_on(example) {
        panic!("{error}");
    }
}

/// Checks the calls: of each its operation, and the values of its fields.
pub fn check(fake: &Fake, expected: &[(&str, &[(&str, &str)])]) {
    let received = fake.take_received();
    let operations: Vec<_> = received.iter().filter_map(Received::operation).collect();
    let steps: Vec<_> = expected.iter().map(|(operation, _)| *operation).collect();
    assert_eq!(operations, steps);
    for (received, (operation, fields)) in received.iter().zip(expected) {
        assert_eq!(received.findings(), [], "{operation}");
        for (path, value) in *fields {
            let found = sent(received, path);
            assert_eq!(found.as_deref(), Some(*value), "{operation}: {path}");
        }
    }
}

/// The value of a field of a request, as text: `loans[0].bookNumber`.
fn sent(received: &Received, path: &str) -> Option<String> {
    let description = VENDOR.operation(received.operation()?)?;
    let name = path.split(['.', '[']).next()?;
    let parameter = description.parameters.iter().find(|it| it.name == name);
    let address = received.uri();
    match parameter.map_or(Location::Body, |it| it.place) {
        Location::Body if description.spec.body == RequestBody::Form => {
            pair(str::from_utf8(received.plain()?).ok()?, name)
        }
        Location::Body if description.spec.body == RequestBody::Multipart => {
            let head = format!("form-data; name=\"{name}\"\r\n\r\n");
            let (_, text) = str::from_utf8(received.plain()?).ok()?.split_once(&head)?;
            text.split_once("\r\n--").map(|(text, _)| text.to_owned())
        }
        Location::Body => {
            let raw = within(str::from_utf8(received.plain()?).ok()?, path)?;
            if raw.starts_with('"') { serde_json::from_str(&raw).ok() } else { Some(raw) }
        }
        Location::Query => pair(address.query()?, name),
        Location::Header => received.header(name).map(str::to_owned),
        Location::Path => {
            let names = description.spec.path.rsplit('/');
            let mut segments = names.zip(address.path().rsplit('/'));
            let place = format!("{{{name}}}");
            segments.find(|(it, _)| *it == place).map(|(_, value)| unescaped(value))
        }
    }
}

/// The first value of a name in a query or a form.
fn pair(pairs: &str, name: &str) -> Option<String> {
    let mut pairs = pairs.split('&').filter_map(|it| it.split_once('='));
    pairs.find(|(it, _)| unescaped(it) == name).map(|(_, value)| unescaped(value))
}

/// The JSON at a path within an object.
fn within(json: &str, path: &str) -> Option<String> {
    let mut parts = path.split(['.', '[']);
    parts.try_fold(json.to_owned(), |json, part| match part.strip_suffix(']') {
        Some(item) => {
            let items: Vec<Box<RawValue>> = serde_json::from_str(&json).ok()?;
            items.get(item.parse::<usize>().ok()?).map(|raw| raw.get().to_owned())
        }
        None => {
            let object = Json::from_slice(json.as_bytes()).ok()?;
            object.get(part).map(|raw| raw.get().to_owned())
        }
    })
}

/// A part of an address without percent-encoding.
fn unescaped(text: &str) -> String {
    let text = text.replace('+', " ");
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (hex, rest) = part.split_at(2);
        bytes.push(u8::from_str_radix(hex, 16).expect("two digits follow"));
        bytes.extend(rest.bytes());
    }
    String::from_utf8(bytes).expect("the client sends UTF-8")
}
