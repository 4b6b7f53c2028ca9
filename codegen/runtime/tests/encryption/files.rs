//! Key files as editors, shells, scripts and mail leave them.

use super::forged::RSA;
use super::key::{CLIENT, ID, SERVER, der, pem, read};
use crate::runtime::{ContentEncryption, CryptoKey, KeyError};
use base64::{Engine as _, engine::general_purpose::STANDARD};

const CLIENTS: [&str; 2] = [CLIENT, "client-private-pkcs1.pem"];
const SERVERS: [&str; 3] = [SERVER, "server-public-spki.pem", "server-public-pkcs1.pem"];

fn text(file: &str) -> String {
    String::from_utf8(read(file)).unwrap()
}

/// The key of both, if the client's opens what was encrypted for it.
fn round(server: &[u8], client: &[u8]) -> Result<(), KeyError> {
    const A128: ContentEncryption = ContentEncryption::A128Gcm;
    let key = CryptoKey::from_pem(ID, server, client)?;
    let vendor = CryptoKey::from_pem(
        ID,
        read("client-public-spki.pem"),
        read("server-private-pkcs8.pem"),
    )?;
    let body = "홍길동".as_bytes();
    let there = key.encrypt(body, RSA, A128).unwrap();
    assert_eq!(vendor.decrypt(&there, RSA, &[A128]).unwrap(), body);
    let back = vendor.encrypt(body, RSA, A128).unwrap();
    assert_eq!(key.decrypt(&back, RSA, &[A128]).unwrap(), body);
    Ok(())
}

/// What people's tools do to a file and what can be undone without a doubt.
fn touched(text: &str) -> Vec<(&'static str, Vec<u8>)> {
    let utf16: Vec<u16> = text.encode_utf16().collect();
    let words = |bom: &[u8], of: fn(u16) -> [u8; 2]| {
        bom.iter().copied().chain(utf16.iter().flat_map(|unit| of(*unit))).collect()
    };
    let lines: Vec<_> = text.lines().collect();
    let body = lines.iter().filter(|line| !line.starts_with('-')).copied();
    let body: String = body.collect();
    let url = body.replace('+', "-").replace('/', "_");
    let (first, last) = (lines[0], lines[lines.len() - 1]);
    let around = |body: &str| format!("{first}\n{body}\n{last}\n").into_bytes();
    let bytes = |text: String| text.into_bytes();
    vec![
        ("literal \\n", bytes(text.replace('\n', "\\n"))),
        ("literal \\r\\n", bytes(text.replace('\n', "\\r\\n"))),
        ("literal \\\\n", bytes(text.replace('\n', "\\\\n"))),
        ("JSON", bytes(serde_json::to_string(text).unwrap())),
        ("continued lines", bytes(text.replace('\n', "\\\n"))),
        ("UTF-16 LE", words(b"\xFF\xFE", u16::to_le_bytes)),
        ("UTF-16 BE", words(b"\xFE\xFF", u16::to_be_bytes)),
        ("UTF-16 LE without BOM", words(b"", u16::to_le_bytes)),
        ("UTF-16 BE without BOM", words(b"", u16::to_be_bytes)),
        ("CRLF", bytes(text.replace('\n', "\r\n"))),
        ("CR", bytes(text.replace('\n', "\r"))),
        ("indented", bytes(text.replace('\n', "\n    "))),
        ("tabs", bytes(text.replace('\n', "\n\t"))),
        ("one line", bytes(text.replace('\n', ""))),
        ("no-break space", bytes(text.replace(' ', "\u{A0}").replace('\n', "\u{A0}\n"))),
        ("zero-width space", bytes(text.replace('\n', "\u{200B}\n\u{FEFF}"))),
        ("ideographic space", bytes(text.replace('\n', "\n\u{3000}"))),
        ("Latin-1", {
            let touched = text.replace(' ', "\x01").replace('\n', "\x01\n");
            touched.bytes().map(|b| if b == 1 { 0xA0 } else { b }).collect()
        }),
        ("base64url", around(&url)),
        ("no padding", around(body.trim_end_matches('='))),
        ("base64url without padding", around(url.trim_end_matches('='))),
        ("without its first and last line", bytes(body.clone())),
        ("base64url alone", bytes(url)),
        ("Base64 of all of it", bytes(STANDARD.encode(text))),
        ("the same in lines", {
            let all = STANDARD.encode(text);
            let lines = all.as_bytes().chunks(76);
            lines.collect::<Vec<_>>().join(&b'\n')
        }),
    ]
}

#[test]
fn what_was_done_to_a_file_is_undone() {
    let (server, client) = (text(SERVER), text(CLIENT));
    for file in SERVERS {
        for (how, touched) in touched(&text(file)) {
            assert_eq!(round(&touched, client.as_bytes()), Ok(()), "{file}: {how}");
        }
    }
    for file in CLIENTS {
        for (how, touched) in touched(&text(file)) {
            assert_eq!(round(server.as_bytes(), &touched), Ok(()), "{file}: {how}");
        }
    }
}

#[test]
fn a_key_under_the_label_of_another_is_read() {
    for file in SERVERS {
        for label in ["CERTIFICATE", "PUBLIC KEY", "RSA PUBLIC KEY"] {
            let server = pem(label, &der(file));
            assert_eq!(
                round(server.as_bytes(), &read(CLIENT)),
                Ok(()),
                "{file}: {label}"
            );
        }
    }
    for file in CLIENTS {
        for label in ["PRIVATE KEY", "RSA PRIVATE KEY"] {
            let client = pem(label, &der(file));
            assert_eq!(
                round(&read(SERVER), client.as_bytes()),
                Ok(()),
                "{file}: {label}"
            );
        }
    }
}

#[test]
fn what_stands_under_the_label_of_another_is_told_for_what_it_is() {
    let told = |server: String, client: String| {
        CryptoKey::from_pem(ID, server, client).unwrap_err().to_string()
    };
    let swapped = told(pem("PUBLIC KEY", &der(CLIENT)), text(CLIENT));
    assert!(swapped.contains("has PRIVATE KEY"), "{swapped}");
    let swapped = told(text(SERVER), pem("PRIVATE KEY", &der(SERVER)));
    assert!(swapped.contains("has CERTIFICATE"), "{swapped}");
    let encrypted = der("client-private-encrypted-pkcs8.pem");
    let locked = told(text(SERVER), pem("PRIVATE KEY", &encrypted));
    assert!(locked.contains("encrypted with a passphrase"), "{locked}");
    let ec = der("client-private-ec.pem");
    let other = told(text(SERVER), pem("PRIVATE KEY", &ec));
    assert!(other.contains("a key of the kind EC"), "{other}");
}
