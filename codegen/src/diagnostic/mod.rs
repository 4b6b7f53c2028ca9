//! Findings about a spec: the finding itself, its rendering, and the explanation of its kind.

mod closest;
mod finding;
mod json;
mod render;

pub(crate) use crate::closest::distance;
pub(crate) use closest::{Typo, did_you_mean};
pub use finding::{Diagnostic, Explanation, Severity, sort};
pub use json::to_json;
pub(crate) use json::{Finding, findings};
pub use render::{Style, render, render_all, summary};
