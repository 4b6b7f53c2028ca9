//! Our side of what `interop/run` compares with other implementations. The input is standard
//! input, the output standard output; whatever goes wrong is told, and the exit code is 1.
//!
//! - `encrypt SERVER CLIENT A128GCM|A256GCM`, with the PEM files of the two sides
//! - `decrypt SERVER CLIENT`
//! - `sign SECRET [SERVER CLIENT]` makes a request whose body is the input, encrypted where
//!   there are keys: the signature in one line, the bytes that it is of in the next
//! - `call URL SECRET SERVER CLIENT` posts the input, signed and encrypted, and writes the field
//!   `name` of the answer
//! - `receive SECRET SERVER CLIENT` reads a callback, whose signature is the first line of the
//!   input and whose body the rest, and writes the field `name` of it
//! - `fake` plays a vendor until the input ends, and writes in JSON what its callers need

use runtime::description::{
    Description, Location, Parameter, Subject, ValueKind, Vendor,
};
use runtime::fake::Fake;
use runtime::{
    Algorithm, AnswerBody, AnswerFormat, Authentication, BinaryEncoding, CallLimits,
    CallbackAnswer, CallbackBody, CallbackProtocol, CallbackReceiver, CallbackSigning,
    CallbackSpec, Client, ContentEncryption, CryptoKey, Encryption, Header, Json,
    JweEncryption, JweFormat, KeyManagement, Known, Length, ListStyle, Method, Need,
    Part, Protocol, Redact, Repeat, RequestBody, Response, Rule, SecretKey, Setup,
    Shape, SignaturePlace, SignedCallback, SignedPart, Signing, Source, Spec, Untyped,
    Ureq,
};
use serde_json::value::RawValue;
use std::error::Error;
use std::io::{Read as _, Write as _, stdin, stdout};

const ACCEPTED: [ContentEncryption; 2] =
    [ContentEncryption::A128Gcm, ContentEncryption::A256Gcm];

const SOURCE: Source = Source {
    document: "interop",
    section: "",
};

const fn rule(field: &'static str, length: Length, shape: Shape) -> Rule {
    Rule {
        field,
        length,
        shape,
        redact: Redact::Hidden,
        source: SOURCE,
    }
}

static HEADERS: [Header; 1] = [Header {
    name: "token",
    lower: "token",
    need: Need::Required,
    echoes: &[],
    rule: rule("token", Length::exactly(44), Shape(&[Part::Base64(32)])),
}];

const SIGNING: Signing = Signing {
    algorithm: Algorithm::HMAC_SHA256,
    signs: &[SignedPart::Body],
    claims: &[],
    encoding: BinaryEncoding::Base64,
    place: SignaturePlace::Header("token"),
    written: &[SignedPart::Signature],
    key_form: None,
};

const JWE: JweEncryption = JweEncryption {
    format: JweFormat::Compact,
    key_management: KeyManagement::RsaOaep256,
    field: "sealed",
    key_id_header: None,
    sent: ContentEncryption::A128Gcm,
    accepted: &ACCEPTED,
};

static PROTOCOL: Protocol = Protocol {
    name: "interop",
    hosts: &[],
    headers: &HEADERS,
    response_headers: &[],
    configured: &[],
    authentication: Authentication::NONE,
    given: &[],
    recipes: &[],
    signing: Some(SIGNING),
    utc_offset: Some(0),
    encryption: Some(JWE),
    answer: AnswerFormat::PLAIN,
    source: SOURCE,
};

const SEALED: Description = Description {
    spec: Spec {
        id: "sealed",
        title: "Sealed",
        method: Method::Post,
        path: "/sealed",
        host: None,
        body: RequestBody::Json,
        request_headers: &HEADERS,
        response_headers: &[],
        request_encrypted: Some(Encryption::Yes),
        response_encrypted: Some(Encryption::No),
        repeat: Repeat::Unknown,
        answer: AnswerFormat::PLAIN,
        pending: None,
        source: SOURCE,
    },
    subject: Subject {
        id: "interop",
        title: "Interoperation",
    },
    about: "",
    parameters: &[Parameter {
        name: "name",
        flag: "name",
        place: Location::Body,
        need: Need::Required,
        made: None,
        nullable: false,
        condition: None,
        kind: ValueKind::Text(rule("name", Length::between(1, 100), Shape::ANY)),
        redact: Redact::Hidden,
        style: ListStyle::Repeated,
        example: None,
        cite: None,
        about: "",
    }],
    known: Known::Whole,
    source: SOURCE,
    answer: &[],
    results: Vec::new,
    second_codes: Vec::new,
    cases: &[],
};

static VENDOR: Vendor = Vendor {
    id: "interop",
    protocol: &PROTOCOL,
    environments: &[],
    for_tests: &[],
    hosts: &[],
    settings: &[],
    operations: &[
        SEALED,
        Description {
            spec: Spec {
                id: "plain",
                path: "/plain",
                request_encrypted: Some(Encryption::No),
                ..SEALED.spec
            },
            ..SEALED
        },
    ],
    callbacks: &[],
    tables: &[],
    #[cfg(feature = "gateway")]
    openapi: "{}",
};

static CALLBACKS: CallbackProtocol = CallbackProtocol {
    signing: Some(CallbackSigning {
        recipe: SIGNING,
        separator: None,
    }),
    age: None,
    encryption: Some(JWE),
    answer: CallbackAnswer {
        status: 200,
        content_type: None,
        body: "",
    },
};

/// What a vendor tells by itself, signed and encrypted.
struct Told(Json);

impl Response for Told {
    fn from_json(json: Json) -> Self {
        Self(json)
    }
}

impl CallbackBody for Told {
    const SPEC: CallbackSpec = CallbackSpec {
        id: "told",
        method: Method::Post,
        signed: true,
        encrypted: true,
        body: AnswerBody::Object,
        event: None,
        protocol: &CALLBACKS,
    };

    fn json(&self) -> &Json {
        &self.0
    }
}

impl SignedCallback for Told {}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    if let ["fake"] = arguments[..] {
        return play();
    }
    let mut input = Vec::new();
    stdin().read_to_end(&mut input)?;
    let output = match arguments[..] {
        ["encrypt", server, client, content] => {
            let content = ACCEPTED.into_iter().find(|known| known.as_str() == content);
            let content = content.ok_or("neither A128GCM nor A256GCM")?;
            key(server, client)?
                .encrypt(&input, KeyManagement::RsaOaep256, content)?
                .into_bytes()
        }
        ["decrypt", server, client] => key(server, client)?.decrypt(
            str::from_utf8(&input)?,
            KeyManagement::RsaOaep256,
            &ACCEPTED,
        )?,
        ["sign", secret] => sign(secret, None, &input)?,
        ["sign", secret, server, client] => {
            sign(secret, Some(key(server, client)?), &input)?
        }
        ["call", url, secret, server, client] => {
            call(url, secret, key(server, client)?, &input)?
        }
        ["receive", secret, server, client] => {
            receive(secret, key(server, client)?, &input)?
        }
        _ => return Err("see the head of codegen/runtime/examples/interop.rs".into()),
    };
    Ok(stdout().write_all(&output)?)
}

fn key(server: &str, client: &str) -> Result<CryptoKey, Box<dyn Error>> {
    let (server, client) = (std::fs::read(server)?, std::fs::read(client)?);
    Ok(CryptoKey::from_pem("interop", server, client)?)
}

fn sign(
    secret: &str,
    key: Option<CryptoKey>,
    body: &[u8],
) -> Result<Vec<u8>, Box<dyn Error>> {
    let body: &RawValue = serde_json::from_slice(body)?;
    let setup = Setup::new(&PROTOCOL, "https://interop.invalid")
        .signing(SecretKey::new(secret.as_bytes())?);
    let (request, _) = if let Some(key) = key {
        let ask = Untyped::post("/", body, Encryption::Yes);
        setup.encryption(key).build()?.prepare(&ask)?.into_http()?
    } else {
        let ask = Untyped::post("/", body, Encryption::No);
        setup.build()?.prepare(&ask)?.into_http()?
    };
    let token = request.headers().get("token").ok_or("not signed")?.as_bytes();
    Ok([token, b"\n", request.body()].concat())
}

fn call(
    url: &str,
    secret: &str,
    key: CryptoKey,
    body: &[u8],
) -> Result<Vec<u8>, Box<dyn Error>> {
    let body: &RawValue = serde_json::from_slice(body)?;
    let setup = Setup::new(&PROTOCOL, url).signing(SecretKey::new(secret.as_bytes())?);
    let core = setup.encryption(key).build()?;
    let client = Client::new(core, Ureq::new(), CallLimits::default());
    let reply = client.call_untyped("/sealed", body, Encryption::Yes).send()?;
    let name = reply.get("name").ok_or("the answer has no name")?;
    Ok(name.get().as_bytes().to_vec())
}

fn receive(
    secret: &str,
    key: CryptoKey,
    input: &[u8],
) -> Result<Vec<u8>, Box<dyn Error>> {
    let end = input.iter().position(|byte| *byte == b'\n').ok_or("no signature")?;
    let (token, body) = input.split_at(end);
    let mut headers = http::HeaderMap::new();
    headers.insert("token", http::HeaderValue::from_bytes(token)?);
    let receiver = CallbackReceiver::new(SecretKey::new(secret.as_bytes())?);
    let body = body.get(1..).unwrap_or_default();
    let told: Told = receiver.decrypting(key).decode(&headers, body)?;
    let name = told.json().text("name").value().ok_or("it has no name")?;
    Ok(name.into_owned().into_bytes())
}

fn play() -> Result<(), Box<dyn Error>> {
    let fake = Fake::of(&VENDOR, 0)?;
    let credentials = fake.credentials();
    let told = serde_json::json!({
        "url": fake.base_url(),
        "secret": credentials.secret_key(),
        "server": credentials.server_public_key(),
        "client": credentials.client_private_key(),
    });
    println!("{told}");
    stdin().read_to_end(&mut Vec::new())?;
    Ok(())
}
