//! The tables of operations and worked examples, for the README and the client's documentation.

use std::fmt::Write as _;

use super::{doc, walkthrough};
use crate::ir::{Api, Known, Operation, Subject};

/// Where a table stands: whether items are links there.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// Plain Markdown.
    Readme,
    /// The documentation of the crate.
    Crate,
}

/// The operations of a subject: their types, the methods of the client, the vendor's titles, and
/// what is known of them.
pub(super) fn operations(api: &Api, subject: &Subject, place: Place) -> String {
    let mut text =
        "| operation | method of the client | title | known |\n|---|---|---|---|\n"
            .to_owned();
    for operation in api.of_subject(subject) {
        let name = &operation.name;
        let link = match place {
            Place::Readme => format!("`{name}`"),
            Place::Crate => format!("[`{name}`]"),
        };
        let (method, title) = (&operation.module, doc::text(&operation.title));
        let _ =
            writeln!(text, "| {link} | `{method}` | {title} | {} |", known(operation));
    }
    text
}

/// What is known of an operation, in a few words.
fn known(operation: &Operation) -> String {
    let answer = operation.response.as_ref().map_or(Known::None, |it| it.known);
    let parts = [
        (operation.known, "request"),
        (answer, "answer"),
        (operation.codes_known, "results"),
    ];
    let parts = parts.into_iter().filter_map(|(known, part)| match known {
        Known::Whole => None,
        Known::Part => Some(format!("{part} in part")),
        Known::None => Some(format!("{part} not")),
    });
    match parts.collect::<Vec<_>>().join(", ") {
        words if words.is_empty() => "whole".to_owned(),
        words => words,
    }
}

/// The worked examples; nothing where there are none.
pub(super) fn walkthroughs(api: &Api, place: Place) -> String {
    let mut text = String::new();
    for subject in &api.subjects {
        for walkthrough in walkthrough::of_subject(api, subject) {
            let (title, path) =
                (doc::text(&walkthrough.title), walkthrough::path(walkthrough));
            let link = match place {
                Place::Readme => format!("[{title}]({path})"),
                Place::Crate => format!("{title}, in [`{}`]", subject.module),
            };
            let about = doc::prose(&walkthrough.about).replace('\n', " ");
            let steps = walkthrough.steps.iter().filter_map(|step| {
                Some(format!("`{}`", api.operation(&step.operation)?.module))
            });
            let steps = steps.collect::<Vec<_>>().join(", ");
            let _ = writeln!(text, "- {link}: {about} Calls {steps}.");
        }
    }
    text
}
