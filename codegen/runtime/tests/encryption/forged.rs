//! JWEs made here and not by the runtime, so that they can be wrong in one way.

use super::key::{crypto_key, read};
use crate::runtime::{ContentEncryption, CryptoKey, JweError, KeyManagement};
use aws_lc_rs::aead::{
    AES_128_GCM, AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey,
};
use aws_lc_rs::rsa::{
    OAEP_SHA256_MGF1SHA256, OaepAlgorithm, OaepPublicEncryptingKey, PublicEncryptingKey,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use std::sync::LazyLock;

pub(super) const BOTH: [ContentEncryption; 2] =
    [ContentEncryption::A128Gcm, ContentEncryption::A256Gcm];
pub(super) const RSA: KeyManagement = KeyManagement::RsaOaep256;
pub(super) const BODY: &[u8] = r#"{"userName":"홍길동"}"#.as_bytes();
pub(super) const HEADER: &str = r#"{"alg":"RSA-OAEP-256","enc":"A128GCM"}"#;

/// A key that decrypts what it encrypts, which no real one does.
pub(super) fn round() -> CryptoKey {
    static ROUND: LazyLock<CryptoKey> = LazyLock::new(|| {
        crypto_key("client-public-spki.pem", "client-private-pkcs8.pem").unwrap()
    });
    ROUND.clone()
}

/// A JWE to be made wrong in one way.
pub(super) struct Forged<'a> {
    pub(super) header: &'a str,
    pub(super) content_key: &'a [u8],
    /// What is wrapped, if it is not the content key.
    pub(super) wrapped: Option<Vec<u8>>,
    pub(super) nonce: &'a [u8],
    pub(super) tag: usize,
}

impl Default for Forged<'_> {
    fn default() -> Self {
        Self {
            header: HEADER,
            content_key: &[7; 16],
            wrapped: None,
            nonce: &[9; 12],
            tag: 16,
        }
    }
}

impl Forged<'_> {
    pub(super) fn parts(&self) -> [String; 5] {
        let header = URL_SAFE_NO_PAD.encode(self.header);
        let cipher =
            if self.content_key.len() == 16 { &AES_128_GCM } else { &AES_256_GCM };
        let cipher =
            LessSafeKey::new(UnboundKey::new(cipher, self.content_key).unwrap());
        let mut text = BODY.to_vec();
        let mut nonce = [0; NONCE_LEN];
        let length = self.nonce.len().min(NONCE_LEN);
        nonce[..length].copy_from_slice(&self.nonce[..length]);
        let nonce = Nonce::assume_unique_for_key(nonce);
        let tag = cipher
            .seal_in_place_separate_tag(nonce, Aad::from(&header), &mut text)
            .unwrap();
        let wrapped = self
            .wrapped
            .clone()
            .unwrap_or_else(|| wrap(&OAEP_SHA256_MGF1SHA256, self.content_key));
        let [wrapped, nonce, text, tag] =
            [&wrapped, self.nonce, &text, &tag.as_ref()[..self.tag]]
                .map(|part| URL_SAFE_NO_PAD.encode(part));
        [header, wrapped, nonce, text, tag]
    }

    pub(super) fn open(&self) -> Result<Vec<u8>, JweError> {
        round().decrypt(&self.parts().join("."), RSA, &BOTH)
    }
}

pub(super) fn public_key() -> PublicEncryptingKey {
    let pem = String::from_utf8(read("client-public-spki.pem")).unwrap();
    let body: String = pem.lines().filter(|line| !line.starts_with('-')).collect();
    let der = base64::engine::general_purpose::STANDARD.decode(body).unwrap();
    PublicEncryptingKey::from_der(&der).unwrap()
}

pub(super) fn wrap(algorithm: &'static OaepAlgorithm, content_key: &[u8]) -> Vec<u8> {
    let key = OaepPublicEncryptingKey::new(public_key()).unwrap();
    let mut wrapped = vec![0; key.ciphertext_size()];
    key.encrypt(algorithm, content_key, &mut wrapped, None).unwrap();
    wrapped
}
