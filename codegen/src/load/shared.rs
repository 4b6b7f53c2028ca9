//! The resolutions of several pages, one for each of them.

use super::{Loaded, Spec};
use crate::doubt;
use crate::raw::{Decisions, Operation, Resolution};
use crate::resolution;
use crate::source::{FileId, NodeRef};

/// A resolution of `decisions.yaml`, as far as one page is concerned.
#[derive(Debug)]
pub struct Shared {
    /// The file of the operation that it is about.
    pub file: FileId,
    /// The resolution.
    pub resolution: Resolution,
    /// Its position among the resolutions, and that of the page in it.
    position: (usize, usize),
}

impl Spec {
    /// The resolutions of an operation: its own, then those that it shares with others.
    #[must_use]
    pub fn resolutions(&self, operation: &Loaded<Operation>) -> Vec<Resolution> {
        let shared = self.shared.iter().filter(|it| it.file == operation.file);
        let shared = shared.map(|it| it.resolution.clone());
        operation.resolutions.iter().cloned().chain(shared).collect()
    }

    /// An operation as the client follows it: with all that is adopted for its fields, and without
    /// the doubts that are decided.
    #[must_use]
    pub fn decided(&self, operation: &Loaded<Operation>) -> Operation {
        let mut decided = resolution::operation(operation, self.resolutions(operation));
        if let Some(decisions) = &self.decisions {
            doubt::settle(decisions, &mut decided);
        }
        decided
    }
}

impl Shared {
    /// Where it stands, and where in it the page does.
    #[must_use]
    pub fn places<'a>(&self, file: &'a Loaded<Decisions>) -> (NodeRef<'a>, NodeRef<'a>) {
        let (resolution, page) = self.position;
        let at = file.located().at.key("resolutions").item(resolution);
        (at, at.key("of").item(page))
    }
}

/// Every one of a known operation; others are reported by a rule.
pub(super) fn shared(
    decisions: &Decisions,
    operations: &[Loaded<Operation>],
) -> Vec<Shared> {
    let mut all = Vec::new();
    for (number, resolution) in decisions.resolutions.iter().enumerate() {
        for (page, fact) in resolution.of.iter().enumerate() {
            let operation = operations.iter().find(|it| it.id == fact.operation);
            all.extend(operation.map(|it| Shared {
                file: it.file,
                resolution: resolution.of_page(fact),
                position: (number, page),
            }));
        }
    }
    all
}
