//! The doubts that import writes into `confirm`: each is a sentence of a kind.
//!
//! A kind has a code that is never given to another one, as decisions name it. Its sentences are
//! found again in a `confirm` by their words: what people write there in their own words is a
//! question of no kind. Words that change here make questions of people's own of those that were
//! written before.

#[macro_use]
mod kind;

mod decided;
mod kinds;
mod places;
mod split;

pub use decided::{open, settle};
pub use kinds::*;
pub use split::{Doubt, is_of_capture, split};
