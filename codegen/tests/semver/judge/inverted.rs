//! Each judgement turned round: there has to be an edit, drawn or of the table, with which that
//! does not agree.

use codegen::semver::{Callers, Deployed, Kind};

use super::agreement::{Told, disagreement, expected};
use super::seen::Seen;
use crate::verdicts::{self, Judged};

/// Which answer of a judgement is turned round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Answer {
    Deployed,
    Callers,
}

/// Kinds that no edit of the specs that are played is of.
pub(crate) const NEVER_DRAWN: &[(Kind, &str)] = &[
    (Kind::C121, "every client that is played encrypts"),
    (Kind::C222, TOKENS),
    (Kind::C223, TOKENS),
    (Kind::C224, TOKENS),
    (Kind::C213, "what signs or encrypts has a form that nothing else makes"),
    (Kind::C340, CALLBACKS),
    (Kind::C341, CALLBACKS),
    (Kind::C342, CALLBACKS),
    (Kind::C343, CALLBACKS),
    (Kind::C344, CALLBACKS),
    (Kind::C345, CALLBACKS),
    (Kind::C346, CALLBACKS),
    (Kind::C347, CALLBACKS),
    (Kind::C360, CALLBACKS),
    (Kind::C361, CALLBACKS),
    (Kind::C362, "a vendor that is played gets all that is configured in headers"),
    (Kind::C363, "a signature by RSA has no form, and those that are played have one"),
    (Kind::C115, "the zone of the vendors that are played is known"),
];

const TOKENS: &str =
    "no vendor that is played here issues tokens; one of those with stand-ins does";
/// Why no edit that is drawn is of callbacks.
const CALLBACKS: &str = "the vendors that are played send nothing by themselves";

/// Judgements that hardly ever decide: another change comes with each, and says no less.
pub(crate) const NEVER_ALONE: &[(Kind, Answer, &str)] = &[
    (Kind::C111, Answer::Deployed, "with its header"),
    (Kind::C112, Answer::Deployed, "with its header"),
    (Kind::C112, Answer::Callers, "with its header"),
    (Kind::C113, Answer::Deployed, "with the form of its header"),
    (Kind::C221, Answer::Callers, "with the type, which hides what it wraps"),
    (Kind::C430, Answer::Deployed, "with the codes of its type"),
    (Kind::C430, Answer::Callers, "with the codes of its type"),
    (Kind::C432, Answer::Deployed, "with the value that it has no more"),
    (Kind::C121, Answer::Deployed, "with the requests that are encrypted"),
    (Kind::C121, Answer::Callers, "with the requests that are encrypted"),
    (Kind::C122, Answer::Deployed, "with the requests that are encrypted"),
    (Kind::C122, Answer::Callers, "with the requests that are encrypted"),
    (Kind::C142, Answer::Callers, "with the subject of its operations"),
    (Kind::C213, Answer::Deployed, "with signing or encryption"),
    (Kind::C213, Answer::Callers, "with signing or encryption"),
    (Kind::C406, Answer::Callers, "with the name of its type, or of another field"),
    (Kind::C513, Answer::Callers, "with the fact that is read otherwise"),
    (Kind::C602, Answer::Callers, "with the fields that had its codes"),
];

impl Answer {
    pub(crate) const BOTH: [Self; 2] = [Self::Deployed, Self::Callers];
}

pub(crate) fn is_never_alone(kind: Kind, answer: Answer) -> bool {
    NEVER_ALONE.iter().any(|(it, of, _)| (*it, *of) == (kind, answer))
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
        disagreement(&turned_round(told, kind, answer), seen).is_some()
    })
}

/// The judgements that decide what is told of an edit: turned round, they would tell another thing.
pub(crate) fn deciding(told: &[Told]) -> Vec<(Kind, Answer)> {
    let judgements = told.iter().flat_map(|it| Answer::BOTH.map(|of| (it.kind, of)));
    let decides = |(kind, answer): &(Kind, Answer)| {
        expected(&turned_round(told, *kind, *answer)) != expected(told)
    };
    judgements.filter(decides).collect()
}

fn turned_round(told: &[Told], kind: Kind, answer: Answer) -> Vec<Told> {
    let mut told = told.to_vec();
    for it in told.iter_mut().filter(|it| it.kind == kind) {
        match answer {
            Answer::Deployed => it.deployed = deployed(it.deployed),
            Answer::Callers => it.callers = callers(it.callers),
        }
    }
    told
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
