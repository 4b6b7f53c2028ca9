//! The generator, from the chairs of those who call and review its output.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::needless_pass_by_value,
    reason = "a test fails by panicking, and knows the names of its files"
)]

mod documented;
#[path = "../drawn/mod.rs"]
mod drawn;
mod drift;
mod edits;
mod effects;
mod limits;
mod names;
mod outputs;
#[path = "../../runtime/tests/commands/process.rs"]
mod process;
mod random;
mod refused;
mod same;
mod sharing;
mod snapshots;
mod subsets;
mod support;
#[path = "../workspace/mod.rs"]
mod workspace;
mod yaml;
