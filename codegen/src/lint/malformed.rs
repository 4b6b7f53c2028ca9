//! Every resolution can be followed.

use super::limits::{Limited, limited};
use super::rule::{Findings, Rule, View};
use super::subjects::{self, RULES, Subject, TEST_CASES, is_applied};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::load::Located;
use crate::raw::{Resolution, Standing};
use crate::shape::Shape;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L060",
    title: "a resolution that cannot be followed",
    text: "The subject of a resolution ends in a fact of the format, such as `.length` or \
           `.form`. An adopted length is a number, and an adopted form is valid. Other facts are \
           only documented, so the adopted value is the transcribed one. `enforce` is for \
           inferred readings: all others reject values anyway.",
    bad: "elsewhere: { source: old-pages, says: \"20\" }\nadopted: twenty-four",
    good: "elsewhere: { source: old-pages, says: \"20\" }\nadopted: \"24\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for resolution in walk::resolutions(spec) {
        let subject = &resolution.value.subject;
        let fact = subject.rsplit('.').next().unwrap_or("");
        match subjects::find(spec, resolution.at.file(), subject) {
            Subject::NoFact(facts) => findings.add(no_fact(resolution, fact, &facts)),
            Subject::Fact(value) => {
                adopted(resolution, fact, value.as_deref(), findings);
            }
            Subject::Shared(value, adopted) => {
                shared(resolution, fact, adopted.or(value), findings);
            }
            // A subject that is gone has expired: the business of another rule.
            Subject::Gone => {}
        }
        enforce(resolution, fact, findings);
    }
    for limited in limited(spec).filter(Limited::adopts_contradiction) {
        let of_limited = |it: &Located<'_, Resolution>| {
            let fact = it.value.subject.strip_prefix(&*limited.subject);
            it.at.file() == limited.at.file() && fact.is_some_and(is_limit)
        };
        let resolution = walk::resolutions(spec).into_iter().find(of_limited);
        findings.extend(resolution.map(|it| contradictory(it, limited.name)));
    }
}

fn error(span: Span, message: String) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message)
}

/// Whether this is the end of a subject that the client follows.
fn is_limit(fact: &str) -> bool {
    fact.strip_prefix('.').is_some_and(is_applied)
}

fn contradictory(resolution: Located<'_, Resolution>, name: &str) -> Diagnostic {
    let adopted = resolution.adopted.escape_debug();
    let message = format!("adopting `{adopted}` leaves no valid value for `{name}`");
    error(resolution.span_of("adopted"), message)
        .label("contradicts the other limits and the form")
        .help("adopt a reading that agrees with them, or resolve the other one as well")
}

fn no_fact(
    resolution: Located<'_, Resolution>,
    fact: &str,
    facts: &[&str],
) -> Diagnostic {
    let owner = resolution.value.subject.rsplit_once('.').map_or("", |(owner, _)| owner);
    let message = format!("`{owner}` has no fact `{fact}`");
    let diagnostic = error(resolution.span_of("subject"), message)
        .label("a subject is written as <block>.<name>.<fact>");
    let diagnostic = match did_you_mean(fact, facts.iter().copied()) {
        Some(guess) => diagnostic.help(guess),
        None => diagnostic,
    };
    diagnostic.help(format!("expected one of {}", facts.join(", ")))
}

fn adopted(
    resolution: Located<'_, Resolution>,
    fact: &str,
    transcribed: Option<&str>,
    findings: &mut Findings,
) {
    let (text, span) = (&resolution.value.adopted, resolution.span_of("adopted"));
    let shown = text.escape_debug();
    if fact == "form" {
        if let Err(why) = Shape::parse(text) {
            let span = resolution.at.key("adopted").span_of_char(why.at);
            findings.add(
                error(span, format!("the adopted form `{shown}` is invalid"))
                    .label(why.message)
                    .help("see `cargo xtask explain L020` for the syntax of forms"),
            );
        }
    } else if is_applied(fact) {
        if text.parse::<u32>().is_err() {
            findings.add(
                error(span, format!("the adopted {fact} `{shown}` is not a number"))
                    .label("expected a number of characters")
                    .help("write digits only, as `adopted: \"8\"`"),
            );
        }
    } else if let Some(transcribed) = transcribed.filter(|it| it != text)
        // How many test cases have no code is counted, and nothing has to follow from it.
        && resolution.subject != TEST_CASES
        // Each request has the rule of its page.
        && fact != RULES
    {
        findings.add(
            error(
                span,
                format!("the client can only follow the {fact} that the file has"),
            )
            .label(format!("the file has `{transcribed}`"))
            .help(format!(
                "write `adopted: {transcribed}`, or put `{shown}` into the file and cite under \
                 `elsewhere` who says `{transcribed}`"
            )),
        );
    }
}

/// The client follows the shared set, whatever one page prints of its headers.
fn shared(
    resolution: Located<'_, Resolution>,
    fact: &str,
    value: Option<&str>,
    findings: &mut Findings,
) {
    let adopted = resolution.value.adopted.as_str();
    let Some(value) = value.filter(|value| *value != adopted) else { return };
    let message =
        format!("the client can only follow the {fact} that the header set has");
    let diagnostic = error(resolution.span_of("adopted"), message)
        .label(format!("the set has `{value}`"))
        .help(format!("write `adopted: \"{value}\"`, or correct the set in api.yaml"));
    findings.add(diagnostic);
}

fn enforce(resolution: Located<'_, Resolution>, fact: &str, findings: &mut Findings) {
    if !resolution.enforce {
        return;
    }
    let (why, help) = if !is_applied(fact) {
        ("is never enforced", "remove `enforce`: it is for lengths and forms")
    } else if resolution.standing != Standing::Inferred {
        (
            "is enforced anyway",
            "remove `enforce`: it is for readings with the standing `inferred`",
        )
    } else {
        return;
    };
    let message = format!("`enforce` has no effect: this reading {why}");
    let diagnostic = error(resolution.span_of("enforce"), message)
        .label("no effect")
        .related(resolution.span_of("standing"), "its standing")
        .help(help);
    findings.add(diagnostic);
}
