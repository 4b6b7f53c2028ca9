//! Questions about the vendor's documentation, as a list to send to the vendor: contradictions,
//! gaps, hidden rows, rules that no page states, and everything that is marked as to be confirmed.

mod callbacks;
mod collect;
mod erratum;
mod json;
mod markdown;
mod words;

pub use collect::collect;
pub use erratum::{Erratum, ErratumKind};
#[cfg(feature = "schema")]
pub(crate) use json::Entry;
pub use json::to_json;
pub use markdown::{readings, to_markdown};
