//! What a reviewer is told of an edit, and whether it is true.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test fails by panicking"
)]

#[path = "../drawn/mod.rs"]
mod drawn;
mod earlier;
mod edits;
#[path = "../../runtime/tests/schema.rs"]
mod fits;
mod judge;
mod kinds;
#[path = "../../runtime/tests/commands/process.rs"]
mod process;
mod schema;
mod subjects;
mod told;
mod untold;
mod vendor;
mod verdicts;
#[path = "../workspace/mod.rs"]
mod workspace;
