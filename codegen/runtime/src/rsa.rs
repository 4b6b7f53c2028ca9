//! Signatures by RSA with SHA-256 (PKCS#1 v1.5).

use super::der::modulus_bits;
use super::key_file::{private, public};
use super::keyed::Keyed;
use super::pem;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{
    KeyPair as _, ParsedPublicKey, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256,
    UnparsedPublicKey,
};

/// A private key, which is wiped from memory when it is dropped.
struct Rsa(KeyPair);

/// Reads the contents of a PEM file with a private key. `None` if they are none.
pub(super) fn keyed(pem: &[u8]) -> Option<Box<dyn Keyed>> {
    let blocks = pem::blocks(pem).ok()?;
    Some(Box::new(Rsa(KeyPair::from_der(private(&blocks).ok()?).ok()?)))
}

/// A public key, with the length of its signatures.
struct Public(ParsedPublicKey, usize);

/// Reads the contents of a PEM file with a public key, or with the private key that signs: the
/// mock server has that one. `None` if they are neither.
pub(super) fn verifying(pem: &[u8]) -> Option<Box<dyn Keyed>> {
    let blocks = pem::blocks(pem).ok()?;
    let Some(key) = public(&blocks) else { return keyed(pem) };
    let length = modulus_bits(key, false)?.div_ceil(8);
    let key = ParsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, key).ok()?;
    Some(Box::new(Public(key, length)))
}

impl Keyed for Public {
    fn length(&self) -> usize {
        self.1
    }

    /// It signs nothing.
    fn sign(&self, _: &[u8], _: &mut dyn FnMut(&[u8])) {}

    fn verify(&self, bytes: &[u8], signature: &[u8]) -> bool {
        self.0.verify_sig(bytes, signature).is_ok()
    }
}

impl Keyed for Rsa {
    fn length(&self) -> usize {
        self.0.public_modulus_len()
    }

    fn sign(&self, bytes: &[u8], take: &mut dyn FnMut(&[u8])) {
        let mut signature = vec![0; self.length()];
        let random = SystemRandom::new();
        let signed = self.0.sign(&RSA_PKCS1_SHA256, &random, bytes, &mut signature);
        // It only fails where memory ends.
        if signed.is_ok() {
            take(&signature);
        }
    }

    fn verify(&self, bytes: &[u8], signature: &[u8]) -> bool {
        let public = self.0.public_key();
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public);
        public.verify(bytes, signature).is_ok()
    }
}
