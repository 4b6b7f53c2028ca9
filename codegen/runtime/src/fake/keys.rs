//! Encryption keys that the mock server issues.

use super::super::CryptoKey;
use super::super::description::Vendor;
use super::error::FakeError;
use super::invent;
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::sync::OnceLock;

/// The keys of both sides under one id.
#[derive(Clone)]
pub(super) struct Issued {
    pub(super) id: String,
    pub(super) pems: &'static Pems,
}

/// The keys of both sides, as PEM.
pub(super) struct Pems {
    pub(super) server_public: String,
    server_private: String,
    client_public: String,
    pub(super) client_private: String,
}

/// Generating the keys of both sides takes a third of a second, so a process does it once, and
/// for the second keys only on demand.
static FIRST: OnceLock<Result<Pems, Unspecified>> = OnceLock::new();
static SECOND: OnceLock<Result<Pems, Unspecified>> = OnceLock::new();

/// The first keys.
impl TryFrom<&Vendor> for Issued {
    type Error = FakeError;

    fn try_from(vendor: &Vendor) -> Result<Self, FakeError> {
        Self::of(vendor, "fake-key", &FIRST)
    }
}

impl Issued {
    /// The second keys.
    pub(super) fn second(vendor: &Vendor) -> Result<Self, FakeError> {
        Self::of(vendor, "second-fake-key", &SECOND)
    }

    fn of(
        vendor: &Vendor,
        word: &str,
        kept: &'static OnceLock<Result<Pems, Unspecified>>,
    ) -> Result<Self, FakeError> {
        let pems = kept.get_or_init(Pems::generate);
        Ok(Self {
            id: key_id(vendor, word)?,
            pems: pems.as_ref().map_err(|_| FakeError::Keys)?,
        })
    }

    /// The client's private key as PEM in one line, for environments and files of settings.
    pub(super) fn signing_key(&self) -> String {
        in_one_line(&self.pems.client_private)
    }

    /// A private key of nobody, likewise.
    pub(super) fn other_key() -> Option<String> {
        let pems = SECOND.get_or_init(Pems::generate).as_ref().ok()?;
        Some(in_one_line(&pems.client_private))
    }

    /// The keys of the client's side.
    pub(super) fn client_key(&self) -> Result<CryptoKey, FakeError> {
        let pems = self.pems;
        CryptoKey::from_pem(&self.id, &pems.server_public, &pems.client_private)
            .map_err(|_| FakeError::Keys)
    }

    /// The keys of the server's side.
    pub(super) fn server_key(&self) -> Result<CryptoKey, FakeError> {
        let pems = self.pems;
        CryptoKey::from_pem(&self.id, &pems.client_public, &pems.server_private)
            .map_err(|_| FakeError::Keys)
    }
}

fn in_one_line(pem: &str) -> String {
    pem.trim_end().replace('\n', "\\n")
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

impl Pems {
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
    let public = armored("PUBLIC KEY", public.as_ref());
    Ok((public, armored("PRIVATE KEY", private.as_ref())))
}

/// As PEM.
pub(in super::super) fn armored(label: &str, der: &[u8]) -> String {
    let lines = der.chunks(48).map(|line| STANDARD.encode(line) + "\n");
    let body: String = lines.collect();
    format!("-----BEGIN {label}-----\n{body}-----END {label}-----\n")
}
