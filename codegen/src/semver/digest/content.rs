//! What a digest says, whoever reads it.

use super::super::change::{Callers, Change, Deployed, Effect, Group, Part, REMOVED};
use super::super::verdict::{Verdict, Version};
use crate::raw::Exception;

/// All changes between two states, to be shown.
#[derive(Debug, Clone, Copy)]
pub struct Digest<'a> {
    /// As [`diff`](crate::semver::diff) gave them.
    pub changes: &'a [Change],
    /// Those that are known and agreed to.
    pub exceptions: &'a [Exception],
    /// What people call the old state: `HEAD`.
    pub base: &'a str,
    /// The folder of the old spec, as messages show it: `HEAD:spec`.
    pub old_folder: &'a str,
    /// The folder of the spec, as messages show it.
    pub folder: &'a str,
    /// Whether the client's own interface is not compared, since one of the states has no record
    /// of it.
    pub unrecorded: bool,
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

    /// Whether a change that nobody has agreed to is as bad as a group, or worse.
    #[must_use]
    pub fn has(&self, mildest: Group) -> bool {
        self.open().any(|change| badness(change) <= mildest)
    }

    /// The exception that a change is accepted by.
    pub(super) fn exception(&self, change: &Change) -> Option<&Exception> {
        self.exceptions.iter().find(|exception| change.is_accepted_by(exception))
    }

    fn open(&self) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(|change| self.exception(change).is_none())
    }

    /// The changes that are agreed to, each with its exception.
    pub(super) fn accepted(&self) -> Vec<(&Change, &Exception)> {
        let accepted = self.changes.iter();
        accepted.filter_map(|it| Some((it, self.exception(it)?))).collect()
    }

    /// The groups that have changes which nobody has agreed to, each with them: those of the spec
    /// by their severity, and behind them those of the client's own code.
    pub(super) fn groups(&self) -> impl Iterator<Item = Section<'_>> {
        let of_spec = Group::ALL.map(|group| (group.name(), Part::Spec, Some(group)));
        let own = [Part::Interface, Part::Sent].map(|part| (part.name(), part, None));
        of_spec.into_iter().chain(own).filter_map(|(name, part, only)| {
            let is_of = |change: &&Change| {
                let Effect { kind, group, .. } = change.effect;
                kind.part() == part && only.is_none_or(|only| only == group)
            };
            let mut changes: Vec<_> = self.open().filter(is_of).collect();
            changes.sort_by_key(|change| change.effect.group);
            let worst = changes.first()?.effect.group;
            Some(Section { name, part, worst, changes })
        })
    }

    /// `2 wire-breaking, 1 additive`
    pub(super) fn counts(&self) -> String {
        let counts = self.groups().map(|Section { name, part, changes, .. }| {
            let of = match part {
                Part::Spec => "",
                Part::Interface => "of the ",
                Part::Sent => "of ",
            };
            format!("{} {of}{name}", changes.len())
        });
        let accepted = self.accepted().len();
        let accepted = (accepted > 0).then(|| format!("{accepted} accepted"));
        counts.chain(accepted).collect::<Vec<_>>().join(", ")
    }

    /// The file of a change, of what is gone in the old state.
    pub(super) fn file(&self, change: &Change) -> String {
        if change.effect.kind.part() != Part::Spec {
            return change.file.clone();
        }
        let folder = if change.is_gone() { self.old_folder } else { self.folder };
        format!("{folder}/{}", change.file)
    }

    /// The place of a change, as an editor opens it.
    pub(super) fn place(&self, change: &Change) -> String {
        format!("{}:{}", self.file(change), change.line)
    }

    /// `deployed clients: fail (2 of 5 changes)` and so on, one line each.
    pub(super) fn conclusions(&self) -> [(&'static str, String); 3] {
        let verdict = self.verdict();
        let Verdict { deployed, callers, bump } = verdict;
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
            ("verdict", format!("{}; {} {next}", verdict.name(), self.client)),
        ]
    }
}

/// Changes that are shown together.
pub(super) struct Section<'a> {
    pub(super) name: &'static str,
    pub(super) part: Part,
    /// The worst group of its changes.
    pub(super) worst: Group,
    pub(super) changes: Vec<&'a Change>,
}

/// What is said where the client's own interface is not compared.
pub(super) const UNRECORDED: &str = "the client's own interface and what it sends are not compared: not both states have a record";

/// How bad a change is, by its group and by what becomes of whom: a deployed client that fails is
/// as bad as a group of such changes, in whatever group it is told.
fn badness(change: &Change) -> Group {
    let Effect {
        group, deployed, callers, ..
    } = change.effect;
    group.min(if deployed >= Deployed::Fails {
        Group::WireBreaking
    } else if callers > Callers::Compile {
        Group::TypeBreaking
    } else {
        Group::Documentation
    })
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

/// The severity of a change that is not grouped by it.
pub(super) fn severity(change: &Change) -> Option<&'static str> {
    let Effect { kind, group, .. } = change.effect;
    let is_shown = kind.part() != Part::Spec && group != Group::Documentation;
    is_shown.then(|| group.name())
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

/// Why a change is accepted, and who says so.
pub(super) fn reason(exception: &Exception) -> String {
    let Exception { because, by, .. } = exception;
    let because = because.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{because} ({by})")
}

/// A change in one line of plain text, as a changelog lists it.
#[must_use]
pub fn line(change: &Change) -> String {
    let concerns = change.concerns();
    let concerns = if concerns.is_empty() { concerns } else { format!("{concerns}: ") };
    format!("{concerns}{}, {}", change.subject, change.what())
}
