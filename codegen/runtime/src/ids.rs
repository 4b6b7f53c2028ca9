//! Ids of calls.

use std::hash::{BuildHasher as _, RandomState};
use std::sync::{
    LazyLock,
    atomic::{AtomicU64, Ordering},
};

/// A source of numbers for the hexadecimal digits in the headers of calls.
///
/// A header uses as many of the number's digits as its shape has room for, starting with the
/// last.
pub trait Ids: Send + Sync + 'static {
    /// Returns the number of the next call.
    fn next(&self) -> u64;

    /// Returns 128 random bits, for a value that never occurs twice. By default they come from
    /// the seed of the standard library's hash maps, which the operating system provides.
    fn random(&self) -> u128 {
        let [high, low] = [0, 1].map(|half| RandomState::new().hash_one(half));
        u128::from(high) << 64 | u128::from(low)
    }
}

/// Counts the calls of all clients in the process, from a random start.
///
/// Seven digits therefore repeat after 268,435,456 calls and not before, whereas seven random
/// digits would collide every few thousand calls. The start distinguishes processes; it is not a
/// secret.
#[derive(Clone, Copy, Debug, Default)]
pub struct ProcessIds;

/// The seed of the standard library's hash maps: random, without a further crate.
static NEXT: LazyLock<AtomicU64> =
    LazyLock::new(|| AtomicU64::new(RandomState::new().hash_one(std::process::id())));

impl Ids for ProcessIds {
    fn next(&self) -> u64 {
        NEXT.fetch_add(1, Ordering::Relaxed)
    }
}

/// The same number for every call, twice where 128 bits are random.
#[derive(Clone, Copy, Debug)]
pub struct FixedIds(pub u64);

impl Ids for FixedIds {
    fn next(&self) -> u64 {
        self.0
    }

    fn random(&self) -> u128 {
        u128::from(self.0) << 64 | u128::from(self.0)
    }
}
