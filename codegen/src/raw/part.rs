//! The parts that a digest has: the spec, and the client's own code.

use super::kinds::Kind;

/// What a change is one of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The spec.
    Spec,
    /// The client's own interface, which the generator and the runtime make.
    Interface,
    /// What the client's own code sends, and how it reads answers.
    Sent,
}

impl Part {
    /// The name in texts and in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Spec => "spec",
            Self::Interface => "public interface of the client",
            Self::Sent => "what the client sends",
        }
    }
}

impl Kind {
    /// What a change of this kind is one of.
    #[must_use]
    pub fn part(self) -> Part {
        match self.id() {
            id if id < "C050" => Part::Interface,
            id if id < "C100" => Part::Sent,
            _ => Part::Spec,
        }
    }
}
