//! Every resolution still has its contradiction.

use std::collections::HashSet;

use super::limits::limited;
use super::rule::{Findings, Rule, View};
use super::subjects::{self, Subject};
use super::walk::{self, Recorded};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::source::{FileId, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L061",
    title: "a resolution that has expired",
    text: "A resolution records that the page contradicts something, and what was decided. It has \
           expired when its subject is gone, when the file no longer says what `page_says` \
           quotes, or when there is no contradiction any more. Remove it, or transcribe again \
           what the page says.",
    bad: "elsewhere: { source: old-pages, says: Mill Street }",
    good: "elsewhere: { source: old-pages, says: Weir Street }",
};

/// This rule runs last: the findings of the others show which resolutions are still needed.
fn check(spec: &View<'_>, findings: &mut Findings) {
    let found = all(spec, findings);
    findings.extend(found.into_iter().map(|(_, finding)| finding));
}

/// The subjects of the resolutions that have expired, by what the other rules have found.
pub(super) fn subjects(spec: &View<'_>, findings: &Findings) -> Vec<(FileId, String)> {
    let subject = |it: Recorded<'_>| (it.file, it.value.subject.clone());
    all(spec, findings).into_iter().map(|(it, _)| subject(it)).collect()
}

fn all<'a>(spec: &View<'a>, findings: &Findings) -> Vec<(Recorded<'a>, Diagnostic)> {
    let contradicted = findings.contradicted();
    // What a form says that cannot be read is not known, nor what contradicts it.
    let unread: HashSet<_> = limited(spec)
        .filter(|it| it.form.is_some() && it.shape().is_none())
        .map(|it| (it.at.file(), it.subject.into_owned()))
        .collect();
    let mut expired = Vec::new();
    for resolution in walk::resolutions(spec.spec()) {
        let subject = resolution.value.subject.as_str();
        let file = resolution.file;
        let owner = subject.rsplit_once('.').map_or("", |(owner, _)| owner);
        if unread.contains(&(file, owner.to_owned())) {
            continue;
        }
        let finding = match subjects::find(spec, file, subject) {
            Subject::Gone => Some(unknown_subject(spec, resolution)),
            Subject::Fact(now, _) => {
                let settles = contradicted.contains(&(file, subject));
                over(resolution, now.as_deref(), settles)
            }
            Subject::Shared(now, _) => same_as_set(resolution, now),
            // A fact that the format does not have is the business of another rule.
            Subject::NoFact(_) => None,
        };
        expired.extend(finding.map(|finding| (resolution, finding)));
    }
    expired
}

/// What one page prints of a shared header matters as long as the set says otherwise.
fn same_as_set(resolution: Recorded<'_>, now: Option<&str>) -> Option<Diagnostic> {
    (resolution.value.page_says.as_deref() == now).then(|| {
        error(
            resolution,
            resolution.span_of("subject"),
            "the header set now says the same",
        )
        .label("nothing contradicts the page")
        .help("remove the resolution")
    })
}

fn error(resolution: Recorded<'_>, span: Span, why: &str) -> Diagnostic {
    let message = format!("the resolution `{}` has expired: {why}", resolution.id);
    Diagnostic::error(&EXPLANATION, span, message)
}

fn unknown_subject(view: &View<'_>, resolution: Recorded<'_>) -> Diagnostic {
    let subject = &resolution.value.subject;
    let (owner, _) = subject.rsplit_once('.').unwrap_or((subject, ""));
    let meant = subjects::meant(view, resolution.file, subject);
    let why = format!("this file has no `{owner}`");
    error(resolution, resolution.span_of("subject"), &why).label("unknown subject").help(
        match meant {
            Some(meant) => format!("did you mean `{meant}`? If not, remove it"),
            None => "remove the resolution".to_owned(),
        },
    )
}

fn over(
    resolution: Recorded<'_>,
    now: Option<&str>,
    settles: bool,
) -> Option<Diagnostic> {
    let said = resolution.value.page_says.as_deref();
    if said != now {
        let key = if said.is_some() { "page_says" } else { "subject" };
        let tells = |text: Option<&str>| {
            text.map_or_else(|| "nothing".to_owned(), |text| format!("`{text}`"))
        };
        let why = format!("the file now says {}, not {}", tells(now), tells(said));
        return Some(
            error(resolution, resolution.span_of(key), &why)
                .label("no longer what the file says")
                .help(
                    "remove the resolution if the page has changed; if it has not, restore what \
                     the page says",
                ),
        );
    }
    let differs = |says: &str| Some(says) != now;
    let elsewhere = resolution.elsewhere.as_ref().is_some_and(|it| differs(&it.says));
    (!settles && !elsewhere).then(|| {
        error(resolution, resolution.span_of("subject"), "nothing contradicts the page")
            .label("no rule is broken, and no other source differs")
            .help(
                "remove the resolution, or name the source that says otherwise: `elsewhere: { \
                 source: …, says: … }`",
            )
    })
}
