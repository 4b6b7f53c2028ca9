//! What the vendor's documentation leaves open, as a list to send to the vendor: contradictions,
//! gaps, hidden rows, rules that no page states, and whatever is marked as to be confirmed.

mod collect;
mod erratum;
mod json;
mod markdown;

pub use collect::collect;
pub use erratum::{Erratum, Kind};
pub use json::to_json;
pub use markdown::to_markdown;
