//! The command line, as people and scripts meet it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod catalog;
mod hostile;
mod lint;
mod new;
mod regen;
mod schema;
mod support;
mod together;
mod usage;
