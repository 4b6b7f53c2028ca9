//! Two keys at once: one encrypts, both decrypt, and the roles change while calls are made.

use super::forged::{BODY, BOTH, Forged, RSA, round};
use super::key::{CLIENT, SERVER, read as file};
use crate::runtime::{
    ContentEncryption, Core, CryptoKey, CryptoKeys, Encrypting, Encryption, Error, Json,
    JweError, Prepared, Reason, Setup, Untyped,
};
use crate::vendor::{AccessKey, PROTOCOL};
use http::Response;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

const A128: ContentEncryption = ContentEncryption::A128Gcm;

/// The key of an id: the client's, and the vendor's side of it. The two have nothing in common.
fn pair(id: &str) -> [CryptoKey; 2] {
    let [server, vendor, client, public] = match id {
        "first" => {
            [SERVER, "server-private-pkcs8.pem", CLIENT, "client-public-spki.pem"]
        }
        _ => [
            "server-public-4096.pem",
            "client-private-4096.pem",
            "client-private-4096.pem",
            "server-public-4096.pem",
        ],
    };
    [[server, client], [public, vendor]].map(|[public, private]| {
        CryptoKey::from_pem(id, file(public), file(private)).unwrap()
    })
}

fn core(keys: &CryptoKeys) -> Core<Encrypting> {
    Setup::new(&PROTOCOL, "https://vendor.example")
        .header("X-User", "user-1")
        .secret_header("X-Access-Key", AccessKey::new("12345678").unwrap())
        .signing(crate::runtime::SecretKey::new("secret").unwrap())
        .encryption(keys.clone())
        .build()
        .unwrap()
}

fn ask() -> Untyped {
    Untyped::post("/x", &serde_json::json!({ "name": "홍길동" }), Encryption::Yes)
}

/// The id that a request names, and its body.
fn sent(core: &Core<Encrypting>) -> (String, String) {
    let ask = ask();
    let prepared = core.prepare(&ask).unwrap();
    let id = prepared.headers().find(|(name, _)| *name == "x-key-id").unwrap().1;
    let id = String::from_utf8(id.to_vec()).unwrap();
    let body = Json::from_slice(prepared.body()).unwrap();
    let body = body.text("sealed").value().unwrap().into_owned();
    let (request, _) = prepared.into_http().unwrap();
    assert_eq!(request.headers()["x-key-id"], id);
    assert_eq!(request.headers().get_all("x-key-id").iter().count(), 1);
    (id, body)
}

#[test]
fn one_encrypts_and_both_decrypt() {
    let ([first, first_vendor], [second, second_vendor]) =
        (pair("first"), pair("second"));
    let keys = CryptoKeys::new(second).with_previous(first);
    for vendor in [&first_vendor, &second_vendor] {
        let jwe = vendor.encrypt(BODY, RSA, A128).unwrap();
        for named in [Some("first"), Some("second"), Some("unknown"), None] {
            assert_eq!(
                keys.decrypt(&jwe, RSA, &BOTH, named).unwrap(),
                BODY,
                "{named:?}"
            );
        }
    }
    let (id, body) = sent(&core(&keys));
    assert_eq!(id, "second");
    assert!(second_vendor.decrypt(&body, RSA, &BOTH).is_ok());
    assert!(first_vendor.decrypt(&body, RSA, &BOTH).is_err());
    let shown = format!("{keys:?}");
    assert_eq!(
        shown,
        r#"CryptoKeys { active: CryptoKey("second"), previous: Some(CryptoKey("first")) }"#
    );
}

#[test]
fn a_kid_names_a_key_and_an_unknown_one_is_no_error() {
    let [_, stranger] = pair("second");
    for kid in
        [r#""first""#, r#""second""#, r#""unknown""#, "7", "null", "[]", r#""열쇠""#]
    {
        let header = format!(r#"{{"alg":"RSA-OAEP-256","enc":"A128GCM","kid":{kid}}}"#);
        let forged = Forged {
            header: &header,
            ..Forged::default()
        };
        let jwe = forged.parts().join(".");
        for keys in [
            CryptoKeys::new(round()),
            CryptoKeys::new(round()).with_previous(stranger.clone()),
            CryptoKeys::new(stranger.clone()).with_previous(round()),
        ] {
            assert_eq!(keys.decrypt(&jwe, RSA, &BOTH, None).unwrap(), BODY, "{kid}");
            assert_eq!(
                keys.decrypt(&jwe, RSA, &BOTH, Some("x")).unwrap(),
                BODY,
                "{kid}"
            );
        }
    }
}

#[test]
fn what_neither_opens_is_one_error() {
    let [first, vendor] = pair("first");
    let [second, _] = pair("second");
    // Made for the vendor, and for none of the client's keys.
    let jwe = first.encrypt(BODY, RSA, A128).unwrap();
    let keys = CryptoKeys::new(first).with_previous(second);
    for named in [Some("first"), Some("second"), None] {
        assert_eq!(keys.decrypt(&jwe, RSA, &BOTH, named), Err(JweError::Undecryptable));
    }
    let changed = vendor.encrypt(BODY, RSA, A128).unwrap() + "A";
    assert!(keys.decrypt(&changed, RSA, &BOTH, None).is_err());
    assert!(matches!(
        keys.decrypt("a.b", RSA, &BOTH, None),
        Err(JweError::Malformed { .. })
    ));
}

#[test]
fn an_answer_is_read_with_either_key() {
    let ([first, first_vendor], [second, second_vendor]) =
        (pair("first"), pair("second"));
    let keys = CryptoKeys::new(first);
    let core = core(&keys);
    let read = |vendor: &CryptoKey, named: Option<&str>| {
        let (_, sent) = core.prepare(&ask()).and_then(Prepared::into_http).unwrap();
        let plain = r#"{"result":{"code":"E0"},"이름":"홍길동"}"#;
        let jwe = vendor.encrypt(plain.as_bytes(), RSA, A128).unwrap();
        let mut answer = Response::new(format!(r#"{{"sealed":"{jwe}"}}"#).into_bytes());
        let call_id = sent.correlation_id().unwrap().parse().unwrap();
        answer.headers_mut().insert("X-Call-Id", call_id);
        if let Some(named) = named {
            answer.headers_mut().insert("X-Key-Id", named.parse().unwrap());
        }
        match core.decode(sent, answer) {
            Ok(reply) => Ok(reply.text("이름").value().unwrap().into_owned()),
            Err(Error::Undocumented(unexpected)) => Err(unexpected.reason()),
            Err(error) => panic!("{error}"),
        }
    };
    let name = || Ok("홍길동".to_owned());
    let unread = || Err(Reason::NotDecrypted(JweError::Undecryptable));
    assert_eq!(read(&first_vendor, None), name());
    assert_eq!(read(&second_vendor, None), unread());
    // A call on its way when the keys change is answered for the key that it named.
    keys.rotate(second).unwrap();
    for named in [None, Some("first"), Some("second"), Some("third")] {
        assert_eq!(read(&first_vendor, named), name(), "{named:?}");
        assert_eq!(read(&second_vendor, named), name(), "{named:?}");
    }
    // Two there are at most.
    let third = CryptoKey::from_pem("third", file(SERVER), file(CLIENT)).unwrap();
    keys.rotate(third).unwrap();
    assert_eq!(keys.active().key_id(), "third");
    assert_eq!(keys.previous().unwrap().key_id(), "second");
}

#[test]
fn a_key_with_the_id_of_the_active_one_takes_its_place() {
    let ([first, _], [second, _]) = (pair("first"), pair("second"));
    let keys = CryptoKeys::from(first.clone());
    keys.rotate(first.clone()).unwrap();
    assert!(keys.previous().is_none());
    keys.rotate(second.clone()).unwrap();
    keys.rotate(second).unwrap();
    assert_eq!(keys.previous().unwrap().key_id(), "first");
    // And back.
    keys.rotate(first).unwrap();
    assert_eq!(keys.active().key_id(), "first");
    assert_eq!(keys.previous().unwrap().key_id(), "second");
}

#[test]
fn an_id_that_the_header_cannot_carry_changes_nothing() {
    let mut headers = crate::vendor::HEADERS.to_vec();
    headers[3].rule.length = crate::runtime::Length::exactly(5);
    let protocol = crate::runtime::Protocol {
        headers: headers.leak(),
        ..PROTOCOL
    };
    let protocol = Box::leak(Box::new(protocol));
    let ([first, _], [second, _]) = (pair("first"), pair("second"));
    let keys = CryptoKeys::new(first);
    // Nobody knows yet what the id has to be.
    keys.rotate(second.clone()).unwrap();
    keys.rotate(keys.previous().unwrap()).unwrap();
    let _ = Setup::new(protocol, "https://vendor.example").encryption(keys.clone());
    let wrong = keys.rotate(second).unwrap_err().to_string();
    assert!(wrong.starts_with("X-Key-Id: 6 characters, exactly 5"), "{wrong}");
    assert_eq!(keys.active().key_id(), "first");
    assert_eq!(keys.previous().unwrap().key_id(), "second");
}

#[test]
fn a_request_has_one_key_while_others_rotate() {
    const REQUESTS: usize = 40;
    let ([first, first_vendor], [second, second_vendor]) =
        (pair("first"), pair("second"));
    let keys = CryptoKeys::new(first.clone()).with_previous(second.clone());
    let (core, done) = (core(&keys), AtomicBool::new(false));
    let seen: Vec<(String, String)> = thread::scope(|scope| {
        let rotating = [[&first, &second], [&second, &first]].map(|turns| {
            let (keys, done) = (keys.clone(), &done);
            scope.spawn(move || {
                while !done.load(Ordering::Relaxed) {
                    for next in turns {
                        keys.rotate(next.clone()).unwrap();
                        thread::yield_now();
                    }
                }
            })
        });
        let sending = [(); 4].map(|()| {
            scope.spawn(|| (0..REQUESTS).map(|_| sent(&core)).collect::<Vec<_>>())
        });
        let seen = sending.map(|thread| thread.join().unwrap()).concat();
        done.store(true, Ordering::Relaxed);
        for thread in rotating {
            thread.join().unwrap();
        }
        seen
    });
    for (id, body) in &seen {
        let (own, other) = match &**id {
            "first" => (&first_vendor, &second_vendor),
            "second" => (&second_vendor, &first_vendor),
            _ => panic!("{id}"),
        };
        assert!(own.decrypt(body, RSA, &BOTH).is_ok(), "{id}");
        assert_eq!(
            other.decrypt(body, RSA, &BOTH),
            Err(JweError::Undecryptable),
            "{id}"
        );
    }
    assert_eq!(seen.len(), 4 * REQUESTS);
    // Which of them the threads have seen is the scheduler's to say.
    for key in [&first, &second] {
        keys.rotate(key.clone()).unwrap();
        assert_eq!(sent(&core).0, key.key_id());
    }
}
