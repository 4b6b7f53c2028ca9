//! The rows that have codes of their own are in the answer.

use super::rule::{Findings, View};
use super::walk;
use crate::diagnostic::{Diagnostic, Explanation};
use crate::raw::{FieldType, Known, ResponseBody};

pub(super) fn check(
    spec: &View<'_>,
    explanation: &'static Explanation,
    findings: &mut Findings,
) {
    for operation in &spec.operations {
        let Some(envelope) = walk::envelope_of(spec, operation) else { continue };
        let Some(second) = envelope.optional("second", |it| &it.second) else {
            continue;
        };
        let Some(rows) = &second.value.rows else { continue };
        let response = operation.response.as_ref();
        let field = response.and_then(|it| it.fields.iter().find(|it| it.name == *rows));
        let is_object = response.is_some_and(|it| it.body == ResponseBody::Object);
        let is_there = field.is_some_and(|it| it.kind == FieldType::ArrayOfObjects);
        let is_known = response.is_some_and(|it| it.known == Known::Whole);
        if is_object && is_there || field.is_none() && !is_known {
            continue;
        }
        let what = match field {
            Some(_) if is_object => "is no list of objects",
            _ => "is no field of the answer",
        };
        findings.add(
            Diagnostic::error(
                explanation,
                second.span_of("rows"),
                format!("`{rows}` {what} of `{}`", operation.id),
            )
            .label("the list in whose rows the code stands")
            .related(operation.located().span_of("id"), "the operation")
            .help("name an `array-of-objects` of its answer, or give it an `envelope` of its own"),
        );
    }
}
