//! Whether bodies are encrypted.

use super::{Source, Violation, ViolationKind};

/// Whether a body is encrypted. The caller states it for requests of which no documentation does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encryption {
    /// It is encrypted; the client needs a key.
    Yes,
    /// It is not.
    No,
}

impl Encryption {
    /// Returns what a caller has stated; if that is nothing, adds the violation to `wrong`.
    pub fn stated(
        stated: Option<Self>,
        source: &Source,
        wrong: &mut Vec<Violation>,
    ) -> Option<Self> {
        if stated.is_none() {
            wrong.push(unstated(source));
        }
        stated
    }
}

pub(super) fn unstated(source: &Source) -> Violation {
    Violation::new("encryption", ViolationKind::EncryptionUnstated, *source)
}
