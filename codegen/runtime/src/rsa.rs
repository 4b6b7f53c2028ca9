//! Signatures by RSA with SHA-256 (PKCS#1 v1.5).

use super::key_file::private;
use super::keyed::{Keyed, Sink};
use super::pem;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeyPair;
use aws_lc_rs::signature::{
    KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey,
};

/// A private key, which is wiped from memory when it is dropped.
struct Rsa(KeyPair);

/// Reads the contents of a PEM file with a private key. `None` if they are none.
pub(super) fn keyed(pem: &[u8]) -> Option<Box<dyn Keyed>> {
    let blocks = pem::blocks(pem).ok()?;
    Some(Box::new(Rsa(KeyPair::from_der(private(&blocks).ok()?).ok()?)))
}

fn written(write: &mut dyn FnMut(Sink<'_>)) -> Vec<u8> {
    let mut text = Vec::new();
    write(&mut |bytes| text.extend(bytes));
    text
}

impl Keyed for Rsa {
    fn length(&self) -> usize {
        self.0.public_modulus_len()
    }

    fn sign(&self, write: &mut dyn FnMut(Sink<'_>)) -> Vec<u8> {
        let mut signature = vec![0; self.length()];
        let text = written(write);
        let random = SystemRandom::new();
        let signed = self.0.sign(&RSA_PKCS1_SHA256, &random, &text, &mut signature);
        // It only fails where memory ends; what is not signed is refused by the vendor.
        if signed.is_err() {
            signature.clear();
        }
        signature
    }

    fn verify(&self, write: &mut dyn FnMut(Sink<'_>), signature: &[u8]) -> bool {
        let public = self.0.public_key();
        let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public);
        public.verify(&written(write), signature).is_ok()
    }
}
