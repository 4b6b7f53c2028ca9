//! The values that are listed beside a field are such as the field can have.

use super::limits::{Limited, Refusal, is_json_integer, refusal};
use super::rule::{Findings, Rule, View};
use crate::diagnostic::{Diagnostic, Explanation};
use crate::load::{Direction, Located, OperationField};
use crate::raw::{Code, Field, FieldType, Location};
use crate::source::{NodeRef, Span};

pub(super) const RULE: Rule = Rule::new(&EXPLANATION, check);

static EXPLANATION: Explanation = Explanation {
    code: "L080",
    title: "values that the field cannot have",
    text: "`values` lists the values of a field beside it: a code and its name for each, as a code \
           table does for several fields. They keep the length and the form of the field. Those of \
           a number are whole numbers, written as JSON has them, and say all that there is to say \
           of it: it has no other limits. A field of a body or a query that is always sent as an \
           empty text has one value with `code: \"\"`. A field has a code table or values of its own, not both.",
    bad: "min_value: 1\nmax_value: 28\nredact: shown\nvalues: [{ code: \"14\", name: Two weeks }, { code: \"21\", name: Three }]",
    good: "min_value: 1\nmax_value: 28\nredact: shown",
};

fn check(spec: &View<'_>, findings: &mut Findings) {
    for (resolutions, fields) in spec.with_fields() {
        // Of any other type, another rule says that it has no values.
        let has_values = |it: &&OperationField<'_>| {
            it.field.kind.can_be_coded() && it.field.at.key("values").exists()
        };
        for placed in fields.iter().filter(has_values) {
            let limited = Limited::of_field(placed, resolutions);
            beside(placed, findings);
            for code in placed.field.each("values", |field| &field.values) {
                // Another empty code is reported by another rule.
                if code.code.trim().is_empty() && empty_constant(placed).is_none() {
                    continue;
                }
                if let Some(refusal) = refused(placed.field.value, &code, &limited) {
                    findings
                        .add(refusal.show(unfit(placed, &code, &refusal), limited.at));
                }
            }
        }
    }
}

/// The code of a field that is sent, always with an empty text. A path has no place for it.
pub(super) fn empty_constant<'a>(placed: &OperationField<'a>) -> Option<NodeRef<'a>> {
    let field = placed.field;
    let is_sent =
        placed.direction == Direction::Request && field.place != Location::Path;
    let is_empty = field.kind == FieldType::String
        && field.constant().is_some_and(|it| it.code.is_empty());
    let code = field.each("values", |field| &field.values).next()?.at.key("code");
    (is_sent && is_empty && code.is_quoted()).then_some(code)
}

/// What stands beside the values and says otherwise.
fn beside(placed: &OperationField<'_>, findings: &mut Findings) {
    let Located { value: field, at } = placed.field;
    let values = at.key("values");
    let error =
        |span: Span, message: String| Diagnostic::error(&EXPLANATION, span, message);
    if field.values.is_empty() {
        let message = format!("`{}` has a list of values without any", field.name);
        let help = "list the values that the page has, or remove the line";
        findings.add(error(values.span(), message).label("no value").help(help));
    }
    if field.codes.is_some() {
        let message = format!("`{}` has both `codes` and `values`", field.name);
        findings.add(
            error(values.key_span(), message)
                .label("beside a code table")
                .related(at.key("codes").span(), "the table")
                .help("write the values into the table, or remove `codes`"),
        );
    }
    let of_numbers = ["min_value", "max_value", "max_digits", "decimals", "multiple_of"];
    for key in of_numbers.map(|key| at.key(key)).into_iter().filter(|it| it.exists()) {
        let message = format!("`{}` has values, and limits beside them", field.name);
        findings.add(
            error(key.key_span(), message)
                .label("says no more than the values")
                .related(values.key_span(), "the values")
                .help("remove the line"),
        );
    }
}

/// Why the client refuses a value.
fn refused(field: &Field, code: &Code, limited: &Limited<'_>) -> Option<Refusal> {
    if field.kind != FieldType::Number {
        return refusal(limited, &code.code);
    }
    let is_plain = is_json_integer(&code.code);
    (!is_plain).then(|| Refusal::new("type", "not a whole number as JSON has it"))
}

fn unfit(
    placed: &OperationField<'_>,
    code: &Located<'_, Code>,
    refusal: &Refusal,
) -> Diagnostic {
    let (shown, name, why) =
        (code.code.escape_debug(), &placed.field.name, &refusal.why);
    let message = format!("the value `{shown}` of `{name}` does not fit: {why}");
    Diagnostic::error(&EXPLANATION, code.span_of("code"), message)
        .label("breaks a rule of the field")
        .help("compare it with the page, and with what the field declares")
}
