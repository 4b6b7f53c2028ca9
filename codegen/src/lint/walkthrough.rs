//! Every field and every value that a worked example names is there.

use std::collections::HashSet;

use super::rule::{Findings, Rule, View};
use super::steps::{self, Call, Origin};
use crate::diagnostic::{Diagnostic, Explanation, did_you_mean};
use crate::load::{Direction, Loaded, Located};
use crate::raw::{Given, GivenUndocumented, Redact, Walkthrough};
use crate::source::Span;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L054",
    title: "a worked example that names what is not there",
    text: "The steps of a worked example name fields as the wire does, within objects and lists: \
           `loans[0].bookNumber`. Each field has a `value`, or the name of one that the caller \
           gives or an earlier step takes (`from`). What a step takes is used by a later one; what \
           is only shown at the end must be something that may be shown.",
    bad: "- { name: \"label[1]\", value: holiday }",
    good: "- { name: \"labels[1]\", value: holiday }",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for walkthrough in &spec.walkthroughs {
        let calls = steps::calls(spec, walkthrough);
        if calls.is_empty() {
            let span = walkthrough.located().span_of("steps");
            let message = format!("`{}` has no steps", walkthrough.id);
            findings.add(finding(
                span,
                message,
                "nothing is called",
                "add a step, or remove the file",
            ));
        }
        paths(&calls, findings);
        undocumented(&calls, findings);
        names(walkthrough, &calls, findings);
    }
}

fn finding(
    span: Span,
    message: impl Into<String>,
    label: &str,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(&EXPLANATION, span, message).label(label).help(help)
}

/// Paths that lead to no field.
fn paths(calls: &[Call<'_, '_>], findings: &mut Findings) {
    for call in calls {
        let fields = call.fields();
        let given =
            fields.map(|it| (Direction::Request, &it.value.name, it.span_of("name")));
        let takes = call.takes();
        let read =
            takes.map(|it| (Direction::Response, &it.value.read, it.span_of("read")));
        for (direction, path, span) in given.chain(read) {
            let Err(Some(help)) = call.find(direction, path) else { continue };
            let of = match direction {
                Direction::Request => "the request",
                Direction::Response => "the answer",
            };
            let operation = &call.step.operation;
            let message = format!("{of} of `{operation}` has no value `{path}`");
            findings.add(finding(span, message, "leads to no value", help));
        }
    }
}

/// Undocumented fields that the client refuses, and values that are no JSON.
fn undocumented(calls: &[Call<'_, '_>], findings: &mut Findings) {
    for call in calls {
        for given in call.step.each("undocumented", |step| &step.undocumented) {
            let GivenUndocumented { name, json } = given.value;
            if let Some((message, help)) = call.refused_undocumented(name) {
                let label = "the client does not take it";
                findings.add(finding(given.span_of("name"), message, label, help));
            }
            if let Err(error) = serde_json::from_str::<serde_json::Value>(json) {
                let message = format!("the value of `{name}` is no JSON: {error}");
                let help = "write a text in quotes: `json: '\"memo\"'`";
                findings.add(finding(given.span_of("json"), message, "no JSON", help));
            }
        }
    }
}

/// Names that stand for no value, and values that nothing uses.
fn names(
    walkthrough: &Loaded<Walkthrough>,
    calls: &[Call<'_, '_>],
    findings: &mut Findings,
) {
    let origins = steps::origins(walkthrough, calls);
    let inputs = walkthrough.inputs.iter().map(|input| input.name.as_str());
    let mut known: HashSet<&str> = inputs.collect();
    let mut used = HashSet::new();
    for call in calls {
        for given in call.fields() {
            let Given { name, value, from } = given.value;
            let Some(from) = from.as_deref().filter(|_| value.is_none()) else {
                if from.is_some() == value.is_some() {
                    findings.add(unclear(given));
                }
                continue;
            };
            used.insert(from);
            if !known.contains(from) {
                let message = format!("there is no value `{from}` for `{name}` yet");
                let help = if origins.contains_key(from) {
                    "take it in an earlier step, or move the step".to_owned()
                } else {
                    did_you_mean(from, known.iter().copied()).unwrap_or_else(|| {
                        "add it to `inputs`, or take it from an answer".to_owned()
                    })
                };
                findings.add(finding(given.span_of("from"), message, "no value", help));
            }
        }
        known.extend(call.step.value.takes.iter().map(|taken| taken.name.as_str()));
    }
    // What is misspelt is not unused.
    if used.iter().any(|name| !origins.contains_key(name)) {
        return;
    }
    let mut unused: Vec<_> =
        origins.iter().filter(|(name, _)| !used.contains(*name)).collect();
    unused.sort_by_key(|(name, _)| **name);
    for (name, origin) in unused {
        findings.extend(idle(name, *origin));
    }
}

fn unclear(given: Located<'_, Given>) -> Diagnostic {
    let message = format!("`{}` has no value, or two", given.name);
    let help = "write either `value` or `from`";
    finding(given.span_of("name"), message, "which value?", help)
}

/// What nothing uses, unless it is shown.
fn idle(name: &str, origin: Origin<'_, '_>) -> Option<Diagnostic> {
    match origin {
        Origin::Input(input) => {
            let message = format!("no step uses the input `{name}`");
            Some(finding(
                input.span_of("name"),
                message,
                "not used",
                "use it, or remove it",
            ))
        }
        Origin::Taken(taken, field) => {
            let is_shown = |redact| redact == Some(Redact::Shown);
            if field.is_none_or(|field| is_shown(field.field.redact)) {
                return None;
            }
            let message = format!("no step uses `{name}`, which may not be shown");
            let help = "use it in a later step, or remove it";
            Some(finding(taken.span_of("name"), message, "not used, and hidden", help))
        }
    }
}
