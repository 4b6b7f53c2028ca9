//! The encryption keys of the mock server, and what it does with them.

use super::super::description::Vendor;
use super::super::{CryptoKey, JweEncryption, JweError, JweFormat};
use super::state::lock;
use super::{Credentials, Fake, FakeError, invent};
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::KeyPair as _;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use http::HeaderValue;
use std::sync::{Mutex, OnceLock};

/// The keys of both sides under one id.
#[derive(Clone)]
pub(super) struct Issued {
    id: String,
    pems: &'static Pems,
}

/// The keys of both sides, as PEM.
struct Pems {
    server_public: String,
    server_private: String,
    client_public: String,
    client_private: String,
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

    fn client_key(&self) -> Result<CryptoKey, FakeError> {
        let pems = self.pems;
        CryptoKey::from_pem(&self.id, &pems.server_public, &pems.client_private)
            .map_err(|_| FakeError::Keys)
    }

    /// The keys of the server's side.
    fn server_key(&self) -> Result<CryptoKey, FakeError> {
        let pems = self.pems;
        CryptoKey::from_pem(&self.id, &pems.client_public, &pems.server_private)
            .map_err(|_| FakeError::Keys)
    }
}

/// The keys with which the mock server reads requests and writes answers.
pub(super) struct Keyring {
    first: CryptoKey,
    client: CryptoKey,
    /// The second key, once it was requested.
    second: OnceLock<(Credentials, CryptoKey)>,
    /// The id of the key that encrypts answers, if it was set.
    answering: Mutex<Option<String>>,
}

impl TryFrom<&Issued> for Keyring {
    type Error = FakeError;

    fn try_from(issued: &Issued) -> Result<Self, FakeError> {
        Ok(Self {
            first: issued.server_key()?,
            client: issued.client_key()?,
            second: OnceLock::new(),
            answering: Mutex::default(),
        })
    }
}

impl Keyring {
    /// Whether a key of this id was issued.
    pub(super) fn knows(&self, id: &str) -> bool {
        self.key(id).is_some()
    }

    /// Decrypts the body of a request, unless the key that it names is unknown.
    pub(super) fn open(
        &self,
        jwe: &JweEncryption,
        named: Option<&str>,
        text: &str,
    ) -> Option<Result<Vec<u8>, JweError>> {
        let accepted: Vec<_> = jwe.accepted.iter().copied().chain([jwe.sent]).collect();
        let key = self.named(named)?;
        Some(match jwe.format {
            JweFormat::Compact => key.decrypt(text, jwe.key_management, &accepted),
        })
    }

    /// Encrypts the answer to a request that names this key; returns the text and the key's id.
    pub(super) fn seal(
        &self,
        jwe: &JweEncryption,
        named: Option<&str>,
        plain: &[u8],
    ) -> Option<(String, HeaderValue)> {
        let said = lock(&self.answering).as_deref().and_then(|id| self.key(id));
        let key = said.or_else(|| self.named(named)).unwrap_or(&self.first);
        let text = match jwe.format {
            JweFormat::Compact => key.encrypt(plain, jwe.key_management, jwe.sent),
        };
        Some((text.ok()?, key.header()))
    }

    /// The key that a request names, or else the first.
    fn named(&self, id: Option<&str>) -> Option<&CryptoKey> {
        id.map_or(Some(&self.first), |id| self.key(id))
    }

    fn key(&self, id: &str) -> Option<&CryptoKey> {
        let second = self.second.get().map(|(_, key)| key);
        [Some(&self.first), second].into_iter().flatten().find(|key| key.key_id() == id)
    }
}

impl Credentials {
    /// Returns the id of the encryption key.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.keys.id
    }

    /// Returns the public key for encrypting requests, as PEM.
    #[must_use]
    pub fn server_public_key(&self) -> &str {
        &self.keys.pems.server_public
    }

    /// Returns the private key for decrypting answers, as PEM.
    #[must_use]
    pub fn client_private_key(&self) -> &str {
        &self.keys.pems.client_private
    }
}

impl Fake {
    /// Returns the first key for encryption, from the client's side.
    #[must_use]
    pub fn crypto_key(&self) -> CryptoKey {
        self.state.keys.client.clone()
    }

    /// Returns the credentials with a second key, which is accepted from now on, like the first.
    ///
    /// # Errors
    ///
    /// Returns an error if keys cannot be generated.
    pub fn second_credentials(&self) -> Result<&Credentials, FakeError> {
        let second = &self.state.keys.second;
        if second.get().is_none() {
            let keys = Issued::of(self.state.vendor, "second-fake-key", &SECOND)?;
            let key = keys.server_key()?;
            let credentials = Credentials {
                keys,
                ..self.state.credentials.clone()
            };
            // A concurrent call has set the same value.
            let _ = second.set((credentials, key));
        }
        second.get().map(|(credentials, _)| credentials).ok_or(FakeError::Keys)
    }

    /// Sets the key that encrypts answers. The default is the key named by the request, or else
    /// the first.
    pub fn answer_with(&self, key_id: &str) {
        *lock(&self.state.keys.answering) = Some(key_id.to_owned());
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
    Ok((pem("PUBLIC KEY", public.as_ref()), pem("PRIVATE KEY", private.as_ref())))
}

fn pem(label: &str, der: &[u8]) -> String {
    let lines = der.chunks(48).map(|line| STANDARD.encode(line) + "\n");
    let body: String = lines.collect();
    format!("-----BEGIN {label}-----\n{body}-----END {label}-----\n")
}
