//! An exception lives as long as its change is not released.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::history::History;
use crate::load::{Loaded, Located};
use crate::raw::{Accepted, Exception, Kind};

pub(super) const RULE: Rule = Rule {
    explanation: &EXPLANATION,
    check,
};

static EXPLANATION: Explanation = Explanation {
    code: "L053",
    title: "an exception that accepts nothing",
    text: "accepted.yaml names changes that reviewers have agreed to, by the id of their kind and \
           by their subject, as `cargo xtask diff` shows both. An exception for a kind that there \
           is none of accepts nothing. Nor does one for something that has not changed since the \
           last release: it would go on accepting what nobody has looked at. Remove it.",
    bad: "- change: C999",
    good: "- change: C304",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    let files = spec.accepted.iter();
    for exception in files.flat_map(exceptions).filter(|it| kind(it).is_none()) {
        let change = &exception.change;
        let message = format!("there is no kind of change `{change}`");
        let guess = did_you_mean(change, Kind::ALL.iter().map(|kind| kind.id()));
        findings.add(
            Diagnostic::error(&EXPLANATION, exception.span_of("change"), message)
                .label("accepts nothing")
                .help(guess.unwrap_or_else(|| {
                    "write the id that `cargo xtask diff` shows before the change"
                        .to_owned()
                })),
        );
    }
}

/// The exceptions to changes that there have been none of since the last release. Before the first
/// one nobody can tell.
pub(crate) fn idle_exceptions(
    accepted: &Loaded<Accepted>,
    history: &History,
) -> Vec<Diagnostic> {
    let Some(last) = history.releases.first() else { return Vec::new() };
    let is_idle = |exception: &Located<'_, Exception>| {
        !history.unreleased.iter().any(|change| change.is_accepted_by(exception))
    };
    let idle = exceptions(accepted).filter(|it| kind(it).is_some() && is_idle(it));
    idle.map(|exception| {
        let Exception { change, subject, .. } = exception.value;
        let message = format!(
            "the exception for {change} of `{subject}` has expired: nothing like it has changed \
             since {}",
            last.version
        );
        Diagnostic::error(&EXPLANATION, exception.span_of("subject"), message)
            .label("accepts nothing")
            .help("remove it; `cargo xtask diff spec/released` lists what has changed")
    })
    .collect()
}

fn exceptions(
    accepted: &Loaded<Accepted>,
) -> impl Iterator<Item = Located<'_, Exception>> + use<'_> {
    accepted.located().each("exceptions", |accepted| &accepted.exceptions)
}

fn kind(exception: &Exception) -> Option<Kind> {
    Kind::ALL.iter().copied().find(|kind| kind.id() == exception.change)
}
