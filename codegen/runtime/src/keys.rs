//! The keys of a client, which can be rotated while it is in use.

use super::{ContentEncryption, CryptoKey, Header, JweError, KeyManagement, Violations};
use http::HeaderValue;
use std::error::Error;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};
use std::{fmt, mem, ptr};

/// The encryption keys of a client: the active one, which encrypts bodies, and optionally the
/// previous one, which still decrypts answers.
///
/// Cloning is cheap, and clones share the keys: keep one to [`rotate`](Self::rotate) the keys of
/// a client without rebuilding it. A request uses the same key for its body and for the header
/// that names the key. `Debug` shows the ids.
#[derive(Clone)]
pub struct CryptoKeys(Arc<RwLock<KeyRing>>);

struct KeyRing {
    active: CryptoKey,
    previous: Option<CryptoKey>,
    /// The headers that name the key in the requests of the clients that use these keys.
    headers: Vec<&'static Header>,
}

impl CryptoKeys {
    /// Creates a set with one key, which encrypts and decrypts.
    #[must_use]
    pub fn new(active: CryptoKey) -> Self {
        Self(Arc::new(RwLock::new(KeyRing {
            active,
            previous: None,
            headers: Vec::new(),
        })))
    }

    /// Adds a key that decrypts only, replacing an earlier previous key.
    #[must_use]
    pub fn with_previous(self, previous: CryptoKey) -> Self {
        self.change(|ring| ring.previous = Some(previous));
        self
    }

    /// Makes `next` the active key. The key that was active becomes the previous one and still
    /// decrypts; an earlier previous key is dropped. If `next` has the id of the active key, it
    /// replaces that one, and the previous key stays.
    ///
    /// A vendor that issues a second key uses both for a time, so that answers to requests in
    /// flight can be read.
    ///
    /// # Errors
    ///
    /// Returns an error if the id of `next` breaks the rule of the header that names the key. The
    /// keys stay unchanged.
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

    /// Returns the key that encrypts bodies.
    #[must_use]
    pub fn active(&self) -> CryptoKey {
        self.ring().active.clone()
    }

    /// Returns the key that only decrypts, if there is one.
    #[must_use]
    pub fn previous(&self) -> Option<CryptoKey> {
        self.ring().previous.clone()
    }

    /// Decrypts an answer as [`CryptoKey`] does: first with the key that `key_id`, or else the
    /// `kid` of the JWE, names, and if that fails with the other.
    ///
    /// # Errors
    ///
    /// Returns an error if it is not a JWE of the accepted kinds, or was encrypted for another
    /// key or changed.
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

    /// Encrypts with the active key at a time; returns its id too, since another key may be
    /// active a moment later.
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

    /// Ensures that no key becomes active whose id `header` cannot carry.
    pub(super) fn named_by(&self, header: &'static Header) -> Result<(), Violations> {
        self.change(|ring| {
            if !ring.headers.iter().any(|known| ptr::eq(*known, header)) {
                ring.headers.push(header);
            }
            header.rule.check(ring.active.key_id())
        })
    }

    fn ring(&self) -> RwLockReadGuard<'_, KeyRing> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// A panic leaves no inconsistent state, so that a poisoned lock is usable.
    fn change<T>(&self, change: impl FnOnce(&mut KeyRing) -> T) -> T {
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
