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
