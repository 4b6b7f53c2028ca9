//! The clients of all edits.

use std::path::Path;

use codegen::history::History;
use codegen::semver::{Callers, Verdict};

use super::edits::{EDITS, Edit};
use super::vendor::{self, Spec, changes, edited, model, new, old};

/// A client, and what is to become of the old caller.
pub(crate) struct Case {
    pub(crate) name: String,
    spec: Spec,
    /// What the verdict says.
    pub(crate) callers: Callers,
}

/// Every edit that breaks a caller has a client of its own. Those that break none are made
/// together, as far as they go together: one that does would break them all.
pub(crate) fn cases() -> Vec<Case> {
    let verdict = |edit: &Edit| Verdict::of(&changes(edit)).callers;
    let (harmless, breaking): (Vec<_>, Vec<_>) =
        EDITS.iter().partition(|edit| verdict(edit) == Callers::Compile);
    let mut cases: Vec<_> = breaking
        .into_iter()
        .map(|edit| Case {
            name: edit.name.to_owned(),
            spec: new(edit),
            callers: verdict(edit),
        })
        .collect();
    let harmless_case = |name: &str, spec| Case {
        name: name.to_owned(),
        spec,
        callers: Callers::Compile,
    };
    cases.push(harmless_case("unedited", old()));
    let mut left = harmless;
    while let Some(first) = left.first() {
        let mut spec = new(first);
        let name = format!("{}-and-more", first.name);
        left.remove(0);
        left.retain(|edit| {
            let next = edited(&spec, edit).filter(|next| vendor::sound(next).is_ok());
            let stays = next.is_none();
            if let Some(next) = next {
                spec = next;
            }
            stays
        });
        cases.push(harmless_case(&name, spec));
    }
    cases
}

impl Case {
    /// The name of the client's package: two of a workspace cannot have the same one.
    pub(crate) fn package(&self) -> String {
        format!("boat-{}", self.name)
    }

    /// Writes the client.
    pub(crate) fn write(&self, folder: &Path) {
        let mut spec = self.spec.clone();
        let api = spec.get_mut("api.yaml").unwrap();
        *api = api.replace("id: paper-boat", &format!("id: {}", self.package()));
        let history = History::default();
        codegen::generate(&model(&spec), &history).unwrap().write(folder).unwrap();
    }
}
