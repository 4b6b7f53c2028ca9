//! What a digest says, whoever reads it.

use super::super::change::{Change, Group, REMOVED};
use super::super::verdict::{Verdict, Version};

/// All changes between two states, to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Digest<'a> {
    /// As [`diff`](crate::semver::diff) gave them.
    pub changes: &'a [Change],
    /// What people call the old state: `HEAD`.
    pub base: &'a str,
    /// The folder of the old spec, as messages show it: `HEAD:spec`.
    pub old_folder: &'a str,
    /// The folder of the spec, as messages show it.
    pub folder: &'a str,
    /// The name of the client crate.
    pub client: &'a str,
    /// Its version in the old state and in the new one.
    pub versions: (Version, Version),
}

impl Digest<'_> {
    /// What all changes together do.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.changes)
    }

    /// The groups that have changes, each with them.
    pub(super) fn groups(&self) -> impl Iterator<Item = (Group, Vec<&Change>)> {
        Group::ALL.into_iter().filter_map(|group| {
            let changes = self.changes.iter();
            let changes: Vec<_> =
                changes.filter(|change| change.effect.group == group).collect();
            (!changes.is_empty()).then_some((group, changes))
        })
    }

    /// `2 wire-breaking, 1 additive`
    pub(super) fn counts(&self) -> String {
        let counts = self
            .groups()
            .map(|(group, changes)| format!("{} {}", changes.len(), group.name()));
        counts.collect::<Vec<_>>().join(", ")
    }

    /// The file of a change, of what is gone in the old state.
    pub(super) fn file(&self, change: &Change) -> String {
        let folder = if change.is_gone() { self.old_folder } else { self.folder };
        format!("{folder}/{}", change.file)
    }

    /// The place of a change, as an editor opens it.
    pub(super) fn place(&self, change: &Change) -> String {
        format!("{}:{}", self.file(change), change.line)
    }

    /// `deployed clients: fail (2 of 5 changes)` and so on, one line each.
    pub(super) fn conclusions(&self) -> [(&'static str, String); 3] {
        let Verdict { deployed, callers, bump } = self.verdict();
        let (old, new) = self.versions;
        let next = if old == new {
            format!("{old} → {} if {old} is released", old.after(bump))
        } else {
            format!("{old} → {new}")
        };
        let all = self.changes.len();
        let share = |count: usize| {
            if count == all {
                String::new()
            } else {
                format!(" ({count} of {all} changes)")
            }
        };
        let like = |matches: &dyn Fn(&Change) -> bool| {
            self.changes.iter().filter(|change| matches(change)).count()
        };
        [
            (
                "deployed client",
                deployed.name().to_owned()
                    + &share(like(&|change| change.effect.deployed == deployed)),
            ),
            (
                "caller's code",
                callers.name().to_owned()
                    + &share(like(&|change| change.effect.callers == callers)),
            ),
            ("verdict", format!("{}; {} {next}", bump.name(), self.client)),
        ]
    }
}

impl Change {
    /// Whether it stands in the old state alone.
    #[must_use]
    pub fn is_gone(&self) -> bool {
        self.fact == REMOVED
    }

    /// Whom it concerns, in a few words; nothing where it concerns everything.
    pub(super) fn concerns(&self) -> String {
        match self.operations.as_slice() {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one}, {two}"),
            all if self.is_everywhere => format!("all {}", all.len()),
            [one, two, more @ ..] => format!("{one}, {two} and {} more", more.len()),
        }
    }
}

/// Where a change is documented: page and section.
pub(super) fn source(change: &Change) -> String {
    let Change { page, section, .. } = change;
    if section.is_empty() { page.clone() } else { format!("{page}, {section}") }
}

/// A reason behind an outcome: `fails: it sends the old name`.
pub(super) fn because(outcome: &str, why: &str) -> String {
    if why.is_empty() { outcome.to_owned() } else { format!("{outcome}: {why}") }
}

/// A change in one line of plain text, as a changelog lists it.
#[must_use]
pub fn line(change: &Change) -> String {
    let concerns = change.concerns();
    let concerns = if concerns.is_empty() { concerns } else { format!("{concerns}: ") };
    format!("{concerns}{}, {}", change.subject, change.what())
}
