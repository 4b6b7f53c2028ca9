//! Algorithms of signatures with their keys.

use hmac::digest::{CtOutput, Output};
use sha2::Digest;
use std::marker::PhantomData;

/// An algorithm with its key, prepared once for all requests.
pub(super) trait Keyed: Send + Sync {
    /// Makes the signature of `bytes`, which `take` gets unless it cannot be made.
    fn sign(&self, bytes: &[u8], take: &mut dyn FnMut(&[u8]));

    /// The length of a signature in bytes.
    fn length(&self) -> usize;

    /// Whether `signature` is that of `bytes`, compared in constant time.
    fn verify(&self, bytes: &[u8], signature: &[u8]) -> bool;
}

/// Prepares an algorithm with a key, if it is one.
pub(super) type MakeKeyed = fn(&[u8]) -> Option<Box<dyn Keyed>>;

/// A keyed hash, of which each request copies the prepared state.
pub(super) struct Mac<M>(M);

impl<M> Mac<M>
where
    M: hmac::Mac + hmac::KeyInit + Clone + Send + Sync + 'static,
{
    pub(super) fn keyed(key: &[u8]) -> Option<Box<dyn Keyed>> {
        Some(Box::new(Self(M::new_from_slice(key).ok()?)))
    }
}

impl<M: hmac::Mac + Clone> Mac<M> {
    fn of(&self, bytes: &[u8]) -> CtOutput<M> {
        self.0.clone().chain_update(bytes).finalize()
    }
}

impl<M: hmac::Mac + Clone + Send + Sync> Keyed for Mac<M> {
    fn length(&self) -> usize {
        M::output_size()
    }

    fn sign(&self, bytes: &[u8], take: &mut dyn FnMut(&[u8])) {
        take(self.of(bytes).as_bytes());
    }

    fn verify(&self, bytes: &[u8], signature: &[u8]) -> bool {
        Output::<M>::try_from(signature)
            .is_ok_and(|signature| self.of(bytes) == CtOutput::new(signature))
    }
}

/// A hash without a key of its own.
pub(super) struct Digested<D>(pub(super) PhantomData<fn() -> D>);

impl<D: Digest> Keyed for Digested<D> {
    fn length(&self) -> usize {
        <D as Digest>::output_size()
    }

    fn sign(&self, bytes: &[u8], take: &mut dyn FnMut(&[u8])) {
        take(&D::digest(bytes));
    }

    fn verify(&self, bytes: &[u8], signature: &[u8]) -> bool {
        let Ok(signature) = Output::<D>::try_from(signature) else { return false };
        CtOutput::<D>::new(D::digest(bytes)) == CtOutput::new(signature)
    }
}
