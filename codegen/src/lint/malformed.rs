//! Every resolution can be followed.

use super::limits::{Limited, limited};
use super::rule::{Findings, Rule, View};
use super::subjects::{self, RULES, Subject, TEST_CASES};
use super::walk::{self, Recorded};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::raw::{Fact, Facts, Field, Standing};
use crate::resolution::{self, NOTHING};
use crate::shape::Shape;
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L060",
    title: "a resolution that cannot be followed",
    text: "The subject of a resolution ends in a fact of the format, such as `.length` or \
           `.form`. What is adopted for a limit, form, type or need of a field is a value of it. \
           For a limit, a form, a condition or a default it may be `nothing`, and for a limit \
           others in its place: where a page calls the greatest length the length, adopt \
           `max_length 80`. Other facts are only documented, so the adopted value is the \
           transcribed one. `enforce` is for inferred readings: all others reject values anyway.",
    bad: "elsewhere: { source: old-pages, says: \"20\" }\nadopted: twenty-four",
    good: "elsewhere: { source: old-pages, says: \"20\" }\nadopted: \"24\"",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for resolution in walk::resolutions(spec) {
        let subject = &resolution.value.subject;
        let fact = subject.rsplit('.').next().unwrap_or("");
        let mut is_applied = Some(false);
        match subjects::find(spec, resolution.file, subject) {
            Subject::NoFact(facts) => findings.add(no_fact(resolution, fact, &facts)),
            Subject::Fact(value, applied) => {
                is_applied = Some(applied.is_some());
                adopted(resolution, (fact, applied), value.as_deref(), findings);
            }
            Subject::Shared(value, adopted) => {
                shared(resolution, fact, adopted.or(value), findings);
            }
            // A subject that is gone has expired: the business of another rule.
            Subject::Gone => is_applied = None,
        }
        if let Some(is_applied) = is_applied {
            enforce(resolution, is_applied, findings);
        }
        findings.extend(of_type(spec, resolution));
    }
    for limited in limited(spec).filter(Limited::adopts_contradiction) {
        let of_limited = |it: &Recorded<'_>| {
            let fact = it.value.subject.strip_prefix(&*limited.subject);
            it.file == limited.at.file() && fact.is_some_and(is_limit)
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
    fact.strip_prefix('.').is_some_and(|it| it == "form" || resolution::is_limit(it))
}

fn contradictory(resolution: Recorded<'_>, name: &str) -> Diagnostic {
    let adopted = resolution.adopted.escape_debug();
    let message = format!("adopting `{adopted}` leaves no valid value for `{name}`");
    error(resolution.span_of("adopted"), message)
        .label("contradicts the other limits and the form")
        .help("adopt a reading that agrees with them, or resolve the other one as well")
}

fn no_fact(resolution: Recorded<'_>, fact: &str, facts: &[&str]) -> Diagnostic {
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
    resolution: Recorded<'_>,
    (fact, applied): (&str, Option<&'static Fact>),
    transcribed: Option<&str>,
    findings: &mut Findings,
) {
    let (text, span) = (&resolution.value.adopted, resolution.span_of("adopted"));
    let shown = text.escape_debug();
    if let Some(applied) = applied {
        findings.extend(followed(resolution, applied));
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

/// Whether the client can take the fact from the resolution.
fn followed(resolution: Recorded<'_>, fact: &'static Fact) -> Option<Diagnostic> {
    let text = resolution.value.adopted.as_str();
    if fact.key == "form" {
        let why = Shape::parse(text).err().filter(|_| text != NOTHING)?;
        let span = resolution.at.key("adopted").span_of_char(why.at);
        let shown = text.escape_debug();
        let message = format!("the adopted form `{shown}` is invalid");
        return Some(
            error(span, message)
                .label(why.message)
                .help("see `cargo xtask explain L020` for the syntax of forms"),
        );
    }
    let (key, expected) = resolution::check(fact, text).err()?;
    let message =
        format!("the adopted `{}` is no value of `{key}`", text.escape_debug());
    Some(
        error(resolution.span_of("adopted"), message)
            .label("not a value of this fact")
            .help(format!("write {expected}")),
    )
}

/// Limits that are adopted for a field whose type has none.
fn of_type(spec: &View<'_>, resolution: Recorded<'_>) -> Option<Diagnostic> {
    let (owner, fact) = resolution.value.subject.rsplit_once('.')?;
    let (all, fields) = spec.of_file(resolution.file)?;
    let placed = fields.iter().find(|it| it.subject == owner)?;
    let kind = resolution::field(all, owner, placed.field.value).kind;
    let mut readings = resolution::readings(fact, &resolution.value.adopted).into_iter();
    let types = |key: &str| Field::FACTS.iter().find(|it| it.key == key)?.types;
    let wrong = readings.find_map(|reading| {
        let (types, help) = types(reading.key).filter(|_| reading.value.is_some())?;
        (!types.contains(&kind)).then_some((reading.key, help))
    });
    let (key, help) = wrong?;
    let message = format!("`{owner}` is {}, which has no `{key}`", kind.as_str());
    Some(
        error(resolution.span_of("adopted"), message)
            .label("not a limit of its type")
            .help(help),
    )
}

/// The client follows the shared set, whatever one page prints of its headers.
fn shared(
    resolution: Recorded<'_>,
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

fn enforce(resolution: Recorded<'_>, is_applied: bool, findings: &mut Findings) {
    if !resolution.enforce {
        return;
    }
    let (why, help) = if !is_applied {
        ("is never enforced", "remove `enforce`: it is for limits, forms and needs")
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
