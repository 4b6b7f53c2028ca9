//! The command line, as people and scripts meet it.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod accepted;
mod catalog;
mod children;
mod compared;
mod diff;
mod docs;
#[path = "../../../codegen/runtime/tests/schema.rs"]
mod fits;
#[cfg(target_os = "linux")]
mod full;
mod git;
mod hostile;
mod json;
mod lint;
mod merge;
mod new;
mod own;
mod pages;
#[path = "../../../codegen/runtime/tests/commands/process.rs"]
mod process;
mod readme;
mod regen;
mod release;
mod schema;
mod shown;
mod support;
mod together;
mod usage;
mod watch;
mod watching;
