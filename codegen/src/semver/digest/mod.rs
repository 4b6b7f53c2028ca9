//! Changes as a reviewer reads them: in a terminal, in a pull request, by a program.

mod content;
mod human;
mod json;
mod markdown;

pub use content::{Digest, line};
#[cfg(feature = "schema")]
pub(crate) use json::Document;

use crate::diagnostic::Style;

impl Digest<'_> {
    /// For a terminal.
    #[must_use]
    pub fn human(&self, style: Style) -> String {
        human::render(self, style)
    }

    /// To be pasted into a pull request.
    #[must_use]
    pub fn markdown(&self) -> String {
        markdown::render(self)
    }

    /// For programs.
    #[must_use]
    pub fn json(&self) -> String {
        json::render(self)
    }
}
