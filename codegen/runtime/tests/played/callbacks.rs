//! Callbacks that the mock server sends, and a server that receives them.

use super::cli::Desk;
use super::described::VENDOR;
use crate::called_back::{Rung, Several, Unproved};
use crate::called_back_fields::{Encoded, FormOfFields, OfFields};
use crate::called_back_forms::{InForm, InParts, Sealed};
use crate::runtime::description::{
    CallbackDescription, DescribedResponse, ResponseField, ResponseKind, Vendor,
};
use crate::runtime::fake::{CallbackFault, Fake};
use crate::runtime::{
    CallbackBody, CallbackError, CallbackReceiver, Redact, SecretKey, SignedCallback,
    UnverifiedCallback,
};
use http::{HeaderMap, HeaderName, HeaderValue};
use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, SystemTime};

const FIELDS: &[ResponseField] = &[
    field("eventNumber", ResponseKind::Text),
    field("owner", ResponseKind::Text),
    field("amount", ResponseKind::Number),
];

const fn field(name: &'static str, kind: ResponseKind) -> ResponseField {
    ResponseField {
        name,
        redact: Redact::Hidden,
        kind,
    }
}

macro_rules! described {
    ($($name:ident)*) => {
        $(impl DescribedResponse for $name {
            const FIELDS: &'static [ResponseField] = FIELDS;
        })*
    };
}

described!(Rung Several Unproved InParts InForm Sealed Encoded);

static RINGING: Vendor = Vendor {
    callbacks: &[
        CallbackDescription::of::<Rung>("The bell rang"),
        CallbackDescription::of::<Several>("Several bells rang"),
        CallbackDescription::of::<Unproved>("Something rang"),
        CallbackDescription::of::<InParts>("A bell rang in parts"),
        CallbackDescription::of::<InForm>("A bell rang in a form"),
        CallbackDescription::of::<Sealed>("A bell rang in secret"),
        CallbackDescription::of::<OfFields>("A bell rang with a proof"),
        CallbackDescription::of::<FormOfFields>("A bell rang with a proof in a form"),
    ],
    ..VENDOR
};

const PROVED: &[ResponseField] = &[
    field("eventNumber", ResponseKind::Text),
    field("owner", ResponseKind::Text),
    field("amount", ResponseKind::Number),
    field("proof", ResponseKind::Text),
];

impl DescribedResponse for OfFields {
    const FIELDS: &'static [ResponseField] = PROVED;
}

impl DescribedResponse for FormOfFields {
    const FIELDS: &'static [ResponseField] = PROVED;
}

/// A vendor whose key is written in an encoding.
static ENCODED: Vendor = Vendor {
    callbacks: &[CallbackDescription::of::<Encoded>("The bell rang")],
    ..VENDOR
};

fn decoded<C: SignedCallback>(
    fake: &Fake,
    fault: Option<CallbackFault>,
) -> Result<C, CallbackError> {
    let sent = fake.callback(C::SPEC.id).unwrap();
    let sent = match fault {
        Some(fault) => sent.with(fault),
        None => sent,
    };
    let (head, body) = sent.request().unwrap().into_parts();
    assert_eq!(head.method, "POST");
    CallbackReceiver::new(fake.callback_key()).decode(&head.headers, &body)
}

#[test]
fn every_fault_is_refused_for_what_it_is() {
    let fake = Fake::of(&RINGING, 0).unwrap();
    let told = |fault| decoded::<Rung>(&fake, fault).map(drop);
    told(None).unwrap();
    told(Some(CallbackFault::UnknownField)).unwrap();
    assert_eq!(
        told(Some(CallbackFault::WrongSignature)),
        Err(CallbackError::WrongSignature)
    );
    assert_eq!(
        told(Some(CallbackFault::NoSignature)),
        Err(CallbackError::NoHeader("X-Bell"))
    );
    assert_eq!(
        told(Some(CallbackFault::AlteredBody)),
        Err(CallbackError::WrongSignature)
    );
    assert!(matches!(
        told(Some(CallbackFault::TooOld)),
        Err(CallbackError::TooOld { .. })
    ));
    decoded::<Several>(&fake, None).unwrap();
    assert!(fake.callback("unknown").is_none());
}

#[test]
fn every_form_is_sent_as_it_is_received() {
    let fake = Fake::of(&RINGING, 0).unwrap();
    decoded::<InParts>(&fake, None).unwrap();
    assert_eq!(
        decoded::<InParts>(&fake, Some(CallbackFault::WrongSignature)).unwrap_err(),
        CallbackError::WrongSignature
    );
    let old = decoded::<InParts>(&fake, Some(CallbackFault::TooOld)).unwrap_err();
    assert!(matches!(old, CallbackError::TooOld { .. }), "{old}");
    let form = fake.callback("InForm").unwrap().field("owner", "\"홍 길동\"");
    let (head, body) = form.request().unwrap().into_parts();
    assert_eq!(head.headers["content-type"], "application/x-www-form-urlencoded");
    let receiver = CallbackReceiver::new(fake.callback_key());
    let read: InForm = receiver.decode(&head.headers, &body).unwrap();
    assert_eq!(read.json().text("owner").value().as_deref(), Some("홍 길동"));
    let altered = decoded::<InForm>(&fake, Some(CallbackFault::AlteredBody));
    assert_eq!(altered.unwrap_err(), CallbackError::WrongSignature);
}

fn proves_fields<C: SignedCallback>() {
    let fake = Fake::of(&RINGING, 0).unwrap();
    for fault in [None, Some(CallbackFault::UnknownField)] {
        decoded::<C>(&fake, fault).map(drop).unwrap();
    }
    for (fault, expected) in [
        (CallbackFault::WrongSignature, CallbackError::WrongSignature),
        (CallbackFault::NoSignature, CallbackError::NoField("proof")),
        (CallbackFault::AlteredBody, CallbackError::WrongSignature),
    ] {
        assert_eq!(decoded::<C>(&fake, Some(fault)).map(drop), Err(expected));
    }
    let sent = fake.callback(C::SPEC.id).unwrap().field("owner", "\"홍 길동\"");
    let (head, body) = sent.request().unwrap().into_parts();
    let receiver = CallbackReceiver::new(fake.callback_key());
    receiver.verify::<C>(&head.headers, &body).unwrap();
}

#[test]
fn fields_are_signed_and_have_the_signature() {
    proves_fields::<OfFields>();
    proves_fields::<FormOfFields>();
}

#[test]
fn the_key_of_the_mock_server_is_written_as_the_vendor_writes_it() {
    let fake = Fake::of(&ENCODED, 0).unwrap();
    decoded::<Encoded>(&fake, None).map(drop).unwrap();
    let wrong = decoded::<Encoded>(&fake, Some(CallbackFault::WrongSignature));
    assert_eq!(wrong.map(drop), Err(CallbackError::WrongSignature));
}

#[test]
fn what_is_encrypted_is_sent_for_the_key_of_the_mock_server() {
    let fake = Fake::of(&RINGING, 0).unwrap();
    let sent = fake.callback("Sealed").unwrap().field("owner", "\"홍길동\"");
    let (head, body) = sent.request().unwrap().into_parts();
    assert!(!String::from_utf8_lossy(&body).contains("owner"));
    let receiver = CallbackReceiver::new(fake.callback_key());
    let receiver = receiver.decrypting(fake.crypto_key());
    let read: Sealed = receiver.decode(&head.headers, &body).unwrap();
    assert_eq!(read.json().text("owner").value().as_deref(), Some("홍길동"));
    let plain = sent.with(CallbackFault::NotEncrypted).request().unwrap();
    let told = receiver.decode::<Sealed>(plain.headers(), plain.body());
    assert_eq!(told.unwrap_err(), CallbackError::NotEncrypted);
}

#[test]
fn the_command_line_encrypts_for_the_key_of_the_client() {
    let fake = Fake::of(&RINGING, 0).unwrap();
    let mut desk = Desk::of(&fake, "sealed");
    let run = |desk: &Desk, url: &str| {
        let arguments = ["callback", "Sealed", "--to", url];
        desk.run_in(&RINGING, &arguments, &mut Vec::new(), &|_| ())
    };
    let receiver = CallbackReceiver::new(fake.callback_key());
    let (url, serving) = serve_as::<Sealed>(1, receiver.decrypting(fake.crypto_key()));
    assert_eq!(run(&desk, &url), (0, String::new()));
    let keys = serving.join().unwrap();
    assert!(keys[0].starts_with("event-"), "{keys:?}");
    // Without the key, or with another file in its place, nothing is sent.
    let variables = &desk.variables;
    let server = variables.iter().find(|(it, _)| it.ends_with("SERVER_CERT")).unwrap();
    for given in ["", "no such file", &server.1.clone()] {
        let mut variables = desk.variables.iter_mut();
        let client = variables.find(|(it, _)| it.ends_with("CLIENT_KEY")).unwrap();
        given.clone_into(&mut client.1);
        let (code, err) = run(&desk, &url);
        assert_eq!(code, 2, "{err}");
        assert!(err.contains("TEST_VENDOR_CLIENT_KEY"), "{err}");
    }
}

#[test]
fn deliveries_of_one_event_have_one_key() {
    let fake = Fake::of(&RINGING, 0).unwrap();
    let receiver = CallbackReceiver::new(fake.callback_key());
    let sent = fake.callback("Rung").unwrap().field("owner", "\"홍길동\"");
    let key = || {
        let (head, body) = sent.request().unwrap().into_parts();
        let rung: Rung = receiver.decode(&head.headers, &body).unwrap();
        assert_eq!(rung.json().text("owner").value().as_deref(), Some("홍길동"));
        rung.event_key().unwrap().into_owned()
    };
    assert_eq!(key(), key());
    assert!(!format!("{sent:?}").contains("홍길동"));
    let other = decoded::<Rung>(&fake, None).unwrap();
    assert_ne!(other.event_key().unwrap(), key());
    let hour_ago = SystemTime::now() - Duration::from_secs(3600);
    let (head, body) = sent.at(hour_ago).request().unwrap().into_parts();
    let told = receiver.verify::<Rung>(&head.headers, &body);
    assert!(matches!(told, Err(CallbackError::TooOld { .. })), "{told:?}");
}

/// A server that receives so many callbacks, and returns the keys of their events.
fn serve(times: usize) -> (String, thread::JoinHandle<Vec<String>>) {
    let key = SecretKey::new("fake-callback-key-0123456789").unwrap();
    serve_as::<Rung>(times, CallbackReceiver::new(key))
}

fn serve_as<C: SignedCallback>(
    times: usize,
    receiver: CallbackReceiver,
) -> (String, thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/hook?of=bells", listener.local_addr().unwrap());
    let serving = thread::spawn(move || {
        let mut keys = Vec::new();
        for _ in 0..times {
            let (stream, _) = listener.accept().unwrap();
            let (headers, body) = received(&mut BufReader::new(&stream));
            let (answer, key) = match receiver.decode::<C>(&headers, &body) {
                Ok(rung) => (C::answer(), rung.event_key().unwrap().into_owned()),
                Err(error) => (error.answer(), error.to_string()),
            };
            keys.push(key);
            let (status, body) = (answer.status, answer.body);
            let length = body.len();
            let text =
                format!("HTTP/1.1 {status} X\r\ncontent-length: {length}\r\n\r\n{body}");
            (&stream).write_all(text.as_bytes()).unwrap();
        }
        keys
    });
    (url, serving)
}

fn received(reader: &mut impl BufRead) -> (HeaderMap, Vec<u8>) {
    let mut lines = reader.by_ref().lines().map(Result::unwrap);
    assert_eq!(lines.next().unwrap(), "POST /hook?of=bells HTTP/1.1");
    let mut headers = HeaderMap::new();
    for line in lines.take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(": ").unwrap();
        let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
        headers.insert(name, HeaderValue::from_str(value).unwrap());
    }
    let length = headers["content-length"].to_str().unwrap().parse().unwrap();
    let mut body = vec![0; length];
    reader.read_exact(&mut body).unwrap();
    (headers, body)
}

#[test]
fn callbacks_are_sent_to_a_server() {
    let fake = Fake::of(&RINGING, 0).unwrap();
    let (url, serving) = serve(2);
    let sent = fake.callback("Rung").unwrap();
    assert_eq!(sent.post(&url).unwrap().as_u16(), 202);
    let wrong = sent.with(CallbackFault::AlteredBody);
    assert_eq!(wrong.post(&url).unwrap().as_u16(), 401);
    serving.join().unwrap();
    for url in ["https://localhost/", "localhost", "http://", "ftp://a/"] {
        let told = fake.callback("Rung").unwrap().post(url).unwrap_err();
        assert_eq!(told.kind(), std::io::ErrorKind::InvalidInput, "{url}");
    }
    let unverified = fake.callback("Unproved").unwrap().request().unwrap();
    let headers = unverified.headers();
    assert!(!headers.contains_key("x-bell"), "{headers:?}");
    UnverifiedCallback::<Unproved>::decode(unverified.body()).unwrap();
}

#[test]
fn the_command_line_sends_callbacks() {
    let fake = Fake::of(&RINGING, 0).unwrap();
    let desk = Desk::of(&fake, "callbacks");
    let run = |arguments: &[&str]| {
        let mut out = Vec::new();
        let (code, err) = desk.run_in(&RINGING, arguments, &mut out, &|_| ());
        (code, String::from_utf8(out).unwrap(), err)
    };
    let (url, serving) = serve(3);
    let sent = run(&["callback", "Rung", "--to", &url, "--times", "2"]);
    assert_eq!((sent.0, sent.1.as_str()), (0, "HTTP 202\nHTTP 202\n"), "{}", sent.2);
    let sent = run(&["callback", "Rung", "--to", &url, "--fault", "too-old"]);
    assert_eq!((sent.0, sent.1.as_str()), (1, "HTTP 401\n"), "{}", sent.2);
    let keys = serving.join().unwrap();
    assert_eq!(keys[0], keys[1]);
    assert!(keys[2].contains("at most 300 s"), "{}", keys[2]);
    for (arguments, told) in [
        (&["--to", "https://localhost/"][..], "http://"),
        (&["--to", "http://127.0.0.1:9/", "--field", "owner=홍길동"], "NAME=JSON"),
    ] {
        let said = run(&[&["callback", "Rung"], arguments].concat());
        assert_eq!(said.0, 2, "{}", said.2);
        assert!(said.2.contains(told) && !said.2.contains("홍길동"), "{}", said.2);
    }
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let said = run(&["callback", "Rung", "--to", &format!("http://{closed}/")]);
    assert_eq!(said.0, 3, "{}", said.2);
    let mut out = Vec::new();
    let arguments = ["callback", "Rung", "--to", "http://localhost/"];
    let (code, _) = desk.run_in(&VENDOR, &arguments, &mut out, &|_| ());
    assert_eq!(code, 2);
}
