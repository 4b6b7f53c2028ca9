//! Receiving callbacks that are signed.

use super::super::signable::{Signable, decode};
use super::super::signer::Signer;
use super::super::{Clock, CryptoKeys, SecretKey, SignaturePlace, SystemClock};
use super::age::parts;
use super::spec::text;
use super::{CallbackError, CallbackSigning, CallbackSpec, SignedCallback, unverified};
use http::HeaderMap;
use std::{fmt, sync::Arc};

/// Verifies and decodes callbacks that are signed.
///
/// It takes the bytes as they were received: a body that a framework has parsed and written again
/// has another signature.
#[derive(Clone)]
pub struct CallbackReceiver {
    keys: Vec<SecretKey>,
    crypto_keys: Option<CryptoKeys>,
    clock: Arc<dyn Clock>,
}

impl CallbackReceiver {
    /// Creates a receiver with the key that the vendor signs callbacks with. Where that is RSA, it is
    /// the contents of a PEM file with the vendor's public key.
    #[must_use]
    pub fn new(key: SecretKey) -> Self {
        Self {
            keys: vec![key],
            crypto_keys: None,
            clock: Arc::new(SystemClock),
        }
    }

    /// Accepts another key too, while one replaces the other.
    #[must_use]
    pub fn or_key(mut self, key: SecretKey) -> Self {
        self.keys.push(key);
        self
    }

    /// Decrypts callbacks that are encrypted with these keys. A clone of those of the client
    /// follows their rotation.
    #[must_use]
    pub fn decrypting(mut self, keys: impl Into<CryptoKeys>) -> Self {
        self.crypto_keys = Some(keys.into());
        self
    }

    /// Replaces the clock by which ages are checked.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Verifies a callback: its signature, compared in constant time, and then its age.
    ///
    /// # Errors
    ///
    /// Returns why it is refused.
    pub fn verify<C: SignedCallback>(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), CallbackError> {
        self.verify_as(&C::SPEC, headers, body)
    }

    /// Verifies a callback, decrypts its body if it is encrypted, and decodes it.
    ///
    /// # Errors
    ///
    /// Returns why it is refused, or what its body is instead of the documented one.
    pub fn decode<C: SignedCallback>(
        &self,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<C, CallbackError> {
        self.verify::<C>(headers, body)?;
        unverified::read(body, self.crypto_keys.as_ref())
    }

    fn verify_as(
        &self,
        spec: &CallbackSpec,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), CallbackError> {
        let signing = spec.protocol.signing.as_ref().ok_or(CallbackError::NoRecipe)?;
        self.proved(signing, spec, headers, body)?;
        match &spec.protocol.age {
            Some(age) => age.checked(headers, self.clock.now()),
            None => Ok(()),
        }
    }

    fn proved(
        &self,
        signing: &'static CallbackSigning,
        spec: &CallbackSpec,
        headers: &HeaderMap,
        body: &[u8],
    ) -> Result<(), CallbackError> {
        let json = if signing.reads_fields() {
            Some(unverified::json(spec.body, body)?)
        } else {
            None
        };
        let of_field = |name| text(spec.body, json.as_ref()?, name);
        let (name, value) = match signing.recipe.place {
            SignaturePlace::Header(name) => {
                let value = headers.get(name).ok_or(CallbackError::NoHeader(name))?;
                (name, String::from_utf8_lossy(value.as_bytes()))
            }
            SignaturePlace::Query(name, _) | SignaturePlace::Field(name, _) => {
                (name, of_field(name).ok_or(CallbackError::NoField(name))?.into())
            }
        };
        let signatures = signing.signatures(&value);
        if signatures.is_empty() {
            return Err(CallbackError::NotASignature(name));
        }
        let mut is_right = false;
        let header = |name: &str| Some(headers.get(name)?.as_bytes());
        let sent = match &spec.protocol.age {
            Some(age) => age.sent(headers)?,
            None => "",
        };
        let fields = json.as_ref().map(|json| signing.signed((spec.body, json)));
        let fields = fields.transpose()?;
        let fields = fields.unwrap_or_default();
        let received =
            Signable::of_callback(spec.method, (body, &fields), sent, &header);
        for key in &self.keys {
            let signer = Signer::verifying(&signing.recipe, key.clone());
            let signer = signer.ok_or(CallbackError::NotAKey)?;
            for signature in &signatures {
                is_right |= signer
                    .verifies(&received, signature)
                    .map_err(|lacking| CallbackError::NoHeader(lacking.0))?;
            }
        }
        if is_right { Ok(()) } else { Err(CallbackError::WrongSignature) }
    }
}

impl CallbackSigning {
    /// The signatures in a value that have the documented form.
    fn signatures(&self, value: &str) -> Vec<Vec<u8>> {
        let texts = parts(value, self.separator, self.around());
        texts.filter_map(|text| decode(self.recipe.encoding, text)).collect()
    }
}

/// Shows nothing of the keys.
impl fmt::Debug for CallbackReceiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "CallbackReceiver({} keys)", self.keys.len())
    }
}
