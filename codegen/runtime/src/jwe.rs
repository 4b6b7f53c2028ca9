//! Encrypted bodies as compact JWE: RSA-OAEP for the content key, AES-GCM for the content.

use super::{ContentEncryption, CryptoKey, Json, KeyManagement, clock::unix_seconds};
use aws_lc_rs::aead::{
    AES_128_GCM, AES_256_GCM, Aad, Algorithm, NONCE_LEN, Nonce, RandomizedNonceKey,
};
use aws_lc_rs::{error::Unspecified, rand};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use std::{borrow::Cow, error::Error, fmt, time::SystemTime};
use zeroize::Zeroizing;

/// In bytes.
const TAG: usize = 16;
/// In characters. Bodies of APIs are smaller.
const LONGEST: usize = 16 << 20;
/// In characters.
const LONGEST_HEADER: usize = 4096;

/// Names that errors may show: anything else could be sensitive.
const REGISTERED: [&str; 18] = [
    "RSA1_5",
    "RSA-OAEP",
    "RSA-OAEP-256",
    "RSA-OAEP-384",
    "RSA-OAEP-512",
    "dir",
    "A128KW",
    "A192KW",
    "A256KW",
    "ECDH-ES",
    "ECDH-ES+A128KW",
    "ECDH-ES+A256KW",
    "A128CBC-HS256",
    "A192CBC-HS384",
    "A256CBC-HS512",
    "A128GCM",
    "A192GCM",
    "A256GCM",
];

impl ContentEncryption {
    fn algorithm(self) -> &'static Algorithm {
        match self {
            Self::A128Gcm => &AES_128_GCM,
            Self::A256Gcm => &AES_256_GCM,
        }
    }

    /// Generates a content key.
    fn fresh_key(self) -> Result<Zeroizing<Vec<u8>>, Unspecified> {
        let mut key = Zeroizing::new(vec![0; self.algorithm().key_len()]);
        rand::fill(&mut key)?;
        Ok(key)
    }
}

/// Why a body was not encrypted or decrypted. It contains nothing of the body or of a key.
///
/// What to do: of an answer, as the error of the call says. Of a request, nothing was sent.
///
/// ```rust
/// use runtime::layout::error::JweError;
///
/// /// Whether the keys are to be looked at first.
/// const fn is_of_the_keys(error: JweError) -> bool {
///     matches!(error, JweError::Undecryptable)
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum JweError {
    /// It is not a compact JWE.
    Malformed {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Its header requires something unsupported.
    Unsupported {
        /// The name of the header member.
        member: &'static str,
        /// Its value, if that is a registered name.
        found: Option<&'static str>,
    },
    /// It was encrypted for another key, or was changed. The two cases are not distinguished, so
    /// that nobody who sends bodies can tell them apart.
    Undecryptable,
    /// The system's random generator failed, or the body is too large.
    NotEncrypted,
}

impl fmt::Display for JweError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed { reason } => write!(f, "not a compact JWE: {reason}"),
            Self::Unsupported { member, found } => {
                write!(f, "a JWE with an unsupported `{member}`")?;
                found.map_or(Ok(()), |found| write!(f, ": {found}"))
            }
            Self::Undecryptable => f.write_str(
                "the JWE was encrypted for another key, or changed on its way",
            ),
            Self::NotEncrypted => f.write_str("the body could not be encrypted"),
        }
    }
}

impl Error for JweError {}

impl CryptoKey {
    /// Encrypts `plaintext` for the server as a compact JWE, with a fresh content key. Of a
    /// certificate and its successors, the one that is valid by the system clock is used; if none
    /// is, the last.
    ///
    /// # Errors
    ///
    /// Returns [`JweError::NotEncrypted`] if the system's random generator fails, or `plaintext`
    /// is larger than AES-GCM allows, 64 GiB.
    pub fn encrypt(
        &self,
        plaintext: &[u8],
        key_management: KeyManagement,
        content: ContentEncryption,
    ) -> Result<String, JweError> {
        let now = unix_seconds(SystemTime::now());
        self.encrypt_at(plaintext, key_management, content, now)
    }

    /// Encrypts as [`encrypt`](Self::encrypt) does, at another time.
    pub(super) fn encrypt_at(
        &self,
        plaintext: &[u8],
        key_management: KeyManagement,
        content: ContentEncryption,
        time: i64,
    ) -> Result<String, JweError> {
        let sealed = self.seal(plaintext, key_management, content, time);
        sealed.map_err(|_| JweError::NotEncrypted)
    }

    /// Decrypts a compact JWE from the server, of at most 16 MiB. Its content key must be
    /// encrypted by `key_management`, its content in one of the `accepted` ways.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not such a JWE, its header requires something unsupported, or it
    /// was encrypted for another key or changed.
    pub fn decrypt(
        &self,
        compact: &str,
        key_management: KeyManagement,
        accepted: &[ContentEncryption],
    ) -> Result<Vec<u8>, JweError> {
        self.decrypt_or(None, compact, key_management, accepted, None)
    }

    /// Decrypts with this key or another one: first with the key that `key_id`, or else the JWE
    /// itself, names, then with the other. Neither id is reliable.
    pub(super) fn decrypt_or(
        &self,
        other: Option<&Self>,
        compact: &str,
        key_management: KeyManagement,
        accepted: &[ContentEncryption],
        key_id: Option<&str>,
    ) -> Result<Vec<u8>, JweError> {
        let (jwe, text) = Jwe::read(compact, key_management, accepted)?;
        let mut key = self;
        if let Some(mut second) = other {
            let ids = [key_id, jwe.key_id.as_deref()];
            let named = ids.into_iter().flatten().find_map(|id| {
                [self, second].into_iter().find(|key| key.key_id() == id)
            });
            if named.is_some_and(|named| named.key_id() != self.key_id()) {
                (key, second) = (second, key);
            }
            if let Ok(plain) = key.open(&jwe, text.clone()) {
                return Ok(plain);
            }
            key = second;
        }
        key.open(&jwe, text).map_err(|_| JweError::Undecryptable)
    }

    fn seal(
        &self,
        plaintext: &[u8],
        key_management: KeyManagement,
        content: ContentEncryption,
        time: i64,
    ) -> Result<String, Unspecified> {
        let (alg, enc) = (key_management.as_str(), content.as_str());
        let header = format!(r#"{{"alg":"{alg}","enc":"{enc}"}}"#);
        let header = URL_SAFE_NO_PAD.encode(header);
        let key = content.fresh_key()?;
        let wrapped = self.wrap(&key, key_management, time)?;
        // The library generates the 96-bit nonce; it cannot be chosen.
        let cipher = RandomizedNonceKey::new(content.algorithm(), &key)?;
        let mut text = plaintext.to_vec();
        let (nonce, tag) =
            cipher.seal_in_place_separate_tag(Aad::from(&header), &mut text)?;
        let [wrapped, nonce, text, tag] =
            [&wrapped, &nonce.as_ref()[..], &text, tag.as_ref()]
                .map(|part| URL_SAFE_NO_PAD.encode(part));
        Ok([header, wrapped, nonce, text, tag].join("."))
    }

    /// Decrypts a text that is followed by its tag.
    fn open(&self, jwe: &Jwe<'_>, mut text: Vec<u8>) -> Result<Vec<u8>, Unspecified> {
        // RFC 7516, 11.5: if the key cannot be unwrapped, a random key is used, so that
        // decryption takes the same time and fails at the same point as with a wrong tag.
        let random = jwe.content.fresh_key()?;
        let key = self.unwrap(&jwe.wrapped, jwe.key_management).ok();
        let key = key.filter(|key| key.len() == random.len());
        let cipher =
            RandomizedNonceKey::new(jwe.content.algorithm(), &key.unwrap_or(random))?;
        let header = Aad::from(jwe.header);
        let nonce = Nonce::assume_unique_for_key(jwe.nonce);
        let length = cipher.open_in_place(nonce, header, &mut text)?.len();
        text.truncate(length);
        Ok(text)
    }
}

/// A JWE, checked as far as possible without a key.
struct Jwe<'a> {
    /// In Base64 as received: this is what was authenticated.
    header: &'a str,
    key_management: KeyManagement,
    content: ContentEncryption,
    /// The id of the key, if the header names one.
    key_id: Option<String>,
    wrapped: Vec<u8>,
    nonce: [u8; NONCE_LEN],
}

impl<'a> Jwe<'a> {
    /// Parses a JWE; returns it with its encrypted text and tag.
    fn read(
        compact: &'a str,
        key_management: KeyManagement,
        accepted: &[ContentEncryption],
    ) -> Result<(Self, Vec<u8>), JweError> {
        if compact.len() > LONGEST {
            return Err(malformed("longer than 16 MiB"));
        }
        let mut parts = compact.split('.');
        let mut part = || parts.next().ok_or(malformed("fewer than five parts"));
        let (header, wrapped, nonce) = (part()?, part()?, part()?);
        let (text, tag) = (part()?, part()?);
        if parts.next().is_some() {
            return Err(malformed("more than five parts"));
        }
        let (content, key_id) = read_header(header, key_management, accepted)?;
        let nonce = <[u8; NONCE_LEN]>::try_from(decoded(nonce)?)
            .map_err(|_| malformed("an initialization vector that is not 96 bits"))?;
        let (mut text_and_tag, tag) = (decoded(text)?, decoded(tag)?);
        // A shorter tag would be easier to guess, and an empty one would protect nothing.
        if tag.len() != TAG {
            return Err(malformed("an authentication tag that is not 128 bits"));
        }
        text_and_tag.extend(tag);
        let wrapped = decoded(wrapped)?;
        let jwe = Self {
            header,
            key_management,
            content,
            key_id,
            wrapped,
            nonce,
        };
        Ok((jwe, text_and_tag))
    }
}

/// The content encryption and the key id, if the header has no unsupported members.
fn read_header(
    header: &str,
    key_management: KeyManagement,
    accepted: &[ContentEncryption],
) -> Result<(ContentEncryption, Option<String>), JweError> {
    if header.len() > LONGEST_HEADER {
        return Err(malformed("a header longer than 4096 characters"));
    }
    let header = Json::from_slice(&decoded(header)?)
        .map_err(|_| malformed("a header that is not a JSON object"))?;
    let mut names: Vec<_> = header.names().collect();
    names.sort_unstable();
    if !names.is_sorted_by(|one, two| one < two) {
        return Err(malformed("a header with a duplicate member"));
    }
    // The length of compressed text reveals its content; critical members are not known here.
    if let Some(member) = ["zip", "crit"].into_iter().find(|name| names.contains(name)) {
        return Err(JweError::Unsupported { member, found: None });
    }
    member(&header, "alg", |name| (name == key_management.as_str()).then_some(()))?;
    let content = member(&header, "enc", |name| {
        let known =
            ContentEncryption::ALL.iter().copied().find(|enc| enc.as_str() == name);
        known.filter(|known| accepted.contains(known))
    })?;
    Ok((content, header.text("kid").value().map(Cow::into_owned)))
}

/// Applies `accept` to a header member.
fn member<T>(
    header: &Json,
    member: &'static str,
    accept: impl FnOnce(&str) -> Option<T>,
) -> Result<T, JweError> {
    let name = header.text(member).value();
    let name = name.ok_or(malformed("a header without `alg` or `enc`"))?;
    accept(&name).ok_or_else(|| JweError::Unsupported {
        member,
        found: REGISTERED.into_iter().find(|known| *known == name),
    })
}

/// Decodes strictly: no padding, no white space, no spare bits.
fn decoded(part: &str) -> Result<Vec<u8>, JweError> {
    URL_SAFE_NO_PAD.decode(part).map_err(|_| malformed("a part that is not Base64url"))
}

const fn malformed(reason: &'static str) -> JweError {
    JweError::Malformed { reason }
}
