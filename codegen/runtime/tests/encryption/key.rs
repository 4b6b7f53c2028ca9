//! Key files as people have them: what works, and what is told about what does not.

use super::forged::RSA;
use crate::runtime::{ContentEncryption, CryptoKey, KeyError, KeyFault, KeyPart};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use proptest::prelude::*;
use std::path::Path;

pub(crate) const SERVER: &str = "server-certificate.pem";
pub(crate) const CLIENT: &str = "client-private-pkcs8.pem";
pub(crate) const ID: &str = "0123456789abcdef0123456789abcdef";

pub(super) fn read(file: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys");
    std::fs::read(folder.join(file)).unwrap()
}

pub(crate) fn crypto_key(server: &str, client: &str) -> Result<CryptoKey, KeyError> {
    CryptoKey::from_pem(ID, read(server), read(client))
}

fn server_fault(file: impl AsRef<[u8]>) -> KeyFault {
    let error = CryptoKey::from_pem(ID, file, read(CLIENT)).unwrap_err();
    assert_eq!(error.part, KeyPart::Server);
    error.fault
}

fn client_fault(file: impl AsRef<[u8]>) -> KeyFault {
    let error = CryptoKey::from_pem(ID, read(SERVER), file).unwrap_err();
    assert_eq!(error.part, KeyPart::Client);
    error.fault
}

pub(super) fn pem(label: &str, der: &[u8]) -> String {
    let body = STANDARD.encode(der);
    format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n")
}

/// The bytes of the first block of a file.
pub(super) fn der(file: &str) -> Vec<u8> {
    let text = String::from_utf8(read(file)).unwrap();
    let mut lines = text.lines().skip_while(|line| !line.starts_with("-----BEGIN"));
    let body: String =
        lines.by_ref().skip(1).take_while(|line| !line.starts_with('-')).collect();
    STANDARD.decode(body).unwrap()
}

#[test]
fn every_usual_file_is_read() {
    for server in [
        "server-certificate.pem",
        "server-certificate-chain.pem",
        "server-certificate-v1.pem",
        "server-certificate-expired.pem",
        "server-public-spki.pem",
        "server-public-pkcs1.pem",
        "server-public-4096.pem",
    ] {
        for client in [
            "client-private-pkcs8.pem",
            "client-private-pkcs1.pem",
            "client-private-4096.pem",
            "client-bundle.pem",
        ] {
            let key = crypto_key(server, client);
            assert_eq!(key.unwrap().key_id(), ID, "{server}, {client}");
        }
    }
}

#[test]
fn editors_may_have_touched_the_files() {
    for file in [read(SERVER), read("server-public-pkcs1.pem")] {
        let text = String::from_utf8(file).unwrap();
        let one_line = text.replace('\n', "");
        for touched in [
            text.replace('\n', "\r\n"),
            text.replace('\n', "\r"),
            format!("\u{FEFF}{text}"),
            format!("\u{FEFF}{}", text.replace('\n', "\r\n")),
            format!("인증서: 2026\nsubject=CN=a\n\n{text}\n\nmore\n"),
            text.replace('\n', "  \n\t"),
            text.trim_end().to_owned(),
            one_line,
        ] {
            assert!(
                CryptoKey::from_pem(ID, &touched, read(CLIENT)).is_ok(),
                "{touched}"
            );
        }
        // A comment that is not UTF-8.
        let touched = [b"\xC0\xCE\xC1\xF5\xBC\xAD\n", text.as_bytes()].concat();
        assert!(CryptoKey::from_pem(ID, touched, read(CLIENT)).is_ok());
    }
}

#[test]
fn a_useless_server_file_is_told() {
    for (file, fault) in [
        (CLIENT, KeyFault::Swapped { found: "PRIVATE KEY" }),
        ("client-private-pkcs1.pem", KeyFault::Swapped { found: "RSA PRIVATE KEY" }),
        ("client-private-ec.pem", KeyFault::Swapped { found: "EC PRIVATE KEY" }),
        ("client-bundle.pem", KeyFault::Swapped { found: "PRIVATE KEY" }),
        ("server-public-1024.pem", KeyFault::Size { bits: 1024 }),
        ("server-certificate-1024.pem", KeyFault::Size { bits: 1024 }),
        ("server-public-ec.pem", KeyFault::NotRsa { found: "EC" }),
        ("server-certificate-ec.pem", KeyFault::NotRsa { found: "EC" }),
        ("server-public-ed25519.pem", KeyFault::NotRsa { found: "Ed25519" }),
        ("server-public-rsa-pss.pem", KeyFault::NotRsa { found: "RSA-PSS" }),
        (
            "server-request.pem",
            KeyFault::WrongBlock {
                found: "CERTIFICATE REQUEST",
            },
        ),
        ("README.md", KeyFault::NotPem),
    ] {
        assert_eq!(server_fault(read(file)), fault, "{file}");
    }
    let two = [read("server-public-spki.pem"), read("server-public-4096.pem")].concat();
    assert_eq!(server_fault(two), KeyFault::Several);
    assert_eq!(server_fault(der(SERVER)), KeyFault::Binary);
    assert_eq!(server_fault(der("server-public-spki.pem")), KeyFault::Binary);
}

#[test]
fn a_useless_client_file_is_told() {
    for (file, fault) in [
        (SERVER, KeyFault::Swapped { found: "CERTIFICATE" }),
        ("server-public-spki.pem", KeyFault::Swapped { found: "PUBLIC KEY" }),
        ("server-public-pkcs1.pem", KeyFault::Swapped { found: "RSA PUBLIC KEY" }),
        (
            "client-private-encrypted-pkcs8.pem",
            KeyFault::Encrypted {
                found: "ENCRYPTED PRIVATE KEY",
            },
        ),
        (
            "client-private-encrypted-pkcs1.pem",
            KeyFault::Encrypted { found: "RSA PRIVATE KEY" },
        ),
        ("client-private-1024.pem", KeyFault::Size { bits: 1024 }),
        ("client-private-ec.pem", KeyFault::NotRsa { found: "EC" }),
        ("client-private-ec-pkcs8.pem", KeyFault::NotRsa { found: "EC" }),
        ("client-private-ed25519.pem", KeyFault::NotRsa { found: "Ed25519" }),
        (
            "server-request.pem",
            KeyFault::WrongBlock {
                found: "CERTIFICATE REQUEST",
            },
        ),
        ("README.md", KeyFault::NotPem),
    ] {
        assert_eq!(client_fault(read(file)), fault, "{file}");
    }
    let two = [read(CLIENT), read("client-private-4096.pem")].concat();
    assert_eq!(client_fault(two), KeyFault::Several);
    // The same one twice is one.
    let twice = [read(CLIENT), read("client-private-pkcs1.pem")].concat();
    assert!(CryptoKey::from_pem(ID, read(SERVER), twice).is_ok());
    assert_eq!(client_fault(der(CLIENT)), KeyFault::Binary);
}

#[test]
fn what_is_empty_or_damaged_is_told() {
    for empty in ["", " \r\n", "\u{FEFF}", "\u{FEFF}\r\n"] {
        assert_eq!(server_fault(empty), KeyFault::Empty);
        assert_eq!(client_fault(empty), KeyFault::Empty);
    }
    let text = String::from_utf8(read(CLIENT)).unwrap();
    let body = der(CLIENT);
    let found = "PRIVATE KEY";
    for damaged in [
        text[..text.len() / 2].to_owned(),
        text.replace("END PRIVATE", "END PUBLIC"),
        text.replace("MII", "MI!"),
        text.replacen("MII", "MI", 1),
        pem(found, b""),
        pem(found, &body[..body.len() - 1]),
        pem(found, &[&body[..], &[0]].concat()),
        pem(found, b"\x30\x84\xFF\xFF\xFF\xFF"),
        pem(found, b"\x30\x80\x00\x00"),
    ] {
        assert_eq!(client_fault(&damaged), KeyFault::Damaged { found }, "{damaged}");
    }
    // What follows a block without an end is not looked at.
    let endless =
        text.replacen("-----END", "", 1) + &text.replace("PRIVATE", "EC PRIVATE");
    assert_eq!(client_fault(endless), KeyFault::Damaged { found });
    let mut swapped_primes = der("client-private-pkcs1.pem");
    let middle = swapped_primes.len() / 2;
    swapped_primes[middle] ^= 1;
    let inconsistent = pem("RSA PRIVATE KEY", &swapped_primes);
    assert_eq!(client_fault(inconsistent), KeyFault::Inconsistent);
}

#[test]
fn an_id_is_not_a_file() {
    let pem = String::from_utf8(read(CLIENT)).unwrap();
    for id in ["", " ", "a b", "a\n", "키", &"a".repeat(129), &pem] {
        let error = CryptoKey::from_pem(id, read(SERVER), read(CLIENT)).unwrap_err();
        let expected = "key id: must be 1 to 128 visible ASCII characters";
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn the_messages_say_what_to_do() {
    let message =
        |server: &str, client: &str| crypto_key(server, client).unwrap_err().to_string();
    for (server, client, expected) in [
        (
            CLIENT,
            SERVER,
            "server's certificate or public key: has PRIVATE KEY; expected CERTIFICATE, \
             PUBLIC KEY or RSA PUBLIC KEY; the two files seem to be swapped",
        ),
        (
            SERVER,
            "client-private-encrypted-pkcs8.pem",
            "client's private key: encrypted with a passphrase (ENCRYPTED PRIVATE KEY); decrypt \
             it with `openssl pkey -in FILE -out FILE.pem`",
        ),
        (
            SERVER,
            "client-private-ec-pkcs8.pem",
            "client's private key: a key of the kind EC; expected an RSA key of 2048 bits or \
             more",
        ),
        (
            "server-certificate-1024.pem",
            CLIENT,
            "server's certificate or public key: an RSA key of 1024 bits; expected 2048 to \
             8192 bits",
        ),
    ] {
        assert_eq!(message(server, client), expected);
    }
    let binary = CryptoKey::from_pem(ID, read(SERVER), der(CLIENT)).unwrap_err();
    assert_eq!(
        binary.to_string(),
        "client's private key: binary; expected PEM with PRIVATE KEY or RSA PRIVATE KEY; \
         convert DER with `openssl pkey -inform DER -in FILE -out FILE.pem`, PKCS#12 with \
         `openssl pkcs12`, and a Java keystore into PKCS#12 with `keytool -importkeystore`"
    );
}

/// Whether twelve characters in a row of `text` stand in the Base64 of a file.
fn leaks(text: &str, file: &[u8]) -> bool {
    let file = String::from_utf8_lossy(file);
    let body: String = file.lines().filter(|line| !line.starts_with('-')).collect();
    let windows = text.as_bytes().windows(12);
    windows
        .filter_map(|window| std::str::from_utf8(window).ok())
        .any(|w| body.contains(w))
}

#[test]
fn nothing_of_a_file_is_ever_shown() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys");
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name == "README.md" {
            continue;
        }
        let file = read(&name);
        let damaged = file.get(..file.len() / 2).unwrap();
        for file in [&file[..], damaged] {
            for key in [
                CryptoKey::from_pem(ID, file, read(CLIENT)),
                CryptoKey::from_pem(ID, read(SERVER), file),
                CryptoKey::from_pem(String::from_utf8_lossy(file), file, file),
            ] {
                let shown = match &key {
                    Ok(key) => format!("{key:?} {key:#?}"),
                    Err(error) => format!("{error} {error:?} {error:#?}"),
                };
                assert!(!leaks(&shown, file), "{name}: {shown}");
                assert!(!leaks(&shown, &read(CLIENT)), "{name}: {shown}");
            }
        }
    }
    assert_eq!(
        format!("{:?}", crypto_key(SERVER, CLIENT).unwrap()),
        format!("CryptoKey({ID:?})")
    );
}

#[test]
fn a_secret_in_the_place_of_a_label_is_not_shown() {
    let planted = pem("PLANTED SECRET", b"planted");
    for error in [
        CryptoKey::from_pem(ID, &planted, read(CLIENT)).unwrap_err(),
        CryptoKey::from_pem(ID, read(SERVER), &planted).unwrap_err(),
    ] {
        assert_eq!(error.fault, KeyFault::WrongBlock { found: "unknown" });
        assert!(!format!("{error} {error:?}").contains("PLANTED"));
    }
}

#[test]
fn clones_share_the_keys_and_go_anywhere() {
    fn go_anywhere<T: Clone + Send + Sync + 'static>(_: &T) {}
    let key = crypto_key(SERVER, CLIENT).unwrap();
    go_anywhere(&key);
    let clone = key.clone();
    drop(key);
    assert_eq!(clone.key_id(), ID);
    assert!(clone.encrypt(b"{}", RSA, ContentEncryption::A128Gcm).is_ok());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_file_makes_it_panic(file in prop::collection::vec(any::<u8>(), 0..300)) {
        for label in ["CERTIFICATE", "PUBLIC KEY", "RSA PUBLIC KEY"] {
            prop_assert!(CryptoKey::from_pem(ID, pem(label, &file), "").is_err());
        }
        for label in ["PRIVATE KEY", "RSA PRIVATE KEY"] {
            server_or_client(&pem(label, &file));
        }
        server_or_client(&String::from_utf8_lossy(&file));
    }

    #[test]
    fn no_changed_file_makes_it_panic(
        (index, by) in (any::<prop::sample::Index>(), 1_u8..),
        cut in any::<prop::sample::Index>(),
    ) {
        for (label, file) in [
            ("CERTIFICATE", SERVER),
            ("PUBLIC KEY", "server-public-spki.pem"),
            ("RSA PUBLIC KEY", "server-public-pkcs1.pem"),
            ("PRIVATE KEY", CLIENT),
            ("RSA PRIVATE KEY", "client-private-pkcs1.pem"),
        ] {
            let mut bytes = der(file);
            let at = index.index(bytes.len());
            bytes[at] ^= by;
            server_or_client(&pem(label, &bytes));
            bytes.truncate(cut.index(bytes.len()));
            server_or_client(&pem(label, &bytes));
        }
    }
}

fn server_or_client(file: &str) {
    let _ = CryptoKey::from_pem(ID, file, read(CLIENT)).map(|key| key.expires());
    let _ = CryptoKey::from_pem(ID, read(SERVER), file);
}
