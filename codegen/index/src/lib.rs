//! The index of YAML files: the place of every key and value, and what the parser refuses.
//!
//! A crate of its own for the sake of its profile: most of the parser is generic and compiled here,
//! so that this is optimised where `codegen` is not. Every run of it reads all files.

mod build;
mod cause;
mod fault;
mod files;
mod layout;
mod lines;
mod node;
mod open;
mod slip;

pub use build::index;
pub use fault::{Expected, Fault, FaultKind};
pub use files::{File, FileId, Files, Position, Span};
pub use node::{Node, NodeKind, NodeRef};
