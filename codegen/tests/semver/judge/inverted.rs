//! Each judgement turned round: there has to be an edit, drawn or of the table, with which that
//! does not agree.

use codegen::semver::{Callers, Deployed, Kind};

use super::agreement::{Told, disagreement};
use super::seen::Seen;
use crate::verdicts::{self, Judged};

/// Which answer of a judgement is turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer {
    Deployed,
    Callers,
}

/// Judgements that never decide: another change comes with each, and says no less.
pub(crate) const NEVER_ALONE: &[(Kind, Answer, &str)] = &[
    (Kind::C111, Answer::Deployed, "with its header"),
    (Kind::C111, Answer::Callers, "with its header"),
    (Kind::C112, Answer::Deployed, "with its header"),
    (Kind::C112, Answer::Callers, "with its header"),
    (Kind::C113, Answer::Deployed, "with the form of its header"),
    (Kind::C121, Answer::Deployed, "with the requests that are encrypted"),
    (Kind::C121, Answer::Callers, "with the requests that are encrypted"),
    (Kind::C122, Answer::Deployed, "with the requests that are encrypted"),
    (Kind::C122, Answer::Callers, "with the requests that are encrypted"),
    (Kind::C142, Answer::Callers, "with the subject of its operations"),
    (Kind::C212, Answer::Deployed, "with the answers that repeat the header"),
    (Kind::C213, Answer::Deployed, "with signing or encryption"),
    (Kind::C213, Answer::Callers, "with signing or encryption"),
    (Kind::C406, Answer::Deployed, "with the name of another field"),
    (Kind::C406, Answer::Callers, "with the name of another field"),
    (Kind::C513, Answer::Deployed, "with the fact that is read otherwise"),
    (Kind::C513, Answer::Callers, "with the fact that is read otherwise"),
    (Kind::C602, Answer::Callers, "with the fields that had its codes"),
    (Kind::C705, Answer::Deployed, "with the name of another field"),
    (Kind::C705, Answer::Callers, "with the name of another field"),
];

impl Answer {
    pub(crate) const BOTH: [Self; 2] = [Self::Deployed, Self::Callers];
}

fn deployed(of: Deployed) -> Deployed {
    if of == Deployed::Works { Deployed::Fails } else { Deployed::Works }
}

fn callers(of: Callers) -> Callers {
    if of == Callers::Compile { Callers::MustChange } else { Callers::Compile }
}

/// Whether what was seen of some edit contradicts a judgement that is turned round.
pub(crate) fn is_seen(judged: &[(Vec<Told>, Seen)], kind: Kind, answer: Answer) -> bool {
    let mut concerned =
        judged.iter().filter(|(told, _)| told.iter().any(|it| it.kind == kind));
    concerned.any(|(told, seen)| {
        let mut told = told.clone();
        for it in told.iter_mut().filter(|it| it.kind == kind) {
            match answer {
                Answer::Deployed => it.deployed = deployed(it.deployed),
                Answer::Callers => it.callers = callers(it.callers),
            }
        }
        disagreement(&told, seen).is_some()
    })
}

/// Whether some verdict of the table contradicts it.
pub(crate) fn is_in_table(table: &[Judged], kind: Kind, answer: Answer) -> bool {
    let mut concerned =
        table.iter().filter(|row| row.changes.iter().any(|it| it.effect.kind == kind));
    concerned.any(|row| {
        let mut changes = row.changes.clone();
        for it in changes.iter_mut().filter(|it| it.effect.kind == kind) {
            match answer {
                Answer::Deployed => it.effect.deployed = deployed(it.effect.deployed),
                Answer::Callers => it.effect.callers = callers(it.effect.callers),
            }
        }
        verdicts::told(&changes) != row.expected
    })
}
