//! A field of which null is a value is such as can carry it.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, OperationField};
use crate::raw::{FieldOrigin, Location, Operation, RequestBody};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L130",
    title: "a field that cannot be null",
    text: "A field of a request is `nullable: true` if the page says what null does that leaving \
           the field out does not, such as clearing what is stored. Callers then give a value, or \
           `Null`, or nothing. Only JSON has null: no path, query or form has. What the client \
           sends by itself is never null, and every field of an answer is read so that it may be.",
    bad: "redact: shown\nnullable: true\nabout: When the books are due.",
    good: "redact: shown\nabout: When the books are due.",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (operation, placed) in spec.each_field() {
        of_field(operation, placed, findings);
    }
}

fn of_field(
    operation: Option<&Operation>,
    placed: &OperationField<'_>,
    findings: &mut Findings,
) {
    let (field, at) = (placed.field.value, placed.field.at);
    let is_json = operation
        .is_none_or(|it| matches!(it.request.body, None | Some(RequestBody::Json)));
    let why = if placed.direction == Direction::Response {
        "is read, and may be null anyway"
    } else if field.place != Location::Body || !is_json {
        "is not in a JSON body"
    } else if field.idempotency || field.from != FieldOrigin::Caller {
        "is not the caller's alone"
    } else if field.constant().is_some() {
        "has one value, which the client sends by itself"
    } else {
        return;
    };
    if field.nullable {
        let message = format!("`{}` {why}", field.name);
        findings.add(
            Diagnostic::error(&EXPLANATION, at.key("nullable").key_span(), message)
                .label("null is nothing to send here")
                .help("remove the line"),
        );
    }
}
