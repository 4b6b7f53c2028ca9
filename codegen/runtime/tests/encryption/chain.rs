//! Which certificate of a file is the server's own.

use super::forged::RSA;
use super::key::{CLIENT, ID, SERVER, crypto_key, der, pem, read};
use crate::runtime::{
    ContentEncryption, CryptoKey, Encryption, FixedClock, Json, KeyError, KeyFault,
    Setup, Untyped,
};
use crate::vendor::{AccessKey, PROTOCOL};
use std::time::{Duration, SystemTime};

const ROOT: &str = "chain-root.pem";
const INTERMEDIATE: &str = "chain-intermediate.pem";
const LEAF: &str = "chain-server.pem";
const SELF_SIGNED: &str = "server-certificate-self-signed.pem";
const EXPIRED: &str = "server-certificate-expired.pem";
const SUCCESSOR: &str = "server-certificate-successor.pem";
const OTHER: &str = "other-certificate.pem";
const HOSTILE: &str = "other-certificate-hostile.pem";

/// In seconds since 1970: in these years.
const IN_2026: u64 = 1_795_478_399;
const IN_2060: u64 = 2_850_000_000;
const IN_2105: u64 = 4_270_000_000;

/// Whose private key opens what was encrypted.
const SERVERS: &str = "server-private-pkcs8.pem";
const SUCCESSORS: &str = "client-private-4096.pem";

fn of(files: &[&str]) -> Result<CryptoKey, KeyError> {
    let files: Vec<_> = files.iter().map(|file| read(file)).collect();
    CryptoKey::from_pem(ID, files.concat(), read(CLIENT))
}

/// Whose private key opens what a client encrypts at a time, or why it encrypts nothing.
fn reader(key: CryptoKey, at: u64) -> Result<&'static str, String> {
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(at);
    let core = Setup::new(&PROTOCOL, "https://vendor.example")
        .header("X-User", "user-1")
        .secret_header("X-Access-Key", AccessKey::new("12345678").unwrap())
        .signing(crate::runtime::SecretKey::new("secret").unwrap())
        .clock(Box::new(FixedClock(time)))
        .encryption(key)
        .build()
        .unwrap();
    let body = serde_json::json!({ "name": "홍길동" });
    let ask = Untyped::post("/x", &body, Encryption::Yes);
    let prepared = core.prepare(&ask).map_err(|error| error.to_string())?;
    let jwe = Json::from_slice(prepared.body()).unwrap();
    let jwe = jwe.text("sealed").value().unwrap().into_owned();
    let readers = [SERVERS, SUCCESSORS].into_iter().find(|private| {
        let vendor = crypto_key("client-public-spki.pem", private).unwrap();
        vendor.decrypt(&jwe, RSA, &[ContentEncryption::A128Gcm]).is_ok()
    });
    Ok(readers.unwrap_or("somebody else"))
}

#[test]
fn the_leaf_of_a_chain_is_found_in_any_order() {
    for files in [
        &[LEAF, INTERMEDIATE, ROOT][..],
        &[LEAF, ROOT, INTERMEDIATE],
        &[INTERMEDIATE, LEAF, ROOT],
        &[INTERMEDIATE, ROOT, LEAF],
        &[ROOT, LEAF, INTERMEDIATE],
        &[ROOT, INTERMEDIATE, LEAF],
        &[INTERMEDIATE, LEAF],
        // With a gap: what may issue certificates is no server's.
        &[ROOT, LEAF],
        &[ROOT, ROOT, LEAF, INTERMEDIATE, LEAF],
        &[ROOT, SELF_SIGNED],
        &[SELF_SIGNED, SELF_SIGNED],
        &[SELF_SIGNED],
        &["server-certificate-v1.pem"],
    ] {
        let key = of(files).unwrap();
        assert_eq!(reader(key, IN_2026), Ok(SERVERS), "{files:?}");
    }
}

#[test]
fn what_is_expired_is_passed_over() {
    for files in [[EXPIRED, SERVER], [SERVER, EXPIRED]] {
        assert_eq!(reader(of(&files).unwrap(), IN_2026), Ok(SERVERS), "{files:?}");
    }
    let told = reader(of(&[EXPIRED]).unwrap(), IN_2026).unwrap_err();
    assert!(told.contains("expired at 2019-02-03T04:05:06Z"), "{told}");
}

#[test]
fn a_successor_takes_over_when_it_is_valid() {
    for files in [[SERVER, SUCCESSOR], [SUCCESSOR, SERVER]] {
        let key = of(&files).unwrap();
        assert_eq!(key.expires(), Some(4_417_977_599));
        for (at, whose) in
            [(IN_2026, SERVERS), (IN_2060, SUCCESSORS), (IN_2105, SUCCESSORS)]
        {
            assert_eq!(reader(key.clone(), at), Ok(whose), "{files:?}");
        }
        let before = key.valid_at(1_577_836_799).unwrap_err().fault;
        assert_eq!(before, KeyFault::NotYetValid { from: 1_577_836_800 });
        let after = key.valid_at(4_417_977_600).unwrap_err().fault;
        assert_eq!(after, KeyFault::Expired { until: 4_417_977_599 });
    }
}

#[test]
fn certificates_of_two_parties_are_refused_by_name() {
    for (files, subjects) in [
        ([OTHER, SERVER], "CN=invented other party and CN=invented test server"),
        ([SERVER, OTHER], "CN=invented test server and CN=invented other party"),
        (
            [SELF_SIGNED, LEAF],
            "CN=invented self-signed server and CN=invented chain server, O=꾸며낸 회사",
        ),
    ] {
        let told = of(&files).unwrap_err().to_string();
        let expected = format!(
            "server's certificate or public key: has certificates of several parties: \
             {subjects}; keep only that of the vendor's server"
        );
        assert_eq!(told, expected);
    }
    // Where the times do not overlap, the time tells them apart.
    let key = of(&[OTHER, EXPIRED]).unwrap();
    assert_eq!(reader(key, IN_2026), Ok("somebody else"));
}

#[test]
fn a_chain_without_the_servers_own_is_refused() {
    for files in
        [&[INTERMEDIATE][..], &[ROOT, INTERMEDIATE], &[INTERMEDIATE, ROOT, INTERMEDIATE]]
    {
        assert_eq!(
            of(files).unwrap_err().to_string(),
            "server's certificate or public key: has certificates of issuers only: \
             CN=invented chain intermediate; add the vendor's own, or, if it is this one, \
             give its public key: `openssl x509 -pubkey -noout -in FILE -out FILE.pem`",
            "{files:?}"
        );
    }
    // What has signed itself may say that it issues others, and be nobody else's.
    assert!(of(&[ROOT]).is_ok());
}

#[test]
fn a_subject_is_shown_escaped_and_cut() {
    let error = of(&[HOSTILE, SERVER]).unwrap_err();
    let told = format!("{error}\n{error:?}");
    let shown = r"CN=\u{1b}[31m\u{202e}\n::error::";
    assert!(error.to_string().contains(shown), "{told}");
    for unseen in ['\u{1b}', '\u{202e}'] {
        assert!(!told.contains(unseen), "{told}");
    }
    assert_eq!(told.lines().count(), 2, "{told}");
    // However many there are, only some are told.
    let base = der(OTHER);
    let at = base.windows(5).position(|window| window == b"party").unwrap();
    let many = (0..20).map(|number| {
        let mut other = base.clone();
        other[at..at + 5].copy_from_slice(format!("pa-{number:02}").as_bytes());
        pem("CERTIFICATE", &other)
    });
    let many: String = many.collect();
    let told = CryptoKey::from_pem(ID, many, read(CLIENT)).unwrap_err().to_string();
    assert!(told.contains("other pa-03 and 16 more;"), "{told}");
    assert!(!told.contains("pa-04"), "{told}");
}

#[test]
fn a_public_key_beside_its_certificate_is_no_second_key() {
    for files in [
        &["server-public-spki.pem", SERVER][..],
        &[SERVER, "server-public-pkcs1.pem"],
        &["server-public-spki.pem", "server-public-pkcs1.pem"],
        &["server-public-spki.pem", LEAF, ROOT],
    ] {
        assert_eq!(reader(of(files).unwrap(), IN_2026), Ok(SERVERS), "{files:?}");
    }
    for files in [
        ["server-public-4096.pem", SERVER],
        [SERVER, "server-public-4096.pem"],
        ["server-public-4096.pem", "server-public-spki.pem"],
    ] {
        assert_eq!(of(&files).unwrap_err().fault, KeyFault::Several, "{files:?}");
    }
}

#[test]
fn what_cannot_encrypt_is_passed_over_beside_what_can() {
    for files in [
        ["server-certificate-ec.pem", SERVER],
        [SERVER, "server-certificate-1024.pem"],
        ["server-certificate-1024.pem", SERVER],
    ] {
        assert_eq!(reader(of(&files).unwrap(), IN_2026), Ok(SERVERS), "{files:?}");
    }
}
