//! The token that lets a caller in.

use super::super::keyed::{Keyed, Mac};
use hmac::Hmac;
use rustls::crypto::aws_lc_rs::default_provider;
use sha2::Sha256;
use std::fmt::Write as _;
use zeroize::Zeroizing;

/// What a token may look like.
pub(in super::super) const FORM: &str =
    "a token has 16 to 512 letters, digits and `-._~+/=`, as RFC 6750 allows";

/// A token to compare with, of which only a keyed hash is kept.
pub(in super::super) struct Bearer {
    mac: Box<dyn Keyed>,
    hash: Vec<u8>,
}

impl Bearer {
    /// `None` if the text is no token, or the system has no random numbers.
    pub(in super::super) fn new(token: &str) -> Option<Self> {
        let plain =
            |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        if !(16..=512).contains(&token.len()) || !token.bytes().all(plain) {
            return None;
        }
        let mac = Mac::<Hmac<Sha256>>::keyed(&*random()?)?;
        let mut hash = Vec::new();
        mac.sign(token.as_bytes(), &mut |bytes| hash = bytes.to_vec());
        Some(Self { mac, hash })
    }

    /// A new token: 256 random bits in hexadecimal digits. `None` if the system has none.
    pub(in super::super) fn generate() -> Option<Zeroizing<String>> {
        let mut text = Zeroizing::new(String::with_capacity(64));
        for byte in &*random()? {
            let _ = write!(text, "{byte:02x}");
        }
        Some(text)
    }

    /// Whether a text is the token. How long this takes does not tell how much of it is.
    pub(super) fn is(&self, text: &[u8]) -> bool {
        self.mac.verify(text, &self.hash)
    }
}

fn random() -> Option<Zeroizing<[u8; 32]>> {
    let mut bytes = Zeroizing::new([0; 32]);
    default_provider().secure_random.fill(&mut *bytes).ok()?;
    Some(bytes)
}
