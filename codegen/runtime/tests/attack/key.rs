//! Key files, PEM and DER: what is taken encrypts and decrypts, and what is not taken is not shown.

use super::{Chance, Fault, Held, jwe, must, mutated, shows_nothing};
use crate::runtime::{ContentEncryption, CryptoKey, JweError, KeyError, KeyManagement};
use base64::{Engine as _, engine::general_purpose::STANDARD};

const PUBLIC: &[u8] = include_bytes!("../keys/client-public-spki.pem");
const PRIVATE: &[u8] = include_bytes!("../keys/client-private-pkcs8.pem");

const SERVER: &[&[u8]] = &[
    PUBLIC,
    include_bytes!("../keys/server-certificate.pem"),
    include_bytes!("../keys/server-certificate-chain.pem"),
    include_bytes!("../keys/server-certificate-expired.pem"),
    include_bytes!("../keys/server-certificate-v1.pem"),
    include_bytes!("../keys/server-certificate-ec.pem"),
    include_bytes!("../keys/server-public-spki.pem"),
    include_bytes!("../keys/server-public-pkcs1.pem"),
    include_bytes!("../keys/server-public-rsa-pss.pem"),
    include_bytes!("../keys/server-request.pem"),
];

const CLIENT: &[&[u8]] = &[
    PRIVATE,
    include_bytes!("../keys/client-private-pkcs1.pem"),
    include_bytes!("../keys/client-bundle.pem"),
    include_bytes!("../keys/client-private-ec.pem"),
    include_bytes!("../keys/client-private-encrypted-pkcs1.pem"),
    include_bytes!("../keys/client-private-encrypted-pkcs8.pem"),
    include_bytes!("../keys/server-private-pkcs8.pem"),
];

const LABELS: &[&str] = &[
    "CERTIFICATE",
    "PUBLIC KEY",
    "RSA PUBLIC KEY",
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "EC PRIVATE KEY",
    "PLANTED",
];

const TEXT: &[&[u8]] = &[
    b"-----BEGIN CERTIFICATE-----\n",
    b"-----END CERTIFICATE-----\n",
    b"-----BEGIN ",
    b"-----END ",
    b"-----",
    b"----",
    b"PRIVATE KEY",
    b"RSA PRIVATE KEY",
    b"PUBLIC KEY",
    b"ENCRYPTED ",
    b"Proc-Type: 4,ENCRYPTED\n",
    b"\n",
    b"\r\n",
    b"\r",
    b"\\n",
    b" ",
    b"\t",
    b"=",
    b"-",
    b"_",
    b"+",
    b"/",
    b"A",
    b"\xEF\xBB\xBF",
    b"\xC2\xA0",
    b"\0",
    b"\x1B[31m",
    "홍길동".as_bytes(),
    b"planted",
];

const DER: &[&[u8]] = &[
    b"\x30\x82",
    b"\x30\x80",
    b"\x30\x00",
    b"\x30\x84\xFF\xFF\xFF\xFF",
    b"\x30\x89",
    b"\x81\x80",
    b"\x82\x01\x01",
    b"\x84\x7F\xFF\xFF\xFF",
    b"\x02\x01\x00",
    b"\x02\x00",
    b"\x02\x01\x01",
    b"\x03\x00",
    b"\x03\x01\x07",
    b"\x04\x00",
    b"\x05\x00",
    b"\xA0\x03\x02\x01\x02",
    b"\0",
    b"\0\0\0\0",
    b"\xFF\xFF\xFF\xFF",
    b"\x06\x09\x2A\x86\x48\x86\xF7\x0D\x01\x01\x01",
    b"\x06\x03\x2B\x65\x70",
    b"\x17\x0D991231235959Z",
    b"\x17\x0D000229000000Z",
    b"\x18\x0F99991231235959Z",
    b"\x18\x0F00000101000000Z",
    b"\x17\x0D991332256060Z",
    b"\x17\x00",
];

/// A key file of one of the two sides, as text, or with its bytes changed and written anew.
pub fn make(chance: &mut Chance) -> Vec<u8> {
    let (way, files) = match chance.below(2) {
        0 => (0, SERVER),
        _ => (1, CLIENT),
    };
    let mut input = vec![way];
    let file = chance.pick(files);
    input.extend(match chance.below(8) {
        0 => mutated(der(file), DER, chance),
        1..=4 => {
            let der = mutated(der(file), DER, chance);
            let label =
                if chance.below(4) == 0 { chance.pick(LABELS) } else { label(file) };
            let text = pem(label, &der);
            if chance.below(8) == 0 { mutated(text, TEXT, chance) } else { text }
        }
        5 => {
            let file = mutated([file, chance.pick(files)].concat(), TEXT, chance);
            let text = String::from_utf8_lossy(&file).into_owned();
            let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
            if chance.below(2) == 0 {
                file
            } else {
                b"\xFF\xFE".iter().copied().chain(wide).collect()
            }
        }
        _ => mutated(file.to_vec(), TEXT, chance),
    });
    input
}

fn der(file: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(file);
    let lines = text.lines().skip_while(|line| !line.starts_with("-----BEGIN"));
    let body =
        lines.skip(1).take_while(|line| !line.starts_with('-')).collect::<String>();
    STANDARD.decode(body).unwrap_or_default()
}

fn label(file: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(file);
    let is = |label: &&&str| text.contains(&format!("-----BEGIN {label}-----"));
    LABELS.iter().find(is).copied().unwrap_or_default()
}

fn pem(label: &str, der: &[u8]) -> Vec<u8> {
    let lines: Vec<_> = STANDARD
        .encode(der)
        .into_bytes()
        .chunks(64)
        .flat_map(|line| [line, b"\n"].concat())
        .collect();
    let [begin, end] =
        ["BEGIN", "END"].map(|side| format!("-----{side} {label}-----\n"));
    [begin.as_bytes(), &lines, end.as_bytes()].concat()
}

/// A file, of the server where the first byte is even, and of the client where it is not.
///
/// # Errors
///
/// It does not hold.
pub fn hold(input: &[u8]) -> Held {
    let [way, file @ ..] = input else { return Ok("nothing") };
    let is_server = way % 2 == 0;
    let (server, client) = if is_server { (file, PRIVATE) } else { (PUBLIC, file) };
    match CryptoKey::from_pem("1", server, client) {
        Err(error) => {
            let usual = file == PUBLIC || file == PRIVATE;
            let swapped = is_server != (file == PUBLIC);
            must(!usual || swapped, || {
                format!("a key file that is right is refused: {error}")
            })?;
            not_shown(&error, file)?;
            Ok(if is_server { "server's refused" } else { "client's refused" })
        }
        Ok(key) if is_server => encrypts(&key),
        Ok(key) => decrypts(&key),
    }
}

/// No error holds a line of Base64, nor what else was planted.
fn not_shown(error: &KeyError, file: &[u8]) -> Result<(), Fault> {
    let shown = format!("{error} {error:?}");
    shows_nothing(&shown, "planted")?;
    let text = String::from_utf8_lossy(file);
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=');
    for line in
        text.lines().filter(|line| line.len() >= 24 && line.chars().all(is_base64))
    {
        shows_nothing(&shown, line)?;
    }
    Ok(())
}

/// With the key of a server.
fn encrypts(key: &CryptoKey) -> Held {
    lasts(key)?;
    let body = b"planted";
    let Ok(compact) =
        key.encrypt(body, KeyManagement::RsaOaep256, ContentEncryption::A128Gcm)
    else {
        return Ok("server's taken, of no use");
    };
    match jwe::key()?.decrypt(
        &compact,
        KeyManagement::RsaOaep256,
        &[ContentEncryption::A128Gcm],
    ) {
        Ok(plain) => {
            must(plain == body, || "another body comes back".into())?;
            Ok("server's taken, the same key")
        }
        Err(JweError::Undecryptable) => Ok("server's taken, another key"),
        Err(error) => Err(error.into()),
    }
}

/// With the key of a client.
fn decrypts(key: &CryptoKey) -> Held {
    let [(compact, body), ..] = jwe::known() else {
        return Err("no JWE is known".into());
    };
    match key.decrypt(compact, KeyManagement::RsaOaep256, &[ContentEncryption::A128Gcm])
    {
        Ok(plain) => {
            must(plain == *body, || "another body is decrypted".into())?;
            Ok("client's taken, the same key")
        }
        Err(JweError::Undecryptable) => Ok("client's taken, another key"),
        Err(error) => Err(error.into()),
    }
}

/// The end of a certificate is the last second in which it is valid.
fn lasts(key: &CryptoKey) -> Result<(), Fault> {
    let ends = [i64::MIN, -1, 0, i64::MAX].map(|time| key.valid_at(time).is_ok());
    let Some(until) = key.expires() else {
        return must(ends == [true; 4], || "what does not expire is not valid".into());
    };
    must(key.valid_at(until.saturating_add(1)).is_err(), || {
        format!("it is valid after {until}")
    })
}
