//! Every operation has a subject, and every subject has operations.

use super::rule::{Findings, Rule, View};
use super::to_confirm;
use super::walk::KnownNames;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::{FORMAT, TextKind, UNSORTED};
use crate::source::NodeRef;

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L005",
    title: "an operation without a subject, or a subject without operations",
    text: "A client has a module for each of `subjects` in api.yaml, with the types of the \
           operations that name it. Callers write the path of that module, so decide it early. \
           Until then, as after an import, `subject: unsorted` stays to be confirmed. A subject \
           that no operation names is a warning: the client has no module for it.",
    bad: "# subject: loans",
    good: "subject: loans",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    // Earlier formats had no subjects, which another rule reports.
    if spec.api.format != FORMAT {
        return;
    }
    let declared: Vec<_> = spec.api.subjects.iter().map(|it| it.id.as_str()).collect();
    let choices = match declared.as_slice() {
        [] => "declare the subjects of the API as `subjects` in api.yaml".to_owned(),
        ids => format!("choose one of {}, or declare another one", listed(ids)),
    };
    for operation in &spec.operations {
        let top = operation.located();
        let diagnostic = match operation.subject.as_deref() {
            None => {
                let message = format!("`{}` has no subject", operation.id);
                Diagnostic::error(&EXPLANATION, top.span_of("id"), message)
                    .label("the line `subject: …` is missing")
                    .help(format!("{choices}; `subject: {UNSORTED}` leaves it open"))
            }
            Some(UNSORTED) => {
                let message =
                    format!("to be confirmed: what `{}` is about", operation.id);
                Diagnostic::error(
                    &to_confirm::EXPLANATION,
                    top.span_of("subject"),
                    message,
                )
                .warning()
                .label("nobody has decided it")
                .help(choices.clone())
            }
            Some(_) => continue,
        };
        findings.add(diagnostic);
    }
    // What is to name it may be in a file that cannot be read, not be decided, or be misspelt.
    let is_open = |id: Option<&str>| id.is_none_or(|id| !declared.contains(&id));
    let mut operations = spec.operations.iter();
    if !spec.unreadable.is_empty() || operations.any(|it| is_open(it.subject.as_deref()))
    {
        return;
    }
    let named =
        KnownNames::names(spec.texts(TextKind::Subject).filter_map(NodeRef::text));
    for subject in spec.api.located().each("subjects", |api| &api.subjects) {
        if !named.has(&subject.id) {
            let message =
                format!("no operation belongs to the subject `{}`", subject.id);
            let diagnostic =
                Diagnostic::error(&EXPLANATION, subject.span_of("id"), message)
                    .warning()
                    .label("not used")
                    .help(
                        "name it in an operation, or remove it until one belongs to it",
                    );
            findings.add(diagnostic);
        }
    }
}

fn listed(ids: &[&str]) -> String {
    ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}
