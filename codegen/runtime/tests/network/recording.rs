//! What is sent, and how answers are read, at a fixed time and with fixed keys: a recording, which
//! the digest of changes compares with that of an earlier state.
//!
//! It begins with the checksums of the code that it was made of. What is random on the wire is
//! recorded as what it is made of: of an encrypted body the header and the plaintext.

use super::answer::response;
use super::given::{PERSON, client, core, find, night, setup, setup_of};
use super::request::{http, token};
use super::server::{PATIENT, Server, run};
use crate::encryption::key::{CLIENT, SERVER, crypto_key};
use crate::runtime::{
    Algorithm, BinaryEncoding, CallLimits, CallResult, ContentEncryption, Core,
    CryptoKey, Encrypting, Encryption, Endpoint, Error, FixedClock, Incomplete, Json,
    KeyManagement, Plain, Prepared, Protocol, Reqwest, Response as _, SentBy, Setup,
    SignaturePlace, SignedPart, Signing, TransportError, TransportFault, Untyped, Ureq,
};
use crate::vendor::{Find, Look, Matched, Name, PROTOCOL, Sealed};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{Request, Response};
use std::fmt::Write as _;
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::Duration;

#[path = "../../../src/interface/code.rs"]
mod code;

#[test]
fn what_is_sent_and_how_answers_are_read_is_recorded() {
    let mut text = String::new();
    files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "runtime", &mut text);
    for (name, recorded) in sent().into_iter().chain(transported()) {
        let _ = write!(text, "\n== sent: {name}\n{recorded}");
    }
    for (name, recorded) in read() {
        let _ = write!(text, "\n== read: {name}\n{recorded}");
    }
    insta::with_settings!({
        snapshot_path => "../../../interface",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, {
        insta::assert_snapshot!("recording", text);
    });
}

/// The checksums of all files of the runtime.
fn files(folder: &Path, shown: &str, text: &mut String) {
    let mut entries: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|it| it.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_str().unwrap();
        let shown = format!("{shown}/{name}");
        if path.is_dir() {
            files(&path, &shown, text);
        } else {
            let code = code::checksum_of(&std::fs::read_to_string(&path).unwrap());
            let _ = writeln!(text, "{shown} {code}");
        }
    }
}

type Recorded = Vec<(&'static str, String)>;

fn recorded(request: &Request<Vec<u8>>) -> String {
    let mut text = format!("{} {}\n", request.method(), request.uri());
    for (name, value) in request.headers() {
        let hidden = if value.is_sensitive() { " (sensitive)" } else { "" };
        let _ = writeln!(text, "{name}: {}{hidden}", value.to_str().unwrap());
    }
    let _ = writeln!(text, "{}", String::from_utf8_lossy(request.body()));
    text
}

fn plain(ask: &impl SentBy<Plain>) -> String {
    let (request, sent) = http(&core(), ask);
    format!("{}correlation id {:?}\n", recorded(&request), sent.correlation_id())
}

fn sent() -> Recorded {
    let body = serde_json::json!({ "b": [1, "홍"], "a": { "z": null, "y": 1.50 } });
    let everything = crate::sample::full().unwrap();
    let untyped =
        |body: &serde_json::Value| Untyped::post("v1/이름?q=홍", body, Encryption::No);
    let other =
        |setup: Setup<Plain>| recorded(&http(&setup.build().unwrap(), &find()).0);
    vec![
        ("a request with a body", plain(&find())),
        ("a request without a body", plain(&Look(Name::unchecked("a b/ㄱ")))),
        ("a request whose answer is matched", plain(&Matched(Name::unchecked(PERSON)))),
        ("an untyped request", plain(&untyped(&body))),
        ("an untyped request without a body", plain(&Untyped::get("/v1/x"))),
        ("a body with everything", serde_json::to_string(&everything).unwrap() + "\n"),
        ("a path and a query with everything", target(&everything)),
        (
            "a leap day, behind UTC",
            other(setup().clock(Box::new(FixedClock(leap()))).utc_offset(-570)),
        ),
        ("a signature of another algorithm", {
            let core = signed_by(Algorithm::HMAC_SHA512).build().unwrap();
            recorded(&http(&core, &untyped(&body)).0)
        }),
        ("an encrypted request", sealed()),
        ("the limits of a call", format!("{:?}\n", CallLimits::default())),
    ]
}

/// 2024-02-29 00:00:00.001 in UTC.
fn leap() -> std::time::SystemTime {
    std::time::SystemTime::UNIX_EPOCH + Duration::from_millis(1_709_164_800_001)
}

fn target(everything: &crate::sample::Everything) -> String {
    crate::runtime::target(everything)
        .map_or_else(|error| format!("{error}\n"), |it| format!("{it}\n"))
}

fn signed_by(algorithm: Algorithm) -> Setup<Plain> {
    let signing = Signing {
        algorithm,
        signs: &[SignedPart::Body],
        claims: &[],
        encoding: BinaryEncoding::Base64,
        place: SignaturePlace::Header("X-Note"),
        written: &[SignedPart::Signature],
        key_form: None,
    };
    let protocol: &'static Protocol = Box::leak(Box::new(Protocol {
        headers: &[crate::runtime::Header {
            name: "X-Note",
            lower: "x-note",
            need: crate::runtime::Need::Required,
            echoes: &[],
            rule: crate::runtime::Rule {
                shape: crate::runtime::Shape(&[crate::runtime::Part::Base64(64)]),
                ..crate::runtime::Rule::ANY
            },
        }],
        signing: Some(signing),
        ..PROTOCOL
    }));
    setup_of(protocol, "https://vendor.example").clock(Box::new(FixedClock(night())))
}

fn encrypting() -> Core<Encrypting> {
    setup().encryption(crypto_key(SERVER, CLIENT).unwrap()).build().unwrap()
}

fn vendor() -> CryptoKey {
    crypto_key("client-public-spki.pem", "server-private-pkcs8.pem").unwrap()
}

/// The key of a content, its nonce and the padding are random; so are what follows from them.
fn sealed() -> String {
    let (request, _) = http(&encrypting(), &Sealed(Name::unchecked(PERSON)));
    let json = Json::from_slice(request.body()).unwrap();
    let field = json.names().next().unwrap().to_owned();
    let jwe = json.text(&field).value().unwrap().into_owned();
    let parts: Vec<_> = jwe.split('.').collect();
    let header = String::from_utf8(URL_SAFE_NO_PAD.decode(parts[0]).unwrap()).unwrap();
    let lengths: Vec<_> = parts.iter().map(|part| part.len()).collect();
    let accepted = [ContentEncryption::A128Gcm];
    let plaintext =
        vendor().decrypt(&jwe, KeyManagement::RsaOaep256, &accepted).unwrap();
    let signed = request.headers()["x-token"].to_str().unwrap() == token(request.body());
    let names: Vec<_> = request.headers().keys().map(http::HeaderName::as_str).collect();
    format!(
        "headers {names:?}\nkey id {:?}\nfield {field}, alone: {}\nJWE header {header}\n\
         lengths {lengths:?}\nplaintext {}\nsigned as sent: {signed}\n",
        request.headers()["x-key-id"],
        json.names().count() == 1,
        String::from_utf8(plaintext).unwrap(),
    )
}

/// What the transports make of a request, with the port of this machine left out.
fn transported() -> Recorded {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let log = Arc::clone(&seen);
    let server = Server::start(move |mut peer| {
        let request = peer.receive()?;
        log.lock().unwrap().push(request);
        peer.answer("200 OK", super::server::SUCCESS)
    });
    let url = server.url("http");
    let _ =
        run(client(&url, Reqwest::new().unwrap(), PATIENT).call(find()).into_future());
    let _ = client(&url, Ureq::new(), PATIENT).call(find()).send();
    let port = url.split([':', '/']).nth(4).unwrap().to_owned();
    let fixed = |request: &String| {
        let lines = request.lines().map(|line| match line.split_once(": ") {
            // By the clock of the machine, and random; of the agent, not in which version.
            Some((name @ ("x-call-id" | "x-token" | "x-time"), _)) => name.to_owned(),
            Some(("user-agent", agent)) => {
                format!("user-agent: {}", agent.split('/').next().unwrap())
            }
            _ => line.replace(&port, "PORT"),
        });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    let seen: Vec<_> = seen.lock().unwrap().iter().map(fixed).collect();
    ["by reqwest", "by ureq"].into_iter().zip(seen).collect()
}

fn outcome<A: Endpoint>(result: CallResult<A>) -> String
where
    A::Code: Clone + std::fmt::Debug,
{
    match result {
        Ok(reply) => format!("success, {}\n", reply.http_status()),
        Err(error) => {
            let code = match &error {
                Error::Api(refusal) => format!("{:?}", refusal.code()),
                _ => "none".to_owned(),
            };
            format!(
                "{}, code {code}, remedy {:?}, reached {:?}\n",
                error.outcome(),
                error.remedy(),
                error.reached(),
            )
        }
    }
}

fn answered<A: Endpoint + SentBy<Plain>>(ask: &A, answer: Response<Vec<u8>>) -> String
where
    A::Code: Clone + std::fmt::Debug,
{
    let core = core();
    let sent = core.prepare(ask).and_then(Prepared::into_http).map(|it| it.1);
    outcome::<A>(sent.and_then(|sent| core.decode(sent, answer)))
}

fn read() -> Recorded {
    let found = |status, body: &str| answered(&find(), response(status, body));
    let look = |status, body: &str| {
        answered(&Look(Name::unchecked(PERSON)), response(status, body))
    };
    let (success, code) = (r#"{"result":{"code":"E0"}}"#, |code: &str| {
        format!(r#"{{"result":{{"code":"{code}","text":"글"}}}}"#)
    });
    let mut cut = response(200, success);
    cut.extensions_mut().insert(Incomplete::TimedOut);
    let matched = |id: &str| {
        let mut answer = response(200, success);
        answer.headers_mut().insert("x-user", "user-1".parse().unwrap());
        answer.headers_mut().insert("x-call-id", id.parse().unwrap());
        answered(&Matched(Name::unchecked(PERSON)), answer)
    };
    let mut cases = vec![
        ("success", found(200, success)),
        ("success of another status", found(201, success)),
        ("a documented refusal", found(400, &code("E1"))),
        ("a documented refusal, to be sent later", found(503, &code("E2"))),
        ("an undocumented code", found(400, &code("E9"))),
        ("a code of another form", found(400, &code("planted"))),
        ("no body", found(503, "")),
        ("no body, safe to repeat", look(503, "")),
        ("no JSON", found(502, "<html>")),
        ("no result", found(404, "{}")),
        ("not UTF-8", answered(&find(), response(200, *b"{\"result\":\xFF}"))),
        ("a body that is cut", answered(&find(), cut)),
        ("encrypted, without a key", found(200, r#"{"sealed":"a.b.c.d.e"}"#)),
        ("encrypted", opened(ContentEncryption::A256Gcm)),
        ("a matching answer", matched("261124085959-fedcba9")),
        ("the answer of another request", matched("261124085959-0000000")),
        ("an answer without what is matched", {
            answered(&Matched(Name::unchecked(PERSON)), response(200, success))
        }),
        ("fields", fields()),
    ];
    for (name, fault) in [
        ("not connected", TransportFault::NotConnected),
        ("not connected in time", TransportFault::ConnectTimeout),
        ("no answer in time", TransportFault::Timeout),
        ("interrupted", TransportFault::Interrupted),
        ("cannot be sent", TransportFault::Unsendable),
    ] {
        cases.push((name, unanswered(fault)));
    }
    cases
}

fn unanswered(fault: TransportFault) -> String {
    let core = core();
    let error = || TransportError::new(fault, std::io::Error::other("cause"));
    let (_, unsafe_sent) = http(&core, &find());
    let (_, safe_sent) = http(&core, &Look(Name::unchecked(PERSON)));
    let text = outcome::<Find>(Err(unsafe_sent.unanswered(error())));
    text + &outcome::<Look>(Err(safe_sent.unanswered(error())))
}

fn opened(content: ContentEncryption) -> String {
    let core = encrypting();
    let body = r#"{"result":{"code":"E0"}}"#.as_bytes();
    let jwe = vendor().encrypt(body, KeyManagement::RsaOaep256, content).unwrap();
    let answer = response(200, format!(r#"{{"sealed":"{jwe}"}}"#));
    let result: CallResult<Find> = core.decode(http(&core, &find()).1, answer);
    outcome::<Find>(result)
}

/// Every way of reading a field, of values that fit and of some that do not.
fn fields() -> String {
    let json = r#"{"t":"글","n":12,"s":"12","f":true,"y":"Y","null":null,"l":["a",1],"o":{"x":"1"}}"#;
    let json = Json::from_slice(json.as_bytes()).unwrap();
    let mut text = String::new();
    for name in ["t", "n", "s", "f", "y", "null", "l", "o", "none"] {
        let _ = writeln!(
            text,
            "{name}: text {:?}, there {}",
            json.text(name).value(),
            json.get(name).is_some()
        );
    }
    let answer = crate::vendor::Found::from_json(json);
    let _ = writeln!(text, "{answer:?}");
    text
}
