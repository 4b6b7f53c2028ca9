//! Credentials of the mock server: invented values and generated keys.

use super::super::description::Vendor;
use super::super::{CryptoKey, SecretKey};
use super::error::FakeError;
use super::invent;
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::{fmt, sync::OnceLock};

/// Credentials for calling the mock server, with one of its two keys.
#[derive(Clone)]
pub struct Credentials {
    settings: Vec<(&'static str, String)>,
    secret_key: String,
    key_id: String,
    keys: &'static Keys,
}

/// The keys of both sides, as PEM.
struct Keys {
    server_public: String,
    server_private: String,
    client_public: String,
    client_private: String,
}

/// Generating the keys of both sides takes a third of a second, so a process does it once, and
/// for the second keys only on demand.
static KEYS: OnceLock<Result<Keys, Unspecified>> = OnceLock::new();
static SECOND_KEYS: OnceLock<Result<Keys, Unspecified>> = OnceLock::new();

impl Credentials {
    pub(super) fn invented(vendor: &Vendor) -> Result<Self, FakeError> {
        let mut settings = Vec::new();
        for setting in vendor.settings {
            let Some(header) = vendor.header(setting.header) else { continue };
            let codes = setting.codes.map(|codes| codes()).unwrap_or_default();
            // A zone with a known UTC offset, if there is one.
            let known = |code: &str| setting.offset.is_some_and(|of| of(code).is_some());
            let zone = codes.iter().find(|row| known(row.0));
            let word = format!("fake-{}", setting.name);
            let value = zone.or(codes.first()).map_or_else(
                || invent::text(&header.rule, &word),
                |row| row.0.to_owned(),
            );
            if header.rule.check(&value).is_err() {
                return Err(FakeError::Uninventable(setting.header));
            }
            settings.push((setting.header, value));
        }
        let keys = KEYS.get_or_init(Keys::generate);
        Ok(Self {
            settings,
            secret_key: "fake-secret-key-0123456789".to_owned(),
            key_id: key_id(vendor, "fake-key")?,
            keys: keys.as_ref().map_err(|_| FakeError::Keys)?,
        })
    }

    /// The credentials with the second key.
    pub(super) fn second(&self, vendor: &Vendor) -> Result<Self, FakeError> {
        let keys = SECOND_KEYS.get_or_init(Keys::generate);
        Ok(Self {
            key_id: key_id(vendor, "second-fake-key")?,
            keys: keys.as_ref().map_err(|_| FakeError::Keys)?,
            ..self.clone()
        })
    }

    /// Returns the required value of a configured header.
    #[must_use]
    pub fn header(&self, name: &str) -> &str {
        let mut settings = self.settings.iter();
        settings.find(|(header, _)| *header == name).map_or("", |(_, value)| value)
    }

    /// Returns the key for signing requests.
    #[must_use]
    pub fn secret_key(&self) -> &str {
        &self.secret_key
    }

    /// Returns the id of the encryption key.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.key_id
    }

    /// Returns the public key for encrypting requests, as PEM.
    #[must_use]
    pub fn server_public_key(&self) -> &str {
        &self.keys.server_public
    }

    /// Returns the private key for decrypting answers, as PEM.
    #[must_use]
    pub fn client_private_key(&self) -> &str {
        &self.keys.client_private
    }

    pub(super) fn client_key(&self) -> Result<CryptoKey, FakeError> {
        let keys = self.keys;
        CryptoKey::from_pem(&self.key_id, &keys.server_public, &keys.client_private)
            .map_err(|_| FakeError::Keys)
    }

    /// The keys of the server's side.
    pub(super) fn server_key(&self) -> Result<CryptoKey, FakeError> {
        let keys = self.keys;
        CryptoKey::from_pem(&self.key_id, &keys.client_public, &keys.server_private)
            .map_err(|_| FakeError::Keys)
    }

    pub(super) fn signing(&self) -> Result<SecretKey, FakeError> {
        SecretKey::new(self.secret_key.as_str()).map_err(|_| FakeError::Keys)
    }
}

/// Shows no value, like real credentials.
impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Credentials(..)")
    }
}

fn key_id(vendor: &Vendor, word: &str) -> Result<String, FakeError> {
    let name = vendor.protocol.encryption.and_then(|jwe| jwe.key_id_header);
    let Some(header) = name.and_then(|name| vendor.header(name)) else {
        return Ok(word.to_owned());
    };
    let id = invent::text(&header.rule, word);
    let fits = header.rule.check(&id).is_ok();
    fits.then_some(id).ok_or(FakeError::Uninventable(header.name))
}

impl Keys {
    fn generate() -> Result<Self, Unspecified> {
        let (server_public, server_private) = pair()?;
        let (client_public, client_private) = pair()?;
        Ok(Self {
            server_public,
            server_private,
            client_public,
            client_private,
        })
    }
}

/// Generates a key pair as PEM.
fn pair() -> Result<(String, String), Unspecified> {
    let key = KeyPair::generate(KeySize::Rsa2048)?;
    let public: PublicKeyX509Der<'_> = key.public_key().as_der()?;
    let private: Pkcs8V1Der<'_> = key.as_der()?;
    Ok((pem("PUBLIC KEY", public.as_ref()), pem("PRIVATE KEY", private.as_ref())))
}

fn pem(label: &str, der: &[u8]) -> String {
    let lines = der.chunks(48).map(|line| STANDARD.encode(line) + "\n");
    let body: String = lines.collect();
    format!("-----BEGIN {label}-----\n{body}-----END {label}-----\n")
}
