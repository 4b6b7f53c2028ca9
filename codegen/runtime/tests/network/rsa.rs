//! Signatures by RSA. What is expected was computed by OpenSSL: `openssl dgst -sha256 -sign`.

use super::given::night;
use super::recipe::protocol;
use crate::runtime::{
    Algorithm, BinaryEncoding, Core, Encryption, FixedClock, Plain, Prepared, SecretKey,
    Setup, SignaturePlace, SignedPart, Signing, Untyped, ViolationKind, Violations,
};
use crate::vendor::AccessKey;
use std::path::{Path, PathBuf};

const SIGNED: &str = "\
    jAYnNDBZYG4ZjLUpZtzNGc+NGDFN71C3MPgU9ks1HHKAf0ZVuh+AFoElx2BC3N7lt1sBfQiH7C64\
    rdjdQgx+s+qkveh3zbd/BUg6mPSY7ZLJlnJGmJwqWZ923daGkG/n/UeFn2yrqY4bgYsigUv4eFgW\
    C85EA86UdWUVmJ+EkoN7EvkEf3mXsPEnTvKhY/BXzDm80K2I+9Xm0SF/HUeBBtyn1o4NzLtcjItr\
    w+sztsod4li7xfRdkd4QnpSMdGYin5foiHLfhkCRQccnG7WliBEGzqzvG2jyUEoS9vOkaXl9S+KA\
    NFkvkxAGBiv7XSaC9XnCSB/52aJaIWpEVz0oKQ==";

const SIGNING: Signing = Signing {
    algorithm: Algorithm::RSA_SHA256,
    signs: &[
        SignedPart::Method,
        SignedPart::Text("\n"),
        SignedPart::Path,
        SignedPart::Text("\n"),
        SignedPart::Body,
    ],
    claims: &[],
    encoding: BinaryEncoding::Base64,
    place: SignaturePlace::Header("X-Sign"),
    written: &[SignedPart::Signature],
    key_form: None,
};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/keys").join(name)
}

fn core(key: SecretKey) -> Result<Core<Plain>, Violations> {
    Setup::new(protocol(SIGNING), "https://vendor.example/api/")
        .header("X-User", "user-1")
        .secret_header("X-Access-Key", AccessKey::new("12345678").unwrap())
        .signing(key)
        .utc_offset(0)
        .clock(Box::new(FixedClock(night())))
        .build()
}

#[test]
fn a_private_key_signs_as_openssl_does() {
    let body = serde_json::json!({ "name": "홍" });
    let ask = Untyped::post("/v1", &body, Encryption::No);
    let pkcs8 = std::fs::read_to_string(file("client-private-pkcs8.pem")).unwrap();
    let in_one_line = pkcs8.trim_end().replace('\n', "\\n");
    for key in [
        SecretKey::from_file(file("client-private-pkcs8.pem")).unwrap(),
        SecretKey::from_file(file("client-private-pkcs1.pem")).unwrap(),
        SecretKey::new(in_one_line).unwrap(),
    ] {
        let core = core(key).unwrap();
        let (request, _) = core.prepare(&ask).and_then(Prepared::into_http).unwrap();
        assert_eq!(request.headers()["x-sign"], SIGNED);
    }
    let larger = SecretKey::from_file(file("client-private-4096.pem")).unwrap();
    let core = core(larger).unwrap();
    let (request, _) = core.prepare(&ask).and_then(Prepared::into_http).unwrap();
    assert_eq!(request.headers()["x-sign"].len(), 684);
}

#[test]
fn what_is_no_private_key_is_refused_when_the_client_is_built() {
    for name in [
        "client-public-spki.pem",
        "client-private-1024.pem",
        "client-private-ec.pem",
        "client-private-encrypted-pkcs8.pem",
        "README.md",
    ] {
        let wrong = core(SecretKey::from_file(file(name)).unwrap()).map(drop);
        let wrong: Vec<_> = wrong.unwrap_err().into_iter().collect();
        assert_eq!(wrong.len(), 1, "{name}: {wrong:?}");
        assert_eq!(&*wrong[0].path, "secret key");
        assert_eq!(wrong[0].kind, ViolationKind::NotASigningKey);
    }
}
