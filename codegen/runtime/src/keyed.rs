//! Algorithms of signatures with their keys.

use hmac::digest::{CtOutput, Output};
use sha2::Digest;
use std::marker::PhantomData;

/// Takes bytes, piece by piece.
pub(super) type Sink<'a> = &'a mut dyn FnMut(&[u8]);

/// An algorithm with its key, prepared once for all requests.
pub(super) trait Keyed: Send + Sync {
    /// The signature of the bytes that `write` writes.
    fn sign(&self, write: &mut dyn FnMut(Sink<'_>)) -> Vec<u8>;

    /// The length of a signature in bytes.
    fn length(&self) -> usize;

    /// Whether `signature` is that of the bytes that `write` writes, compared in constant time.
    fn verify(&self, write: &mut dyn FnMut(Sink<'_>), signature: &[u8]) -> bool;
}

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

impl<M: hmac::Mac + Clone + Send + Sync> Keyed for Mac<M> {
    fn length(&self) -> usize {
        M::output_size()
    }

    fn sign(&self, write: &mut dyn FnMut(Sink<'_>)) -> Vec<u8> {
        let mut state = self.0.clone();
        write(&mut |bytes| state.update(bytes));
        state.finalize().into_bytes().to_vec()
    }

    fn verify(&self, write: &mut dyn FnMut(Sink<'_>), signature: &[u8]) -> bool {
        let mut state = self.0.clone();
        write(&mut |bytes| state.update(bytes));
        state.verify_slice(signature).is_ok()
    }
}

/// A hash without a key of its own.
pub(super) struct Digested<D>(pub(super) PhantomData<fn() -> D>);

impl<D: Digest> Keyed for Digested<D> {
    fn length(&self) -> usize {
        <D as Digest>::output_size()
    }

    fn sign(&self, write: &mut dyn FnMut(Sink<'_>)) -> Vec<u8> {
        let mut state = D::new();
        write(&mut |bytes| state.update(bytes));
        state.finalize().to_vec()
    }

    fn verify(&self, write: &mut dyn FnMut(Sink<'_>), signature: &[u8]) -> bool {
        let Ok(signature) = Output::<D>::try_from(signature) else { return false };
        let mut state = D::new();
        write(&mut |bytes| state.update(bytes));
        CtOutput::<D>::new(state.finalize()) == CtOutput::new(signature)
    }
}
