//! The resolutions of several pages, one for each of them.

use super::located::Loaded;
use crate::raw::{Decisions, Operation, Resolution};
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
