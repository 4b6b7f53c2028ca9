//! The keys that bodies are encrypted and decrypted with.

use super::der::{self, Validity, Wrapped};
use super::pem::{self, Block, Kind};
use super::{KeyError, KeyFault, KeyPart};
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{
    KeyPair, OAEP_SHA256_MGF1SHA256, OaepPrivateDecryptingKey, OaepPublicEncryptingKey,
    PrivateDecryptingKey, PublicEncryptingKey, PublicKey,
};
use std::{fmt, sync::Arc};
use zeroize::Zeroizing;

/// The RSA keys of one key id: the server's public one, that requests are encrypted with, and
/// the client's private one, that responses are decrypted with.
///
/// A clone is cheap and shares them. `Debug` shows the id only. The private key is wiped from
/// memory with the last clone; the file that it was read from is the caller's to wipe.
#[derive(Clone)]
pub struct CryptoKey(Arc<Keys>);

struct Keys {
    id: String,
    server: OaepPublicEncryptingKey,
    validity: Option<Validity>,
    client: OaepPrivateDecryptingKey,
}

impl CryptoKey {
    /// Reads the keys from PEM files.
    ///
    /// - `key_id` is what the vendor calls the key: 1 to 128 visible ASCII characters.
    /// - `server` is the server's certificate (`CERTIFICATE`, the first one counts) or public
    ///   key (`PUBLIC KEY`, or `RSA PUBLIC KEY` of PKCS#1).
    /// - `client` is the client's private key (`PRIVATE KEY` of PKCS#8, or `RSA PRIVATE KEY`
    ///   of PKCS#1), not encrypted. A certificate beside it is passed over.
    ///
    /// RSA keys of 2048 to 8192 bits are accepted. Text around the blocks is passed over. An
    /// expired certificate is not an error here, where there is no clock: see
    /// [`valid_at`](Self::valid_at).
    ///
    /// # Errors
    ///
    /// Which of the three is wrong, what was found, what is expected and what to do.
    pub fn from_pem(
        key_id: impl Into<String>,
        server: impl AsRef<[u8]>,
        client: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let part = |part| move |fault| KeyError { part, fault };
        let id = checked_id(key_id.into()).map_err(part(KeyPart::Id))?;
        let (server, validity) =
            server_key(server.as_ref()).map_err(part(KeyPart::Server))?;
        let client = client_key(client.as_ref()).map_err(part(KeyPart::Client))?;
        Ok(Self(Arc::new(Keys {
            id,
            server,
            validity,
            client,
        })))
    }

    /// What the vendor calls the key.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.0.id
    }

    /// The last second in which the server's certificate is valid, counted from the beginning
    /// of 1970 in UTC. A bare public key does not expire.
    #[must_use]
    pub fn expires(&self) -> Option<i64> {
        self.0.validity.map(|validity| validity.until)
    }

    /// Whether the server's certificate is valid at a time, in seconds since the beginning of
    /// 1970 in UTC. A bare public key always is.
    ///
    /// # Errors
    ///
    /// The certificate is expired, or not valid yet.
    pub fn valid_at(&self, unix_seconds: i64) -> Result<(), KeyError> {
        let fault = match self.0.validity {
            Some(Validity { from, .. }) if unix_seconds < from => {
                KeyFault::NotYetValid { from }
            }
            Some(Validity { until, .. }) if unix_seconds > until => {
                KeyFault::Expired { until }
            }
            _ => return Ok(()),
        };
        Err(KeyError {
            part: KeyPart::Server,
            fault,
        })
    }

    /// Encrypts a content key with the server's key.
    pub(super) fn wrap(&self, content_key: &[u8]) -> Result<Vec<u8>, Unspecified> {
        let mut wrapped = vec![0; self.0.server.ciphertext_size()];
        let algorithm = &OAEP_SHA256_MGF1SHA256;
        self.0.server.encrypt(algorithm, content_key, &mut wrapped, None)?;
        Ok(wrapped)
    }

    /// Decrypts a content key with the client's key.
    pub(super) fn unwrap(
        &self,
        wrapped: &[u8],
    ) -> Result<Zeroizing<Vec<u8>>, Unspecified> {
        let mut content_key = Zeroizing::new(vec![0; self.0.client.min_output_size()]);
        let algorithm = &OAEP_SHA256_MGF1SHA256;
        let length =
            self.0.client.decrypt(algorithm, wrapped, &mut content_key, None)?.len();
        content_key.truncate(length);
        Ok(content_key)
    }
}

/// `CryptoKey("0123")`.
impl fmt::Debug for CryptoKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CryptoKey").field(&self.0.id).finish()
    }
}

/// An id is shown and sent in a header. The contents of a file in its place are neither.
fn checked_id(id: String) -> Result<String, KeyFault> {
    let fits = (1..=128).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic());
    if fits { Ok(id) } else { Err(KeyFault::NotAnId) }
}

fn server_key(
    file: &[u8],
) -> Result<(OaepPublicEncryptingKey, Option<Validity>), KeyFault> {
    let block = server_block(&blocks(file)?)?;
    let damaged = KeyFault::Damaged { found: block.label };
    let bytes = block.decode().ok_or(damaged)?;
    let (key, validity) = match block.kind {
        Kind::Certificate => {
            let (key, validity) = der::certificate(&bytes).ok_or(damaged)?;
            (key, Some(validity))
        }
        Kind::Public => (der::public_key(&bytes).ok_or(damaged)?, None),
        _ => (Wrapped::Rsa(&bytes), None),
    };
    let key = rsa(key, false, damaged)?;
    Ok((public_key(key).ok_or(KeyFault::Inconsistent)?, validity))
}

fn client_key(file: &[u8]) -> Result<OaepPrivateDecryptingKey, KeyFault> {
    let block = client_block(&blocks(file)?)?;
    let damaged = KeyFault::Damaged { found: block.label };
    let bytes = block.decode().ok_or(damaged)?;
    let key = match block.kind {
        Kind::Private => der::private_key(&bytes).ok_or(damaged)?,
        _ => Wrapped::Rsa(&bytes),
    };
    let key = rsa(key, true, damaged)?;
    private_key(key).ok_or(KeyFault::Inconsistent)
}

fn blocks(file: &[u8]) -> Result<Vec<Block<'_>>, KeyFault> {
    let blocks = pem::blocks(file);
    match file.trim_ascii() {
        _ if !blocks.is_empty() => Ok(blocks),
        b"" | b"\xEF\xBB\xBF" => Err(KeyFault::Empty),
        // A sequence whose length takes more than one byte: DER of anything that is a key.
        [0x30, 0x81..=0x84, ..] => Err(KeyFault::Binary),
        _ => Err(KeyFault::NotPem),
    }
}

/// The first certificate, which is the server's own where a chain follows, or the public key.
///
/// A private key is refused even beside a certificate: the vendor's is never handed out, so
/// the file is the client's own, and encrypting with its key would make what nobody can read.
fn server_block<'a>(blocks: &[Block<'a>]) -> Result<Block<'a>, KeyFault> {
    if let Some(Block { label: found, .. }) = blocks.iter().find(|b| is_private(b)) {
        return Err(KeyFault::Swapped { found });
    }
    if let Some(block) = blocks.iter().find(|block| block.kind == Kind::Certificate) {
        return Ok(*block);
    }
    let mut keys = blocks.iter().filter(|block| is_public(block));
    match (keys.next(), keys.next()) {
        (Some(block), None) => Ok(*block),
        (Some(_), Some(_)) => Err(KeyFault::Several),
        (None, _) => Err(useless(blocks)),
    }
}

/// The private key.
fn client_block<'a>(blocks: &[Block<'a>]) -> Result<Block<'a>, KeyFault> {
    let mut keys = blocks.iter().filter(|block| is_private(block));
    let block = match (keys.next(), keys.next()) {
        (Some(block), None) => *block,
        (Some(_), Some(_)) => return Err(KeyFault::Several),
        (None, _) => return Err(useless(blocks)),
    };
    match block.kind {
        _ if block.is_encrypted() => Err(KeyFault::Encrypted { found: block.label }),
        Kind::OtherPrivate(found) => Err(KeyFault::NotRsa { found }),
        _ => Ok(block),
    }
}

const fn is_private(block: &Block<'_>) -> bool {
    use Kind::{Encrypted, OtherPrivate, Private, RsaPrivate};
    matches!(block.kind, Private | RsaPrivate | Encrypted | OtherPrivate(_))
}

const fn is_public(block: &Block<'_>) -> bool {
    matches!(block.kind, Kind::Certificate | Kind::Public | Kind::RsaPublic)
}

/// What is wrong with a file that has none of the blocks that are of use.
fn useless(blocks: &[Block<'_>]) -> KeyFault {
    if let Some(Block { label: found, .. }) = blocks.iter().find(|b| is_public(b)) {
        return KeyFault::Swapped { found };
    }
    let found = blocks.first().map_or("unknown", |block| block.label);
    KeyFault::WrongBlock { found }
}

/// The RSA key, as PKCS#1 writes it, if it is one and has the right size.
fn rsa(key: Wrapped<'_>, private: bool, damaged: KeyFault) -> Result<&[u8], KeyFault> {
    let key = match key {
        Wrapped::Rsa(key) => key,
        Wrapped::Other(found) => return Err(KeyFault::NotRsa { found }),
    };
    let bits = der::modulus_bits(key, private).ok_or(damaged)?;
    if !(2048..=8192).contains(&bits) {
        return Err(KeyFault::Size { bits });
    }
    Ok(key)
}

/// The library encrypts with keys in X.509 only, and can make that of PKCS#1.
fn public_key(pkcs1: &[u8]) -> Option<OaepPublicEncryptingKey> {
    let x509: PublicKeyX509Der<'_> = PublicKey::from_der(pkcs1).ok()?.as_der().ok()?;
    let key = PublicEncryptingKey::from_der(x509.as_ref()).ok()?;
    OaepPublicEncryptingKey::new(key).ok()
}

/// The library decrypts with keys in PKCS#8 only, and can make that of PKCS#1.
fn private_key(pkcs1: &[u8]) -> Option<OaepPrivateDecryptingKey> {
    let pkcs8: Pkcs8V1Der<'_> = KeyPair::from_der(pkcs1).ok()?.as_der().ok()?;
    let key = PrivateDecryptingKey::from_pkcs8(pkcs8.as_ref()).ok()?;
    OaepPrivateDecryptingKey::new(key).ok()
}
