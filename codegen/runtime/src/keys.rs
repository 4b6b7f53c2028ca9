//! The keys of a client, which can be changed while it works.

use super::{ContentEncryption, CryptoKey, Header, JweError, KeyManagement, Violations};
use http::HeaderValue;
use std::error::Error;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::{fmt, mem, ptr};

/// The keys of a project at one time: the active one, that bodies are encrypted with, and the
/// previous one, if there is such, that answers are still decrypted with.
///
/// A clone is cheap and shares them: whoever keeps one can [`rotate`](Self::rotate) the keys of a
/// client that has been built with another, without building it again. A request that is being
/// made has one key for its body and for the header that names the key. `Debug` shows the ids.
#[derive(Clone)]
pub struct CryptoKeys(Arc<RwLock<Ring>>);

struct Ring {
    active: CryptoKey,
    previous: Option<CryptoKey>,
    /// Those that name the key in the requests of the clients that have them.
    headers: Vec<&'static Header>,
}

impl CryptoKeys {
    /// One key, which both encrypts and decrypts.
    #[must_use]
    pub fn new(active: CryptoKey) -> Self {
        Self(Arc::new(RwLock::new(Ring {
            active,
            previous: None,
            headers: Vec::new(),
        })))
    }

    /// Decrypts with `previous` too. A key that was previous before is no more.
    #[must_use]
    pub fn with_previous(self, previous: CryptoKey) -> Self {
        self.change(|ring| ring.previous = Some(previous));
        self
    }

    /// Encrypts with `next` from now on, and decrypts with it and with the key that was active so
    /// far; a key that was previous before is no more. A key with the id of the active one takes
    /// its place, and the previous one stays.
    ///
    /// A vendor that gives out a second key has both for a time. The answers to requests that
    /// are on their way can be read, and nobody has to wait for them.
    ///
    /// # Errors
    ///
    /// The id of `next` breaks the rule of the header that names the key in requests. The keys
    /// stay what they were.
    pub fn rotate(&self, next: CryptoKey) -> Result<(), Violations> {
        self.change(|ring| {
            ring.headers.iter().try_for_each(|it| it.rule.check(next.key_id()))?;
            let last = mem::replace(&mut ring.active, next);
            if last.key_id() != ring.active.key_id() {
                ring.previous = Some(last);
            }
            Ok(())
        })
    }

    /// The key that bodies are encrypted with.
    #[must_use]
    pub fn active(&self) -> CryptoKey {
        self.ring().active.clone()
    }

    /// The key that bodies are decrypted with too.
    #[must_use]
    pub fn previous(&self) -> Option<CryptoKey> {
        self.ring().previous.clone()
    }

    /// Decrypts what the server made for the client, as [`CryptoKey`] does: with the key that
    /// `key_id`, or else the `kid` of the JWE, names, and where that is neither or does not
    /// decrypt it, with the other.
    ///
    /// # Errors
    ///
    /// It is not a JWE of the accepted kinds, or it was made for another key or changed.
    pub fn decrypt(
        &self,
        compact: &str,
        key_management: KeyManagement,
        accepted: &[ContentEncryption],
        key_id: Option<&str>,
    ) -> Result<Vec<u8>, JweError> {
        let (active, previous) = {
            let ring = self.ring();
            (ring.active.clone(), ring.previous.clone())
        };
        let other = previous.as_ref();
        active.decrypt_or(other, compact, key_management, accepted, key_id)
    }

    /// Encrypts with the active key of a time; and its id, since another key may be active a
    /// moment later.
    pub(super) fn seal(
        &self,
        plaintext: &[u8],
        key_management: KeyManagement,
        content: ContentEncryption,
        time: i64,
    ) -> Result<(String, HeaderValue), Box<dyn Error + Send + Sync>> {
        let key = self.active();
        key.valid_at(time)?;
        let text = key.encrypt_at(plaintext, key_management, content, time)?;
        Ok((text, key.header()))
    }

    /// Sees to it that no key becomes active whose id `header` cannot carry.
    pub(super) fn named_by(&self, header: &'static Header) -> Result<(), Violations> {
        self.change(|ring| {
            if !ring.headers.iter().any(|known| ptr::eq(*known, header)) {
                ring.headers.push(header);
            }
            header.rule.check(ring.active.key_id())
        })
    }

    fn ring(&self) -> RwLockReadGuard<'_, Ring> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing here is left half done by a panic.
    fn change<T>(&self, change: impl FnOnce(&mut Ring) -> T) -> T {
        change(&mut self.0.write().unwrap_or_else(PoisonError::into_inner))
    }
}

impl From<CryptoKey> for CryptoKeys {
    fn from(key: CryptoKey) -> Self {
        Self::new(key)
    }
}

/// `CryptoKeys { active: CryptoKey("0123"), previous: None }`.
impl fmt::Debug for CryptoKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CryptoKeys")
            .field("active", &self.active())
            .field("previous", &self.previous())
            .finish()
    }
}
