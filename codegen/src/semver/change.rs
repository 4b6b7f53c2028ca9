//! One change, and what it does to whom.

use crate::raw::Exception;
pub use crate::raw::{Callers, Deployed, Effect, Group, Kind, Part};

/// One difference between two states of a spec.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What it does.
    pub effect: Effect,
    /// The ids of the operations that it concerns; none where it concerns the vendor as a whole.
    pub operations: Vec<String>,
    /// Whether these are all operations that there are.
    pub is_everywhere: bool,
    /// What has changed: `request.bankAccount`, `codes.banks.088`.
    pub subject: String,
    /// Which fact of it: `length`, `added`.
    pub fact: &'static str,
    /// What it was, if it was.
    pub old: Option<String>,
    /// What it is, if it is.
    pub new: Option<String>,
    /// The page or guide that documents it.
    pub page: String,
    /// The heading there.
    pub section: String,
    /// The file of the spec, below its folder: the new one, or the old one of what is gone.
    pub file: String,
    /// The line in that file.
    pub line: u32,
}

impl Change {
    /// What the digest is sorted by.
    pub(super) fn key(&self) -> impl Ord + '_ {
        (
            self.effect.group,
            self.effect.deployed != Deployed::Harms,
            &self.operations,
            &self.subject,
            self.fact,
            &self.old,
            &self.new,
        )
    }

    /// Whether an exception is about it.
    #[must_use]
    pub fn is_accepted_by(&self, exception: &Exception) -> bool {
        let Exception {
            change,
            subject,
            operation,
            new,
            because: _,
            by: _,
        } = exception;
        *change == self.effect.kind.id()
            && *subject == self.subject
            && operation.as_ref().is_none_or(|id| self.operations == [id.as_str()])
            && (new.is_none() || *new == self.new)
    }

    /// Whether there is nothing that it was before.
    pub(super) fn has_no_old(&self) -> bool {
        [ADDED, CHANGED].contains(&self.fact)
    }

    /// What has changed, in one line: `length: 1 to 20 characters → 1 to 24 characters`.
    #[must_use]
    pub fn what(&self) -> String {
        let fact = self.fact;
        match (&self.old, &self.new) {
            (Some(old), Some(new)) => format!("{fact}: {old} → {new}"),
            (Some(old), None) if fact == REMOVED => format!("{fact}: {old}"),
            (Some(old), None) => format!("{fact}: {old} → nothing"),
            (None, Some(new)) if self.has_no_old() => format!("{fact}: {new}"),
            (None, Some(new)) => format!("{fact}: nothing → {new}"),
            (None, None) => fact.to_owned(),
        }
    }
}

/// The fact of something that was not there.
pub(crate) const ADDED: &str = "added";
/// The fact of code that has changed, with the files that it is in.
pub(crate) const CHANGED: &str = "changed in";
/// The fact of something that is no longer there.
pub(crate) const REMOVED: &str = "removed";
