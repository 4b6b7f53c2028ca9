//! Keys for encrypting and decrypting bodies.

use super::key_file::private;
use super::pem::{self, Block};
use super::{KeyError, KeyFault, KeyManagement, KeyPart, file, server_key::ServerKeys};
use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::error::Unspecified;
use aws_lc_rs::rsa::{
    KeyPair, OAEP_SHA1_MGF1SHA1, OAEP_SHA256_MGF1SHA256, OaepAlgorithm,
    OaepPrivateDecryptingKey, PrivateDecryptingKey,
};
use http::HeaderValue;
use std::{fmt, path::Path, sync::Arc};
use zeroize::Zeroizing;

/// The RSA keys of one key id: the server's public key, which encrypts requests, and the client's
/// private key, which decrypts answers.
///
/// Cloning is cheap; clones share the keys. `Debug` shows only the id. The private key is wiped
/// from memory with the last clone; the file that it was read from is the caller's to wipe.
#[derive(Clone)]
pub struct CryptoKey(Arc<Keys>);

struct Keys {
    id: String,
    /// The id as a header value.
    header: HeaderValue,
    server: ServerKeys,
    client: OaepPrivateDecryptingKey,
}

impl KeyManagement {
    fn algorithm(self) -> &'static OaepAlgorithm {
        match self {
            Self::RsaOaep => &OAEP_SHA1_MGF1SHA1,
            Self::RsaOaep256 => &OAEP_SHA256_MGF1SHA256,
        }
    }
}

impl CryptoKey {
    /// Creates a key from the contents of PEM files.
    ///
    /// - `key_id` is the vendor's id of the key: 1 to 128 visible ASCII characters.
    /// - `server` is the server's certificate (`CERTIFICATE`) or public key (`PUBLIC KEY`, or
    ///   `RSA PUBLIC KEY` of PKCS#1).
    /// - `client` is the client's private key (`PRIVATE KEY` of PKCS#8, or `RSA PRIVATE KEY` of
    ///   PKCS#1), unencrypted. A certificate in the same file is ignored.
    ///
    /// Files of up to 64 KiB and RSA keys of 2048 to 8192 bits are accepted. Text around the
    /// blocks is ignored. Common damage is repaired: literal `\n`, UTF-16, other spaces and line
    /// ends, a missing first and last line, the URL alphabet of Base64, Base64 of the whole file,
    /// and the label of another kind of key.
    ///
    /// The certificate may be anywhere in its chain: certificates that issued others, or are
    /// meant to, are ignored. If the file has its successor too, requests are encrypted with the
    /// one that is valid at the time, and of two valid ones with the newer. Certificates of
    /// several parties that are valid at the same time are refused, because it is unknown which
    /// is the vendor's.
    ///
    /// An expired certificate is not an error here, since no clock is involved: see
    /// [`valid_at`](Self::valid_at).
    ///
    /// # Errors
    ///
    /// Returns which of the three is wrong, what was found, what is expected and what to do.
    pub fn from_pem(
        key_id: impl Into<String>,
        server: impl AsRef<[u8]>,
        client: impl AsRef<[u8]>,
    ) -> Result<Self, KeyError> {
        let part = |part| move |fault| KeyError::of(part, fault);
        let (id, header) = checked_id(key_id.into()).map_err(part(KeyPart::Id))?;
        let server = pem::blocks(server.as_ref());
        let server = server.and_then(|blocks| ServerKeys::read(&blocks));
        let server = server.map_err(part(KeyPart::Server))?;
        let client = pem::blocks(client.as_ref());
        let client = client.and_then(|blocks| client_key(&blocks));
        let client = client.map_err(part(KeyPart::Client))?;
        Ok(Self(Arc::new(Keys { id, header, server, client })))
    }

    /// Creates a key from files with the contents that [`from_pem`](Self::from_pem) accepts. The
    /// contents are wiped from memory.
    ///
    /// # Errors
    ///
    /// Returns the errors of [`from_pem`](Self::from_pem) with the file's path, and an error if a
    /// file cannot be read.
    pub fn from_files(
        key_id: impl Into<String>,
        server: impl AsRef<Path>,
        client: impl AsRef<Path>,
    ) -> Result<Self, KeyError> {
        let (server, client) = (server.as_ref(), client.as_ref());
        let read = |part, path: &Path| {
            file::read(path)
                .map_err(|fault| KeyError::of(part, KeyFault::File(fault)).in_file(path))
        };
        let server_file = read(KeyPart::Server, server)?;
        let client_file = read(KeyPart::Client, client)?;
        let key = Self::from_pem(key_id, &*server_file, &*client_file);
        key.map_err(|error| match error.part {
            KeyPart::Id => error,
            KeyPart::Server => error.in_file(server),
            KeyPart::Client => error.in_file(client),
        })
    }

    /// Returns the vendor's id of the key.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.0.id
    }

    pub(super) fn header(&self) -> HeaderValue {
        self.0.header.clone()
    }

    /// Returns the last second, as Unix time, in which the server's certificate or the last of
    /// its successors is valid. A bare public key does not expire.
    #[must_use]
    pub fn expires(&self) -> Option<i64> {
        self.0.server.expire()
    }

    /// Checks that the server's certificate or one of its successors is valid at a Unix time. A
    /// bare public key always is.
    ///
    /// # Errors
    ///
    /// Returns an error if all have expired or are not valid yet.
    pub fn valid_at(&self, unix_seconds: i64) -> Result<(), KeyError> {
        self.0.server.valid_at(unix_seconds)
    }

    /// Encrypts a content key with the server's key at a time.
    pub(super) fn wrap(
        &self,
        content_key: &[u8],
        key_management: KeyManagement,
        unix_seconds: i64,
    ) -> Result<Vec<u8>, Unspecified> {
        self.0.server.wrap(content_key, key_management.algorithm(), unix_seconds)
    }

    /// Decrypts a content key with the client's key.
    pub(super) fn unwrap(
        &self,
        wrapped: &[u8],
        key_management: KeyManagement,
    ) -> Result<Zeroizing<Vec<u8>>, Unspecified> {
        let mut content_key = Zeroizing::new(vec![0; self.0.client.min_output_size()]);
        let algorithm = key_management.algorithm();
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

/// Checks the id, which is shown and sent in a header: the contents of a file must not end up
/// there.
fn checked_id(id: String) -> Result<(String, HeaderValue), KeyFault> {
    let fits = (1..=128).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_graphic());
    match HeaderValue::from_str(&id) {
        Ok(header) if fits => Ok((id, header)),
        _ => Err(KeyFault::NotAnId),
    }
}

fn client_key(blocks: &[Block]) -> Result<OaepPrivateDecryptingKey, KeyFault> {
    decrypting(private(blocks)?).ok_or(KeyFault::Inconsistent)
}

/// Converts PKCS#1 to PKCS#8, the only form that the library decrypts with.
fn decrypting(pkcs1: &[u8]) -> Option<OaepPrivateDecryptingKey> {
    let pkcs8: Pkcs8V1Der<'_> = KeyPair::from_der(pkcs1).ok()?.as_der().ok()?;
    let key = PrivateDecryptingKey::from_pkcs8(pkcs8.as_ref()).ok()?;
    OaepPrivateDecryptingKey::new(key).ok()
}
