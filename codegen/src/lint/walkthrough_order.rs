//! Each step of a worked example follows from an earlier one.

use super::rule::{Findings, Rule, View};
use super::steps::{self, Origin};
use crate::diagnostic::{Diagnostic, Explanation};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L057",
    title: "a step that does not follow from the ones before",
    text: "A worked example shows how operations work together: each step takes a value of an \
           earlier step's answer. Where none leads to it, `because` says why it comes here.",
    bad: "about: The reader sees what else there is.",
    good: "because: The reader sees what else there is.",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for walkthrough in &spec.walkthroughs {
        let calls = steps::calls(spec, walkthrough);
        let origins = steps::origins(walkthrough, &calls);
        for (position, call) in calls.iter().enumerate() {
            let mut names =
                call.step.value.fields.iter().filter_map(|it| it.from.as_deref());
            let follows =
                names.any(|name| matches!(origins.get(name), Some(Origin::Taken(..))));
            let operation = &call.step.operation;
            let (key, message, label, help) = match &call.step.because {
                None if position > 0 && !follows && call.is_sound() => (
                    "operation",
                    format!("`{operation}` uses no value of an earlier step"),
                    "why does it come here?",
                    "take a value from an earlier answer, or say why with `because`",
                ),
                Some(_) if position == 0 || follows => (
                    "because",
                    format!("`{operation}` needs no reason to come here"),
                    "has no effect",
                    "say it with `about`, or remove it",
                ),
                _ => continue,
            };
            let span = call.step.span_of(key);
            findings.add(
                Diagnostic::error(&EXPLANATION, span, message).label(label).help(help),
            );
        }
    }
}
