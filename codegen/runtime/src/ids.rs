//! Numbers that tell calls apart.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::{
    LazyLock,
    atomic::{AtomicU64, Ordering},
};

/// Gives each call the number that the hexadecimal digits of its headers are made of.
///
/// A header takes as many of the number's digits as its shape has room for, the last one
/// first.
pub trait Ids: Send + Sync + 'static {
    /// The number of the next call.
    fn next(&self) -> u64;
}

/// Counts the calls of the process, all its clients together, from a random beginning.
///
/// Seven digits therefore come back after 268,435,456 calls and not before, whereas seven
/// random ones would meet every few thousand calls. The beginning sets processes apart; it
/// is not a secret.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessIds;

/// The seed of the standard library's hash maps: random, and there without a further crate.
static NEXT: LazyLock<AtomicU64> =
    LazyLock::new(|| AtomicU64::new(RandomState::new().hash_one(std::process::id())));

impl Ids for ProcessIds {
    fn next(&self) -> u64 {
        NEXT.fetch_add(1, Ordering::Relaxed)
    }
}

/// The same number for every call.
#[derive(Clone, Copy, Debug)]
pub struct FixedIds(pub u64);

impl Ids for FixedIds {
    fn next(&self) -> u64 {
        self.0
    }
}
