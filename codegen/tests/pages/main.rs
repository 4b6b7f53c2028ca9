//! Pages: what is read from one, what import makes of it, and that nothing is lost on the way.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking, and knows its own pages"
)]

mod again;
mod citations;
mod contradictions;
mod decisions;
mod kinds;
mod learned;
mod mutations;
mod names;
mod parts;
mod places;
mod portal;
mod proofs;
mod support;
mod transcribed;
mod traps;
