//! An array of arrays is in JSON, and can have as many arrays as it has to.

use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, OperationField};
use crate::raw::{Location, Operation, RequestBody, Rows};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L133",
    title: "an array of arrays that cannot be",
    text: "A field with `rows` is an array of arrays of texts or of numbers. Only JSON has such: \
           a query or a form has none. Its items are no codes. `min_items` and `max_items` within \
           `rows` count the arrays, and those beside it the items of each.",
    bad: "- name: remind\n  type: array-of-numbers\n  rows: { min_items: 3, max_items: 2 }\n  need: optional\n  redact: shown\n  example: \"1\"\n  about: Whether the reader is reminded.",
    good: "- name: remind\n  type: boolean\n  wire: 1/0\n  need: optional\n  redact: shown\n  example: \"false\"\n  about: Whether the reader is reminded.",
};

/// The largest sensible number of arrays: examples have to show as many.
const MOST: u32 = 100_000;

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
    let Some(rows) = &field.rows else { return };
    let body = operation.and_then(|it| it.request.body);
    let is_json = placed.direction == Direction::Response
        || field.place == Location::Body
            && matches!(body, None | Some(RequestBody::Json));
    let (why, help) = if !is_json {
        ("is not in a JSON body", "write the text that is on the wire as a string")
    } else if field.is_coded() {
        ("has codes for its items", "describe the codes in words, or remove the line")
    } else if is_impossible(rows) {
        ("can have no number of arrays", "compare the limits with the page")
    } else {
        return;
    };
    let message = format!("the array of arrays `{}` {why}", field.name);
    findings.add(
        Diagnostic::error(&EXPLANATION, at.key("rows").key_span(), message)
            .label("cannot be")
            .help(help),
    );
}

fn is_impossible(rows: &Rows) -> bool {
    let least = rows.min_items.unwrap_or_default();
    least > MOST || rows.max_items.is_some_and(|most| most == 0 || most < least)
}
