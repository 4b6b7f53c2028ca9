//! The generator, from the chairs of those who call and review its output.

mod drift;
mod names;
mod outputs;
mod random;
mod same;
mod snapshots;
mod support;
mod sweep;
mod yaml;
