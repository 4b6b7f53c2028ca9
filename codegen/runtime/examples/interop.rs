//! Our side of what `interop/run` compares with other implementations. The input is standard
//! input, the output standard output; whatever goes wrong is told, and the exit code is 1.
//!
//! - `encrypt SERVER CLIENT A128GCM|A256GCM`, with the PEM files of the two sides
//! - `decrypt SERVER CLIENT`
//! - `sign SECRET [SERVER CLIENT]` makes a request whose body is the input, encrypted where
//!   there are keys: the signature in one line, the bytes that it is of in the next

use runtime::{
    ContentEncryption, CryptoKey, Encryption, Header, JweEncryption, Length, Need, Part,
    Protocol, Redact, Rule, SecretKey, Setup, Shape, Signing, Source, Untyped,
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

static PROTOCOL: Protocol = Protocol {
    name: "interop",
    headers: &[Header {
        name: "token",
        lower: "token",
        need: Need::Required,
        rule: Rule {
            field: "token",
            length: Length::exactly(44),
            shape: Shape(&[Part::Base64(32)]),
            redact: Redact::Hidden,
            source: SOURCE,
        },
    }],
    configured: &[],
    signing: Some(Signing { header: "token" }),
    encryption: Some(JweEncryption {
        field: "sealed",
        key_id_header: None,
        sent: ContentEncryption::A128Gcm,
        accepted: &ACCEPTED,
    }),
    envelope: None,
    source: SOURCE,
};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let arguments: Vec<_> = arguments.iter().map(String::as_str).collect();
    let mut input = Vec::new();
    stdin().read_to_end(&mut input)?;
    let output = match arguments[..] {
        ["encrypt", server, client, content] => {
            let content = ACCEPTED.into_iter().find(|known| known.as_str() == content);
            let content = content.ok_or("neither A128GCM nor A256GCM")?;
            key(server, client)?.encrypt(&input, content)?.into_bytes()
        }
        ["decrypt", server, client] => {
            key(server, client)?.decrypt(str::from_utf8(&input)?, &ACCEPTED)?
        }
        ["sign", secret] => sign(secret, None, &input)?,
        ["sign", secret, server, client] => {
            sign(secret, Some(key(server, client)?), &input)?
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
    let request = if let Some(key) = key {
        let ask = Untyped::post("/", body, Encryption::Yes);
        setup.encryption(key).build()?.prepare(&ask)?.request
    } else {
        setup.build()?.prepare(&Untyped::post("/", body, Encryption::No))?.request
    };
    let token = request.headers().get("token").ok_or("not signed")?.as_bytes();
    Ok([token, b"\n", request.body()].concat())
}
